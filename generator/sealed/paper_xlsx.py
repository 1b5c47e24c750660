"""A report as a workbook that a clerk can use and print at once; made in memory, never in temporary files."""

from __future__ import annotations

import io
import math
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
    is_number,
    number_columns,
    part_cells,
    part_title,
    wanted,
    wrapped,
)
from generator.sealed.papers import Paper, Part
from generator.sealed.tables import SAMPLE_MARK, sheet_titles

_TEXT_WIDTH = 80
"""Lines above and notes are merged over so many half-width characters at least."""
_PLAIN_COLUMN = 8
_HEADING = 8
_MANY = 14
"""Columns from which headings are narrower: otherwise the print becomes tiny."""
_HEADING_OF_MANY = 6
_LOOKS: dict[str, dict[str, Any]] = {
    "mark": {**FONT, "bold": True, "font_color": "#C00000"},
    "title": {**FONT, "font_name": "黑体", "font_size": 16, "align": "center", "text_wrap": True},
    "line": {**FONT, "text_wrap": True},
    "note": {**FONT, "font_color": "#595959", "text_wrap": True, "valign": "top"},
    "head": {**FONT, **LINE, "bold": True, "bg_color": "#F6E3EC", "text_wrap": True, "align": "center"},
    "column": {**FONT, "num_format": "@"},
    "text": {**FONT, **LINE, "num_format": "@", "text_wrap": True},
    "number": {**FONT, **LINE, "num_format": "General", "align": "center"},
    "total": {**FONT, **LINE, "num_format": "General", "align": "center", "bold": True, "text_wrap": True},
}


def paper_workbook(paper: Paper) -> bytes:
    """One sheet a part; the properties of the file say nothing."""
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data, OPTIONS)
    workbook.set_properties({"created": CREATED})
    formats = {name: workbook.add_format(look) for name, look in _LOOKS.items()}
    for part, title in zip(paper.parts, sheet_titles([part.table.title for part in paper.parts]), strict=True):
        _Sheet(workbook.add_worksheet(title), formats, paper, part).fill()
    workbook.close()
    return data.getvalue()


class _Sheet:
    """One part on its sheet, filled from the top."""

    def __init__(self, sheet: Any, formats: dict[str, Any], paper: Paper, part: Part) -> None:
        self.sheet, self.formats, self.paper, self.part = sheet, formats, paper, part
        limit = _HEADING if len(part.table.columns) < _MANY else _HEADING_OF_MANY
        self.widths = [
            max(wanted(column, cells, limit) + MARGIN, min(display_width(column.title), limit) + FILTER_ARROW)
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
        room = [width - FILTER_ARROW for width in self.widths]
        titles = tuple(wrapped(column.title, each) for column, each in zip(table.columns, room, strict=True))
        self._cells(titles, "head")
        self.sheet.set_row(head, max(30, row_height(titles, [each + MARGIN for each in room])))
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
