"""What a row says of itself may be a lie: anybody can seal a line to public keys and claim another's number.

Before somebody is removed, all that her rows claim besides the number that was typed is held against the other rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.sealed.age import Identities
from generator.sealed.gather import ROSTER_SHEET, all_sheets, read_sheet
from generator.sealed.sheets import OpenedRow, Value, open_sheet

CONSENTS_SHEET = "teams/consents.sealed"


@dataclass(frozen=True, slots=True)
class Claims:
    """What rows say of whom they are about, all their versions together."""

    numbers: frozenset[str]
    names: frozenset[str] = field(default=frozenset(), repr=False)
    consents: frozenset[str] = frozenset()
    foreign: tuple[str, ...] = ()
    """Numbers and consents of others that were claimed, by themselves or through a name."""
    several: bool = False
    """Different names were claimed: a correction, or a forged line."""


def claims_of(root: Path, roster: str, numbers: Collection[str], identities: Identities) -> tuple[Claims, int]:
    """What can be believed of the rows of one roster, and how many of them stay closed.

    A second number is hers only if no other row, of any team, has it or had it; of several names, those that nobody
    else bears; and a consent if its holder bears her name and nobody else claims it.
    """
    sheet = read_sheet(root, roster)
    live = {row.row_id for row in sheet.live}.intersection(numbers)
    hers = [row for row in open_sheet(sheet, identities).rows if row.row_id in live]
    names, second, consents = (set(said(hers, key)) for key in ("name", "number", "consent"))
    second -= set(numbers)
    foreign: set[str] = set()
    if second or len(names) > 1 or len(consents) > 1:
        for row_id, row in _others(root, roster, set(numbers), identities):
            theirs = [] if row is None else [row]
            held = {row_id, *said(theirs, "number")} & second
            shared = set(said(theirs, "name")) & names if len(names) > 1 else set()
            signed = set(said(theirs, "consent")) & consents
            foreign |= ({row_id} if held or shared else set()) | signed
            second, names, consents = second - held, names - shared, consents - signed
    for row in open_sheet(read_sheet(root, CONSENTS_SHEET), identities).rows:
        if row.row_id in consents and not names.intersection(said([row], "name")):
            consents.discard(row.row_id)
            foreign.add(row.row_id)
    several = len(set(said(hers, "name"))) > 1
    known = Claims(
        frozenset({*numbers, *second}), frozenset(names), frozenset(consents), tuple(sorted(foreign)), several
    )
    return known, len(live) - len(hers)


def _others(
    root: Path, roster: str, numbers: Collection[str], identities: Identities
) -> Iterator[tuple[str, OpenedRow | None]]:
    """All rows of all rosters but hers, deleted ones and those that stay closed too."""
    for path in all_sheets(root):
        if path.rpartition("/")[2] != ROSTER_SHEET:
            continue
        sheet = read_sheet(root, path)
        rows = {row.row_id: row for row in open_sheet(sheet, identities).rows}
        for row_id in sheet.taken:
            if path != roster or row_id not in numbers:
                yield row_id, rows.get(row_id)


def said(rows: Iterable[OpenedRow], key: str) -> Iterator[str]:
    """The values of one column in all versions, without the blanks that people type into names."""
    return filter(None, (plain(version.values, key) for row in rows for version in row.versions))


def plain(values: Mapping[str, Value], key: str) -> str:
    """One value without blanks; empty where there is none."""
    return "".join(str(values.get(key, "")).split())
