"""How wide columns of a report are and what stands above its tables: the same for Excel and Word."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence
from typing import TypeGuard

from generator.sealed.papers import Paper, Part
from generator.sealed.rosters import Column
from generator.sealed.tables import Cell

_LONGEST_HEADING = 8
_UNIT = re.compile(r"(?<=[^\x00-\x7f])[（(][^（(]*[）)]$")
_SHORTEST = 4
"""Half-width characters of a line below which a heading is left to the program that shows it."""
_UNBROKEN = 24
"""Half-width characters of a value that is not broken into lines while there is room."""


def display_width(text: str) -> int:
    """In half-width characters: a Han character takes two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def part_title(paper: Paper, part: Part) -> str:
    """What stands over one table: the report's title, and the table's own where there are several."""
    own = part.table.title
    return paper.title if len(paper.parts) == 1 or own in paper.title else f"{paper.title}（{own}）"


def wrapped(title: str, room: int) -> str:
    """A heading that is too long for its column, broken before its unit: 队伍合计 above （支）."""
    if display_width(title) <= room:
        return title
    said, *unit = heading_pieces(title)
    return "\n".join((*_even(said, room), *unit))


def heading_pieces(title: str) -> list[str]:
    """What a heading says, and its unit."""
    unit = _UNIT.search(title)
    return [title[: unit.start()], unit.group()] if unit else [title]


def _even(text: str, room: int) -> list[str]:
    """Han characters in lines of about one length, of an even number where that fits: most words have two."""
    size, fits = len(text), room // 2
    if size <= fits or display_width(text) != 2 * size or room < _SHORTEST:
        return [text]
    lines = -(-size // fits)
    cuts = [-(-size * line // lines) for line in range(lines + 1)]
    paired = [cut + cut % 2 for cut in cuts]
    if size % 2 == 0 and max(end - start for start, end in itertools.pairwise(paired)) <= fits:
        cuts = paired
    return [text[start:end] for start, end in itertools.pairwise(cuts)]


def is_number(cell: Cell) -> TypeGuard[int | float]:
    """A number to calculate with."""
    return isinstance(cell, int | float)


def number_columns(part: Part) -> list[bool]:
    """Which columns hold nothing but numbers and blanks, with one number at least."""
    columns = zip(*part.table.rows, strict=True) if part.table.rows else ((),) * len(part.table.columns)
    return [any(map(is_number, cells)) and all(is_number(cell) or cell == "" for cell in cells) for cells in columns]


def wanted(column: Column, cells: Sequence[Cell], heading: int = _LONGEST_HEADING) -> int:
    """Half-width characters that a column asks for: its longest value up to its limit, and most of its heading."""
    return max(min(display_width(column.title), heading), min(longest(cells), column.width))


def longest(cells: Sequence[Cell]) -> int:
    """Half-width characters of the longest value."""
    return max((display_width(str(cell)) for cell in cells), default=0)


def least(column: Column, cells: Sequence[Cell]) -> int:
    """Half-width characters below which a column becomes unreadable: digits are never broken, texts are."""
    return wanted(column, cells) if column.text or column.width <= _UNBROKEN // 2 else min(wanted(column, cells), 12)


def part_cells(part: Part) -> list[tuple[Cell, ...]]:
    """The cells of each column, the total's with them."""
    rows = [*part.table.rows, *([part.total] if part.total else [])]
    return list(zip(*rows, strict=True)) if rows else [()] * len(part.table.columns)
