"""Rows of service sheets that count: read, and held against each other where they are about one person and day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.problems import Problem, Severity
from generator.sealed.activities import ActivityFacts
from generator.sealed.hours.amounts import DAY, ZERO, as_decimal, rounded
from generator.sealed.hours.repeats import newest, says_more
from generator.sealed.material import Material
from generator.sealed.rosters import as_text
from generator.sealed.sheets import OpenedRow


@dataclass(frozen=True, slots=True)
class Service:
    """One row of a service sheet that counts."""

    activity: ActivityFacts
    row: OpenedRow
    day: dt.date
    hours: Decimal

    @property
    def team(self) -> str:
        """As the row says; the organiser where it says nothing."""
        return self.text("team") or self.activity.teams[0]

    def text(self, key: str) -> str:
        """One value as a text; empty where it is missing."""
        return as_text(self.row.values.get(key, ""))


Placed = tuple[int, Service]
"""A row with the place of the roster row that it belongs to."""


def read_day(text: str) -> dt.date | None:
    """A day as it is sealed; None when it is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def services_of(material: Material, problems: list[Problem]) -> Iterable[Service]:
    """Every row that can be understood; each of the others is a Problem."""
    for activity in material.activities:
        for row in material.service(activity).rows:
            day = read_day(as_text(row.values.get("date", "")))
            hours = as_decimal(row.values.get("hours", ""))
            if day is None or hours is None or not ZERO < hours <= DAY:
                hint = f"请运行 jinguo service correct {activity.address} {row.row_id} 更正"
                fault = "日期读不出来" if day is None else "服务时间不是 0 到 24 之间的小时数"
                message = f"{fault}，这一行没有计入"
                problems.append(Problem(activity.sheet, row.line, 1, "A5", "error", message, hint))
                continue
            yield Service(activity, row, day, hours)


def by_day(each: Service) -> tuple[dt.date, str, str]:
    """In what order rows are told."""
    return each.day, each.activity.address, each.row.row_id


def once(rows: Sequence[Placed], problems: list[Problem]) -> tuple[list[Placed], list[Placed]]:
    """Rows of one person: those that count, one an activity and day, and the others; a day that is too long is told."""
    days: dict[tuple[str, dt.date], list[Placed]] = defaultdict(list)
    for each in sorted(rows, key=lambda placed: by_day(placed[1])):
        days[each[1].activity.address, each[1].day].append(each)
    kept, aside = [], []
    for listed in days.values():
        counts = newest(service.row for _, service in listed)
        for each in listed:
            if each[1].row is counts:
                kept.append(each)
            else:
                aside.append(each)
                problems.append(_repeat(each[1], counts))
    problems += _too_long([service for _, service in kept])
    return kept, aside


def _repeat(service: Service, counts: OpenedRow) -> Problem:
    """A row that does not count because a newer one is about the same day."""
    row, address = service.row, service.activity.address
    differs = says_more(row, counts)
    message = f"{row.row_id} 和 {counts.row_id} 是同一个人、同一天{'，内容不一样' if differs else '，重复登记'}"
    hint = f"jinguo service correct {address} {row.row_id} --delete"
    hint = (
        f"请核对是哪一行对，删掉另一行：{hint}；上下午各一次的，时间加在一行里"
        if differs
        else f"请删掉：{hint}，或者一次清掉全部重复的：jinguo service tidy {address} --identity 钥匙文件"
    )
    severity: Severity = "error" if differs else "warning"
    message = f"{message}，只计最后密封的 {counts.row_id}"
    return Problem(service.activity.sheet, row.line, 1, "A5", severity, message, hint)


def _too_long(rows: Sequence[Service]) -> Iterable[Problem]:
    """A5 over all activities of one person's day; told at the last of its rows."""
    days: dict[dt.date, list[Service]] = defaultdict(list)
    for each in rows:
        days[each.day].append(each)
    for day, listed in days.items():
        if rounded(sum((each.hours for each in listed), ZERO)) > DAY:
            last = listed[-1]
            others = "、".join(dict.fromkeys(each.activity.address for each in listed))
            message = f"同一个人 {day} 的服务时间加起来超过 24 小时（{others}）"
            yield Problem(last.activity.sheet, last.row.line, 1, "A5", "error", message, "请核对这几行，更正时间或日期")
