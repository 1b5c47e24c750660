"""The columns of private sheets: the one place that decides what is kept about a person and how it is shown.

The volunteer's basics are those of 《志愿服务记录与证明出具办法（试行）》 第五条 (民政部令第67号), with the
intentions and the source that the city's notice asks for; the contact columns are those of the 队伍登记表.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.problems import Problem, did_you_mean
from generator.sealed.sheets import OpenedRow, Value

MaskKind = Literal["phone", "id", "wechat", "born", "area", "scrub", "none"]

MAX_CELL = 2000
"""Characters of one value in an export; spreadsheets silently drop a cell of more than 32,767."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a private sheet."""

    key: str
    """The key inside the sealed row."""
    title: str
    """The heading in an export, in the words of the official forms."""
    width: int
    """At most so many half-width characters wide; longer values wrap."""
    mask: MaskKind = "scrub"
    """How it is shown while masking is on; ``area`` leaves all but the door, ``scrub`` the text without numbers and
    WeChat ids that somebody wrote into it."""
    text: bool = False
    """Made of digits, but never a number: spreadsheets must not calculate with it."""
    secret: bool = False
    """Peculiar to one person, so that finding it on the public site means a leak."""
    row_id: bool = False
    """The id of the row, unless an older value is sealed in it."""
    rare: bool = False
    """Takes a place in a table only where somebody has a value."""


ROSTER = (
    Column("number", "志愿者证号", 20, "none", text=True, row_id=True),
    Column("name", "姓名", 10, secret=True),
    Column("sex", "性别", 5),
    Column("born", "出生日期", 12, "born", text=True, secret=True),
    Column("id_number", "身份证件号码", 21, "id", text=True, secret=True),
    Column("area", "居住区域", 26, "area", secret=True),
    Column("mobile", "联系方式(手机)", 16, "phone", text=True, secret=True),
    Column("post", "单位及岗位", 18, secret=True, rare=True),
    Column("skills", "专业技能", 18),
    Column("categories", "服务类别", 18),
    Column("intentions", "服务意向", 14),
    Column("times", "可服务时间", 14, rare=True),
    Column("source", "来源", 12),
    Column("joined", "入队时间", 12, "none", text=True),
    Column("left", "退队时间", 12, "none", text=True, rare=True),
    Column("consent", "同意书编号", 14, "none", text=True, rare=True),
    Column("guardian", "监护人", 12, secret=True, rare=True),
    Column("guardian_phone", "监护人电话", 16, "phone", text=True, secret=True, rare=True),
    Column("note", "备注", 14),
)
"""``roster.sealed``: one row a volunteer, its id her number. 令67 第五条; 平妇字〔2017〕22号 二（二）2; for a minor her
guardian, as 河南省志愿服务条例 第八条 asks."""

CONTACT = (
    Column("leader", "领队姓名", 10, secret=True),
    Column("post", "职务", 14),
    Column("phone", "联系电话", 16, "phone", text=True, secret=True),
    Column("wechat", "领队微信号", 18, "wechat", text=True, secret=True),
    Column("responsible", "责任人", 10, secret=True),
    Column("responsible_phone", "责任人电话", 16, "phone", text=True, secret=True),
    Column("note", "备注", 14),
)
"""``contact.sealed``: one row a team."""

SERVICE = (
    Column("number", "志愿者证号", 20, "none", text=True),
    Column("name", "姓名", 10, secret=True),
    Column("team", "队伍", 30),
    Column("date", "服务日期", 12, "none", text=True),
    Column("hours", "服务时间(小时)", 10, "none"),
    Column("task", "服务内容", 30),
    Column("responsible", "活动负责人", 10, secret=True),
    Column("rating", "服务质量评价", 14),
    Column("rated", "评价日期", 12, "none", text=True),
    Column("recorded", "登记日期", 12, "none", text=True),
    Column("note", "备注", 14),
)
"""``service.sealed`` beside a report: one row a volunteer and day. 令67 第七、十条; ``team`` is an address, ``hours`` a
decimal text such as ``2.5`` without the way there and back."""

RECORD = (
    Column("number", "志愿者证号", 20, "none", text=True),
    Column("name", "姓名", 10, secret=True),
    Column("kind", "种类", 8),
    Column("date", "日期", 12, "none", text=True),
    Column("title", "名称", 26),
    Column("content", "主要内容", 30),
    Column("hours", "学习时长(小时)", 10, "none"),
    Column("unit", "举办（授予）单位", 22),
    Column("note", "备注", 14),
)
"""``record.sealed`` beside a team: training, awards and evaluations of its people (``kind`` is 培训, 表彰 or 评价),
令67 第八至十条."""

CONSENT = (Column("name", "姓名", 10, secret=True),)
"""``consents.sealed``: the holder of each consent, the row id being the consent's."""

KINDS: Mapping[str, tuple[Column, ...]] = {
    "roster.sealed": ROSTER, "contact.sealed": CONTACT, "consents.sealed": CONSENT,
    "service.sealed": SERVICE, "record.sealed": RECORD,
}  # fmt: skip
"""Columns by the name of the sheet."""


def cells(row: OpenedRow, columns: Sequence[Column]) -> tuple[str, ...]:
    """One row as texts in the order of the columns; an empty text where a value is missing."""
    return tuple(as_text(row.values.get(column.key) or (row.row_id if column.row_id else "")) for column in columns)


def as_text(value: Value) -> str:
    """A value as one line that every spreadsheet and every encoder can hold."""
    text = "、".join(value) if isinstance(value, list) else str(value)
    # one look at the whole of nearly every text; Python's own idea of printable is narrower than ours
    plain = (text if text.isprintable() else "".join(char if _printable(char) else " " for char in text)).strip()
    return plain if len(plain) <= MAX_CELL else plain[:MAX_CELL] + "…"


def row_problems(path: str, row: OpenedRow, columns: Sequence[Column]) -> list[Problem]:
    """What an export cannot show in full: keys that no column has, and values too long for a cell."""
    known = {column.key for column in columns}
    found = []
    for key, value in row.values.items():
        if key not in known:
            message = f"不认识的项目 “{key[:20]}”，没有导出"
            hint = did_you_mean(key, known) or "请更新本程序，或者重新密封这一行"
            found.append(Problem(path, row.line, 1, "S6", "warning", message, hint))
        elif (isinstance(value, list) or len(str(value)) > MAX_CELL) and len(as_text(value)) > MAX_CELL:
            message = f"项目 “{key}” 太长，只导出前 {MAX_CELL} 个字"
            found.append(Problem(path, row.line, 1, "S6", "warning", message, "请缩短后重新密封这一行"))
    return found


def _printable(char: str) -> bool:
    """Neither control, format, surrogate nor line break; rare characters of names pass, assigned or not."""
    code = ord(char)
    noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004 -- Unicode, section 23.7
    return not noncharacter and unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
