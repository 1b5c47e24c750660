"""A 队伍登记表 as people fill it in: a Word table of labels and values, read into plain values that nobody prints."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.oxml.ns import qn

from generator.intake.team_ticks import NOTHING, Ticked, ticked
from generator.intake.team_values import month_of, number_of, times_of
from generator.records.federation import Federation
from generator.sealed.handed.headings import compact

LABELS = {
    "unit": ("单位", "所属单位", "单位名称", "组建单位", "主管单位"),
    "leader": ("领队姓名", "领队", "负责人", "队长", "队长姓名", "负责人姓名"),
    "post": ("职务", "领队职务", "职务职称"),
    "phone": ("联系电话", "电话", "手机", "手机号码", "联系方式", "领队电话"),
    "name": ("队伍名称", "队名", "服务队名称", "志愿服务队名称", "小队名称", "分队名称"),
    "size": ("人数", "队伍人数", "队员人数", "志愿者人数", "成员人数"),
    "founded": ("组建时间", "成立时间", "组建日期", "成立日期"),
    "wechat": ("领队微信号", "微信号", "微信", "领队微信"),
    "categories": ("志愿服务类别", "服务类别", "类别"),
    "service_times": ("志愿服务时间", "服务时间"),
    "note": ("备注",),
}
"""Key → how forms call its place."""
_KEYS = {compact(word): key for key, words in LABELS.items() for word in words}
_ENOUGH = 4
"""Labels that make a table a form."""
_SYMBOLS = {
    "F0FE": "☑",
    "F052": "☑",
    "F0FC": "√",
    "F0FD": "☒",
    "F054": "☒",
    "F0A8": "□",
    "F06F": "□",
    "F0A3": "□",
    "F072": "□",
}
"""Signs of Wingdings, which Word keeps as numbers of a font."""
_SPAN = "\x00"
"""The rest of a cell that is merged sideways."""
_UNIT_ABOVE = re.compile(r"单\s*位\s*(?:名称)?\s*(?:[（(][^）)]{0,8}[）)])?\s*[:：]\s*(.*)")
_STAMP = re.compile(r"[（(]?\s*(?:盖章|公章|签章)\s*[）)]?")


@dataclass(frozen=True, slots=True)
class TeamForm:
    """One team as a form or a row of a table has it; some of it is private."""

    origin: str
    """Where it stands, for messages."""
    values: dict[str, str] = field(repr=False)
    """Key of ``LABELS`` → text."""
    categories: Ticked = NOTHING
    service_times: Ticked = NOTHING
    guessed: tuple[str, ...] = ()
    """Questions about values that the table does not say itself."""

    @property
    def name(self) -> str:
        """Of the team."""
        return "".join(self.values.get("name", "").split())

    @property
    def unit(self) -> str:
        """That it belongs to."""
        return "".join(self.values.get("unit", "").split())

    @property
    def founded(self) -> str:
        """``2018-03``; empty where the form does not say a month."""
        return month_of(self.values.get("founded", ""))

    @property
    def size(self) -> int | None:
        """People; None where that is no plain number."""
        return number_of(self.values.get("size", ""))


def forms_of(data: bytes, origin: str, federation: Federation) -> list[TeamForm]:
    """Every form of a Word file; empty where it holds none, or cannot be read."""
    document = _opened(data)
    found = list(_forms(document, federation)) if document is not None else []
    many = len(found) > 1
    return [
        TeamForm(f"{origin}{f' 第 {number} 份表' if many else ''}", *each) for number, each in enumerate(found, start=1)
    ]


def is_form(data: bytes) -> bool:
    """Whether a Word file holds such a form at all."""
    document = _opened(data)
    tables = document.tables if document is not None else ()
    return any(_is_form(_grid(table._tbl)) for table in tables)  # noqa: SLF001 -- as in ``sealed.handed``


def _opened(data: bytes) -> Any:
    """The document, or None where the library gives up: what it cannot open is kept as it came, and is no form."""
    try:
        return docx.Document(io.BytesIO(data))
    except Exception:  # noqa: BLE001 -- its parsers raise whatever a broken package makes of them
        return None


def labels_of(federation: Federation) -> dict[str, tuple[str, ...]]:
    """How each category may be printed."""
    label = federation.form.category_label
    known: dict[str, tuple[str, ...]] = {
        each: (label.replace("{}", each), f"巾帼{each}", each) for each in federation.categories
    }
    if federation.other_category:
        known[federation.other_category] = (federation.other_category, "其它")
    return known


def _forms(document: Any, federation: Federation) -> Iterator[tuple[dict[str, str], Ticked, Ticked]]:
    """Tables in reading order; 单位 often stands in a line above its table."""
    unit = ""
    for block in document.element.body.iterchildren():
        if block.tag == qn("w:p"):
            said = _UNIT_ABOVE.search(_text(block))
            unit = _STAMP.sub("", said[1]).strip() if said else unit
        elif block.tag == qn("w:tbl"):
            grid = _grid(block)
            if _is_form(grid):
                values = _values(grid)
                if unit and not values.get("unit"):
                    values["unit"] = unit
                yield (
                    {key: _STAMP.sub("", text).strip() for key, text in values.items()},
                    ticked(values.get("categories", ""), labels_of(federation), federation.other_category or ""),
                    times_of(values.get("service_times", ""), federation.service_times),
                )
                unit = ""


def _is_form(grid: list[list[str]]) -> bool:
    named = {key for row in grid for cell in row if (key := _label(cell)[0])}
    return len(named) >= _ENOUGH and "name" in named


def _grid(table: Any) -> list[list[str]]:
    """Cells by grid column: a cell merged sideways stands once, one merged downwards in its first row only."""
    rows = []
    for row in table.tr_lst:
        cells = [""] * int(row.grid_before or 0)
        for cell in row.tc_lst:
            text = "" if cell.vMerge == "continue" else "\n".join(_text(each) for each in cell.iter(qn("w:p")))
            cells += [text, *[_SPAN] * (int(cell.grid_span) - 1)]
        rows.append(cells)
    return rows


def _text(paragraph: Any) -> str:
    """A paragraph's words, with the boxes that Word keeps as signs of a font."""
    parts = []
    for piece in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:sym")):
        if piece.tag == qn("w:sym"):
            parts.append(_SYMBOLS.get(str(piece.get(qn("w:char"), "")).upper(), ""))
        else:
            parts.append(piece.text or "" if piece.tag == qn("w:t") else "\n" if piece.tag == qn("w:br") else "\t")
    return "".join(parts)


def _label(cell: str) -> tuple[str, str]:
    """What a cell names, and a value that stands in the same cell behind a colon."""
    whole = _KEYS.get(compact(re.sub(r"[（(].*?[）)]", "", cell)), "")
    if whole or not re.search("[:：]", cell):
        return whole, ""
    said, _, value = re.sub(r"[：]", ":", cell).partition(":")
    return _KEYS.get(compact(re.sub(r"[（(].*?[）)]", "", said)), ""), value.strip()


def _values(grid: list[list[str]]) -> dict[str, str]:
    """To the right of a label, else below it."""
    values: dict[str, str] = {}
    for line, row in enumerate(grid):
        for place, cell in enumerate(row):
            key, inside = _label(cell)
            if key and not values.get(key):
                values[key] = inside or _right(row, place) or _below(grid, line, place)
    return {key: text for key, text in values.items() if text.strip()}


def _right(row: list[str], place: int) -> str:
    for cell in row[place + 1 :]:
        if _label(cell)[0]:
            return ""
        if cell != _SPAN and cell.strip():
            return cell
    return ""


def _below(grid: list[list[str]], line: int, place: int) -> str:
    """Only where the labels stand side by side: in a row of pairs an empty place is an empty place."""
    row = grid[line]
    filled = [cell for cell in row if cell != _SPAN and cell.strip()]
    if line + 1 >= len(grid) or not all(_label(cell)[0] for cell in filled) or len(filled) < 2:  # noqa: PLR2004
        return ""
    under = grid[line + 1]
    gaps = any(not cell.strip() for cell in row)
    cell = under[place] if place < len(under) else ""
    return "" if gaps or _label(cell)[0] else cell
