"""All service rows of all activities, person by person: the one place where hours are added up.

``totals`` is for whoever needs hours: the export of service records, one person's record, the year's figures.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.problems import Problem
from generator.records.federation import Star
from generator.sealed.activities import ActivityFacts
from generator.sealed.hours.amounts import DAY, ZERO, as_decimal
from generator.sealed.hours.named import People
from generator.sealed.reports.material import RECORD, Material
from generator.sealed.reports.people import Person, people
from generator.sealed.rosters import as_text
from generator.sealed.sheets import OpenedRow
from generator.sealed.teams import TeamFacts

TRAINING, AWARD, EVALUATION = "培训", "表彰", "评价"
KINDS = (TRAINING, AWARD, EVALUATION)
"""What ``record.sealed`` holds."""
STAR_NOTE = "星级按服务时间计算，仅供宣传，不是证明"


@dataclass(frozen=True, slots=True)
class Service:
    """One row of a service sheet that counts."""

    activity: ActivityFacts
    row: OpenedRow
    day: dt.date
    hours: Decimal

    def text(self, key: str) -> str:
        """One value as a text; empty where it is missing."""
        return as_text(self.row.values.get(key, ""))


@dataclass(frozen=True, slots=True)
class Noted:
    """One row of ``record.sealed``: a training, an award or an evaluation."""

    team: TeamFacts
    row: OpenedRow
    kind: str
    day: dt.date | None
    hours: Decimal

    def text(self, key: str) -> str:
        """One value as a text; empty where it is missing."""
        return as_text(self.row.values.get(key, ""))


@dataclass(frozen=True, slots=True)
class PersonTotal:
    """What one row of a roster has done."""

    person: Person
    services: tuple[Service, ...] = ()
    """By day."""
    noted: tuple[Noted, ...] = ()
    """By day."""
    star: str = ""
    """By her service hours alone; for publicity, no proof of anything."""

    @property
    def hours(self) -> Decimal:
        """Of service; training is not service."""
        return sum((each.hours for each in self.services), ZERO)

    @property
    def training_hours(self) -> Decimal:
        """Of training, kept apart."""
        return sum((each.hours for each in self.noted if each.kind == TRAINING), ZERO)


@dataclass(frozen=True, slots=True)
class Totals:
    """Everybody's hours."""

    people: tuple[PersonTotal, ...]
    """Everybody in the rosters, also without any hours, in the order of the teams."""
    unassigned: tuple[Service, ...] = ()
    """Rows that count for their activity but belong to nobody that we can tell; each has a Problem."""
    problems: tuple[Problem, ...] = ()
    """Besides those of ``material``."""

    @property
    def services(self) -> tuple[Service, ...]:
        """Every row that counts, once."""
        return (*(each for one in self.people for each in one.services), *self.unassigned)

    @property
    def hours(self) -> Decimal:
        """All service hours, of people that we cannot tell as well."""
        return sum((each.hours for each in self.services), ZERO)


def totals(
    material: Material,
    stars: Sequence[Star] = (),
    *,
    since: dt.date = dt.date.min,
    until: dt.date = dt.date.max,
    whole: bool = True,
) -> Totals:
    """Add up the hours of everybody whose roster was opened.

    Args:
        material: opened with ``kinds=(ROSTER, SERVICE, RECORD)``, with all activities, because people go where they
            are needed.
        stars: ``federation.stars``.
        since: only services, trainings and awards from this day on …
        until: … up to this day; the star then is that of the stretch.
        whole: the material has all teams; otherwise rows of other teams' people are left out.

    A row is somebody's by her number, else by her name where her team has it once. What cannot be assigned, is there
    twice, or makes a day longer than 24 hours is a Problem by file and line; nothing is dropped silently.
    """
    everyone = people(material)
    known = People(everyone)
    problems: list[Problem] = []
    done: dict[int, list[Service]] = defaultdict(list)
    unassigned: list[Service] = []
    mine = {team.address for team in material.teams}
    for service in _services(material, problems):
        team = service.text("team") or service.activity.teams[0]
        others = not whole and team not in mine and not known.has(service.text("number"))
        if others or not since <= service.day <= until:
            continue
        place = known.whose(service.activity.sheet, service.row, team, problems)
        (unassigned if place is None else done[place]).append(service)
    noted = _noted(material, known, problems, since, until)
    kept = {place: _once(rows, problems) for place, rows in done.items()}
    found = (_total(person, kept.get(place, []), noted.get(place, []), stars) for place, person in enumerate(everyone))
    return Totals(tuple(found), tuple(unassigned), tuple(sorted(set(problems))))


def star_of(hours: Decimal, stars: Iterable[Star]) -> str:
    """The highest level that so many hours reach; empty below the first."""
    reached = [star for star in stars if hours >= Decimal(str(star.hours))]
    return max(reached, key=lambda star: star.hours).name if reached else ""


def read_day(text: str) -> dt.date | None:
    """A day as it is sealed; None when it is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _services(material: Material, problems: list[Problem]) -> Iterable[Service]:
    for activity in material.activities:
        for row in material.service(activity).rows:
            day = read_day(as_text(row.values.get("date", "")))
            hours = as_decimal(row.values.get("hours", ""))
            if day is None or hours is None or not ZERO < hours <= DAY:
                hint = f"请运行 jinguo service correct {activity.address} {row.row_id} 更正"
                fault = "日期读不出来" if day is None else "服务时间不是 0 到 24 之间的小时数"
                message = f"{fault}，这一行没有计入"
                problems.append(Problem(activity.sheet, row.line, 1, "A5", "error", message, hint))
                continue
            yield Service(activity, row, day, hours)


def _noted(
    material: Material, known: People, problems: list[Problem], since: dt.date, until: dt.date
) -> dict[int, list[Noted]]:
    """Training, awards and evaluations by the place of their person."""
    found: dict[int, list[Noted]] = defaultdict(list)
    for team in material.teams:
        for row in material.of(team, RECORD).rows:
            day = read_day(as_text(row.values.get("date", "")))
            if not since <= (day or since) <= until:
                continue
            place = known.whose(f"{team.folder}/{RECORD}", row, team.address, problems)
            if place is not None:
                hours = as_decimal(row.values.get("hours") or "0") or ZERO
                found[place].append(Noted(team, row, as_text(row.values.get("kind", "")), day, hours))
    return found


def _once(rows: Sequence[Service], problems: list[Problem]) -> list[Service]:
    """Rows that say the very same count once; a day that is too long is told."""
    seen: dict[tuple[object, ...], Service] = {}
    for each in sorted(rows, key=lambda row: (row.day, row.activity.address, row.row.row_id)):
        sign = (each.activity.address, each.day, each.hours, each.text("task"))
        first = seen.setdefault(sign, each)
        if first is not each:
            message = f"和 {first.row.row_id} 那一行完全一样，只计一次"
            hint = "是重复登记，就用 jinguo service correct 更正其中一行；上下午各一次，请写不同的服务内容"
            problems.append(Problem(each.activity.sheet, each.row.line, 1, "A5", "warning", message, hint))
    problems += _too_long(tuple(seen.values()))
    return list(seen.values())


def _too_long(rows: Sequence[Service]) -> Iterable[Problem]:
    """A5 over all activities of one person's day; told at the last of its rows."""
    days: dict[dt.date, list[Service]] = defaultdict(list)
    for each in rows:
        days[each.day].append(each)
    for day, listed in days.items():
        if sum((each.hours for each in listed), ZERO) > DAY:
            last = listed[-1]
            others = "、".join(dict.fromkeys(each.activity.address for each in listed))
            message = f"同一个人 {day} 的服务时间加起来超过 24 小时（{others}）"
            yield Problem(last.activity.sheet, last.row.line, 1, "A5", "error", message, "请核对这几行，更正时间或日期")


def _total(person: Person, services: Sequence[Service], noted: Sequence[Noted], stars: Sequence[Star]) -> PersonTotal:
    hours = sum((each.hours for each in services), ZERO)
    listed = sorted(noted, key=lambda each: (each.day or dt.date.min, each.row.row_id))
    return PersonTotal(person, tuple(services), tuple(listed), star_of(hours, stars))
