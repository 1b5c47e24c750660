"""Tables as a workbook that a clerk can use and print at once; made in memory, never in temporary files."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from generator.sealed.excel import CREATED, FILTER_ARROW, FONT, LINE, MARGIN, OPTIONS, print_setup, row_height, write
from generator.sealed.paper_look import display_width
from generator.sealed.tables import SAMPLE_MARK, Book, Table

_LONGEST_HEADING = 8


def as_xlsx(book: Book) -> bytes:
    """The workbook: summary, one sheet a 分队, contacts."""
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data, OPTIONS)
    workbook.set_properties({"title": "巾帼志愿者名册", "comments": book.note, "created": CREATED})
    formats = {
        "mark": workbook.add_format({**FONT, "bold": True, "font_color": "#C00000"}),
        "note": workbook.add_format({**FONT, "font_color": "#595959"}),
        "head": workbook.add_format({**FONT, **LINE, "bold": True, "bg_color": "#F6E3EC", "text_wrap": True,
                                     "align": "center"}),
        # for cells that somebody adds below the rows: still text, but no frame
        "column": workbook.add_format({**FONT, "num_format": "@"}),
        "text": workbook.add_format({**FONT, **LINE, "num_format": "@", "text_wrap": True}),
        "number": workbook.add_format({**FONT, **LINE, "num_format": "0", "align": "center"}),
        "total": workbook.add_format({**FONT, **LINE, "num_format": "0", "align": "center", "bold": True}),
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
        sheet.set_row(number, row_height(row, widths))
        for index, cell in enumerate(row):
            write(sheet, number, index, cell, formats)
    last, right = max(top + len(table.rows), top), len(table.columns) - 1
    sheet.set_row(top, 30)
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, last, right)
    # no green triangles on phone and id numbers, which are text on purpose
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xlsxwriter.utility.xl_rowcol_to_cell(last, right)}"})
    print_setup(sheet, top, book.note)
    sheet.set_header('&C&"宋体,Bold"&14巾帼志愿者名册　&A')
    return sheet


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


def _heading_row(book: Book) -> int:
    return 1 if book.sample else 0


def _width(table: Table, index: int) -> int:
    """Wide enough for its values up to the column's limit, and for a heading beside the filter's arrow."""
    column = table.columns[index]
    longest = max((display_width(str(row[index])) for row in table.rows), default=0)
    heading = min(display_width(column.title), _LONGEST_HEADING) + FILTER_ARROW
    return max(heading, min(longest, column.width) + MARGIN)
