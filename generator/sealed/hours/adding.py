"""Rows of who served are sealed beside the report, each to the readers of the person's own team."""

from __future__ import annotations

import base64
import datetime as dt
import secrets
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from generator.problems import ContentError
from generator.records.sheets import Sheet
from generator.sealed.age import Identities
from generator.sealed.gather import read_sheet
from generator.sealed.handed.cells import as_text
from generator.sealed.history import later
from generator.sealed.hours.amounts import ZERO, as_decimal, rounded
from generator.sealed.hours.repeats import Repeated, repeated
from generator.sealed.hours.sheet import Incoming
from generator.sealed.people import plain
from generator.sealed.placing import Placing
from generator.sealed.readers import Readers
from generator.sealed.refused import Refused
from generator.sealed.sheets import OpenedRow, OpenedSheet, Value, open_sheet, seal_row

WHO = frozenset({"number", "name", "team"})
"""Columns that say whose a row is."""


@dataclass(frozen=True, slots=True)
class Record:
    """The service sheet as it was before."""

    closed: Sheet
    opened: OpenedSheet | None = None
    """None without a key."""

    @property
    def blind(self) -> int:
        """Rows that may be of the same people and cannot be read."""
        return self.closed.row_count if self.opened is None else self.opened.unreadable

    @property
    def repeats(self) -> list[Repeated]:
        """Rows of one person and day that are there several times already, as far as they can be read."""
        return repeated(self.opened.rows) if self.opened else []

    @property
    def counting(self) -> list[OpenedRow]:
        """Rows that opened and count."""
        aside = {row.row_id for each in self.repeats for row in (*each.same, *each.other)}
        return [row for row in self.opened.rows if row.row_id not in aside] if self.opened else []


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be sealed."""

    new: tuple[Incoming, ...] = ()
    corrected: tuple[tuple[OpenedRow, Incoming, Mapping[str, Value]], ...] = ()
    """Rows on record that say something else, and the values that change."""
    same: int = 0
    """Rows that are on record already."""
    people: int = 0
    """Different people on record afterwards, as far as it can be told."""
    hours: Decimal | None = None
    """Of all of them; None where a row cannot be read."""


def on_record(root: Path, sheet: str, identities: Identities | None) -> Record:
    """What lies beside the report."""
    closed = read_sheet(root, sheet)
    return Record(closed, open_sheet(closed, identities) if identities else None)


def plan(rows: Sequence[Incoming], record: Record) -> Plan:
    """Sort rows into new ones, corrections, and those that are there already; without a key all are new."""
    known = record.counting
    by_sign: dict[tuple[str, ...], OpenedRow] = {}
    for row in known:
        for sign in _signs(row.values):
            by_sign.setdefault(sign, row)
    new, corrected, same = [], [], 0
    after = {row.row_id: dict(row.values) for row in known}
    for each in rows:
        found = next((by_sign[sign] for sign in _signs(each.values) if sign in by_sign), None)
        if found is None or _others(found.values, each.values):
            new.append(each)
            continue
        changes = _changes(found, each)
        after[found.row_id] |= changes
        if changes:
            corrected.append((found, each, changes))
        else:
            same += 1
    everybody = [*after.values(), *(dict(each.values) for each in new)]
    who = {(_signs(values) or [("", str(at))])[0][:-1] for at, values in enumerate(everybody)}
    hours = rounded(sum((as_decimal(values.get("hours", "")) or ZERO for values in everybody), ZERO))
    blind = record.blind
    return Plan(tuple(new), tuple(corrected), same, len(who) + blind, None if blind else hours)


def lines(sheet: str, made: Plan, record: Record, readers: Readers, now: dt.datetime, today: dt.date) -> list[str]:
    """The sealed lines of a plan.

    Raises:
        Refused: too few keys, or a row with too much text.
    """
    taken = set(record.closed.taken)
    found = []
    for each in made.new:
        row_id = fresh_id("s", taken)
        taken.add(row_id)
        values = {**each.values, "recorded": today.isoformat()}
        found.append(sealed_line(sheet, row_id, values, keys_in(readers, readers.place(sheet, values)), now))
    placing = Placing(readers)
    for row, _, changes in made.corrected:
        keys = keys_of_row(placing, sheet, row)
        found.append(sealed_line(sheet, row.row_id, changes, keys, later(now, row), part=True))
    return found


def keys_of_row(placing: Placing, sheet: str, row: OpenedRow) -> tuple[str, ...]:
    """The keys that a line about a row is sealed to: those that a change of keys will give the row.

    Raises:
        Refused: too few keys, or a line that is none.
    """
    return keys_in(placing.readers, placing.of(sheet, row.versions).folder)


def keys_in(readers: Readers, folder: str) -> tuple[str, ...]:
    """The keys of the readers of a folder.

    Raises:
        Refused: too few keys, or a line that is none.
    """
    try:
        return readers.keys(folder)
    except ContentError as error:
        listed = "；".join(f"{each.path}:{each.line} {each.message}" for each in error.problems[:3])
        raise Refused(f"没有密封：{listed} —— 请先改好 recipients.txt") from None


def sealed_line(
    sheet: str, row_id: str, values: Mapping[str, Value], keys: Sequence[str], now: dt.datetime, *, part: bool = False
) -> str:
    """One line, or why it cannot be.

    Raises:
        Refused: too much text.
    """
    try:
        return seal_row(sheet, row_id, values, keys, now, part=part)
    except ValueError:
        raise Refused("有一行的字太多，什么也没有密封 —— 请把备注写短") from None


def fresh_id(letter: str, taken: Container[str]) -> str:
    """A random row id, so that two branches never give the same."""
    while True:
        row_id = f"{letter}-{base64.b32encode(secrets.token_bytes(10)).decode()[:10].lower()}"
        if row_id not in taken:
            return row_id


def _signs(values: Mapping[str, Value]) -> list[tuple[str, ...]]:
    """By what a row is found again: number and day, team and name and day."""
    number, name, team, day = (plain(str(values.get(key, ""))) for key in ("number", "name", "team", "date"))
    signs: Iterable[tuple[str, ...] | None] = ((number, day) if number else None, (team, name, day) if name else None)
    return [sign for sign in signs if sign]


def _others(known: Mapping[str, Value], given: Mapping[str, Value]) -> bool:
    """Two people of one name, told apart by their numbers."""
    numbers = {plain(str(values["number"])) for values in (known, given) if values.get("number")}
    return len(numbers) > 1


def _changes(row: OpenedRow, each: Incoming) -> dict[str, Value]:
    """What the file says otherwise; what it leaves out stays, and so does who it is, but for what was missing."""
    said = {key for key, cell in each.row.cells.items() if as_text(cell)}
    return {
        key: value
        for key, value in each.values.items()
        if row.values.get(key) != value and ((key in said and key not in WHO) or not row.values.get(key))
    }
