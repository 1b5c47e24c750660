"""年报 of one year: teams, volunteers, service, training, awards and stars; sums only, nobody by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.problems import Problem
from generator.sealed.activities import ActivityFacts
from generator.sealed.hours.amounts import agree
from generator.sealed.hours.totals import Totals, totals
from generator.sealed.material import Material
from generator.sealed.papers import Paper, Part
from generator.sealed.reports.makeup import makeup, records, stars, volunteers
from generator.sealed.reports.service import by_activity, declared_hours, left_out, left_out_note, summed, took_place
from generator.sealed.reports.tallies import OTHER_LEVEL, PAUSED, level_of, living
from generator.sealed.reports.units import NO_UNIT, Home, Unit, places, units_of
from generator.sealed.rosters import Column
from generator.sealed.tables import Cell, Table, amount

NAME = "年报"
NOTE = "只有汇总数字，没有个人信息"
KEPT = ("number", "name", "id_number", "sex", "born", "source", "categories", "skills", "joined", "left")
"""Values of rosters that these figures, and the hours behind them, are made from."""
_NO_KEY = "没有用钥匙：志愿者构成、培训、表彰、星级和密封的服务时长没有统计。"
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class RetiredTeam:
    """A team whose address nobody may use again."""

    address: str
    name: str
    on: str
    """``2025-04``."""


@dataclass(frozen=True, slots=True)
class Annual:
    """The report, and what is wrong with the rows that it was added up from."""

    paper: Paper
    problems: tuple[Problem, ...] = ()


def annual(material: Material, home: Home, year: int, retired: Sequence[RetiredTeam] = ()) -> Annual:
    """The report of a year from the register as it stands now."""
    units = units_of(material.teams, home)
    held = took_place(material.activities, date(year, 1, 1), date(year, 12, 31))
    found = totals(material, home.stars, until=date(year, 12, 31)) if material.keyed else None
    parts = [_teams(material, home, units, year, retired)]
    if material.keyed:
        parts += [volunteers(material, units, year), makeup(material, home, year)]
    parts += _service(material, home, units, held, found, year)
    if found is not None:
        parts += [
            records(material, units, found, year),
            *stars(home, found, year),
            *_differences(material, held, found),
        ]
    paper = Paper(NAME, f"{home.place}巾帼志愿服务{year}年年报", tuple(parts), NOTE, home.sample)
    return Annual(paper, found.problems if found else ())


def _teams(material: Material, home: Home, units: Sequence[Unit], year: int, retired: Sequence[RetiredTeam]) -> Part:
    """Teams by level and unit at the end of the year, new ones, and those that ended."""
    known = {level_of(each, home) for each in material.teams}
    levels = [*home.levels, *({OTHER_LEVEL} & known)]
    first_folders = {_first(team.address): index for index, unit in enumerate(units) for team in unit.teams}
    ended = [each for each in retired if each.on[:4] == str(year)]

    def line(index: int, unit: Unit) -> tuple[Cell, ...]:
        alive = living(unit.teams)
        there = [team for team in alive if not team.founded[:4] > str(year)]
        by_level = [sum(level_of(team, home) == name for team in there) for name in levels]
        new = sum(team.founded[:4] == str(year) for team in there)
        gone = sum(first_folders.get(_first(each.address)) == index for each in ended)
        others = (new, sum(team.status == PAUSED for team in there), gone, len(unit.teams) - len(alive))
        return (unit.name, *by_level, len(there), *others)

    titles = (*(f"{name}（支）" for name in levels), "年末合计", "本年组建", "现在暂停", "本年停用", "已解散")
    rows = [line(index, unit) for index, unit in enumerate(units)]
    notes = [
        "本年停用的是 teams/retired.yml 里写在这一年的地址；已解散的是登记册里现在写着解散的，没有日期，不分年份。"
    ]
    lost = [each.name for each in ended if _first(each.address) not in first_folders]
    notes += [f"停用的队伍里有 {len(lost)} 支找不到原来的单位，没有列入：{'、'.join(lost)}。"] if lost else []
    return summed("队伍", "单位", titles, rows, [*notes, *([] if material.keyed else [_NO_KEY])])


def _service(
    material: Material,
    home: Home,
    units: Sequence[Unit],
    held: Sequence[ActivityFacts],
    found: Totals | None,
    year: int,
) -> list[Part]:
    """Activities with their hours, by unit, by brand and by month."""
    where = places(units)

    def unit(each: ActivityFacts) -> str:
        index = where.get(each.teams[0] if each.teams else "")
        return NO_UNIT if index is None else units[index].name

    names = [unit.name for unit in units]
    brands = [*home.brands, *sorted({each.brand for each in held} - set(home.brands))]
    months = [f"{number}月" for number in range(1, _MONTHS + 1)]
    notes = ["人次和时长（报告）是活动报告里写的；联合活动只算主办队伍一次；没有写明的不估算。"]
    if material.keyed:
        notes.append("服务记录和时长（记录）出自密封的服务记录，只含打得开的行。")
        notes += left_out_note(left_out(material, found, held, date(year, 12, 31)))
    return [
        _by(material, found, held, "各单位服务", "单位", [*names, NO_UNIT], unit, notes),
        _by(material, found, held, "各品牌服务", "品牌", brands, lambda each: each.brand, ()),
        _by(material, found, held, "各月服务", "月份", months, lambda each: f"{each.first.month}月", ()),
    ]


def _by(
    material: Material,
    found: Totals | None,
    held: Sequence[ActivityFacts],
    title: str,
    what: str,
    names: Sequence[str],
    of: Callable[[ActivityFacts], str],
    notes: Iterable[str],
) -> Part:
    titles = ["活动（场）", "参加（人次）", "时长（报告）", "服务记录（行）"]
    rows, sealed = [], by_activity(found)
    for name in dict.fromkeys(names):
        group = [each for each in held if of(each) == name]
        if not group and name == NO_UNIT:
            continue
        cells: list[Cell] = [len(group), sum(each.volunteers or 0 for each in group), amount(declared_hours(group))]
        cells.append(sum(material.service(each).row_count for each in group))
        if material.keyed:
            cells.append(amount(sum((row.hours for each in group for row in sealed.get(each.address, ())), Decimal(0))))
        rows.append((name, *cells))
    return summed(title, what, [*titles, *(["时长（记录）"] if material.keyed else [])], rows, notes)


def _differences(material: Material, held: Sequence[ActivityFacts], found: Totals) -> list[Part]:
    """Where a report and its service sheet disagree.

    A sheet of which a row did not open or does not count cannot be held against anything, nor one of an activity that
    goes on after the year.
    """
    names = {team.address: team.name for team in material.teams}
    sealed = by_activity(found)
    rows: list[tuple[Cell, ...]] = []
    with_sheet = [each for each in held if material.service(each).row_count]
    whole = [each for each in with_sheet if not material.service(each).unreadable and each.last.year == each.first.year]
    whole = [each for each in whole if not left_out(material, found, [each], date(each.first.year, 12, 31))]
    for each in whole:
        there = sealed.get(each.address, [])
        people = len({(one.text("team"), one.text("number") or one.text("name")) for one in there})
        exact = sum((one.hours for one in there), Decimal(0))
        hours = amount(exact)
        told = each.hours is None or agree(each.hours, exact)
        if (each.volunteers is not None and each.volunteers != people) or not told:
            first = names.get(each.teams[0], each.teams[0])
            said = ("" if each.volunteers is None else each.volunteers, people)
            told_hours = "" if each.hours is None else amount(each.hours)
            rows.append((str(each.first), each.title, first, *said, told_hours, hours))
    columns = (
        Column("date", "日期", 12, "none", text=True), Column("title", "活动", 36), Column("team", "主办队伍", 34),
        Column("people", "报告人数", 8, "none"), Column("rows", "记录人数", 8, "none"),
        Column("hours", "报告时长", 8, "none"), Column("sealed", "记录时长", 8, "none"),
    )  # fmt: skip
    note = f"{len(held)} 场活动里，{len(held) - len(with_sheet)} 场还没有服务记录；"
    note += f"{len(with_sheet) - len(whole)} 场的服务记录没有全部打开或者没有全部计入，没有比。"
    return [Part(Table("报告与记录不一致", columns, tuple(rows)), notes=(note,))]


def _first(address: str) -> str:
    return address.partition("/")[0]
