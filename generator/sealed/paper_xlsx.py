"""A report as a workbook that a clerk can use and print at once; made in memory, never in temporary files."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from generator.sealed.excel import (
    CREATED,
    FILTER_ARROW,
    FONT,
    LINE,
    LINE_HEIGHT,
    MARGIN,
    OPTIONS,
    print_setup,
    row_height,
    write,
)
from generator.sealed.paper_look import (
    display_width,
    heading_pieces,
    is_number,
    longest,
    number_columns,
    part_cells,
    part_title,
    wanted,
    wrapped,
)
from generator.sealed.papers import Paper, Part
from generator.sealed.rosters import Column
from generator.sealed.tables import SAMPLE_MARK, Cell, sheet_titles

_TEXT_WIDTH = 80
"""Lines above and notes are merged over so many half-width characters at least."""
_PLAIN_COLUMN = 8
_HEADING = 8
_MANY = 14
"""Columns from which headings are narrow, with the arrows of the filter below them: otherwise the print is tiny."""
_HEADING_OF_MANY = 6
_DEFAULT: dict[str, Any] = {"font_name": "宋体", "font_size": 10, "font_scheme": False}
"""The font that columns are measured by: a Western one is missing on many desks, and what stands for it is wider."""
_HEAD = {**FONT, **LINE, "bold": True, "bg_color": "#F6E3EC", "text_wrap": True, "align": "center"}
_LOOKS: dict[str, dict[str, Any]] = {
    "mark": {**FONT, "bold": True, "font_color": "#C00000"},
    "title": {**FONT, "font_name": "黑体", "font_size": 16, "align": "center", "text_wrap": True},
    "line": {**FONT, "text_wrap": True},
    "note": {**FONT, "font_color": "#595959", "text_wrap": True, "valign": "top"},
    "head": _HEAD,
    "tight": {**_HEAD, "valign": "top"},
    "column": {**FONT, "num_format": "@"},
    "text": {**FONT, **LINE, "num_format": "@", "text_wrap": True},
    "number": {**FONT, **LINE, "num_format": "General", "align": "center"},
    "total": {**FONT, **LINE, "num_format": "General", "align": "center", "bold": True, "text_wrap": True},
}


def paper_workbook(paper: Paper) -> bytes:
    """One sheet a part; the properties of the file say nothing."""
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data, {**OPTIONS, "default_format_properties": _DEFAULT})
    workbook.set_properties({"created": CREATED})
    formats = {name: workbook.add_format(look) for name, look in _LOOKS.items()}
    for part, title in zip(paper.parts, sheet_titles([part.table.title for part in paper.parts]), strict=True):
        _Sheet(workbook.add_worksheet(title), formats, paper, part).fill()
    workbook.close()
    return data.getvalue()


def _wide(column: Column, cells: Sequence[Cell]) -> int:
    """Room for values, and for the heading beside the arrow of its filter."""
    return max(wanted(column, cells, _HEADING) + MARGIN, min(display_width(column.title), _HEADING) + FILTER_ARROW)


def _tight(column: Column, cells: Sequence[Cell]) -> int:
    """Room for values, and for the heading in several lines."""
    said, *unit = heading_pieces(column.title)
    lines = [*wrapped(said, _HEADING_OF_MANY).split("\n"), *unit]
    return max(longest(lines), min(longest(cells), column.width) + MARGIN)


class _Sheet:
    """One part on its sheet, filled from the top."""

    def __init__(self, sheet: Any, formats: dict[str, Any], paper: Paper, part: Part) -> None:
        self.sheet, self.formats, self.paper, self.part = sheet, formats, paper, part
        self.tight = len(part.table.columns) >= _MANY
        self.widths = [
            _tight(column, cells) if self.tight else _wide(column, cells)
            for column, cells in zip(part.table.columns, part_cells(part), strict=True)
        ]
        self.row = 0

    def fill(self) -> None:
        """Everything, in its order."""
        for index, column in enumerate(self.part.table.columns):
            self.sheet.set_column(index, index, self.widths[index], self.formats["column"] if column.text else None)
        if self.paper.sample:
            self._line(SAMPLE_MARK, "mark")
        self._line(part_title(self.paper, self.part), "title", height=30)
        for line in self.part.above:
            self._line(line, "line")
        self._table()
        self.row += bool(self.part.notes)
        for note in self.part.notes:
            self._line(note, "note")

    def _line(self, text: str, look: str, height: int = 0) -> None:
        """One text over the whole table, as tall as it wraps."""
        right, width = len(self.widths) - 1, sum(self.widths)
        while width < _TEXT_WIDTH and look != "title":
            right, width = right + 1, width + _PLAIN_COLUMN
        size = 2 if look == "title" else 1
        lines = -(-display_width(text) * size // max(width - MARGIN, 1))
        self.sheet.set_row(self.row, max(height, LINE_HEIGHT * size * lines + 3))
        if right:
            self.sheet.merge_range(self.row, 0, self.row, right, "", self.formats[look])
        write(self.sheet, self.row, 0, text, self.formats, look)
        self.row += 1

    def _table(self) -> None:
        table, head, right = self.part.table, self.row, len(self.part.table.columns) - 1
        room = [width if self.tight else width - FILTER_ARROW for width in self.widths]
        titles = tuple(wrapped(column.title, each) for column, each in zip(table.columns, room, strict=True))
        self._cells(titles, "tight" if self.tight else "head")
        height = row_height(titles, [each + MARGIN for each in room])
        self.sheet.set_row(head, height + LINE_HEIGHT if self.tight else max(30, height))
        for cells in table.rows:
            self._cells(cells, "text")
        if self.part.total:
            self._total(head + 1, self.row)
        self.sheet.freeze_panes(head + 1, 0)
        self.sheet.autofilter(head, 0, head + len(table.rows), right)
        # no green triangles on phone and id numbers, which are text on purpose
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(self.row, right)}"})
        self.sheet.center_horizontally()
        print_setup(self.sheet, head, self.paper.note, landscape=self.paper.landscape)

    def _cells(self, cells: tuple[Any, ...], look: str) -> None:
        """The next row."""
        self.sheet.set_row(self.row, row_height(cells, self.widths))
        for index, cell in enumerate(cells):
            write(self.sheet, self.row, index, cell, self.formats, look)
        self.row += 1

    def _total(self, first: int, end: int) -> None:
        """Live sums with the value that a viewer shows without calculating.

        A figure that is no sum stays a number: people count once although they stand in several lines.
        """
        self._cells(self.part.total, "total")
        for index, (cell, numbers) in enumerate(zip(self.part.total, number_columns(self.part), strict=True)):
            if is_number(cell) and numbers and math.isclose(cell, self._sum(index), abs_tol=1e-9):
                letter = xl_col_to_name(index)
                formula = f"=SUM({letter}{first + 1}:{letter}{end})"
                self.sheet.write_formula(end, index, formula, self.formats["total"], cell)

    def _sum(self, column: int) -> float:
        return sum(cell for row in self.part.table.rows if is_number(cell := row[column]))
