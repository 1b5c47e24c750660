"""Figures a unit, and the same figures straight from the register, so that one can be held against the other (G15).

What G15 proves: every team, person, activity and hour of the register stands on exactly one line of the table, none
lost and none twice, for the two ways share nothing but what was opened. It cannot prove what was opened: whether a
sheet is whole, a row is true or a key opens all is said beside the figures (``closed``, notes, problems).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from generator.sealed.activities import ActivityFacts
from generator.sealed.hours.amounts import rounded
from generator.sealed.hours.totals import Totals
from generator.sealed.material import Material
from generator.sealed.people import Person, people
from generator.sealed.refused import Refused
from generator.sealed.reports.service import by_activity, took_place
from generator.sealed.reports.units import Home, Unit, places
from generator.sealed.teams import TeamFacts

GONE = "disbanded"
PAUSED = "paused"
OTHER_LEVEL = "其他层级"
ZERO = Decimal(0)
_SEXES = {"女": "women", "男": "men"}


class UnequalTotals(Refused):
    """The sum of the units is not what the register holds: such a table must not leave the house (G15)."""


Figures = Mapping[str, Decimal]
"""By key: ``level:小队``, ``teams``, ``rows``, ``source:女干部`` …"""


class _Count(dict[str, Decimal]):
    """Figures that grow."""

    def more(self, key: str, number: Decimal | float = 1) -> None:
        """Add to one figure."""
        self[key] = self.get(key, ZERO) + Decimal(str(number))


def living(teams: Iterable[TeamFacts]) -> list[TeamFacts]:
    """Teams that count: those that pause too, those that were disbanded not."""
    return [team for team in teams if team.status != GONE]


def held_until(activities: Iterable[ActivityFacts], as_of: date) -> list[ActivityFacts]:
    """What took place from New Year to a day."""
    return took_place(activities, date(as_of.year, 1, 1), as_of)


def figures_of(
    material: Material, home: Home, units: Sequence[Unit], as_of: date, found: Totals | None = None
) -> list[Figures]:
    """The figures of each unit; an activity counts where its organiser stands, else for the last unit."""
    where, rows = places(units), by_activity(found)
    counts = [_Count() for _ in units]
    for unit, count in zip(units, counts, strict=True):
        for team in living(unit.teams):
            _team(count, material, home, team)
        for person in people(material, living(unit.teams)):
            _person(count, person)
    for activity in held_until(material.activities, as_of):
        count = counts[where.get(activity.teams[0] if activity.teams else "", -1)]
        count.more("activities")
        count.more("joined", activity.volunteers or 0)
        count.more("hours", activity.hours or 0)
        count.more("service_rows", material.service(activity).row_count)
        for each in rows.get(activity.address, ()):
            count.more("sealed_hours", each.hours)
    return list(counts)


def register_totals(material: Material, home: Home, as_of: date, found: Totals | None = None) -> Figures:
    """The same sums without units: straight from the list of teams, the sheets and the reports."""
    teams = living({team.address: team for team in material.teams}.values())
    rosters = [material.of(team) for team in teams]
    everyone = [person for person in people(material, teams) if not person.left]
    held = held_until(material.activities, as_of)
    addresses = {each.address for each in held}
    services = found.services if found else ()
    sums: dict[str, Decimal | float] = {
        "teams": len(teams),
        "paused": sum(team.status == PAUSED for team in teams),
        "declared": sum(team.declared_size for team in teams),
        "lowest": sum(team.declared_size for team in teams if team.level == home.levels[-1]),
        "rows": sum(sheet.row_count for sheet in rosters),
        "closed": sum(sheet.unreadable for sheet in rosters),
        "gone": sum(len(sheet.rows) for sheet in rosters) - len(everyone),
        "activities": len(held),
        "joined": sum(each.volunteers or 0 for each in held),
        "hours": sum((Decimal(str(each.hours or 0)) for each in held), ZERO),
        "service_rows": sum(material.service(each).row_count for each in held),
        "sealed_hours": sum((each.hours for each in services if each.activity.address in addresses), ZERO),
    }
    signs = Counter(sign for person in everyone for sign in (_sex(person), _source(person)))
    signs.update(_level(team, home) for team in teams)
    sums |= signs
    return {key: Decimal(str(number)) for key, number in sums.items()}


def proven(lines: Iterable[Figures], register: Figures, title: Mapping[str, str]) -> Figures:
    """The sums of the lines, after they have been found equal to the register's.

    Raises:
        UnequalTotals: a figure differs.
    """
    listed = list(lines)
    totals = {key: sum((line.get(key, ZERO) for line in listed), ZERO) for line in (*listed, register) for key in line}
    for key, total in totals.items():
        if rounded(total) != rounded(register.get(key, ZERO)):
            said = f"{title.get(key, key)} 各单位相加 {total}，登记册里是 {register.get(key, ZERO)}"
            raise UnequalTotals(f"合计不等于各单位之和，没有导出：{said} —— 请把这句话告诉管程序的同志")
    return totals


def _team(count: _Count, material: Material, home: Home, team: TeamFacts) -> None:
    sheet = material.of(team)
    count.more(_level(team, home))
    count.more("teams")
    count.more("paused", int(team.status == PAUSED))
    count.more("declared", team.declared_size)
    count.more("lowest", team.declared_size if team.level == home.levels[-1] else 0)
    count.more("rows", sheet.row_count)
    count.more("closed", sheet.unreadable)


def _person(count: _Count, person: Person) -> None:
    if person.left:
        count.more("gone")
        return
    count.more(_sex(person))
    count.more(_source(person))


def level_of(team: TeamFacts, home: Home) -> str:
    """What the federation calls its level; one name for all levels that it does not know."""
    return team.level if team.level in home.levels else OTHER_LEVEL


def _level(team: TeamFacts, home: Home) -> str:
    return f"level:{level_of(team, home)}"


def _sex(person: Person) -> str:
    return _SEXES.get(person.text("sex"), "unsaid")


def _source(person: Person) -> str:
    return f"source:{person.text('source')}"
