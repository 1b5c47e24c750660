"""Training, awards and evaluations of volunteers (民政部令第67号 第八至十条): a table becomes sealed rows of a team."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.problems import Problem
from generator.sealed.handed.cells import as_text, code_text, one_line, read_day
from generator.sealed.handed.tables import HandedRow, HandedTable
from generator.sealed.hours.amounts import ZERO, read_hours, sealed_text
from generator.sealed.hours.columns import passed_over
from generator.sealed.hours.rosters import Rosters
from generator.sealed.hours.totals import AWARD, KINDS, TRAINING
from generator.sealed.numbers import NUMBER, as_number
from generator.sealed.people import plain
from generator.sealed.sheets import OpenedRow, Value

COLUMNS: Mapping[str, Sequence[str]] = {
    "number": ("证号", "志愿者证号", "巾帼志愿者证号", "志愿者编号"),
    "name": ("姓名", "志愿者姓名", "志愿者"),
    "kind": ("种类", "类别", "类型"),
    "date": ("日期", "培训日期", "表彰日期", "评价日期", "时间"),
    "title": ("名称", "培训名称", "表彰名称", "荣誉名称", "项目"),
    "content": ("主要内容", "内容", "培训内容", "评价内容", "评价"),
    "hours": ("学习时长", "学时", "培训时长", "学习时间"),
    "unit": ("举办/授予单位", "举办（授予）单位", "举办单位", "授予单位", "培训举办单位", "单位"),
    "note": ("备注",),
}
REQUIRED = ("kind", "date", "title")
_KINDS = {"学习": TRAINING, "奖励": AWARD, "表彰奖励": AWARD, "荣誉": AWARD, "考核": "评价", "服务评价": "评价"}
_LONGEST_TRAINING = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that is good to be sealed."""

    row: HandedRow
    values: Mapping[str, Value] = field(repr=False)

    @property
    def sign(self) -> tuple[str, ...]:
        """The same for two rows that say the same of one person."""
        return sign(self.values)


def sign(values: Mapping[str, Value]) -> tuple[str, ...]:
    """Who, what kind, when, and what it is called."""
    who = plain(str(values.get("number") or values.get("name", "")))
    return (who, *(plain(str(values.get(key, ""))) for key in ("kind", "date", "title")))


def entries(table: HandedTable, rosters: Rosters, today: dt.date) -> tuple[list[Entry], list[Problem]]:
    """Every row that can be understood, and everything that is wrong with the others (rule A16 among it)."""
    problems = [*table.problems, *passed_over(table)]
    if not {"name", "number"} & set(table.places) and not table.problems:
        problems.append(Problem(table.name, 1, 1, "H2", "error", "没有 “姓名” 也没有 “证号” 这一列", "请补上一列"))
        return [], problems
    found: list[Entry] = []
    for row in table.rows:
        values, wrong = _read(table, row, rosters, today)
        problems += wrong
        if not any(problem.severity == "error" for problem in wrong):
            found.append(Entry(row, {key: value for key, value in values.items() if value}))
    first: dict[tuple[str, ...], Entry] = {}
    for each in found:
        before = first.setdefault(each.sign, each)
        if before is not each:
            message = f"和第 {before.row.line} 行是同一个人的同一项"
            problems.append(table.problem(each.row, "title", message, "请删掉一行"))
    return found, problems


def unlisted(found: Sequence[Entry], known: Sequence[OpenedRow]) -> list[Entry]:
    """Those that are not on record yet, as far as it can be read."""
    there = {sign(row.values) for row in known}
    return [each for each in found if each.sign not in there]


def _read(
    table: HandedTable, row: HandedRow, rosters: Rosters, today: dt.date
) -> tuple[dict[str, Value], list[Problem]]:
    text = {key: one_line(row.cells.get(key, "")) for key in COLUMNS}
    problems: list[Problem] = []
    number, name = _who(table, row, rosters, problems)
    kind = _KINDS.get(text["kind"], text["kind"])
    if kind not in KINDS:
        problems.append(table.problem(row, "kind", "看不懂这个种类", f"可以写：{'、'.join(KINDS)}"))
    day = _day(row, today)
    if day is None and as_text(row.cells.get("date", "")):
        problems.append(table.problem(row, "date", "看不懂这个日期，或者在将来", "请写成 2026-03-05"))
    cell = row.cells.get("hours", "")
    hours = read_hours(cell, lessons=True) if as_text(cell) else None
    if as_text(cell) and (hours is None or not ZERO < hours <= _LONGEST_TRAINING):
        problems.append(table.problem(row, "hours", "看不懂这个时长", "请写小时数，例如 4、半天请写 3"))
    values: dict[str, Value] = {
        "number": number, "name": name, "kind": kind, "date": day or "", "title": text["title"],
        "content": text["content"], "hours": sealed_text(hours) if hours else "", "unit": text["unit"],
        "note": text["note"],
    }  # fmt: skip
    problems += _lacking(table, row, kind, values)
    return values, problems


_LABELS = {"date": "日期", "title": "名称", "hours": "学习时长", "unit": "举办（授予）单位", "content": "主要内容"}
_NEEDED = {TRAINING: ("title", "date", "hours", "unit"), AWARD: ("title", "date", "unit"), "评价": ("date", "content")}


def _lacking(table: HandedTable, row: HandedRow, kind: str, values: Mapping[str, Value]) -> Iterator[Problem]:
    """A16: an award has name, day and granting unit; a training has name, day, length and unit."""
    empty = [key for key in _NEEDED.get(kind, ()) if not values.get(key) and not as_text(row.cells.get(key, ""))]
    if kind == "评价" and "content" in empty and values.get("title"):
        empty.remove("content")
    if empty:
        listed = "、".join(_LABELS[key] for key in empty)
        yield table.problem(row, empty[0], f"{kind}缺少{listed}", f"{kind}要有{_all_of(kind)}")


def _all_of(kind: str) -> str:
    return "、".join(_LABELS[key] for key in _NEEDED[kind])


def _who(table: HandedTable, row: HandedRow, rosters: Rosters, problems: list[Problem]) -> tuple[str, str]:
    """Number and name of somebody of the team."""
    team = rosters.listed[0]
    number, name = code_text(row.cells.get("number", "")), one_line(row.cells.get("name", ""))
    if not number and not name:
        problems.append(table.problem(row, "name", "姓名和证号都是空的", "至少写一个；空行请删掉"))
        return "", ""
    if number:
        found = rosters.number(number, team)
        if not found:
            wrong = as_number(number) is None and NUMBER.fullmatch(number)
            message = "证号抄错了，校验位不对" if wrong else "这支队伍的名册里没有这个证号"
            problems.append(table.problem(row, "number", message, "请核对证号和队伍"))
            return number, name
        if name and found[0][2] and plain(name) != plain(found[0][2]):
            problems.append(table.problem(row, "name", "和名册里这个证号的姓名不一样", "请核对是谁"))
        return found[0][1], name or found[0][2]
    named = rosters.name(name, team)
    if len(named) > 1:
        problems.append(table.problem(row, "name", f"名册里有 {len(named)} 个同名的人", "请写证号"))
    elif rosters.keyed and not named:
        problems.append(table.problem(row, "name", "名册里没有这个姓名，先按姓名登记", "请核对", warning=True))
    return (named[0][1], named[0][2]) if len(named) == 1 else ("", name)


def _day(row: HandedRow, today: dt.date) -> str | None:
    try:
        day = dt.date.fromisoformat(read_day(row.cells.get("date", "")) or "")
    except ValueError:
        return None
    return day.isoformat() if day <= today else None
