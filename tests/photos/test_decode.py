"""From the bytes of a camera to upright sRGB pixels."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from generator.photos import decode as module
from generator.photos.decode import decode
from generator.photos.formats import Unreadable

if TYPE_CHECKING:
    from tests.photos.conftest import Studio

AS_SEEN = ["red", "green", "blue", "yellow"]
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera held that way stores what it sees: the inverse of turning it upright."""


def stored(scene: Image.Image, orientation: int) -> Image.Image:
    """The scene as it lies in the file."""
    turn = STORED[orientation]
    return scene if turn is None else scene.transpose(turn)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_turned_upright(studio: Studio, kind: str, orientation: int) -> None:
    """However the camera was held, the photo stands upright, in size as in pixels."""
    data = studio.file(kind, stored(studio.scene(), orientation), exif=studio.exif(orientation))
    photo = decode(data, 1600)
    assert (photo.width, photo.height) == photo.image.size == (120, 80)
    assert studio.corners(photo.image) == AS_SEEN


@pytest.mark.parametrize("orientation", [3, 6])
def test_orientation_in_xmp_counts(studio: Studio, orientation: int) -> None:
    """Some editors note the orientation in XMP only."""
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r tiff:Orientation="%d"/></x:xmpmeta>' % orientation
    data = studio.file("JPEG", stored(studio.scene(), orientation), xmp=xmp)
    assert studio.corners(decode(data, 1600).image) == AS_SEEN


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_impossible_orientation_is_upright(studio: Studio, orientation: int) -> None:
    """A number that means nothing turns nothing."""
    data = studio.file("JPEG", exif=studio.exif(orientation))
    assert studio.corners(decode(data, 1600).image) == AS_SEEN


def test_damaged_exif_does_not_refuse_the_photo(studio: Studio) -> None:
    """The pixels are what is wanted; a broken note beside them is dropped like a whole one."""
    data = studio.file("JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff garbage")
    assert studio.corners(decode(data, 1600).image) == AS_SEEN


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_heic_is_not_turned_twice(studio: Studio, orientation: int) -> None:
    """The decoder has turned a HEIC already, although its EXIF still names the camera's position."""
    exif = studio.exif(orientation)
    data = studio.heic(stored(studio.scene(), orientation), exif=exif)
    assert exif.removeprefix(b"Exif\0\0") in data
    photo = decode(data, 1600)
    assert photo.image.size == (120, 80)
    assert studio.corners(photo.image) == AS_SEEN


def test_heic_is_not_replaced_by_its_thumbnail(studio: Studio) -> None:
    """The thumbnail inside may show the photo as it was before somebody was cut out of it."""
    noise = Image.effect_noise((640, 480), 80).convert("RGB")
    plain, thumbnailed = studio.heic(noise), studio.heic(noise, thumbnails=[64])
    assert len(thumbnailed) > len(plain)
    assert decode(thumbnailed, 32).image.tobytes() == decode(plain, 32).image.tobytes()


def test_colours_are_converted_to_srgb(studio: Studio) -> None:
    """A colour profile is applied before it is dropped: linear middle grey is light grey on the web."""
    for kind in ("JPEG", "PNG", "WEBP"):
        data = studio.file(kind, Image.new("RGB", (32, 32), (128, 128, 128)), icc_profile=studio.profile())
        pixel = studio.pixel(decode(data, 1600).image)
        assert studio.apart(pixel, (188, 188, 188)) <= 6


@pytest.mark.parametrize("profile", [b"garbage", b"\0" * 200])
def test_a_broken_profile_is_passed_over(studio: Studio, profile: bytes) -> None:
    """Without a usable profile the colours are taken as they are."""
    data = studio.file("JPEG", icc_profile=profile)
    assert studio.corners(decode(data, 1600).image) == AS_SEEN


def test_a_profile_for_other_colours_is_passed_over(studio: Studio) -> None:
    """An RGB profile in a CMYK or grey photo does not stop it."""
    for mode in ("CMYK", "L"):
        data = studio.file("JPEG", Image.new("RGB", (32, 32), "white").convert(mode), icc_profile=studio.profile())
        assert studio.apart(studio.pixel(decode(data, 1600).image), (255, 255, 255)) <= 12


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_result_carries_nothing(studio: Studio, kind: str) -> None:
    """No note of the camera is left for an encoder to write out."""
    image = decode(studio.revealing(kind), 1600).image
    assert (image.mode, image.info) == ("RGB", {})


def test_cmyk_becomes_rgb(studio: Studio) -> None:
    """Photos from print shops show the same colours."""
    data = studio.file("JPEG", studio.scene().convert("CMYK"), quality=95)
    assert studio.corners(decode(data, 1600).image) == AS_SEEN


def test_sixteen_bits_are_scaled_not_clipped(studio: Studio) -> None:
    """Dark greys of a 16-bit scan stay dark."""
    image = Image.new("I;16", (32, 32), 0x4000)
    assert studio.pixel(decode(studio.file("PNG", image), 1600).image) == (0x40, 0x40, 0x40)


def test_transparency_shows_white_paper(studio: Studio) -> None:
    """Alpha, palette alpha, grey alpha and a transparent colour all end on white."""
    clear = Image.new("RGBA", (32, 32), (200, 0, 0, 0))
    palette = Image.new("P", (32, 32), 0)
    palette.putpalette([200, 0, 0, 0, 200, 0])
    files = [
        studio.file("PNG", clear),
        studio.file("WEBP", clear, lossless=True, exact=True),
        studio.file("PNG", clear.convert("LA")),
        studio.file("PNG", palette, transparency=0),
        studio.file("PNG", Image.new("RGB", (32, 32), (1, 2, 3)), transparency=(1, 2, 3)),
        studio.heic(clear),
    ]
    found = [studio.pixel(decode(data, 1600).image, (9, 9)) for data in files]
    assert found == [(255, 255, 255)] * len(files)


@pytest.mark.parametrize("mode", ["1", "L", "P"])
def test_simple_modes(studio: Studio, mode: str) -> None:
    """Black and white, grey and palette pictures are photos, too."""
    image = decode(studio.file("PNG", studio.scene().convert(mode)), 60).image
    assert (image.mode, image.size) == ("RGB", (60, 40))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.2, 0.6, 0.95])
@pytest.mark.parametrize("widest", [16, 1600])
def test_half_a_photo_is_refused(studio: Studio, kind: str, part: float, widest: int) -> None:
    """A transfer that broke off is refused, even when only a glance is taken."""
    noise = Image.effect_noise((200, 150), 60).convert("RGB")
    data = studio.file(kind, noise)
    with pytest.raises(Unreadable, match="不完整"):
        decode(data[: int(len(data) * part)], widest)


def test_half_a_heic_is_refused(studio: Studio) -> None:
    """The same holds for phones."""
    data = studio.heic(Image.effect_noise((200, 150), 60).convert("RGB"))
    with pytest.raises(Unreadable, match="不完整"):
        decode(data[: len(data) * 2 // 3], 1600)


@pytest.mark.parametrize("side", [9_100, 12_000, 60_000])
def test_a_bomb_is_refused_from_its_header(studio: Studio, side: int) -> None:
    """Promised pixels are counted before memory is taken, below and above Pillow's own limits."""
    with pytest.raises(Unreadable, match="8000 万像素"):
        decode(studio.bomb(side, side), 1600)


def test_a_needle_is_refused(studio: Studio) -> None:
    """A picture a hundred times longer than wide is no photo."""
    with pytest.raises(Unreadable, match="细长"):
        decode(studio.file("PNG", Image.new("L", (1, 101))), 1600)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_films_are_refused(studio: Studio, kind: str) -> None:
    """Of a moving picture nobody knows which moment is meant."""
    data = studio.file(kind, studio.scene(), save_all=True, append_images=[Image.new("RGB", (120, 80))])
    with pytest.raises(Unreadable, match="动图"):
        decode(data, 1600)


def test_a_second_picture_inside_a_jpeg_is_no_film(studio: Studio) -> None:
    """Phones put an HDR gain map behind the photo; the photo is the first."""
    data = studio.file("MPO", studio.scene(), save_all=True, append_images=[Image.new("RGB", (120, 80))])
    assert studio.corners(decode(data, 1600).image) == AS_SEEN


def test_no_wider_than_asked_and_never_enlarged(studio: Studio) -> None:
    """A large JPEG is decoded small; the size reported stays that of the master."""
    data = studio.file("JPEG", studio.scene(2000, 1000), exif=studio.exif(6))
    photo = decode(data, 300)
    assert (photo.width, photo.height, photo.image.size) == (1000, 2000, (300, 600))
    assert decode(studio.file("JPEG"), 1600).image.size == (120, 80)


def test_lack_of_memory_is_not_the_photos_fault(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal for want of memory must not be remembered."""

    def exhausted(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(module, "_eight_bit", exhausted)
    with pytest.raises(Unreadable, match="内存") as refusal:
        decode(studio.file("JPEG"), 1600)
    assert not refusal.value.lasting


def test_warnings_stay_inside(studio: Studio) -> None:
    """What Pillow mutters about odd metadata reaches nobody."""
    data = studio.file("JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\2\xff\xff\xff\xff")
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        decode(data, 1600)
    assert heard == []
