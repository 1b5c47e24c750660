"""备案 of every team: with whom it is filed, since when, and what is still open (平妇字〔2017〕22号 二（二）3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.sealed.papers import Paper, Part
from generator.sealed.reports.service import summed
from generator.sealed.reports.tallies import GONE
from generator.sealed.reports.units import Home, units_of
from generator.sealed.rosters import Column
from generator.sealed.tables import Cell, Table
from generator.sealed.teams import TeamFacts

NAME = "备案情况"
NOTE = "队伍备案情况，没有个人信息"
FILED, SINCE = "已备案", "其中备案后核对过"
MISSING, WRONG, FUTURE = "没有备案", "备案的队伍不对", "备案日期在将来"
STATES = (FILED, MISSING, WRONG, FUTURE)
_STATUS = {"active": "", "paused": "暂停"}


@dataclass(frozen=True, slots=True)
class Filing:
    """The report and what the console says of it."""

    paper: Paper
    counts: dict[str, int]
    """Teams by state."""


def filing(teams: Sequence[TeamFacts], home: Home, as_of: date) -> Filing:
    """Every team below the top that was not disbanded, by unit."""
    names = {team.address: team.name for team in teams}
    units = units_of(teams, home)
    asked = {unit.name: [team for team in unit.teams if _files(team)] for unit in units}
    states = {team.address: state(team, names, as_of) for group in asked.values() for team in group}
    lines: list[tuple[Cell, ...]] = []
    for unit, group in asked.items():
        counts = Counter(states[team.address] for team in group)
        if group:
            later = sum(states[team.address] == FILED and checked_since(team) for team in group)
            lines.append((unit, len(group), counts[FILED], later, *(counts[each] for each in STATES[1:])))
    rows: list[tuple[Cell, ...]] = []
    for unit, group in asked.items():
        for team in group:
            rows.append((len(rows) + 1, unit, *_row(team, names, states[team.address])))
    notes = [
        "备案后又核对过的，如果人数、领队等有变动，请再报一次，并改写 team.yml 里 filed 的日期。",
        "已解散的队伍和最上级的队伍不用备案，不在表里。",
    ]
    counted = summed("汇总", "单位", ("队伍（支）", FILED, SINCE, *STATES[1:]), lines, notes)
    above = (f"统计日期：{as_of}",)
    parts = (Part(counted.table, counted.total, above, counted.notes), Part(Table("各队备案", _COLUMNS, tuple(rows))))
    paper = Paper(NAME, f"{home.place}巾帼志愿服务队伍备案情况", parts, NOTE, home.sample)
    return Filing(paper, {each: list(states.values()).count(each) for each in STATES})


def state(team: TeamFacts, names: dict[str, str], as_of: date) -> str:
    """Where a team stands: 小队 are filed with their 分队, 分队 with the 总队."""
    if not team.filed_with or team.filed_on is None:
        return MISSING
    if team.parent in names and team.filed_with not in {names[team.parent], team.parent}:
        return WRONG
    if team.filed_on > as_of:
        return FUTURE
    return FILED


def checked_since(team: TeamFacts) -> bool:
    """Whether somebody looked at the record again after it was filed."""
    return team.filed_on is not None and team.updated is not None and team.updated > team.filed_on


def _files(team: TeamFacts) -> bool:
    return team.parent is not None and team.status != GONE


_COLUMNS = (
    Column("order", "序号", 6, "none"), Column("unit", "单位", 22), Column("team", "队伍", 40),
    Column("level", "级别", 8),
    Column("parent", "应报", 30), Column("with", "已报", 30), Column("on", "备案日期", 12, "none", text=True),
    Column("updated", "最近核对", 12, "none", text=True), Column("state", "情况", 16),
)  # fmt: skip


def _row(team: TeamFacts, names: dict[str, str], said: str) -> tuple[Cell, ...]:
    above = names.get(team.parent or "", f"{team.parent}（没有登记）")
    days = (str(team.filed_on or ""), str(team.updated or ""))
    paused = _STATUS.get(team.status, team.status)
    later = "，后来核对过" if said == FILED and checked_since(team) else ""
    return (team.name, team.level, above, team.filed_with, *days, said + later + (f"（{paused}）" if paused else ""))
