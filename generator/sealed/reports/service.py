"""Activities of a year and figures in cells: what the reports declare, and how sums are shown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from generator.sealed.activities import ActivityFacts
from generator.sealed.hours.totals import Service, Totals
from generator.sealed.papers import Part
from generator.sealed.rosters import Column
from generator.sealed.tables import Cell, Table

_DRAFT = "draft"


def took_place(activities: Iterable[ActivityFacts], first: date, last: date) -> list[ActivityFacts]:
    """Those that began in these days, drafts excepted: what is still being written may not have happened."""
    return [each for each in activities if first <= each.first <= last and each.status != _DRAFT]


def declared_hours(activities: Iterable[ActivityFacts]) -> float:
    """As the reports say."""
    return math.fsum(each.hours or 0 for each in activities)


def by_activity(found: Totals | None) -> Mapping[str, list[Service]]:
    """Service rows that count, by the address of their activity; none without a key."""
    rows: dict[str, list[Service]] = {}
    for each in found.services if found else ():
        rows.setdefault(each.activity.address, []).append(each)
    return rows


def amount(number: Decimal | float) -> Cell:
    """A number for a cell: whole where it is whole, else with two decimals at most."""
    rounded = round(float(number), 2)
    return int(rounded) if rounded == int(rounded) else rounded


def summed(
    title: str, what: str, titles: Sequence[str], rows: Sequence[tuple[Cell, ...]], notes: Iterable[str]
) -> Part:
    """A table with a name and figures a line, and their sums."""
    columns = (Column("name", what, 30), *(Column(each, each, 9, "none") for each in titles))
    sums = [amount(sum(Decimal(str(row[index])) for row in rows)) for index in range(1, len(columns))]
    return Part(Table(title, columns, tuple(rows)), ("合计", *sums), notes=tuple(notes))
