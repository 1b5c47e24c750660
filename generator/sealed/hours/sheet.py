"""A handed-in table of who served becomes rows, each cell held against the rules; nothing is sealed here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from generator.problems import Problem
from generator.sealed.activities import ActivityFacts
from generator.sealed.handed.cells import as_text, code_text, one_line, read_day
from generator.sealed.handed.tables import HandedRow, HandedTable
from generator.sealed.hours.amounts import DAY, LONG, ZERO, read_hours, sealed_text
from generator.sealed.hours.columns import carried_down, passed_over, undated
from generator.sealed.hours.rosters import Rosters
from generator.sealed.numbers import NUMBER, as_number
from generator.sealed.people import plain
from generator.sealed.sheets import Value

_LONGEST_NAME = 40
_NO_YEAR = re.compile(r"([0-9]{1,2})[月.\-/]([0-9]{1,2})[日号]?")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the table is about."""

    activity: ActivityFacts
    rosters: Rosters
    team: str
    """Of people whose row names none."""
    task: str
    """Where a row says none."""
    responsible: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One row that is good to be sealed."""

    row: HandedRow
    values: Mapping[str, Value] = field(repr=False)
    hours: Decimal

    @property
    def team(self) -> str:
        """Address."""
        return str(self.values["team"])

    @property
    def who_and_when(self) -> tuple[str, ...]:
        """The same for two rows of one person and day."""
        number = plain(str(self.values.get("number", "")))
        who = (number,) if number else (self.team, plain(str(self.values.get("name", ""))))
        return (*who, str(self.values["date"]))


def incoming(table: HandedTable, setting: Setting) -> tuple[list[Incoming], list[Problem]]:
    """Every row that can be understood, and everything that is wrong with the others."""
    problems = [*table.problems, *passed_over(table)]
    if not {"name", "number"} & set(table.places) and not table.problems:
        problems.append(Problem(table.name, 1, 1, "H2", "error", "没有 “姓名” 也没有 “证号” 这一列", "请补上一列"))
        return [], problems
    rows = []
    problems += undated(table, setting.activity)
    for row in carried_down(table, setting.activity):
        reading = _Reading(table, row, setting)
        found = reading.read()
        problems += reading.problems
        if found is not None:
            rows.append(found)
    return rows, problems


class _Reading:
    """One row on its way."""

    def __init__(self, table: HandedTable, row: HandedRow, setting: Setting) -> None:
        self.problems: list[Problem] = []
        self._table = table
        self._row = row
        self._setting = setting

    def read(self) -> Incoming | None:
        """The row with everything that it leaves out; None when something is wrong."""
        team = self._team()
        who = self._who(team)
        day = self._day()
        hours = self._hours()
        rated = self._rated(day)
        if any(problem.severity == "error" for problem in self.problems) or not (who and day and hours):
            return None
        place, number, name = who
        values: dict[str, Value] = {
            "number": number,
            "name": name,
            "team": place,
            "date": day,
            "hours": sealed_text(hours),
            "task": self._text("task") or self._setting.task,
            "responsible": self._text("responsible") or self._setting.responsible,
            "rating": self._text("rating"),
            "rated": rated,
            "note": self._text("note"),
        }
        return Incoming(self._row, {key: value for key, value in values.items() if value}, hours)

    def _text(self, key: str) -> str:
        return one_line(self._row.cells.get(key, ""))

    def _wrong(self, key: str, message: str, hint: str, *, warning: bool = False) -> None:
        self.problems.append(self._table.problem(self._row, key, message, hint, warning=warning))

    def _team(self) -> str | None:
        """The team that the row names; empty when it names none, None when it is a wrong one."""
        text = self._text("team")
        if not text:
            return ""
        team = self._setting.rosters.team(text)
        if team is None:
            hint = "写报道里 teams 列出的队伍，或者它们下面的队伍；别的队伍参加了，先写进报道的 teams"
            self._wrong("team", "不是这场活动的队伍", hint)
        return team

    def _who(self, team: str | None) -> tuple[str, str, str] | None:
        """Team, number and name."""
        number, name = code_text(self._row.cells.get("number", "")), self._text("name")
        if not number and not name:
            self._wrong("name", "姓名和证号都是空的", "至少写一个；空行请删掉")
            return None
        if len(name) > _LONGEST_NAME or re.search(r"\d", name):
            self._wrong("name", "不像姓名", "只写姓名，号码写在证号一列")
            return None
        if team is None:
            return None
        return self._by_number(number, name, team) if number else self._by_name(name, team)

    def _by_number(self, number: str, name: str, team: str) -> tuple[str, str, str] | None:
        rosters = self._setting.rosters
        official = as_number(number)
        found = rosters.number(number, team or None)
        if not found:
            message, hint = "名册里没有这个证号", "请核对证号；还没有进名册的人，先用 jinguo roster add 登记"
            if official is None and NUMBER.fullmatch(number):
                message, hint = "证号抄错了，校验位不对", "请对照志愿者证重新填"
            elif rosters.retired(number):
                message, hint = "这个证号已经注销", "本人已从名册删除；请核对证号"
            elif team and rosters.number(number):
                message, hint = "这个证号不是这支队伍的", "请核对队伍和证号"
            elif place := rosters.elsewhere(number):
                message, hint = f"这个证号在 “{place}” 的名册里", "先把它写进报道的 teams"
            self._wrong("number", message, hint)
            return None
        if len(found) > 1:
            self._wrong("number", f"这个证号在 {len(found)} 支队伍的名册里都有", "请在 “队伍” 一列写明是哪一支")
            return None
        place, row_id, known = found[0]
        if name and known and plain(name) != plain(known):
            self._wrong("name", "和名册里这个证号的姓名不一样", "请核对是谁；改过名字的，先改名册")
            return None
        return place, row_id, name or known

    def _by_name(self, name: str, team: str) -> tuple[str, str, str] | None:
        found = self._setting.rosters.name(name, team or None)
        if len(found) > 1:
            self._wrong("name", f"名册里有 {len(found)} 个同名的人", "请加一列 “证号”，写明是哪一位")
            return None
        if found:
            return found[0]
        if self._setting.rosters.keyed:
            hint = "请核对，或者先用 jinguo roster add 登记"
            self._wrong("name", "名册里没有这个姓名，先按姓名登记", hint, warning=True)
        return team or self._setting.team, "", name

    def _day(self) -> str | None:
        """Within the activity; its first day where an activity of one day says none."""
        activity = self._setting.activity
        span = f"{activity.first} 到 {activity.last}" if activity.days > 1 else f"{activity.first}"
        cell = self._row.cells.get("date", "")
        if not as_text(cell):
            if activity.days > 1 and "date" not in self._table.places:
                return None  # told once, of the heading
            if activity.days > 1:
                self._wrong("date", f"活动有 {activity.days} 天（{span}），没有写是哪一天", "请写日期，一人一天一行")
                return None
            return activity.first.isoformat()
        short = _NO_YEAR.fullmatch(re.sub(r"\s", "", as_text(cell)))
        day = _without_year(short, activity) if short else _date(read_day(cell) or "")
        if day is None:
            self._wrong("date", "看不懂这个日期", "请写成 2026-03-05")
        elif not activity.first <= day <= activity.last:
            self._wrong("date", f"不在活动的日期里（{span}）", "请核对日期；报道的日期写错了，先改报道")
        else:
            return day.isoformat()
        return None

    def _hours(self) -> Decimal | None:
        cell = self._row.cells.get("hours", "")
        if "hours" not in self._table.places:
            return None  # told once, of the heading
        if not as_text(cell):
            self._wrong("hours", "没有写服务时间", "请写小时数，例如 2.5，不算路上的时间；没有参加的人请删掉这一行")
            return None
        hours = read_hours(cell)
        if hours is None:
            self._wrong("hours", "看不懂这个时间", "请写小时数，例如 2、2.5小时、150分钟、9:00-11:30")
        elif not ZERO < hours <= DAY:
            self._wrong("hours", "一天的服务时间要大于 0，不超过 24 小时", "请核对；单位是小时，不是分钟")
        else:
            if hours > LONG:
                self._wrong("hours", "一天超过 12 小时", "请核对是不是算了路上的时间，或者填错了单位", warning=True)
            return hours
        return None

    def _rated(self, day: str | None) -> str:
        cell = self._row.cells.get("rated", "")
        if not as_text(cell):
            return ""
        rated = _date(read_day(cell) or "")
        if rated is None:
            self._wrong("rated", "看不懂这个日期", "请写成 2026-03-05")
        elif day is not None and rated.isoformat() < day:
            self._wrong("rated", "评价日期早于服务日期", "请核对日期")
        else:
            return rated.isoformat()
        return ""


def _without_year(match: re.Match[str], activity: ActivityFacts) -> dt.date | None:
    """A day in one of the years of the activity, the one within it where there is one."""
    years = dict.fromkeys((activity.first.year, activity.last.year))
    days = [day for year in years if (day := _date(f"{year}-{int(match[1]):02}-{int(match[2]):02}"))]
    return next((day for day in days if activity.first <= day <= activity.last), days[0] if days else None)


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
