"""Files as people hand them in, made at run time: nothing in them is kept in the repository."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

import docx
import xlsxwriter

HEAD = ("姓名", "性别", "身份证号", "手机")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(place: int = 2, born: str = "19800305", region: str = "110101") -> str:
    """An id number whose check digit is right; an even ``place`` is a woman's."""
    digits = f"{region}{born}{place:03}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


def phone(place: int = 0) -> str:
    """A mobile number."""
    return f"130{place:08}"


def workbook(*sheets: Sequence[Sequence[object]], names: Sequence[str] = (), hidden: Sequence[int] = ()) -> bytes:
    """An xlsx of sheets of rows; ``hidden`` are 0-based rows of the first."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, rows in enumerate(sheets):
            sheet = book.add_worksheet(names[number] if names else None)
            for line, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, dt.date):
                        sheet.write_datetime(line, column, dt.datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
                    elif value is not None:
                        sheet.write(line, column, value)
            for line in hidden if number == 0 else ():
                sheet.set_row(line, None, None, {"hidden": True})
    return target.getvalue()


def document(*rows: Sequence[str]) -> bytes:
    """A docx of one table."""
    paper = docx.Document()
    paper.add_paragraph("花名册")
    table = paper.add_table(len(rows), max(len(row) for row in rows))
    for line, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(line, column).text = text
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()


def people(count: int = 3, start: int = 0) -> list[list[object]]:
    """A heading and some invented women."""
    rows: list[list[object]] = [
        [f"赵样{chr(0x8377 + place)}", "女", id_number(2 * place), phone(place)]
        for place in range(start, start + count)
    ]
    return [list(HEAD), *rows]
