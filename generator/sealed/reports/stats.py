"""巾帼志愿服务组织情况统计表: a line a division and a line a unit, totals that are proven, and who is missing.

The city's notice (平妇字〔2017〕22号 四3) names the table without giving it columns; these are ours. The sums of the
lines are compared with sums taken from the register directly; where they differ there is no table.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.problems import Problem
from generator.sealed.hours.totals import Totals
from generator.sealed.hours.totals import totals as totals_of
from generator.sealed.material import Material
from generator.sealed.papers import Paper, Part
from generator.sealed.people import distinct, people
from generator.sealed.reports.service import left_out, left_out_note
from generator.sealed.reports.tallies import (
    GONE,
    OTHER_LEVEL,
    ZERO,
    Figures,
    figures_of,
    held_until,
    living,
    proven,
    register_totals,
)
from generator.sealed.reports.units import NO_UNIT, Home, Unit, places, units_of
from generator.sealed.rosters import Column
from generator.sealed.tables import Cell, Table, amount

TITLE = "巾帼志愿服务组织情况统计表"
NAME = "统计表"
NOTE = "只有汇总数字，没有个人信息"
MISSING = "缺报单位"
KEPT = ("number", "name", "id_number", "sex", "source", "left")
"""Values of rosters that these figures, and the hours behind them, are made from."""
_FEW = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One unit with its figures."""

    unit: Unit
    figures: Figures
    updated: date | None
    stale: int
    """Teams whose record was not updated in the period."""
    missing: str
    """Why the unit counts as missing; empty when it has reported."""


@dataclass(frozen=True, slots=True)
class Stats:
    """The report with what the console must say."""

    paper: Paper
    lines: tuple[Line, ...]
    totals: Figures
    due: date | None
    overdue: bool
    """The day has come."""
    problems: tuple[Problem, ...] = ()
    """Of the service rows: what does not count, and what cannot be true."""

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """Units that have not reported, each with why."""
        return tuple((line.unit.name, line.missing) for line in self.lines if line.missing)


def stats(material: Material, home: Home, as_of: date) -> Stats:
    """The table as it stands on a day.

    Raises:
        UnequalTotals: the lines do not add up to the register.
    """
    units = units_of(material.teams, home)
    known = places(units)
    if any(each.teams[:1] == () or each.teams[0] not in known for each in held_until(material.activities, as_of)):
        units = units if units[-1].name == NO_UNIT else (*units, Unit(NO_UNIT, "", reports=False))
    due, since = period(home.stats_due, as_of)
    found = totals_of(material) if material.keyed else None
    counted = figures_of(material, home, units, as_of, found)
    lines = tuple(_line(unit, figures, since) for unit, figures in zip(units, counted, strict=True))
    titles = {key: title for key, title, _ in _columns(home, keyed=True, other=True)} | dict(_OPENED)
    totals = proven(counted, register_totals(material, home, as_of, found), titles)
    parts = (
        _main(material, home, lines, totals, due, as_of, found),
        *_people(material, home, lines, totals),
        *_missing(lines),
    )
    paper = Paper(NAME, f"{home.place}{TITLE}", parts, NOTE, home.sample)
    problems = found.problems if found else ()
    return Stats(paper, lines, totals, due, due is not None and as_of >= due, problems)


def period(month_day: str, as_of: date) -> tuple[date | None, date | None]:
    """The due day of the year, and the due day before it: a record updated after that belongs to this report."""
    if not month_day:
        return None, None
    month, day = (int(part) for part in month_day.split("-"))
    this, last = (
        date(year, month, min(day, calendar.monthrange(year, month)[1])) for year in (as_of.year, as_of.year - 1)
    )
    return this, last


def _line(unit: Unit, figures: Figures, since: date | None) -> Line:
    teams = living(unit.teams)
    days = [team.updated for team in teams if team.updated is not None]
    stale = [team for team in teams if since is not None and (team.updated is None or team.updated <= since)]
    missing = ""
    if unit.reports and not living(unit.heads):
        missing = "没有队伍"
    elif late := [team for team in unit.heads if team in stale]:
        missing = f"没有核对日期：{late[0].name}" if late[0].updated is None else f"{since} 以后没有更新"
    return Line(unit, figures, max(days, default=None), len(stale), missing)


def _columns(home: Home, *, keyed: bool, other: bool) -> list[tuple[str, str, int]]:
    """Key, heading and width of each figure; of the top there is one, which the sum of teams has in it."""
    levels = [(f"level:{name}", f"{name}（支）", 6) for name in (*home.levels[1:], *((OTHER_LEVEL,) if other else ()))]
    done = [("activities", "活动（场）", 7), ("joined", "参加（人次）", 8), ("hours", "时长（小时）", 8)]
    return [
        *levels, ("teams", "队伍合计（支）", 8), ("paused", "其中暂停（支）", 8), ("declared", "志愿者（人）", 8),
        ("lowest", f"其中{home.levels[-1]}（人）", 8), ("rows", "名册（行）", 8), *done,
        ("service_rows", "服务记录（行）", 8), *([("sealed_hours", "记录时长（小时）", 8)] if keyed else ()),
    ]  # fmt: skip


_OPENED = (("women", "女"), ("men", "男"), ("unsaid", "性别未填"), ("gone", "已退队"), ("closed", "打不开"))


def _main(
    material: Material,
    home: Home,
    lines: Sequence[Line],
    totals: Figures,
    due: date | None,
    as_of: date,
    found: Totals | None,
) -> Part:
    shown = _columns(home, keyed=material.keyed, other=bool(totals.get(f"level:{OTHER_LEVEL}")))
    columns = (
        Column("unit", "单位", 24), Column("kind", "类型", 18),
        *(Column(key, title, width, "none") for key, title, width in shown),
        Column("updated", "最近更新", 11, "none", text=True), Column("report", "本期报送", 12),
    )  # fmt: skip
    keys = [key for key, *_ in shown]
    rows = tuple(_row(line, keys) for line in lines)
    total: tuple[Cell, ...] = ("合计", "", *(amount(totals.get(key, ZERO)) for key in keys), "", "")
    until = f"　　报送截止：{due}" if due else ""
    above = (f"填报单位（盖章）：{home.name}　　统计日期：{as_of}{until}　　填表人：　　　　　　审核人：",)
    held = held_until(material.activities, as_of)
    notes = [*_notes(material, home, lines, due, as_of), *left_out_note(left_out(material, found, held))]
    return Part(Table(NAME, columns, rows), total, above, tuple(notes))


def _row(line: Line, keys: Sequence[str]) -> tuple[Cell, ...]:
    unit = line.unit
    said = "缺报" if line.missing else f"{line.stale} 支未更新" if line.stale else "已报" if unit.reports else ""
    figures = (amount(line.figures.get(key, ZERO)) for key in keys)
    return (unit.name, _ZONE if unit.zone else unit.kind, *figures, str(line.updated or ""), said)


_ZONE = "开发区、示范区"


def _people(material: Material, home: Home, lines: Sequence[Line], totals: Figures) -> tuple[Part, ...]:
    """Who the people in the rosters are and where they come from; only a key tells."""
    if not material.keyed:
        return ()
    found = {key.partition(":")[2] for key in totals if key.startswith("source:")} - {""}
    sources = [*home.sources, *sorted(found - set(home.sources))]
    shown = [*_OPENED, *((f"source:{each}", each) for each in sources), ("source:", "没有填来源")]
    columns = (Column("unit", "单位", 24), *(Column(key, title, 8, "none") for key, title in shown))
    rows = tuple((line.unit.name, *(amount(line.figures.get(key, ZERO)) for key, _ in shown)) for line in lines)
    total: tuple[Cell, ...] = ("合计", *(amount(totals.get(key, ZERO)) for key, _ in shown))
    above = ("性别和来源只数在队而且打得开的人；女、男、性别未填、已退队、打不开相加，就是名册的行数。",)
    return (Part(Table("名册人员", columns, rows), total, above),)


def _missing(lines: Sequence[Line]) -> tuple[Part, ...]:
    columns = (Column("order", "序号", 6, "none"), Column("unit", "单位", 30), Column("why", "缺什么", 40))
    late = [line for line in lines if line.missing]
    rows = tuple((number, line.unit.name, line.missing) for number, line in enumerate(late, start=1))
    return (Part(Table(MISSING, columns, rows)),) if rows else ()


def _notes(material: Material, home: Home, lines: Sequence[Line], due: date | None, as_of: date) -> list[str]:
    """What the figures mean, and what is not in them."""
    notes = [
        f"队伍合计含{home.levels[0]}。暂停活动的也算，已解散的不算；志愿者是各队登记的人数，各级分别登记，一个人参加几支队伍就算几次。",
        f"活动是{as_of.year}年1月1日到统计日期开始、已经报送的，联合活动只算主办队伍一次。",
        "参加人次和时长是活动报告里写的；服务记录是密封表的行数，一人一天一行。",
    ]
    gone = sum(team.status == GONE for team in material.teams)
    notes += [f"另有 {gone} 支已解散的队伍不在表里。"] if gone else []
    notes += _opened_notes(material)
    lost = next((line for line in lines if line.unit.name == NO_UNIT), None)
    if lost is not None:
        notes.append(f"“{NO_UNIT}”：找不到上级的队伍 {len(lost.unit.teams)} 支，以及由它们或没有登记的队伍主办的活动。")
    missing = [line.unit.name for line in lines if line.missing]
    if missing:
        when = f"报送截止 {due}" + ("已到，" if as_of >= due else "，") if due else ""
        notes.append(f"{when}还缺 {len(missing)} 个单位：{'、'.join(missing)}。")
    return notes


def _opened_notes(material: Material) -> list[str]:
    if not material.keyed:
        return ["没有用钥匙：名册和服务记录只数行数，性别、来源、是否重复没有统计。"]
    here = [person for person in people(material, living(material.teams)) if not person.left]
    told = f"打得开的在队 {len(here)} 人次，按身份证件号码是 {distinct(here)} 人（没有号码的各算一人）。"
    closed = [team.name for team in material.closed_teams]
    few = "、".join(closed[:_FEW]) + ("……" if len(closed) > _FEW else "。")
    notes = [told, *([f"这把钥匙打不开 {len(closed)} 支队伍的名册：{few}"] if closed else [])]
    unread = sum(material.service(each).unreadable for each in material.activities)
    return [*notes, *([f"打不开的服务记录有 {unread} 行，记录时长里没有它们。"] if unread else [])]
