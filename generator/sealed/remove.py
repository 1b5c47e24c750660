"""A volunteer leaves the register for good (个人信息保护法 第四十七条): her lines go, her number is never used again.

Without a key her row in the roster goes. With one, also what other sheets hold of her. A line ``retired:v1:`` takes
the place of each row, so that a branch that still has it cannot bring it back; running it again cleans what it does.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.clock import day_of
from generator.problems import did_you_mean
from generator.records.sheets import Sheet, is_conflict
from generator.sealed.age import Identities
from generator.sealed.claims import CONSENTS_SHEET, Claims, claims_of, plain
from generator.sealed.gather import ROSTER_SHEET, all_sheets, opened, read_sheet
from generator.sealed.numbers import as_number
from generator.sealed.recipients import recipient_keys
from generator.sealed.refused import Refused
from generator.sealed.sheets import OpenedRow, OpenedSheet, seal_row
from generator.sealed.taking import taken_out
from generator.sealed.teams import TeamFacts

_CONTACT = {"leader": ("leader", "post", "phone", "wechat"), "responsible": ("responsible", "responsible_phone")}
"""Whose name a contact row holds → what else of it is about the same person."""
_SPARE = {"note"}
"""What is left of a contact row without a person is nothing."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who is to go, and how far."""

    team: TeamFacts
    numbers: tuple[str, ...]
    """As somebody typed them."""
    contact: bool = False
    """Also how the team is reached through her."""
    everything: bool = False
    """Also who gave the consent; from then on no build with a key knows her name."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What would be written, and what the user must know of it; nobody's name is in it."""

    sheets: Mapping[str, bytes] = field(repr=False)
    """Path → new content."""
    expected: Mapping[str, bytes] = field(repr=False)
    lines: Mapping[str, int]
    """Path → lines that go, older versions of a row included."""
    consents: tuple[str, ...] = ()
    """Ids of the consents that their rows name."""
    in_charge: tuple[str, ...] = ()
    """Contact sheets that still name them."""
    named_elsewhere: int = 0
    """Service rows of others that name them as the one in charge, or were about them before a correction."""
    foreign: tuple[str, ...] = ()
    """Volunteers and consents that their rows claim but that belong to somebody else: left alone."""
    several: bool = False
    """Their rows have told different names."""
    unreadable: int = 0
    """Rows that no key at hand opens, so that nobody knows whether they are about them."""
    looked: bool = False
    """A key was at hand."""


def removal(root: Path, leaving: Leaving, identities: Identities | None, now: dt.datetime) -> Removal:
    """Work out what goes; nothing is written.

    Raises:
        Refused: a number that the team's roster never held, or a consent list and contact without a key.
        ContentError: a contact row has to be sealed anew, and its readers are unclear.
    """
    if identities is None and (leaving.contact or leaving.everything):
        raise Refused("联系方式和同意书要打开才知道是不是她的 —— 请加上 --identity 钥匙文件")
    roster = f"{leaving.team.folder}/{ROSTER_SHEET}"
    numbers = _known(root, roster, leaving.numbers)
    person = Claims(frozenset(numbers))
    found = _Found(root, now)
    unreadable = 0
    if identities is not None:
        person, unreadable = claims_of(root, roster, numbers, identities)
        kinds = ("/service.sealed", "/contact.sealed", f"{leaving.team.folder}/record.sealed", CONSENTS_SHEET)
        for path in all_sheets(root):
            if path.endswith(kinds):
                unreadable += found.about(person, opened(root, path, identities, ()), leaving)
    found.take_out(roster, numbers)
    for path in found.sheets:
        _refuse_conflicts(read_sheet(root, path))
    return Removal(
        sheets=found.sheets,
        expected=found.expected,
        lines=dict(found.lines),
        consents=tuple(sorted(person.consents)),
        in_charge=tuple(found.in_charge),
        foreign=person.foreign,
        several=person.several,
        named_elsewhere=found.named_elsewhere,
        unreadable=unreadable,
        looked=identities is not None,
    )


def _known(root: Path, roster: str, typed: Iterable[str]) -> list[str]:
    """Row ids of the roster, however they were typed."""
    sheet = read_sheet(root, roster)
    numbers = []
    for each in typed:
        number = each if each in sheet.taken else as_number(each) or each
        if number not in sheet.taken:
            hint = did_you_mean(number, sheet.taken) or "请核对证号和队伍（--team）"
            raise Refused(f"{roster} 里没有 “{each[:40]}” 这个证号 —— {hint}")
        numbers.append(number)
    return numbers


def _refuse_conflicts(sheet: Sheet) -> None:
    """Half of a sheet in conflict may be thrown away when it is solved, and what was deleted comes back with it."""
    marks = [problem for problem in sheet.problems if is_conflict(problem)]
    if marks:
        raise Refused(f"{sheet.path} 第 {marks[0].line} 行{marks[0].message}，什么也没有删 —— {marks[0].hint}")


class _Found:
    """The lines that go, sheet by sheet."""

    def __init__(self, root: Path, now: dt.datetime) -> None:
        self._root = root
        self._now = now
        self.sheets: dict[str, bytes] = {}
        self.expected: dict[str, bytes] = {}
        self.lines: Counter[str] = Counter()
        self.in_charge: list[str] = []
        self.named_elsewhere = 0

    def about(self, person: Claims, sheet: OpenedSheet, leaving: Leaving) -> int:
        """Take out what one opened sheet holds of her; returns how many of its rows could hold more."""
        folder, _, name = sheet.path.rpartition("/")
        if name == "record.sealed" and folder == leaving.team.folder:
            self._rows_of(sheet, lambda row: _hers(row, person, None))
        elif name == "service.sealed":
            self._rows_of(sheet, lambda row: _hers(row, person, leaving.team.address))
            others = (row for row in sheet.rows if not _hers(row, person, leaving.team.address))
            self.named_elsewhere += sum(_mentions(row, person) for row in others)
        elif name == "contact.sealed":
            self._contact(sheet, person, take=leaving.contact and folder == leaving.team.folder)
        elif sheet.path == CONSENTS_SHEET and leaving.everything:
            self._rows_of(sheet, lambda row: row.row_id in person.consents)
        else:
            return 0
        return sheet.unreadable

    def take_out(self, path: str, row_ids: Sequence[str], instead: Sequence[str] | None = None) -> None:
        """Drop all lines of these rows; ``instead`` of the lines that retire their ids, other lines take their place.

        Every other line keeps its bytes. Rows that are retired already lose only what a merge brought back.
        """
        before = (self._root / path).read_bytes()
        after, gone = taken_out(before, row_ids, day_of(self._now), instead)
        if gone:
            self.lines[path] += gone
        if after != before:
            self.sheets[path], self.expected[path] = after, before

    def _rows_of(self, sheet: OpenedSheet, hers: Callable[[OpenedRow], bool]) -> None:
        rows = [row.row_id for row in sheet.rows if hers(row)]
        if rows:
            self.take_out(sheet.path, rows)

    def _contact(self, sheet: OpenedSheet, person: Claims, *, take: bool) -> None:
        """Row ids of contacts are roles, which somebody else takes over: they are dropped, never retired."""
        held = {
            row.row_id: row for row in sheet.rows if any(plain(row.values, key) in person.names for key in _CONTACT)
        }
        if held and not take:
            self.in_charge.append(sheet.path)
            return
        again = []
        for row_id, row in held.items():
            hers = {part for key, parts in _CONTACT.items() if plain(row.values, key) in person.names for part in parts}
            rest = {key: value for key, value in row.values.items() if key not in hers}
            if set(rest) - _SPARE:
                again.append(seal_row(sheet.path, row_id, rest, recipient_keys(self._root, sheet.path), self._now))
        if held:
            self.take_out(sheet.path, list(held), again)


def _hers(row: OpenedRow, person: Claims, team: str | None) -> bool:
    """By her number as the row stands now; by name, and team where it has one, only where there is no number."""
    number = plain(row.values, "number")
    if number:
        return number in person.numbers
    return plain(row.values, "name") in person.names and (team is None or row.values.get("team") == team)


def _mentions(row: OpenedRow, person: Claims) -> bool:
    """Somebody else's row that speaks of her in any of its versions."""
    values = [version.values for version in row.versions]
    charge = any(plain(each, "responsible") in person.names for each in values)
    return charge or any(plain(each, "number") in person.numbers for each in values)
