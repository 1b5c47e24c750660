"""The rows of a handed-in table held against each other and against what the report declares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.problems import Problem
from generator.records.campaigns import Workdays
from generator.records.workdays import RECORD_WITHIN, is_estimate, workdays_after
from generator.sealed.activities import ActivityFacts
from generator.sealed.handed.tables import HandedTable
from generator.sealed.hours.amounts import agree, decimal_text
from generator.sealed.hours.sheet import Incoming


def twice(table: HandedTable, rows: Sequence[Incoming]) -> Iterator[Problem]:
    """A5: one row a person and day."""
    first: dict[tuple[str, ...], Incoming] = {}
    for each in rows:
        before = first.setdefault(each.who_and_when, each)
        if before is not each:
            message = f"和第 {before.row.line} 行是同一个人、同一天"
            key = "number" if each.values.get("number") and "number" in table.places else "name"
            yield table.problem(each.row, key, message, "一人一天写一行，时间加在一起；同名的两个人请写证号")


def against_report(
    path: str, activity: ActivityFacts, people: int, hours: Decimal | None, size: int | None = None
) -> Iterator[Problem]:
    """A7: how many were there and how long, in the report and in the record.

    Args:
        path: of the report.
        activity: with what it declares.
        people: different people on record, those of this file included; with rows that cannot be read each is one.
        hours: of all of them; None where earlier rows cannot be read.
        size: of the one team of the report; None when there are several.
    """
    hint = "请补登，或者更正报道里的 volunteers 和 hours"
    blind = hours is None
    several = blind and activity.days > 1  # a row a day: more rows than people are in order
    counted = f"{people} 行（有的打不开，数不出几个人）" if blind else f"{people} 人"
    declared = activity.volunteers
    if declared is not None and (people < declared if several else people != declared):
        message = f"报道写志愿者 {declared} 人，服务记录有 {counted}"
        yield Problem(path, 1, 1, "A7", "warning", message, hint)
    if activity.hours is not None and hours is not None and not agree(activity.hours, hours):
        said = decimal_text(Decimal(str(activity.hours)))
        message = f"报道写服务 {said} 小时，服务记录加起来是 {decimal_text(hours)} 小时"
        yield Problem(path, 1, 1, "A7", "warning", message, hint)
    if size is not None and people > size and not several:
        message = f"服务记录有 {counted}，队伍一共只有 {size} 人"
        yield Problem(path, 1, 1, "A7", "warning", message, "别的队伍也参加了，就写进报道的 teams")


def not_insured(path: str, activity: ActivityFacts) -> Iterator[Problem]:
    """A8: what people did is on record all the same; the report itself is an error until somebody says so."""
    if activity.uninsured:
        message = "报道写了有人身危险（risk: true），没有写买了保险"
        hint = "照样登记；买了就写 insurance: true，没有买的请补上，否则网站不能发布"
        yield Problem(path, 1, 1, "A8", "warning", message, hint)


def too_late(path: str, activity: ActivityFacts, today: dt.date, moved: Workdays) -> Iterator[Problem]:
    """A6: ten working days after the end; what comes later is kept all the same."""
    limit = workdays_after(activity.last, RECORD_WITHIN, moved)
    if today > limit:
        guess = "（按周末和法定节日估算）" if is_estimate(limit, moved) else ""
        message = f"活动结束后第 {RECORD_WITHIN} 个工作日是 {limit}{guess}，已经过了"
        yield Problem(path, 1, 1, "A6", "warning", message, "照样登记；以后请在 10 个工作日内交表")
