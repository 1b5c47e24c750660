"""Justified rows: nobody is left over, every row is full, and browsers are told how wide a picture will be."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.pictures import Picture, Rendition
from generator.pages.rows import SHEET, STORY, Room, Window, hung, led, row_lengths
from tests.tiny import ROOT

REM = 18
"""Pixels, in a window where nobody asked for larger letters."""
RATIOS = st.lists(st.sampled_from([0.5, 0.667, 0.75, 1.0, 1.333, 1.5, 1.778, 3.0, 6.0]), max_size=60)


def picture(ratio: float) -> Picture:
    """A picture of some shape."""
    return Picture((), Rendition("photos/a.jpg", round(ratio * 1000), 1000), "", "", "")


@given(RATIOS, st.sampled_from([STORY.narrow, STORY.middle, STORY.wide, SHEET.wide]))
def test_every_photograph_is_in_one_row(ratios: list[float], window: Window) -> None:
    """In order, none twice, none left out, no empty row."""
    counts = row_lengths(ratios, window)
    assert sum(counts) == len(ratios)
    assert all(counts)


@given(RATIOS, st.sampled_from([STORY, SHEET]))
def test_rows_are_full_and_even(ratios: list[float], room: Room) -> None:
    """The shares of a row are as its ratios, and add up to all of it but never to more."""
    pictures = hung([picture(ratio) for ratio in ratios], room)
    for number, window in enumerate((room.narrow, room.middle, room.wide)):
        start = 0
        for count in row_lengths([each.ratio for each in pictures], window):
            row = pictures[start : start + count]
            shares = [each.slots[number].share for each in row]
            assert 1 - 0.001 < sum(shares) <= 1 + 1e-9
            assert max(share / each.ratio for share, each in zip(shares, row, strict=True)) == pytest.approx(
                1 / sum(each.ratio for each in row), rel=0.01
            )
            assert {each.slots[number].gaps for each in row} == {count - 1}
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
    assert row_lengths([1.5] * count, STORY.narrow) == narrow
    assert row_lengths([1.5] * count, STORY.wide) == wide


def test_sixty_photographs_are_nearly_alike() -> None:
    """On a long wall no row is twice as high as another."""
    ratios = [1.5, 0.667, 1.333, 1.5, 1.778, 0.75] * 10
    heights: dict[int, list[float]] = defaultdict(list)
    start = 0
    for count in row_lengths(ratios, STORY.wide):
        heights[count].append(1 / sum(ratios[start : start + count]))
        start += count
    found = [each for row in heights.values() for each in row]
    assert max(found) < 1.6 * min(found)


def test_the_first_of_a_page_hangs_in_no_row() -> None:
    """It stands above the text."""
    pictures = led([picture(1.5)] * 3)
    assert [bool(each.slots) for each in pictures] == [False, True, True]


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
    assert max(row_lengths(portraits, STORY.narrow)) == 2
    assert max(row_lengths(portraits, SHEET.narrow)) > 2


def style_sheet() -> dict[tuple[int, str, str], str]:
    """What the style sheet declares, by the em from which it holds, selector and property; print is left out."""
    text = re.sub(r"/\*.*?\*/", "", (ROOT / "theme/assets/jinguo.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    rules = r"(?:[^{}]*\{[^{}]*\})*\s*"
    rooms = [("0", re.sub(rf"@media[^{{]*\{{{rules}\}}", "", text))]
    rooms += re.findall(rf"@media \(min-width: (\d+)em\) \{{({rules})\}}", text)
    found: dict[tuple[int, str, str], str] = {}
    for em, room in rooms:
        for selectors, declarations in re.findall(r"([^{}]+)\{([^{}]*)\}", room):
            for declaration in filter(str.strip, declarations.split(";")):
                name, _, value = declaration.partition(":")
                found |= {(int(em), each.strip(), name.strip()): value.strip() for each in selectors.split(",")}
    return found


def rem(value: str) -> float:
    """Pixels of the first length in a value."""
    number = re.search(r"([\d.]+)rem", value)
    assert number, value
    return float(number[1]) * REM


def test_rows_know_the_style_sheet() -> None:
    """Heights, gaps, widths and the windows where they change: whoever changes one of the two must change the other."""
    css = style_sheet()
    assert css[0, "html", "font-size"] == f"{100 * REM / 16}%"
    for number, em in enumerate((0, 40, 60)):
        story, sheet = ((room.narrow, room.middle, room.wide)[number] for room in (STORY, SHEET))
        assert css[em, ".gallery li", "--part"].startswith(f"var(--{'sml'[number]},")
        assert css[em, ".gallery li", "--gaps"].startswith(f"var(--{'sml'[number]}g,")
        assert story.tallest == rem(css[0, ".gallery", "--tall"])
        assert sheet.tallest == rem(css[em, ".sheet .gallery", "--tall"])
        assert story.gap == sheet.gap == round(rem(css[min(em, 40), ".gallery", "--g"]))
    widest = rem(css[0, ".wrap", "max-width"])
    beside = rem(css[60, ".sheet", "grid-template-columns"]) + rem(css[40, ":root", "--gap"])
    assert (STORY.wide.widest, SHEET.wide.widest) == (widest, widest - beside)
    for room, less in ((STORY, 0.0), (SHEET, beside)):
        ends = [(room.narrow, 0, 320, 640), (room.middle, 40, 640, 960)]
        for window, em, first, last in (*ends, (room.wide, 40, 960, widest + 2 * rem(css[40, ":root", "--gutter"]))):
            taken = 2 * rem(css[em, ":root", "--gutter"]) + (less if window is room.wide else 0)
            assert 1 - taken / first <= window.part <= 1 - taken / last


def test_sizes_change_where_the_style_sheet_does() -> None:
    """The windows named to browsers are those in which a row is broken anew."""
    changes = sorted(em for em, selector, name in style_sheet() if (selector, name) == (".gallery li", "--part"))
    (pair, _) = hung([picture(1.5), picture(1.5)])
    assert re.findall(r"min-width: (\d+)em", pair.sizes) == [f"{em}" for em in reversed(changes) if em]
