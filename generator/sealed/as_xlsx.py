"""Tables as a workbook that a clerk can use and print at once; made in memory, never in temporary files."""

from __future__ import annotations

import io
import unicodedata
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from generator.sealed.tables import SAMPLE_MARK, Book, Cell, Table

_FONT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_LINE = {"border": 1, "border_color": "#BFBFBF"}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Fixed, so that the same rows give the same bytes; when an export was made stands in its log."""
_A4 = 9
_FILTER_ARROW = 3
_MARGIN = 2
_LONGEST_HEADING = 8
_LINE_HEIGHT = 13
"""Points of one line of 10-point text."""


def as_xlsx(book: Book) -> bytes:
    """The workbook: summary, one sheet a 分队, contacts."""
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data, _OPTIONS)
    workbook.set_properties({"title": "巾帼志愿者名册", "comments": book.note, "created": _CREATED})
    formats = {
        "mark": workbook.add_format({**_FONT, "bold": True, "font_color": "#C00000"}),
        "note": workbook.add_format({**_FONT, "font_color": "#595959"}),
        "head": workbook.add_format({**_FONT, **_LINE, "bold": True, "bg_color": "#F6E3EC", "text_wrap": True,
                                     "align": "center"}),
        # for cells that somebody adds below the rows: still text, but no frame
        "column": workbook.add_format({**_FONT, "num_format": "@"}),
        "text": workbook.add_format({**_FONT, **_LINE, "num_format": "@", "text_wrap": True}),
        "number": workbook.add_format({**_FONT, **_LINE, "num_format": "0", "align": "center"}),
        "total": workbook.add_format({**_FONT, **_LINE, "num_format": "0", "align": "center", "bold": True}),
        "wrong": workbook.add_format({"font_color": "#C00000", "bold": True}),
    }  # fmt: skip
    _summary(workbook, formats, book)
    for table in (*book.rosters, book.contacts):
        _sheet(workbook, formats, table, book)
    workbook.close()
    return data.getvalue()


def _sheet(workbook: Any, formats: dict[str, Any], table: Table, book: Book) -> Any:
    """One table with everything a sheet of it needs; returns the worksheet."""
    sheet = workbook.add_worksheet(table.title)
    top = _heading_row(book)
    widths = [_width(table, index) for index in range(len(table.columns))]
    if book.sample:
        sheet.write_string(0, 0, SAMPLE_MARK, formats["mark"])
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, widths[index], formats["column"] if column.text else None)
        sheet.write_string(top, index, column.title, formats["head"])
    for number, row in enumerate(table.rows, start=top + 1):
        sheet.set_row(number, _height(row, widths))
        for index, cell in enumerate(row):
            _write(sheet, number, index, cell, formats)
    last, right = max(top + len(table.rows), top), len(table.columns) - 1
    sheet.set_row(top, 30)
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, last, right)
    # no green triangles on phone and id numbers, which are text on purpose
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xlsxwriter.utility.xl_rowcol_to_cell(last, right)}"})
    _print_setup(sheet, top, book)
    return sheet


def _write(sheet: Any, row: int, column: int, cell: Cell, formats: dict[str, Any]) -> None:
    """A text is written as a text cell, so that ``=…`` stays what somebody typed."""
    if isinstance(cell, int):
        status = sheet.write_number(row, column, cell, formats["number"])
    elif cell:
        status = sheet.write_string(row, column, cell, formats["text"])
    else:
        status = sheet.write_blank(row, column, None, formats["text"])
    if status:
        raise ValueError("the sheet cannot hold this cell")


def _summary(workbook: Any, formats: dict[str, Any], book: Book) -> None:
    """The first sheet: a line a 分队, live sums, and what the figures mean."""
    sheet = _sheet(workbook, formats, book.summary, book)
    first = _heading_row(book) + 1
    end = first + len(book.summary.rows)
    sheet.write_string(end, 0, "合计", formats["total"])
    for index, total in enumerate(book.totals, start=1):
        if not book.summary.rows:
            break
        letter = xlsxwriter.utility.xl_col_to_name(index)
        sheet.write_formula(end, index, f"=SUM({letter}{first + 1}:{letter}{end})", formats["total"], total)
    rule = {"type": "cell", "criteria": "!=", "value": 0, "format": formats["wrong"]}
    sheet.conditional_format(first, len(book.totals) - 1, end, len(book.totals), rule)
    notes = ("差额 = 名册行数 − 申报人数；名册行数含打不开的行，打不开的行没有列在各表里", book.note)
    for number, note in enumerate(notes, start=end + 2):
        sheet.write_string(number, 0, note, formats["note"])


def _print_setup(sheet: Any, top: int, book: Book) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, top)
    sheet.set_header('&C&"宋体,Bold"&14巾帼志愿者名册　&A')
    sheet.set_footer(f"&L内部资料　不得公开&C第 &P 页　共 &N 页&R{book.note}")


def _heading_row(book: Book) -> int:
    return 1 if book.sample else 0


def _width(table: Table, index: int) -> int:
    """Wide enough for its values up to the column's limit, and for a heading beside the filter's arrow."""
    column = table.columns[index]
    longest = max((_display_width(str(row[index])) for row in table.rows), default=0)
    heading = min(_display_width(column.title), _LONGEST_HEADING) + _FILTER_ARROW
    return max(heading, min(longest, column.width) + _MARGIN)


def _height(row: tuple[Cell, ...], widths: list[int]) -> int:
    """Tall enough for wrapped values: not every program that opens the file works that out by itself."""
    lines = max(-(-_display_width(str(cell)) // (width - _MARGIN)) for cell, width in zip(row, widths, strict=True))
    return _LINE_HEIGHT * max(lines, 1) + 3


def _display_width(text: str) -> int:
    """In half-width characters: a Han character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
