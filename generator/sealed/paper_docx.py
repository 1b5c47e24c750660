"""A report as a Word file: tables with repeated headings on A4, page numbers, and who may not see it."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.shared import Pt
from docx.table import _Row

from generator.sealed.paper_look import (
    heading_pieces,
    least,
    longest,
    number_columns,
    part_cells,
    part_title,
    wanted,
    wrapped,
)
from generator.sealed.papers import Paper, Part
from generator.sealed.rosters import Column
from generator.sealed.tables import SAMPLE_MARK, Cell
from generator.sealed.word import (
    CENTER,
    add_grid,
    fill,
    heading,
    hold,
    new_document,
    number_pages,
    page_room,
    saved,
    shade,
    write,
)

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
    document = new_document(landscape=paper.landscape, padding=_PADDING)
    mark_pages(document, paper.note, sample=paper.sample)
    for number, part in enumerate(paper.parts):
        _add_part(document, paper, part, first=not number)
    return saved(document)


def mark_pages(document: Document, note: str, *, sample: bool, numbered: bool = True) -> None:
    """Over and under every page: a demonstration, which page of how many, not for the public, how values are shown."""
    section = document.sections[0]
    if sample:
        write(section.header.paragraphs[0], SAMPLE_MARK, 9, bold=True, colour="C00000")
    line = section.footer.paragraphs[0]
    if numbered:
        number_pages(line)
        line.alignment = CENTER
        line = section.footer.add_paragraph()
    write(line, f"{INTERNAL}　　{note}", 8, colour="595959")
    line.alignment = CENTER


def _add_part(document: Document, paper: Paper, part: Part, *, first: bool) -> None:
    """The table with its heading and lines."""
    title = heading(document, part_title(paper, part))
    if first:
        title.paragraph_format.space_before = Pt(0)
    elif part.apart:
        title.paragraph_format.page_break_before = True
    for text in part.above:
        line = document.add_paragraph()
        write(line, text)
        line.paragraph_format.space_after = Pt(2)
        line.paragraph_format.keep_with_next = True
    _add_table(document, part)
    # a paragraph also keeps two tables from growing together
    write(document.add_paragraph(), "", 5)
    for number, text in enumerate(part.notes, start=1):
        line = document.add_paragraph()
        write(line, text, 9, colour="404040")
        # all notes on one page: a few of them alone over the next table would seem to belong to that
        line.paragraph_format.keep_together = True
        line.paragraph_format.keep_with_next = number < len(part.notes) or None


def _add_table(document: Document, part: Part) -> None:
    size, widths = _fitted(part, page_room(document))
    columns = part.table.columns
    table = add_grid(document, 2 + bool(part.total), widths)
    for number, row in enumerate(table.rows):
        hold(row, _ROW * size, repeat=not number)
    for cell, column, width in zip(table.rows[0].cells, columns, widths, strict=True):
        shade(cell, "F2F2F2")
        lines = wrapped(column.title, int((width - 2 * _PADDING) / size / 10)).split("\n")
        for number, text in enumerate(lines):
            line = cell.add_paragraph() if number else cell.paragraphs[0]
            write(line, text, size, bold=True)
            line.alignment = CENTER
    short = [column.text or column.width <= _NARROW for column in columns]
    middle = [small or number for small, number in zip(short, number_columns(part), strict=True)]
    if part.total:
        _set_row(table.rows[2], part.total, [True] * len(columns), size, bold=True)
    _set_row(table.rows[1], [""] * len(columns), middle, size)
    fill(table.rows[1], ([str(cell) for cell in cells] for cells in part.table.rows))


def _set_row(row: _Row, texts: Sequence[Cell], middle: Sequence[bool], size: float, *, bold: bool = False) -> None:
    for cell, text, centred in zip(row.cells, texts, middle, strict=True):
        line = cell.paragraphs[0]
        write(line, str(text), size, bold=bold)
        if centred:
            line.alignment = CENTER


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
    """What is left of the room goes first to columns whose values or headings would be broken into lines."""
    whole = [
        sign * (longest((*heading_pieces(column.title), *cells)) + _SPARE) + 2 * _PADDING for column, cells in columns
    ]
    lacks = [max(all_ - wide, 0) for all_, wide in zip(whole, widths, strict=True)]
    share = min((room - sum(widths)) / sum(lacks), 1) if sum(lacks) else 0
    return [wide + lack * share for wide, lack in zip(widths, lacks, strict=True)]


def _spread(widths: list[float], room: int) -> list[int]:
    """In proportion over the whole room."""
    scale = room / sum(widths)
    return [int(width * scale) for width in widths]
