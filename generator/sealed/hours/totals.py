"""All service rows of all activities, person by person: the one place where hours are added up.

``totals`` is for whoever needs hours: the export of service records, one person's record, the year's figures.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.problems import Problem
from generator.records.federation import Star
from generator.sealed.hours.amounts import ZERO, as_decimal, rounded
from generator.sealed.hours.named import People
from generator.sealed.hours.served import Placed, Service, by_day, once, read_day, services_of
from generator.sealed.material import RECORD, Material
from generator.sealed.people import Person, people, plain
from generator.sealed.rosters import as_text
from generator.sealed.sheets import OpenedRow
from generator.sealed.teams import TeamFacts

__all__ = [
    "AWARD", "EVALUATION", "KINDS", "STAR_NOTE", "TRAINING", "Noted", "PersonTotal", "Service", "Totals", "read_day",
    "star_of", "totals",
]  # fmt: skip

TRAINING, AWARD, EVALUATION = "培训", "表彰", "评价"
KINDS = (TRAINING, AWARD, EVALUATION)
"""What ``record.sealed`` holds."""
_NOBODY = -1
"""In place of a person's, of rows of somebody whom we cannot tell."""
STAR_NOTE = "星级按服务时间计算，仅供宣传，不是证明"


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
    """By her service hours in all rosters; for publicity, no proof of anything."""
    also: tuple[Person, ...] = ()
    """Her rows in other rosters, with the same id number; each has a total of its own."""
    together: Decimal = ZERO
    """Service hours of all her rosters."""
    aside: tuple[Service, ...] = ()
    """Rows about her that do not count because another one is about the same day; each has a Problem."""

    @property
    def hours(self) -> Decimal:
        """Of service; training is not service."""
        return rounded(sum((each.hours for each in self.services), ZERO))

    @property
    def training_hours(self) -> Decimal:
        """Of training, kept apart."""
        return rounded(sum((each.hours for each in self.noted if each.kind == TRAINING), ZERO))


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
        return rounded(sum((each.hours for each in self.services), ZERO))

    def whole(self, one: PersonTotal) -> PersonTotal:
        """Everything of a person who stands in several rosters, as if it were one."""
        rows = {(each.team.address, each.row.row_id) for each in one.also}
        others = [each for each in self.people if (each.person.team.address, each.person.row.row_id) in rows]
        services = sorted((each for some in (one, *others) for each in some.services), key=by_day)
        noted = sorted((each for some in (one, *others) for each in some.noted), key=_noted_on)
        aside = tuple(each for some in (one, *others) for each in some.aside)
        return replace(one, services=tuple(services), noted=tuple(noted), aside=aside)


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

    A row is somebody's by her number, else by her name where her team has it once. What cannot be assigned, or makes a
    day longer than 24 hours, is a Problem by file and line; nothing is dropped silently. Of several rows about one
    person, activity and day only the one that was sealed last counts, and each of the others is a Problem.
    """
    everyone = people(material)
    known = People(everyone)
    problems: list[Problem] = []
    mine = {team.address for team in material.teams}
    asked = [
        each for each in services_of(material, problems)
        if since <= each.day <= until and (whole or each.team in mine or known.has(each.text("number")))
    ]  # fmt: skip
    done = _Done(everyone, known)
    for rows in _by_person(asked, known, problems):
        done.add(*once(rows, problems))
    noted = _noted(material, known, problems, since, until)
    listed = tuple(done.total(place, noted.get(place, []), stars) for place in range(len(everyone)))
    return Totals(listed, tuple(done.kept[_NOBODY]), tuple(sorted(set(problems))))


def _by_person(services: Iterable[Service], known: People, problems: list[Problem]) -> Iterable[list[Placed]]:
    """Rows of one person each, whatever rosters she stands in."""
    found: dict[Hashable, list[Placed]] = defaultdict(list)
    for each in services:
        place = known.whose(each.activity.sheet, each.row, each.team, problems)
        if place is None:
            found[_stranger(each)].append((_NOBODY, each))
        else:
            problems += known.after_leaving(each.activity.sheet, each.row, place, each.day)
            found[known.first(place)].append((place, each))
    return found.values()


def star_of(hours: Decimal, stars: Iterable[Star]) -> str:
    """The highest level that so many hours reach; empty below the first."""
    reached = [star for star in stars if rounded(hours) >= Decimal(str(star.hours))]
    return max(reached, key=lambda star: star.hours).name if reached else ""


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


def _stranger(service: Service) -> Hashable:
    """What is the same for two rows of somebody who cannot be told; a row that says nothing is nobody else's."""
    number, name = plain(service.text("number")), plain(service.text("name"))
    return number or ((service.team, name) if name else (service.activity.address, service.row.row_id))


class _Done:
    """What counts for each row of a roster, and what she did in all of hers together."""

    def __init__(self, everyone: Sequence[Person], known: People) -> None:
        self.kept: dict[int, list[Service]] = defaultdict(list)
        self._aside: dict[int, list[Service]] = defaultdict(list)
        self._together: dict[int, Decimal] = defaultdict(Decimal)
        self._everyone = everyone
        self._known = known
        self._rows: dict[int, list[int]] = defaultdict(list)
        for place in range(len(everyone)):
            self._rows[known.first(place)].append(place)

    def add(self, kept: Iterable[Placed], aside: Iterable[Placed]) -> None:
        """The rows of one person."""
        for place, service in kept:
            self.kept[place].append(service)
            if place != _NOBODY:
                self._together[self._known.first(place)] += service.hours
        for place, service in aside:
            self._aside[place].append(service)

    def total(self, place: int, noted: Sequence[Noted], stars: Sequence[Star]) -> PersonTotal:
        """Of one row of a roster."""
        first = self._known.first(place)
        together = rounded(self._together[first])
        return PersonTotal(
            self._everyone[place],
            tuple(self.kept[place]),
            tuple(sorted(noted, key=_noted_on)),
            star_of(together, stars),
            tuple(self._everyone[each] for each in self._rows[first] if each != place),
            together,
            tuple(self._aside[place]),
        )


def _noted_on(each: Noted) -> tuple[dt.date, str]:
    return each.day or dt.date.min, each.row.row_id
