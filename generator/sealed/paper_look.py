"""How wide columns of a report are and what stands above its tables: the same for Excel and Word."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TypeGuard

from generator.sealed.papers import Paper, Part
from generator.sealed.rosters import Column
from generator.sealed.tables import Cell

_LONGEST_HEADING = 8
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
    before, bracket, after = title.partition("（")
    return f"{before}\n{bracket}{after}" if before and bracket and display_width(title) > room else title


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
