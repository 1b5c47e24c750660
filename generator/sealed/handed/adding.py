"""What becomes of handed-in people in one roster: who is new, whose row is corrected, who is there already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from generator.console import Console
from generator.problems import Problem
from generator.records.files import MAX_SHEET, read_text, walk
from generator.records.sheets import Sheet, parse_sheet
from generator.sealed.age import Identities
from generator.sealed.handed.people import People, Person
from generator.sealed.history import later
from generator.sealed.numbers import new_number
from generator.sealed.refused import Refused
from generator.sealed.sheets import OpenedRow, OpenedSheet, Value, open_sheet, seal_row
from generator.sealed.workers import Opening

_SHORTEST_ROW = 700
"""Bytes of the shortest row, to see early that a file is far too long."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The roster that people are added to."""

    path: str
    """POSIX path of the sheet below the register's root."""
    division: str
    sheet: Sheet
    recipients: tuple[str, ...]
    root: Path = Path()
    opened: OpenedSheet | None = None
    """Only where a key is at hand."""


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one row of a file."""

    people: People
    """The file that it stands in."""
    person: Person
    row_id: str
    values: Mapping[str, Value] = field(repr=False)
    part: bool = False
    """It corrects a row that is there."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens to all rows of a file."""

    steps: tuple[Step, ...]
    skipped: tuple[Person, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def issued(self) -> list[Step]:
        """People with a new number, in the order of the file."""
        return [step for step in self.steps if not step.part]

    @property
    def corrected(self) -> list[Step]:
        """People whose row gets new values."""
        return [step for step in self.steps if step.part]

    def lines(self, roster: Roster, now: datetime) -> list[str]:
        """The sealed lines."""
        known = {row.row_id: row for row in roster.opened.rows} if roster.opened else {}
        stamps = [later(now, known[step.row_id]) if step.row_id in known else now for step in self.steps]
        return [
            seal_row(roster.path, step.row_id, step.values, roster.recipients, stamp, part=step.part)
            for step, stamp in zip(self.steps, stamps, strict=True)
        ]


def read_roster(root: Path, folder: str, division: str, recipients: tuple[str, ...]) -> Roster:
    """A roster as it can be read without a key; one that does not exist yet is empty.

    Raises:
        Refused: it holds lines that are no rows, or cannot be read.
    """
    path = f"{folder}/roster.sealed"
    if not (root / path).exists():
        return Roster(path, division, Sheet(path), recipients, root)
    problems: list[Problem] = []
    text = read_text(root, path, problems)
    sheet = parse_sheet(path, text or "")
    faults = [each for each in (*problems, *sheet.problems) if each.severity == "error"]
    if faults:
        raise Refused(f"名册本身有错，没有加人，先改好它：{faults[0]}")
    return Roster(path, division, sheet, recipients, root)


def plan(files: Sequence[People], roster: Roster) -> Plan:
    """Decide about every row.

    Raises:
        Refused: it would not fit into one sheet.
    """
    total = sum(len(people.listed) for people in files)
    if total * _SHORTEST_ROW > MAX_SHEET:
        raise Refused(f"一共 {total} 人，一支队伍的名册放不下 —— 请按队伍分开，一次加一队")
    taken = set(roster.sheet.taken)
    live = {row.row_id for row in roster.sheet.live}
    known = _Known(roster.opened.rows if roster.opened else ())
    steps: list[Step] = []
    skipped: list[Person] = []
    problems = _in_two_files(files)
    for people, person in ((file, each) for file in files for each in file.listed):
        found = known.row(person)
        row_id = person.number or (found.row_id if found else "")
        if row_id and row_id not in live:
            problems.append(_no_such_row(people, person, roster, retired=row_id in taken))
        elif row_id:
            row = known.by_id.get(row_id)
            values = _changed(person.values, row)
            steps += [Step(people, person, row_id, values, part=True)] if values else []
            skipped += [] if values else [person]
            problems += _about_leaving(people, person, row, roster)
        else:
            number = new_number(roster.division, taken)
            taken.add(number)
            steps.append(Step(people, person, number, person.values))
    return Plan(tuple(steps), tuple(skipped), tuple(sorted(problems)))


def _in_two_files(files: Sequence[People]) -> list[Problem]:
    """The same person in two files; inside one file it has been told already."""
    found: list[Problem] = []
    seen: dict[str, tuple[str, int]] = {}
    for people in files:
        own: dict[str, tuple[str, int]] = {}
        for person in people.listed:
            marks = _marks(person.values)
            first = next((seen[mark] for mark in marks if mark in seen), None)
            if first:
                message = f"和 {first[0]} 第 {first[1]} 行是同一个人"
                found.append(people.table.problem(person.row, "name", message, "同一个人只留一行"))
            own |= dict.fromkeys(marks, (people.table.name, person.row.line))
        seen |= own
    return found


def elsewhere(
    root: Path, files: Sequence[People], roster: Roster, identities: Identities, console: Console
) -> list[Problem]:
    """Warnings about people whom another roster, which opens with these keys, holds already."""
    paths = [path for path in walk(root).texts if path.endswith("/roster.sealed") and path != roster.path]
    at_hand = {
        mark: (number, place)
        for number, people in enumerate(files)
        for place, person in enumerate(people.listed)
        for mark in _marks(person.values)
    }
    found = []
    for path, marks in zip(paths, Opening(root, identities, marks_in, console).each(paths), strict=True):
        for number, place in sorted({at_hand[mark] for mark in marks & at_hand.keys()}):
            people = files[number]
            message = f"{_whose(path)}的名册里也有这个人"
            hint = "一个人只在一支队伍登记；确实调了队，请在原来的队伍记上退队时间"
            found.append(people.table.problem(people.listed[place].row, "name", message, hint, warning=True))
    return found


def marks_in(root: Path, path: str, identities: Identities) -> frozenset[str]:
    """Digests of the people of one roster: all that leaves the process that opened it."""
    text = read_text(root, path, [])
    opened = open_sheet(parse_sheet(path, text or ""), identities)
    return frozenset(mark for row in opened.rows if not row.values.get("left") for mark in _marks(row.values))


def _marks(values: Mapping[str, Value]) -> list[str]:
    """What tells a person: her papers, or her name with her phone."""
    keys = (("id_number",), ("name", "mobile"))
    told = ([str(values.get(key, "")) for key in each] for each in keys)
    return [hashlib.sha256("\n".join(each).encode()).hexdigest() for each in told if all(each)]


class _Known:
    """The opened rows of the roster, by what tells a person."""

    def __init__(self, rows: Sequence[OpenedRow]) -> None:
        self.by_id = {row.row_id: row for row in rows}
        self._by_mark = {mark: row for row in rows for mark in _marks(row.values)}

    def row(self, person: Person) -> OpenedRow | None:
        """Her row; two people with one name and phone but different papers are two."""
        found = next((self._by_mark[mark] for mark in _marks(person.values) if mark in self._by_mark), None)
        if found is None:
            return None
        papers = {str(each["id_number"]) for each in (person.values, found.values) if each.get("id_number")}
        return found if len(papers) <= 1 else None


def _changed(values: Mapping[str, Value], row: OpenedRow | None) -> dict[str, Value]:
    """Values that differ from those of the row; all of them where nobody can look."""
    return {key: value for key, value in values.items() if row is None or row.values.get(key) != value}


def _no_such_row(people: People, person: Person, roster: Roster, *, retired: bool) -> Problem:
    hint = "请核对证号；新队员请留空，由程序发号"
    if retired:
        return people.table.problem(person.row, "number", "这个证号已经注销", hint)
    holder = _holder(roster.root, person.number, roster.path)
    if holder:
        message = f"这个证号在{' ' if _whose(holder).isascii() else ''}{_whose(holder)}的名册里"
        hint = "她是那支队伍的人，请加到那里；调了队的，在那里记上退队时间，这里的证号留空"
        return people.table.problem(person.row, "number", message, hint)
    return people.table.problem(person.row, "number", "这支队伍的名册里没有这个证号", hint)


def _holder(root: Path, number: str, but: str) -> str:
    """The roster that holds a number: numbers stand in clear, so that no key is needed."""
    marks = f"{number} ".encode()
    for path in walk(root).texts:
        if path.endswith("/roster.sealed") and path != but:
            data = (root / path).read_bytes()
            if data.startswith(marks) or b"\n" + marks in data:
                return path
    return ""


def _whose(path: str) -> str:
    team = path.removeprefix("teams/").removesuffix("roster.sealed").rstrip("/")
    return f"{team} " if team else "最上级队伍"


def _about_leaving(people: People, person: Person, row: OpenedRow | None, roster: Roster) -> Iterable[Problem]:
    if row is not None and row.values.get("left") and "left" not in person.values:
        team = roster.path.removeprefix("teams/").rpartition("/")[0] or "teams"
        hint = f"她又回来了，请运行 jinguo seal {team} 退队时间 --row {row.row_id} --clear"
        yield people.table.problem(person.row, "name", "名册里记着她已经退队", hint, warning=True)
