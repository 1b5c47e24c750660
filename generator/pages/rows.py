"""Justified rows: which photographs hang side by side, decided when the site is made, so that nothing moves later.

Breaking a wall into rows is done like breaking a paragraph into lines: all of it at once, so that no photograph is
left over for a row of its own. Style sheets can only fill one row after the other.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.pages.pictures import Picture, RowSlot

_LONGEST_ROW = 8
_SLIM = 8.0
"""What it costs to be too slim, against a row that is too high or too low."""
_PARTS = 10_000
"""Shares are cut off, never rounded up: a row wider than its wall would break."""


@dataclass(frozen=True, slots=True)
class Window:
    """Room for photographs in windows of some width."""

    sum: float
    """Of the ratios in a good row: large sums make low rows."""
    tallest: int
    """No row is higher; in pixels, and the same number stands in the style sheet in rem of 18 pixels."""
    part: float
    """Of the window's width that the wall takes."""
    gap: int
    """Pixels between neighbours; the style sheet has it too."""
    widest: int = 10_000
    """Pixels that the wall takes at most."""
    slimmest: float = 0.0
    """Share of a row below which words under a photograph would stand in a column of a few characters."""


@dataclass(frozen=True, slots=True)
class Room:
    """A kind of wall: its rows in narrow, middle and wide windows."""

    narrow: Window
    middle: Window
    wide: Window


STORY = Room(
    Window(2.2, 432, 0.91, 7, slimmest=0.36),
    Window(2.8, 432, 0.92, 11, slimmest=0.2),
    Window(3.8, 432, 0.94, 11, 1224, slimmest=0.16),
)
"""Photographs below a text: large."""
SHEET = Room(Window(2.9, 180, 0.91, 7), Window(3.6, 234, 0.92, 11), Window(4.6, 234, 0.7, 11, 936))
"""Photographs of one story on a wall of many: a contact sheet, with the story's name beside it in a wide window."""


def hung(pictures: Sequence[Picture], room: Room = STORY) -> tuple[Picture, ...]:
    """The pictures with their slots in the rows of a wall."""
    ratios = [picture.ratio for picture in pictures]
    windows = (room.narrow, room.middle, room.wide)
    slots = list(zip(*(_slots(ratios, window) for window in windows), strict=True))
    return tuple(
        replace(picture, slots=found, sizes=_sizes(picture.ratio, found, room))
        for picture, found in zip(pictures, slots, strict=True)
    )


def led(pictures: Sequence[Picture], room: Room = STORY) -> tuple[Picture, ...]:
    """The first stands alone above the text, the others hang below it."""
    return (*pictures[:1], *hung(pictures[1:], room))


def row_lengths(ratios: Sequence[float], window: Window) -> list[int]:
    """How many photographs each row holds, so that all rows together are as near to good ones as can be."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(ratios) + 1):
        first = max(0, end - _LONGEST_ROW)
        costs = ((best[start][0] + _cost(ratios[start:end], window), start) for start in range(first, end))
        # Of equals the longer last row: photographs that come first are shown larger.
        best.append(min(costs, key=lambda each: (round(each[0], 6), each[1])))
    counts, end = [], len(ratios)
    while end:
        start = best[end][1]
        counts.append(end - start)
        end = start
    return counts[::-1]


def _cost(row: Sequence[float], window: Window) -> float:
    slim = max(0.0, window.slimmest - min(row) / sum(row))
    return math.log(sum(row) / window.sum) ** 2 + slim * _SLIM


def _slots(ratios: Sequence[float], window: Window) -> Iterator[RowSlot]:
    start = 0
    for count in row_lengths(ratios, window):
        row = ratios[start : start + count]
        for ratio in row:
            yield RowSlot(math.floor(ratio / sum(row) * _PARTS) / _PARTS, count - 1)
        start += count


def _sizes(ratio: float, slots: Sequence[RowSlot], room: Room) -> str:
    """What a browser must know before it chooses a file: how wide the picture will be shown."""
    narrow, middle, wide = slots
    full = min(wide.share * (room.wide.widest - wide.gaps * room.wide.gap), ratio * room.wide.tallest)
    return ", ".join(
        (
            f"(min-width: {math.ceil(room.wide.widest / room.wide.part)}px) {full:.0f}px",
            f"(min-width: 60em) {_shown(ratio, wide, room.wide, 1280)}",
            f"(min-width: 40em) {_shown(ratio, middle, room.middle, 960)}",
            _shown(ratio, narrow, room.narrow, 640),
        )
    )


def _shown(ratio: float, slot: RowSlot, window: Window, end: int) -> str:
    """A part of the window, or a fixed width where no window of this kind is wide enough to need more."""
    part, less, capped = slot.share * window.part * 100, slot.share * slot.gaps * window.gap, ratio * window.tallest
    exact = f"calc({part:.1f}vw - {less:.0f}px)" if less else f"{part:.1f}vw"
    return exact if part * end / 100 <= capped else f"min({exact}, {capped:.0f}px)"
