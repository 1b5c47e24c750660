"""A report as a Word file: tables with repeated headings on A4, page numbers, and who may not see it."""

from __future__ import annotations

from generator.sealed.paper_look import is_number, least, longest, part_cells, part_title, wanted, wrapped
from generator.sealed.papers import Paper, Part
from generator.sealed.rosters import Column
from generator.sealed.tables import SAMPLE_MARK, Cell
from generator.sealed.word import HEI, Page, cell, document, page_number, paragraph, row, run, table

INTERNAL = "内部资料　不得公开"
_SIZES = (10.5, 10.0, 9.0, 8.0, 7.5)
"""Points, from comfortable to the smallest that prints well."""
_PADDING = 60
_SPARE = 2
"""Half-width characters that a column gets beyond its longest value: fonts differ."""
_NARROW = 12
_ROW = 1.8
"""A line is so many times as high as its text, at least: 宋体 alone stands very close."""


def paper_document(paper: Paper) -> bytes:
    """One heading and table after the other; the file has no properties."""
    page = Page(paper.landscape, page_head(sample=paper.sample), page_foot(paper.note))
    return document(
        (text for number, part in enumerate(paper.parts) for text in _part(paper, part, page, first=not number)), page
    )


def page_head(*, sample: bool) -> str:
    """Over every page of a demonstration."""
    return paragraph(run(SAMPLE_MARK, 9, bold=True, colour="C00000")) if sample else ""


def page_foot(note: str, *, numbered: bool = True) -> str:
    """Under every page: which page of how many, not for the public, and how values are shown."""
    number = paragraph(page_number(), "center") if numbered else ""
    return number + paragraph(run(f"{INTERNAL}　　{note}", 8, colour="595959"), "center")


def _part(paper: Paper, part: Part, page: Page, *, first: bool) -> list[str]:
    """The table with its heading and lines."""
    title = run(part_title(paper, part), 16, font=HEI)
    text = [
        paragraph(title, "center", before=0 if first else 240, after=120, keep=True, new_page=part.apart and not first)
    ]
    text += [paragraph(run(line), after=40, keep=True) for line in part.above]
    text.append(_table(part, page))
    # a paragraph also keeps two tables from growing together
    text.append(paragraph(run("", 5)))
    return text + [paragraph(run(note, 9, colour="404040")) for note in part.notes]


def _table(part: Part, page: Page) -> str:
    size, widths = _fitted(part, page.width)
    columns = part.table.columns
    heads = [
        cell(_heading(wrapped(column.title, int((width - 2 * _PADDING) / size / 10)), size), width, shade="F2F2F2")
        for column, width in zip(columns, widths, strict=True)
    ]
    short = [column.text or column.width <= _NARROW for column in columns]
    rows = [row(heads, head=True, height=round(_ROW * size * 20))]
    rows += [_row(cells, widths, short, size) for cells in part.table.rows]
    rows += [_row(part.total, widths, [True] * len(widths), size, bold=True)] if part.total else []
    return table(rows, widths, margin=_PADDING)


def _heading(title: str, size: float) -> str:
    return "".join(paragraph(run(line, size, bold=True), "center") for line in title.split("\n"))


def _row(cells: tuple[Cell, ...], widths: list[int], short: list[bool], size: float, *, bold: bool = False) -> str:
    made = (
        cell(paragraph(run(str(each), size, bold=bold), "center" if small or is_number(each) else "left"), width)
        for each, width, small in zip(cells, widths, short, strict=True)
    )
    return row(made, height=round(_ROW * size * 20))


def _fitted(part: Part, room: int) -> tuple[float, list[int]]:
    """The largest size at which every column has what it wants; at the smallest, texts give way to digits."""
    columns = list(zip(part.table.columns, part_cells(part), strict=True))
    want = [wanted(column, cells) + _SPARE for column, cells in columns]
    for size in _SIZES:
        sign = size * 10  # twentieths of a point of one half-width character
        widths = [sign * each + 2 * _PADDING for each in want]
        if sum(widths) <= room:
            return size, _spread(_eased(widths, columns, sign, room), room)
    floor = [sign * (least(column, cells) + _SPARE) + 2 * _PADDING for column, cells in columns]
    give, lack = sum(widths) - sum(floor), sum(widths) - room
    share = min(lack / give, 1) if give else 0
    return size, _spread([wide - (wide - low) * share for wide, low in zip(widths, floor, strict=True)], room)


def _eased(widths: list[float], columns: list[tuple[Column, tuple[Cell, ...]]], sign: float, room: int) -> list[float]:
    """What is left of the room goes first to columns whose values would be broken into lines."""
    whole = [sign * (longest(cells) + _SPARE) + 2 * _PADDING for _, cells in columns]
    lacks = [max(all_ - wide, 0) for all_, wide in zip(whole, widths, strict=True)]
    share = min((room - sum(widths)) / sum(lacks), 1) if sum(lacks) else 0
    return [wide + lack * share for wide, lack in zip(widths, lacks, strict=True)]


def _spread(widths: list[float], room: int) -> list[int]:
    """In proportion over the whole room."""
    scale = room / sum(widths)
    return [int(width * scale) for width in widths]
