"""The official 队伍登记表 as a Word file, laid out as the federation's notice has it: one team, one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from generator.sealed.paper_docx import page_foot, page_head
from generator.sealed.paper_look import display_width
from generator.sealed.rosters import as_text
from generator.sealed.word import HEI, SONG, Page, cell, document, paragraph, row, run, table

_SIZE = 12
_EMPTY, _TICK = "□", "√"
_FRAME = '<w:bdr w:val="single" w:sz="6" w:space="0" w:color="auto"/>'
_LINE = '<w:u w:val="single"/>'
_GRID = (1660, 2740, 900, 1500, 1250, 1814)
"""Widths of the six columns: label, value, label, value, label, value."""
_HEIGHT = 1020
"""Of a line of the table, at least; room to write by hand."""
_AROUND = 90
"""Above and below a line of boxes."""
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
    page = Page(head=page_head(sample=sample), foot=page_foot(note, numbered=False))
    return document((text for number, each in enumerate(teams) for text in _form(each, words, new=number > 0)), page)


def _form(facts: FormFacts, words: FormWords, *, new: bool) -> list[str]:
    width = sum(_GRID)
    size = min(22.0, width / 10 / max(display_width(words.title), 1))
    body = [
        paragraph(run(words.title, size, font=HEI), "center", before=240, after=360, new_page=new),
        paragraph(_text(f"单位：{as_text(facts.unit)}（盖章）"), after=120),
        _table(facts, words),
    ]
    # a page never ends with a table: Word asks for a paragraph behind it
    note = paragraph(_text(f"备注：{as_text(words.note)}", 10.5), before=160) if words.note else paragraph("")
    return [*body, note]


def _table(facts: FormFacts, words: FormWords) -> str:
    values = {each.name: getattr(facts, each.name) for each in fields(facts)}
    pairs = (("leader", "post", "phone"), ("name", "size", "founded"))
    rows = [
        row((each for index, key in enumerate(keys) for each in _pair(key, values[key], index)), height=_HEIGHT)
        for keys in pairs
    ]
    rest = sum(_GRID[1:])
    rows.append(_wide(("领队微信号",), [paragraph(_text(as_text(facts.wechat)))], rest))
    rows.append(_wide(("志愿服务类别", "（请在相应类别打“√”）"), _categories(facts, words, rest), rest))
    times = "".join(_box(each, ticked=each in facts.service_times) + _text("　　") for each in words.service_times)
    rows.append(_wide(("志愿服务时间",), [paragraph(times)], rest))
    return table(rows, _GRID, margin=_PADDING)


def _pair(key: str, value: str, index: int) -> tuple[str, str]:
    """A label and its value."""
    label, room = _GRID[2 * index : 2 * index + 2]
    return (
        cell(paragraph(_text(TITLES[key]), "center"), label),
        cell(paragraph(_text(as_text(value)), "center" if key != "name" else "left"), room),
    )


def _wide(label: tuple[str, ...], content: list[str], width: int) -> str:
    first = cell("".join(paragraph(_text(line), "center") for line in label), _GRID[0])
    return row((first, cell("".join(content), width, span=len(_GRID) - 1)), height=_HEIGHT)


def _categories(facts: FormFacts, words: FormWords, width: int) -> list[str]:
    """Two boxes a line, as on the printed form; one where they would not fit; 其他 with its line at the end."""
    known = [each for each in words.categories if each != words.other]
    half = width // 2 - _PADDING
    boxes = [_box(words.label(each), ticked=each in facts.categories) for each in known]
    longest = max((display_width(words.label(each)) for each in known), default=0)
    columns = 2 if (longest + 3) * _SIZE * 10 <= half else 1
    lines = ["<w:r><w:tab/></w:r>".join(boxes[start : start + columns]) for start in range(0, len(boxes), columns)]
    if words.other in words.categories:
        text = as_text(facts.other_text) if words.other in facts.categories else ""
        filled = run(f"　{text}　", _SIZE, more=_LINE) if text else run(_BLANK, _SIZE, more=_LINE)
        lines.append(_box(words.other, ticked=words.other in facts.categories) + filled)
    return [paragraph(line, before=_AROUND, after=_AROUND, tab=half) for line in lines]


def _box(label: str, *, ticked: bool) -> str:
    """``□`` and ``√`` are signs of every Chinese font and equally wide; the tick has a frame for its box."""
    tick = run(_TICK, _SIZE, bold=True, more=_FRAME) + run(" ", 3)  # the frame must not touch the label
    return (tick if ticked else _text(_EMPTY)) + _text(label)


def _text(text: str, size: float = _SIZE) -> str:
    return run(text, size, font=SONG)
