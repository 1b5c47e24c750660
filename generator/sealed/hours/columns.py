"""The columns of a sign-in sheet, and what people leave out of them because it is plain to whoever reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.problems import Problem
from generator.sealed.activities import ActivityFacts
from generator.sealed.handed.cells import as_text
from generator.sealed.handed.tables import HandedRow, HandedTable, Place
from generator.sealed.hours.amounts import read_hours

COLUMNS: Mapping[str, Sequence[str]] = {
    "name": ("姓名", "志愿者姓名", "志愿者", "队员姓名", "名字", "参加人员"),
    "number": ("证号", "志愿者证号", "巾帼志愿者证号", "志愿者编号", "志愿者证"),
    "team": ("队伍", "所在队伍", "服务队", "所属队伍", "队伍名称", "小队"),
    "date": ("日期", "服务日期", "活动日期", "活动时间"),
    "hours": (
        "服务时间", "服务时长", "小时", "小时数", "工时", "时长", "服务小时", "服务时数", "志愿服务时间",
        "志愿服务时长",
    ),
    "task": ("服务内容", "任务", "岗位", "服务岗位", "分工", "工作内容", "内容"),
    "responsible": ("活动负责人", "负责人"),
    "rating": ("评价", "服务质量评价", "服务评价", "质量评价"),
    "rated": ("评价日期", "评价时间"),
    "note": ("备注", "说明"),
}  # fmt: skip
"""Key → headings that mean it."""
REQUIRED = ("hours",)
_LOOSE = "时间"
"""A heading that means hours where its cells are lengths, and else says nothing."""
_HARMLESS = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:时间|日期|内容|情况|电话|手机|手机号|号码|单位|地址|性别|年龄|签名|签字|签到|签退|职务|街道|社区|项目|人数)"
)
"""Headings that cannot be anybody's name, so that they may be repeated."""


def passed_over(table: HandedTable) -> Iterator[Problem]:
    """Columns that nothing is made of, so that nobody believes them on record."""
    for each in table.unknown:
        place = Place(table.name, table.sheet, each.line, each.column)
        title = each.word if _HARMLESS.fullmatch(each.word) else each.title
        yield place.problem("H2", f"“{title}” 这一列没有登记", "不要紧的话不用管；写错了列名请改过来", warning=True)


def sign_in(read: Callable[[Mapping[str, Sequence[str]]], HandedTable], activity: ActivityFacts) -> HandedTable:
    """The table of a file: where no heading says hours, a bare 时间 does if what stands below it are lengths.

    Args:
        read: the file with these headings.
        activity: whose day written as ``3.5`` is no length.
    """
    table = read(COLUMNS)
    if "hours" in table.places:
        return table
    other = read({**COLUMNS, "hours": (*COLUMNS["hours"], _LOOSE)})
    days = {f"{day.month}.{day.day}" for day in (activity.first, activity.last)}
    cells = [cell for row in other.rows if as_text(cell := row.cells.get("hours", ""))]
    lengths = sum(read_hours(cell) is not None and as_text(cell) not in days for cell in cells)
    return other if "hours" in other.places and lengths * 2 >= max(1, len(cells)) else table


def undated(table: HandedTable, activity: ActivityFacts) -> Iterator[Problem]:
    """One error for a column that every row would miss."""
    if activity.days > 1 and "date" not in table.places and table.rows:
        message = (
            f"没有 “{COLUMNS['date'][0]}” 这一列；活动有 {activity.days} 天（{activity.first} 到 {activity.last}）"
        )
        yield Place(table.name, table.sheet).problem("H2", message, "请补上一列，写是哪一天；一人一天一行")


def carried_down(table: HandedTable, activity: ActivityFacts) -> Iterator[HandedRow]:
    """Rows; in an activity of several days a name stands for the rows below it that say another day and nobody."""
    above: HandedRow | None = None
    for row in table.rows:
        who = {key: row.cells.get(key, "") for key in ("number", "name")}
        nobody = not any(as_text(cell) for cell in who.values())
        days = [as_text(each.cells.get("date", "")) for each in (row, above) if each is not None]
        if nobody and activity.days > 1 and len(set(days)) > 1 and days[0] and above is not None:
            carried = {key: cell for key in (*who, "team") if as_text(cell := above.cells.get(key, ""))}
            said = {key: cell for key, cell in row.cells.items() if as_text(cell)}
            above = HandedRow(row.sheet, row.line, {**row.cells, **carried, **said})
        else:
            above = None if nobody else row
        yield above or row
