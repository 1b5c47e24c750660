"""Stories counted: one tally for any set of them, and the sets into which the figures page divides the register."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from generator.pages.published import Published, Story
from generator.records.kinds import Team
from generator.records.library import TOP, Entry

_GONE = "?"
"""In the place of a unit that was disbanded."""


class Tally(NamedTuple):
    """What some stories add up to."""

    stories: int
    volunteers: int
    hours: float
    served: int


def tally(stories: Iterable[Story]) -> Tally:
    """Count stories and add up what they tell; a story that does not tell a number adds nothing."""
    told = [story.fields for story in stories]
    return Tally(
        len(told),
        sum(fields.volunteers or 0 for fields in told),
        math.fsum(fields.hours or 0 for fields in told),
        sum(fields.served.people for fields in told if fields.served),
    )


@dataclass(frozen=True, slots=True)
class Unit:
    """A team directly below the top, or the top itself, with all that it organised."""

    team: Entry[Team] | None
    """None stands for units that were disbanded."""
    sizes: tuple[int, ...]
    """Of its teams of the lowest level."""
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A division with the teams that are at home and the stories that took place there."""

    code: str
    """Empty for the federation's own place, where nothing nearer is known."""
    name: str
    sizes: tuple[int, ...]
    """Of its teams of the lowest level."""
    stories: tuple[Story, ...]


def squads(shown: Published) -> list[Entry[Team]]:
    """Teams of the lowest level: the others are made of them, so that nobody counts twice."""
    lowest = shown.federation.levels[-1].name
    return [team for team in shown.teams.values() if team.fields.level == lowest]


def by_unit(shown: Published) -> list[Unit]:
    """Each team directly below the top; a story counts once, for its organiser."""
    direct = [shown.teams[TOP], *shown.children.get(TOP, [])] if TOP in shown.teams else []
    units: dict[str, Entry[Team]] = {team.address: team for team in direct}
    organised: dict[str, list[Story]] = defaultdict(list)
    sizes: dict[str, list[int]] = defaultdict(list)

    def unit_of(team: str) -> str:
        first = team.partition("/")[0]
        return first if first in units else _GONE

    for story in shown.stories:
        organised[unit_of(shown.team_key(story.fields.teams[0]))].append(story)
    for squad in squads(shown):
        sizes[unit_of(squad.address)].append(squad.fields.size)
    return [
        Unit(units.get(key), tuple(sizes[key]), tuple(organised[key]))
        for key in dict.fromkeys([*units, *organised, *sizes])
    ]


def by_place(shown: Published) -> list[Area]:
    """Each division, then what lies in none; a county that lies in a listed city counts for the city."""
    labels = {division.code: division.label for division in shown.federation.divisions}
    codes = [code for code in labels if shown.divisions_of(code)[-1] == code]
    told: dict[str, list[Story]] = defaultdict(list)
    sizes: dict[str, list[int]] = defaultdict(list)

    def place_of(division: str) -> str:
        around = shown.divisions_of(division)
        return around[-1] if around else ""

    for story in shown.stories:
        told[place_of(shown.division_of(story))].append(story)
    for squad in squads(shown):
        sizes[place_of(squad.fields.division)].append(squad.fields.size)
    if "" in {*told, *sizes}:
        codes.append("")
        labels[""] = f"{shown.federation.place}（未细分）"
    return [Area(code, labels[code], tuple(sizes[code]), tuple(told[code])) for code in codes]


def by_year(shown: Published) -> dict[int, list[Story]]:
    """Each year from the first to the last story; one without stories is empty, not missing."""
    if not shown.by_year:
        return {}
    return {year: shown.by_year.get(year, []) for year in range(min(shown.by_year), max(shown.by_year) + 1)}


def by_month(shown: Published) -> dict[tuple[int, int], list[Story]]:
    """Each month from January of the first year to that of the newest story."""
    if not shown.stories:
        return {}
    newest = shown.stories[0].fields.date.first
    months: dict[tuple[int, int], list[Story]] = {
        (year, month): []
        for year in by_year(shown)
        for month in range(1, 13)
        if (year, month) <= (newest.year, newest.month)
    }
    for story in shown.stories:
        months[story.fields.date.first.year, story.fields.date.first.month].append(story)
    return months
