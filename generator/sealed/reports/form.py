"""The official 队伍登记表 as a Word file, laid out as the federation's notice has it: one team, one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, Twips
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from generator.sealed.paper_docx import mark_pages
from generator.sealed.paper_look import display_width
from generator.sealed.rosters import as_text
from generator.sealed.word import CENTER, add_grid, frame, heading, hold, new_document, saved, write

_SIZE = 12
_EMPTY, _TICK = "□", "√"
_GRID = (1660, 2740, 900, 1500, 1250, 1814)
"""Widths of the six columns in twips: label, value, label, value, label, value."""
_PAIRS = (("leader", "post", "phone"), ("name", "size", "founded"))
_WIDE = ("wechat", "categories", "service_times")
"""The places of the table, by line."""
_HEIGHT = 51
"""Points of a line of the table, at least; room to write by hand."""
_AROUND = Pt(4.5)
"""Above and below a line of boxes."""
_LINE = Pt(17)
"""Of a line of boxes, neither more nor less: a tick must not make it higher than its neighbours."""
_TICK_SIZE = 8.5
"""With its frame a tick of this size is as large as an empty box beside it."""
_PADDING = 80
_BLANK = "　" * 7


@dataclass(frozen=True, slots=True)
class FormWords:
    """What the federation prints on its form; all of it is data."""

    title: str
    category_label: str
    """``巾帼{}志愿者``: the category stands in the place of the braces."""
    note: str
    categories: tuple[str, ...]
    other: str
    """The category that means 其他: it has a line to write on; empty when there is none."""
    service_times: tuple[str, ...]

    def label(self, category: str) -> str:
        """A category as it is printed beside its box."""
        return category if category == self.other else self.category_label.replace("{}", category)


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What is filled in for one team; an empty text leaves the place blank."""

    unit: str
    name: str
    size: str
    founded: str
    leader: str
    post: str
    phone: str
    wechat: str
    categories: tuple[str, ...] = ()
    other_text: str = ""
    service_times: tuple[str, ...] = ()


TITLES = {
    "unit": "单位", "leader": "领队姓名", "post": "职务", "phone": "联系电话", "name": "队伍名称", "size": "人数",
    "founded": "组建时间", "wechat": "领队微信号", "categories": "志愿服务类别", "service_times": "志愿服务时间",
}  # fmt: skip
"""The form's own words for its places."""


def missing(facts: FormFacts) -> list[str]:
    """The places of the form that stay blank."""
    return [TITLES[each.name] for each in fields(facts) if each.name in TITLES and not getattr(facts, each.name)]


def month(founded: str) -> str:
    """``2018-03`` → ``2018年3月``; a whole day keeps its day."""
    parts = founded.split("-")
    if not all(part.isdigit() for part in parts):
        return founded
    return "".join(f"{int(part)}{sign}" for part, sign in zip(parts, "年月日", strict=False))


def form_document(teams: Sequence[FormFacts], words: FormWords, note: str, *, sample: bool) -> bytes:
    """The forms of these teams, each on a page of its own."""
    document = new_document(padding=_PADDING)
    mark_pages(document, note, sample=sample, numbered=False)
    for number, each in enumerate(teams):
        _add_form(document, each, words, new=number > 0)
    return saved(document)


def _add_form(document: Document, facts: FormFacts, words: FormWords, *, new: bool) -> None:
    title = heading(document, words.title, min(22.0, sum(_GRID) / 10 / max(display_width(words.title), 1)))
    title.paragraph_format.space_after = Pt(18)
    title.paragraph_format.page_break_before = new or None
    unit = document.add_paragraph()
    write(unit, f"单位：{as_text(facts.unit)}（盖章）", _SIZE)
    unit.paragraph_format.space_after = Pt(6)
    _add_table(document, facts, words)
    # a page never ends with a table: Word asks for a paragraph behind it
    remark = document.add_paragraph()
    if words.note:
        write(remark, f"备注：{as_text(words.note)}")
        remark.paragraph_format.space_before = Pt(8)


def _add_table(document: Document, facts: FormFacts, words: FormWords) -> None:
    table = add_grid(document, len(_PAIRS) + len(_WIDE), _GRID)
    for row in table.rows:
        hold(row, _HEIGHT)
    cells = [row.cells for row in table.rows]
    for line, keys in zip(cells, _PAIRS, strict=False):
        for key, label, value in zip(keys, line[::2], line[1::2], strict=True):
            _write_in(label, TITLES[key], CENTER)
            _write_in(value, as_text(getattr(facts, key)), None if key == "name" else CENTER)
    rooms = []
    for line, key in zip(cells[len(_PAIRS) :], _WIDE, strict=True):
        _write_in(line[0], TITLES[key], CENTER)
        if key == "categories":
            _write_in(line[0], "（请在相应类别打“√”）", CENTER)
        rooms.append(line[1].merge(line[-1]))
    wechat, categories, times = rooms
    _write_in(wechat, as_text(facts.wechat))
    _write_categories(categories, facts, words)
    for each in words.service_times:
        _write_box(times.paragraphs[0], each, ticked=each in facts.service_times)
        write(times.paragraphs[0], "　　", _SIZE)


def _write_in(cell: _Cell, text: str, align: WD_ALIGN_PARAGRAPH | None = None) -> None:
    line = _next_line(cell)
    write(line, text, _SIZE)
    if align is not None:
        line.alignment = align


def _next_line(cell: _Cell) -> Paragraph:
    """A paragraph to write in; the first of a cell is there already."""
    last: Paragraph = cell.paragraphs[-1]
    return cell.add_paragraph() if last.runs else last


def _write_categories(cell: _Cell, facts: FormFacts, words: FormWords) -> None:
    """Two boxes a line, as on the printed form; one where they would not fit; 其他 with its line at the end."""
    known = [each for each in words.categories if each != words.other]
    half = sum(_GRID[1:]) // 2 - _PADDING
    longest = max((display_width(words.label(each)) for each in known), default=0)
    columns = 2 if (longest + 3) * _SIZE * 10 <= half else 1
    for number, each in enumerate(known):
        if number % columns == 0:
            line = _line_of_boxes(cell, half)
        else:
            line.add_run("\t")
        _write_box(line, words.label(each), ticked=each in facts.categories)
    if words.other in words.categories:
        line, ticked = _line_of_boxes(cell, half), words.other in facts.categories
        _write_box(line, words.other, ticked=ticked)
        text = as_text(facts.other_text) if ticked else ""
        write(line, f"　{text}　" if text else _BLANK, _SIZE).font.underline = True


def _line_of_boxes(cell: _Cell, half: int) -> Paragraph:
    line = _next_line(cell)
    line.paragraph_format.space_before = line.paragraph_format.space_after = _AROUND
    line.paragraph_format.tab_stops.add_tab_stop(Twips(half))
    return line


def _write_box(line: Paragraph, label: str, *, ticked: bool) -> None:
    """``□`` and ``√`` are signs of every Chinese font; the tick has a frame for its box."""
    line.paragraph_format.line_spacing = _LINE
    if ticked:
        frame(write(line, _TICK, _TICK_SIZE, bold=True))
        write(line, " ", 3)  # the frame must not touch the label
    else:
        write(line, _EMPTY, _SIZE)
    write(line, label, _SIZE)
