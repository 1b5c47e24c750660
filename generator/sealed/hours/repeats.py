"""The same person twice on one day of one activity: which row counts, and which ones only repeat it.

A file handed in again without a key cannot know what is on record already. So it is found out by those who hold one:
of several rows only that which was sealed last counts, and rows that say nothing else may be taken out in one go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.sealed.hours.amounts import as_decimal
from generator.sealed.people import plain
from generator.sealed.rosters import as_text
from generator.sealed.sheets import OpenedRow, Value

_WHO_AND_WHEN = frozenset({"number", "name", "team", "date", "recorded"})
"""Who and when is the same already; the day of recording differs whenever a file is handed in again."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """Rows of one person and day."""

    kept: OpenedRow
    """The one that counts."""
    same: tuple[OpenedRow, ...] = ()
    """Rows that say nothing that it does not say."""
    other: tuple[OpenedRow, ...] = ()
    """Rows that say something else: somebody has to look."""


def newest(rows: Iterable[OpenedRow]) -> OpenedRow:
    """The row that counts: the one whose last line was sealed last; the same one on every machine."""
    return max(rows, key=lambda row: (row.sealed, row.row_id))


def repeated(rows: Sequence[OpenedRow], number_of: Callable[[OpenedRow], str] = lambda _: "") -> list[Repeated]:
    """Every person and day with several rows.

    Args:
        rows: of one service sheet.
        number_of: whose number it is that a row without one means, by its name; nobody's where nobody asks a roster.
    """
    known = {row.row_id: plain(as_text(row.values.get("number", "")) or number_of(row)) for row in rows}
    numbers: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows:
        if number := known[row.row_id]:
            numbers[_by_name(row)].add(number)
    groups: dict[tuple[str, ...], list[OpenedRow]] = defaultdict(list)
    for row in rows:
        groups[_sign(row, known[row.row_id], numbers)].append(row)
    return [_judged(group) for group in groups.values() if len(group) > 1]


def says_more(row: OpenedRow, kept: OpenedRow) -> bool:
    """Whether a row holds anything of the service that the one that counts does not hold."""
    keys = {key for key, value in row.values.items() if value} - _WHO_AND_WHEN
    return any(not _equal(key, row.values, kept.values) for key in keys)


def _judged(group: Sequence[OpenedRow]) -> Repeated:
    kept = newest(group)
    others = [row for row in group if row is not kept]
    return Repeated(
        kept,
        tuple(row for row in others if not says_more(row, kept)),
        tuple(row for row in others if says_more(row, kept)),
    )


def _equal(key: str, one: Mapping[str, Value], two: Mapping[str, Value]) -> bool:
    if key == "hours":
        return as_decimal(one.get(key, "")) == as_decimal(two.get(key, ""))
    return as_text(one.get(key, "")) == as_text(two.get(key, ""))


def _sign(row: OpenedRow, number: str, numbers: Mapping[tuple[str, ...], set[str]]) -> tuple[str, ...]:
    """Whose day it is: by number; by team and name where nobody or just one of that name has a number."""
    day = _plain(row.values, "date")
    if number:
        return number, day
    known = numbers.get(_by_name(row), set())
    if not _plain(row.values, "name") or len(known) > 1:
        return ("row", row.row_id)
    return (next(iter(known)), day) if known else _by_name(row)


def _by_name(row: OpenedRow) -> tuple[str, ...]:
    return tuple(_plain(row.values, key) for key in ("team", "name", "date"))


def _plain(values: Mapping[str, Value], key: str) -> str:
    return plain(as_text(values.get(key, "")))
