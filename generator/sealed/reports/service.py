"""Activities of a year and figures in cells: what the reports declare, and how sums are shown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from generator.sealed.activities import ActivityFacts
from generator.sealed.hours.totals import Service, Totals, read_day
from generator.sealed.material import Material
from generator.sealed.papers import Part
from generator.sealed.rosters import Column, as_text
from generator.sealed.tables import Cell, Table, amount


def took_place(activities: Iterable[ActivityFacts], first: date, last: date) -> list[ActivityFacts]:
    """Those that began in these days; notices and drafts are none that took place."""
    return [each for each in activities if first <= each.first <= last and each.counts]


def declared_hours(activities: Iterable[ActivityFacts]) -> float:
    """As the reports say."""
    return math.fsum(each.hours or 0 for each in activities)


def by_activity(found: Totals | None) -> Mapping[str, list[Service]]:
    """Service rows that count, by the address of their activity; none without a key."""
    rows: dict[str, list[Service]] = {}
    for each in found.services if found else ():
        rows.setdefault(each.activity.address, []).append(each)
    return rows


def left_out(
    material: Material, found: Totals | None, activities: Iterable[ActivityFacts], until: date = date.max
) -> int:
    """Rows that opened but count for nothing: a day or hours that cannot be read, or replaced by another row."""
    counted = by_activity(found)
    rows = 0
    for each in activities if found else ():
        days = (read_day(as_text(row.values.get("date", ""))) for row in material.service(each).rows)
        rows += sum(day is None or day <= until for day in days) - len(counted.get(each.address, ()))
    return rows


def left_out_note(rows: int) -> list[str]:
    """For the foot of a table; which rows they are, the command says."""
    said = f"打开的服务记录里有 {rows} 行没有计入：日期或时间读不出来，或者同一个人同一天登记了几行。"
    return [said] if rows else []


def summed(
    title: str, what: str, titles: Sequence[str], rows: Sequence[tuple[Cell, ...]], notes: Iterable[str]
) -> Part:
    """A table with a name and figures a line, and their sums."""
    columns = (Column("name", what, 30), *(Column(each, each, 9, "none") for each in titles))
    sums = [amount(sum(Decimal(str(row[index])) for row in rows)) for index in range(1, len(columns))]
    return Part(Table(title, columns, tuple(rows)), ("合计", *sums), notes=tuple(notes))
