"""What a new record says by itself: place, division, campaign and categories follow from the team and the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.records import kinds
from generator.records.calendar import days_away
from generator.records.campaigns import Campaign
from generator.records.federation import Division, Federation
from generator.records.library import Entry, Library

_NEAR = dt.timedelta(days=7)
"""An activity for a key date is held that week; further away another one may be meant."""
_NEVER = dt.timedelta(days=9999)
"""From a day that no year near has."""


def campaign_of(facts: Federation, day: dt.date, brand: str) -> Campaign | None:
    """The key date that an activity of a day and a brand belongs to: the nearest within a week, first one ahead."""
    near = (each for each in nearest(facts, day) if not each.brands or brand in each.brands)
    found = next(near, None)
    return found if found is not None and _distance(found, day)[0] <= _NEAR else None


def nearest(facts: Federation, day: dt.date) -> list[Campaign]:
    """All key dates, those closest to a day first."""
    return sorted(facts.campaigns, key=lambda each: _distance(each, day))


def _distance(campaign: Campaign, day: dt.date) -> tuple[dt.timedelta, bool]:
    """How far a day is from a key date, and whether that is over by then."""
    away = days_away(campaign, day, day)
    return (dt.timedelta(days=away[0]), away[0] > 0 and away[1] < day) if away else (_NEVER, True)


@dataclass(frozen=True, slots=True)
class Where:
    """Where a team is at home."""

    division: Division | None
    """None for the federation as a whole."""
    township: str


def home_of(facts: Federation, team: Entry[kinds.Team]) -> Where:
    """Division and township of a team, as far as they are known."""
    return Where(facts.division(team.fields.division), team.fields.township or "")


def divisions_of_township(facts: Federation, township: str, home: Division | None) -> list[Division]:
    """The divisions in which a township may lie: the team's own alone where it has one of this name, or lists none."""
    if home is not None and (township in home.townships or not home.townships):
        return [home]
    return [each for each in facts.divisions if township in each.townships]


def projects_of(library: Library, team: str) -> list[str]:
    """Running projects that a team carries, by address."""
    carried = (each for each in library.projects.items() if team in each[1].fields.teams)
    return [address for address, project in carried if project.fields.status == "running"]


def usual_brand(library: Library, team: str) -> str | None:
    """The brand under which a team has reported most, if it has."""
    brands = [each.fields.brand for each in library.activities.values() if each.fields.teams[0] == team]
    return max(sorted(set(brands)), key=brands.count) if brands else None
