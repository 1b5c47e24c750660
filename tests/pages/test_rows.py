"""Justified rows: nobody is left over, every row is full, and browsers are told how wide a picture will be."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.pictures import Picture, Rendition
from generator.pages.rows import SHEET, STORY, Room, Window, broken, hung, led

RATIOS = st.lists(st.sampled_from([0.5, 0.667, 0.75, 1.0, 1.333, 1.5, 1.778, 3.0, 6.0]), max_size=60)


def picture(ratio: float) -> Picture:
    """A picture of some shape."""
    return Picture((), Rendition("photos/a.jpg", round(ratio * 1000), 1000), "", "", "")


@given(RATIOS, st.sampled_from([STORY.narrow, STORY.middle, STORY.wide, SHEET.wide]))
def test_every_photograph_is_in_one_row(ratios: list[float], window: Window) -> None:
    """In order, none twice, none left out, no empty row."""
    counts = broken(ratios, window)
    assert sum(counts) == len(ratios)
    assert all(counts)


@given(RATIOS, st.sampled_from([STORY, SHEET]))
def test_rows_are_full_and_even(ratios: list[float], room: Room) -> None:
    """The shares of a row are as its ratios, and add up to all of it but never to more."""
    pictures = hung([picture(ratio) for ratio in ratios], room)
    for number, window in enumerate((room.narrow, room.middle, room.wide)):
        start = 0
        for count in broken([each.ratio for each in pictures], window):
            row = pictures[start : start + count]
            shares = [each.places[number].share for each in row]
            assert 1 - 0.001 < sum(shares) <= 1 + 1e-9
            assert max(share / each.ratio for share, each in zip(shares, row, strict=True)) == pytest.approx(
                1 / sum(each.ratio for each in row), rel=0.01
            )
            assert {each.places[number].gaps for each in row} == {count - 1}
            start += count


@pytest.mark.parametrize(
    ("count", "narrow", "wide"),
    [
        (1, [1], [1]),
        (2, [2], [2]),
        (3, [1, 2], [3]),
        (4, [2, 2], [2, 2]),
        (5, [1, 2, 2], [2, 3]),
        (7, [1, 2, 2, 2], [2, 2, 3]),
    ],
)
def test_no_photograph_is_left_over(count: int, narrow: list[int], wide: list[int]) -> None:
    """Of usual landscape photographs none stands alone in the last row, and large ones come first."""
    assert broken([1.5] * count, STORY.narrow) == narrow
    assert broken([1.5] * count, STORY.wide) == wide


def test_sixty_photographs_are_nearly_alike() -> None:
    """On a long wall no row is twice as high as another."""
    ratios = [1.5, 0.667, 1.333, 1.5, 1.778, 0.75] * 10
    heights: dict[int, list[float]] = defaultdict(list)
    start = 0
    for count in broken(ratios, STORY.wide):
        heights[count].append(1 / sum(ratios[start : start + count]))
        start += count
    found = [each for row in heights.values() for each in row]
    assert max(found) < 1.6 * min(found)


def test_the_first_of_a_page_hangs_in_no_row() -> None:
    """It stands above the text."""
    pictures = led([picture(1.5)] * 3)
    assert [bool(each.places) for each in pictures] == [False, True, True]


def test_browsers_are_told_the_width() -> None:
    """A part of the window without its gaps, or a fixed width where rows are capped."""
    pair = hung([picture(1.5), picture(1.5)])[0]
    assert pair.sizes == (
        "(min-width: 1303px) 606px, (min-width: 60em) calc(47.0vw - 6px), "
        "(min-width: 40em) calc(46.0vw - 6px), calc(45.5vw - 4px)"
    )
    alone = hung([picture(0.75)])[0]
    assert alone.sizes.startswith("(min-width: 1303px) 324px, (min-width: 60em) min(94.0vw, 324px)")


def test_words_below_a_photograph_have_room() -> None:
    """On a phone three portraits do not stand side by side with their captions; on a wall without words they may."""
    portraits = [0.667, 0.75, 0.667, 0.75, 0.667, 0.75]
    assert max(broken(portraits, STORY.narrow)) == 2
    assert max(broken(portraits, SHEET.narrow)) > 2
