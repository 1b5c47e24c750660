"""What was blurred cannot be had back, and nothing else has changed."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFilter

from generator.photos.blur import CELLS, STEPS, BadBox, Box, blurred, cover, parse_box, region, size_of, touched
from generator.photos.cache import Cache
from generator.photos.develop import Photo, develop
from generator.photos.faces import look
from generator.photos.formats import Unreadable
from generator.photos.metadata import findings
from tests.portraits import FACE, opened, portrait, saved

if TYPE_CHECKING:
    from tests.photos.conftest import Studio

BOX = Box(*FACE)


def noise(side: int = 160) -> Image.Image:
    """A picture in which every pixel is its own."""
    wanted = side * side * 3
    data = b"".join(hashlib.sha256(bytes(divmod(number, 256))).digest() for number in range(wanted // 32 + 1))
    return Image.frombytes("RGB", (side, side), data[:wanted])


def test_two_faces_leave_the_same_patch() -> None:
    """Whatever differs below the averages is gone: the region has the same bytes for different faces."""
    box = Box(40, 40, 46, 46)
    inner = region(box, (160, 160))
    cell = inner.width // CELLS
    assert inner.width == inner.height == cell * CELLS  # cells end on whole pixels
    one = noise()
    part, other = one.crop(inner.corners), one.copy()
    mixed = part.copy()
    for across in range(CELLS):
        for down in range(CELLS):
            corners = (across * cell, down * cell, (across + 1) * cell, (down + 1) * cell)
            mixed.paste(part.crop(corners).transpose(Image.Transpose.ROTATE_180), corners)
    other.paste(mixed, inner.corners)
    assert one.crop(inner.corners).tobytes() != other.crop(inner.corners).tobytes()
    patches = [cover(each, [box]).crop(inner.corners).tobytes() for each in (one, other)]
    assert patches[0] == patches[1]


def test_few_bytes_are_left() -> None:
    """The patch can be drawn again from 16 averages of 8 steps a colour alone: 144 bits."""
    assert CELLS * CELLS * 3 * (STEPS - 1).bit_length() == 18 * 8
    inner = region(BOX, (512, 512))
    averages = portrait().crop(inner.corners).resize((CELLS, CELLS), Image.Resampling.BOX)
    told = bytes(value * STEPS // 256 for value in averages.tobytes())
    coarse = Image.frombytes("RGB", (CELLS, CELLS), bytes(value * 32 + 16 for value in told))
    other = portrait().copy()
    other.paste(coarse.resize((inner.width, inner.height), Image.Resampling.NEAREST), inner.corners)
    patches = [cover(each, [BOX]).crop(inner.corners).tobytes() for each in (portrait(), other)]
    assert patches[0] == patches[1]


def detail(image: Image.Image) -> list[int]:
    """What is left of a picture without its soft shapes."""
    grey = image.convert("L")
    soft = grey.filter(ImageFilter.GaussianBlur(4))
    return [one - two for one, two in zip(grey.tobytes(), soft.tobytes(), strict=True)]


def test_no_detail_of_the_face_is_left() -> None:
    """Features of a face are as good as unrelated to what replaces them."""
    new = opened(blurred(saved(portrait()), [BOX]))
    x, y, wide, high = FACE
    face = (x, y, x + wide, y + high)
    before, after = detail(portrait().crop(face)), detail(new.crop(face))
    energy = sum(value**2 for value in before)
    assert abs(sum(one * two for one, two in zip(before, after, strict=True))) < 0.02 * energy
    assert sum(value**2 for value in after) < 0.01 * energy


def test_nobody_is_found_in_anything_made_of_it(tmp_path: Path) -> None:
    """Neither in the master nor in any web size or crop."""
    old = saved(portrait(1024))
    (face,) = look(old).faces
    (tmp_path / "01.jpg").write_bytes(blurred(old, [Box(face.x, face.y, face.width, face.height)]))
    assert look((tmp_path / "01.jpg").read_bytes()).faces == ()
    paths, covers = {"01": tmp_path / "01.jpg"}, {"01": (0.4, 0.2)}
    photo = develop(paths, Cache(tmp_path / "cache"), covers=covers).results["01"]
    assert isinstance(photo, Photo)
    assert photo.crops
    for source in (*photo.sources, *photo.crops):
        assert look(source.path.read_bytes()).faces == (), source.name


@given(
    st.integers(0, 150), st.integers(0, 110), st.integers(1, 160), st.integers(1, 120), st.sampled_from(["PNG", "JPEG"])
)
def test_only_the_box_changes(left: int, top: int, wide: int, high: int, kind: str) -> None:
    """Any box: beyond it, its margin and its rim not one pixel is another, but for what saving a JPEG again loses."""
    scene = portrait().crop((100, 20, 260, 140))
    old = saved(scene, kind)
    box = Box(left, top, min(wide, 160 - left), min(high, 120 - top))
    new = opened(blurred(old, [box]))
    outside = Image.new("L", scene.size, 255)
    outside.paste(0, touched(box, scene.size).grown(16 if kind == "JPEG" else 0, 16, scene.size).corners)
    apart = ImageChops.difference(new, opened(old)).convert("L")
    apart.paste(0, mask=ImageChops.invert(outside))
    _, most = apart.getextrema()
    assert isinstance(most, (int, float))
    assert most <= (0 if kind == "PNG" else 6)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_masters_keep_format_and_size_and_reveal_nothing(kind: str, studio: Studio) -> None:
    """Upright, clean, and no better than before."""
    old = studio.revealing(kind, studio.scene(300, 200), **({} if kind == "PNG" else {"quality": 60}))
    new = blurred(old, [Box(20, 20, 50, 50)])
    with Image.open(io.BytesIO(new)) as image:
        assert (image.format, image.size) == (kind, (300, 200))
    assert findings(new) == []
    assert studio.corners(opened(new))[1:] == ["green", "blue", "yellow"]


def test_turned_photos_are_measured_upright(studio: Studio) -> None:
    """A box is meant as one sees the photo, whatever way the camera was held."""
    old = studio.file("JPEG", studio.scene(300, 200), exif=studio.exif(6))
    assert size_of(old) == (200, 300)
    new = opened(blurred(old, [Box(80, 0, 40, 30)]))
    changed = ImageChops.difference(new, opened(blurred(old, []))).getbbox()
    assert changed is not None
    left, top, right, bottom = changed
    assert 40 < left < right < 160
    assert (top, bottom < 64) == (0, True)


@pytest.mark.parametrize("data", [b"", b"not a photo", b"\xff\xd8\xff broken"])
def test_what_is_no_photo_is_refused(data: bytes) -> None:
    """In a sentence."""
    with pytest.raises(Unreadable):
        blurred(data, [Box(0, 0, 5, 5)])


def test_heic_is_refused(studio: Studio) -> None:
    """Its name would lie about what is in it afterwards."""
    with pytest.raises(Unreadable, match="HEIC"):
        blurred(studio.heic(), [Box(0, 0, 5, 5)])


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("10,20,30,40", Box(10, 20, 30, 40)),
        ("10%,10%,50%,50%", Box(20, 10, 100, 50)),
        ("0.1，0.1，0.5，0.5", Box(20, 10, 100, 50)),
        ("0,0,1,1", Box(0, 0, 200, 100)),
        (" 190 , 90 , 10 , 10 ", Box(190, 90, 10, 10)),
    ],
)
def test_boxes_in_pixels_and_shares(text: str, box: Box) -> None:
    """All four in the same unit."""
    assert parse_box(text, (200, 100)) == box


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,2,3",
        "a,b,c,d",
        "10%,2,3,4",
        "190,90,20,20",
        "500,10,10,10",
        "10,10,0,10",
        "-5,0,10,10",
        "50%,50%,60%,10%",
    ],
)
def test_boxes_that_cannot_be_meant(text: str) -> None:
    """What is written in another way or lies outside is refused with a reason."""
    with pytest.raises(BadBox, match="框"):
        parse_box(text, (200, 100))
