"""活动核对: what each report declares against what is on record, and how late it got there.

Nothing is said of rows that did not open, nor of other teams' people: whoever holds the key of one team sees her team's
part of an activity, and a difference would be no fault of anybody's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.clock import day_of
from generator.records.campaigns import Workdays
from generator.records.workdays import NOTHING_MOVED, RECORD_WITHIN, workdays_after, workdays_between
from generator.sealed.activities import ActivityFacts
from generator.sealed.hours.amounts import ZERO, agree, rounded
from generator.sealed.hours.served import Service, read_day
from generator.sealed.hours.totals import Totals
from generator.sealed.material import Material
from generator.sealed.papers import Part
from generator.sealed.rosters import Column, as_text
from generator.sealed.sheets import OpenedSheet
from generator.sealed.tables import Cell, Table, amount

_COLUMNS = (
    Column("date", "日期", 12, "none", text=True),
    Column("activity", "活动名称", 26),
    Column("team", "组织队伍", 30),
    Column("declared", "报道人数", 8, "none"),
    Column("people", "记录人数", 8, "none"),
    Column("declared_hours", "报道小时", 8, "none"),
    Column("hours", "记录小时", 8, "none"),
    Column("limit", "登记期限", 12, "none", text=True),
    Column("recorded", "登记日期", 12, "none", text=True),
    Column("late", "晚了几个工作日", 8, "none"),
    Column("state", "核对", 26),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the book is about and how it shows values."""

    until: dt.date
    """Today: later limits have not passed."""
    year: int | None = None
    full: bool = False
    sample: bool = False
    moved: Workdays = NOTHING_MOVED
    whole: bool = True
    """All teams; otherwise an activity may have people of teams that are not in the book."""

    def covers(self, activity: ActivityFacts) -> bool:
        """Whether any of its days is asked for."""
        return self.year is None or activity.first.year <= self.year <= activity.last.year


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of one activity's record."""

    activity: ActivityFacts
    rows: Sequence[Service]
    """Those that count and are asked for."""
    total: int
    """All rows of the sheet."""
    closed: int
    """Rows that did not open."""
    others: int
    """Opened rows of other teams' people."""
    part: bool
    """Only a part of its days is asked for."""

    @property
    def people(self) -> int:
        """Different ones."""
        return len({each.text("number") or f"{each.text('team')} {each.text('name')}" for each in self.rows})

    @property
    def hours(self) -> Decimal:
        """Of all rows."""
        return rounded(sum((each.hours for each in self.rows), ZERO))

    @property
    def comparable(self) -> bool:
        """Whether everybody who is on record is seen."""
        return bool(self.rows) and not (self.closed or self.others or self.part)

    @property
    def recorded(self) -> dt.date | None:
        """The day on which the last of them was put on record."""
        return max((read_day(each.text("recorded")) or day_of(each.row.added) for each in self.rows), default=None)


def matched(found: Totals, material: Material, names: Mapping[str, str], wish: Wish) -> Part:
    """One line an activity that took place, or that somebody is on record for."""
    rows: dict[str, list[Service]] = {}
    for each in found.services:
        rows.setdefault(each.activity.address, []).append(each)
    listed = [
        _seen(activity, rows.get(activity.address, []), material.service(activity), names, wish)
        for activity in material.activities
        if wish.covers(activity)
        and (activity.counts or material.service(activity).row_count)
        and (wish.whole or activity.address in rows or set(activity.teams) & names.keys())
    ]
    table = Table("活动核对", _COLUMNS, tuple(_line(each, names, wish) for each in listed))
    notes = [f"登记期限是活动结束后第 {RECORD_WITHIN} 个工作日（民政部令第67号第十一条），按国务院公布的放假调休计算"]
    if not wish.whole:
        notes.append("这里只有所选队伍的人；还有别的队伍参加的活动，人数和小时没有核对")
    return Part(table, notes=tuple(notes))


def _seen(
    activity: ActivityFacts, rows: Sequence[Service], sheet: OpenedSheet, names: Mapping[str, str], wish: Wish
) -> _Seen:
    ours = {each.row.row_id for each in rows}
    known = {*names.keys(), *names.values()}
    foreign = (row for row in sheet.rows if row.row_id not in ours and row.values.get("team") not in known)
    others = 0 if wish.whole else sum(1 for _ in foreign)
    part = wish.year is not None and activity.first.year != activity.last.year
    return _Seen(activity, rows, sheet.row_count, sheet.unreadable, others, part)


def _line(seen: _Seen, names: Mapping[str, str], wish: Wish) -> tuple[Cell, ...]:
    activity, recorded = seen.activity, seen.recorded
    limit = workdays_after(activity.last, RECORD_WITHIN, wish.moved)
    late = 0
    if seen.rows and not seen.closed:
        late = workdays_between(limit, recorded or wish.until, wish.moved)
    elif not seen.total:
        late = workdays_between(limit, wish.until, wish.moved)
    team = activity.teams[0]
    return (
        f"{activity.first}" if activity.days == 1 else f"{activity.first} 至 {activity.last}",
        as_text(activity.title),
        as_text(names.get(team, team)),
        "" if activity.volunteers is None else activity.volunteers,
        seen.people,
        "" if activity.hours is None else amount(activity.hours),
        amount(seen.hours),
        f"{limit}",
        f"{recorded or ''}",
        late or "",
        "；".join(_states(seen)) or "相合",
    )


def _states(seen: _Seen) -> Iterable[str]:
    activity = seen.activity
    if not activity.counts and activity.status != "draft":
        yield "不是活动报道，不该有服务记录"
    if not seen.total:
        yield "还没有登记"
        return
    if seen.closed:
        yield f"{seen.closed} 行打不开，没有核对"
    if seen.others:
        yield f"另有 {seen.others} 行是别的队伍的人，没有核对"
    if seen.part:
        yield "跨年的活动，只有这一年的，没有核对"
    if not seen.rows and not (seen.closed or seen.others or seen.part):
        yield "登记的行都没有计入，见“要核对的”"
    if not seen.comparable:
        return
    if activity.volunteers is not None and seen.people != activity.volunteers:
        more = seen.people - activity.volunteers
        yield f"人数{'少' if more < 0 else '多'} {abs(more)}"
    if activity.hours is not None and not agree(activity.hours, seen.hours):
        yield f"小时差 {amount(abs(seen.hours - Decimal(str(activity.hours))))}"
