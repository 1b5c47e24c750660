"""Where a cover is cut."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from generator.photos.cache import Cache, key
from generator.photos.colour import average
from generator.photos.crops import box
from generator.photos.decode import decode
from generator.photos.develop import Photo, develop
from generator.photos.metadata import findings
from generator.photos.render import cropped
from generator.photos.sizes import DEFAULT_FOCUS, SHAPES, STANDARD, Focus, Shape, window

if TYPE_CHECKING:
    from pathlib import Path

    from tests.photos.conftest import Studio

CUT: list[Shape] = ["card", "square", "banner"]
share = st.floats(0, 1)


@given(st.integers(1, 5000), st.integers(1, 5000), st.sampled_from(CUT), share, share)
def test_a_crop_is_as_large_as_fits_and_holds_its_focus(
    width: int, height: int, shape: Shape, across: float, down: float
) -> None:
    """It lies within the photo, touches two opposite edges, has its shape, and the focus is in it."""
    left, upper, right, lower = box(width, height, shape, (across, down))
    assert 0 <= left < right <= width
    assert 0 <= upper < lower <= height
    assert (right - left == width) or (lower - upper == height)
    wide, high = SHAPES[shape]
    assert abs((right - left) * high - (lower - upper) * wide) <= max(wide, high)
    assert left - 1 <= across * width <= right + 1
    assert upper - 1 <= down * height <= lower + 1


@given(st.integers(100, 5000), st.integers(100, 5000), st.sampled_from(CUT))
def test_away_from_the_edges_the_focus_is_the_middle(width: int, height: int, shape: Shape) -> None:
    """What the record says is important is where eyes fall first."""
    left, upper, right, lower = box(width, height, shape, (0.5, 0.5))
    assert abs(left + right - width) <= 2
    assert abs(upper + lower - height) <= 2


def test_without_a_focus_faces_are_kept() -> None:
    """Of a tall photo the part above the middle is taken, because faces are there."""
    assert box(300, 400, "square") == (0, 40, 300, 340)
    assert box(400, 300, "square") == (50, 0, 350, 300)


@pytest.mark.parametrize(
    ("focus", "colours"),
    [((0.0, 0.5), ["red", "red", "blue", "blue"]), ((1.0, 0.5), ["green", "green", "yellow", "yellow"])],
)
def test_files_show_what_was_cut_out(studio: Studio, focus: Focus, colours: list[str]) -> None:
    """Every file of a shape shows the same part, and is proven clean like any other."""
    photo = decode(studio.revealing("PNG", studio.scene(1200, 400), icc_profile=None), STANDARD.widest)
    files = cropped(photo, focus).files
    assert {file.shape for file in files} == set(CUT)
    for file in files:
        with Image.open(io.BytesIO(file.data)) as image:
            assert image.size == (file.width, file.height)
            assert file.shape != "square" or studio.corners(image) == colours
        assert findings(file.data) == []
        assert file.width <= window(1200, 400, file.shape)[0]


def test_only_covers_are_cut(cache: Cache, tmp_path: Path, studio: Studio) -> None:
    """Crops are made of covers alone; another focus makes other crops and nothing else."""
    path = tmp_path / "a.jpg"
    path.write_bytes(studio.file("JPEG", studio.scene(900, 500)))
    plain = photo(develop({"a": path}, cache).results["a"])
    assert plain.crops == ()
    first = develop({"a": path}, cache, covers={"a": (0.2, 0.5)})
    assert (first.encoded, develop({"a": path}, cache, covers={"a": (0.2, 0.5)}).encoded) == (1, 0)
    cut, moved = photo(first.results["a"]), photo(develop({"a": path}, cache, covers={"a": (0.8, 0.5)}).results["a"])
    assert cut.sources == moved.sources == plain.sources
    squares = [{each.name for each in made.crops if each.shape == "square"} for made in (cut, moved)]
    assert squares[0].isdisjoint(squares[1])
    assert key(cut.digest, STANDARD, (0.2, 0.5)) in first.keys


def test_one_photo_may_be_cover_and_picture(cache: Cache, tmp_path: Path, studio: Studio) -> None:
    """The same bytes under two names, one of them a cover, are decoded once."""
    paths = {name: tmp_path / name for name in ("a.jpg", "b.jpg")}
    for path in paths.values():
        path.write_bytes(studio.file("JPEG", studio.scene(900, 500)))
    developed = develop(paths, cache, covers={"b.jpg": DEFAULT_FOCUS})
    assert developed.encoded == 1
    assert [bool(photo(result).crops) for result in developed.results.values()] == [False, True]


def test_an_article_gets_its_two_pictures(cache: Cache, tmp_path: Path, studio: Studio) -> None:
    """JPEG of 900 by 383 and of 500 by 500; the site does not carry them."""
    path = tmp_path / "a.jpg"
    path.write_bytes(studio.file("JPEG", studio.scene(1600, 1200)))
    made = photo(develop({"a": path}, cache, covers={"a": DEFAULT_FOCUS}).results["a"])
    banner, square = made.article("banner"), made.article("square")
    assert banner
    assert square
    assert (banner.width, banner.height, square.width, square.height) == (900, 383, 500, 500)
    assert {banner, square}.isdisjoint(made.published)
    assert photo(develop({"a": path}, cache).results["a"]).article("banner") is None


def test_the_colour_of_a_photo_is_its_mean(studio: Studio) -> None:
    """Seven characters that a style sheet understands."""
    assert average(Image.new("RGB", (30, 20), (1, 171, 205))) == "#01abcd"
    assert average(studio.scene()) == "#7d784e"


def photo(result: Photo | str) -> Photo:
    """A photo that could be developed."""
    assert isinstance(result, Photo)
    return result
