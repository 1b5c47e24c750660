"""One table as CSV that Excel opens by double click: UTF-8 with BOM, CRLF, everything quoted."""

from __future__ import annotations

import csv
import io
import re

from generator.sealed.tables import SAMPLE_MARK, Book, Cell

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins so may be run as a formula (OWASP; full-width signs in East Asian Excel)."""

_NUMBER_LIKE = re.compile(r"\d[\d ,.:/%Ee+\-]*")
"""What a spreadsheet may take for a number, a date or a time."""


def as_csv(book: Book) -> bytes:
    """All roster rows of the export, encoded row by row."""
    data = io.BytesIO()
    with io.TextIOWrapper(data, encoding="utf-8-sig", newline="", write_through=True) as text:
        writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        if book.sample:
            writer.writerow([SAMPLE_MARK])
        rows = book.everyone()
        writer.writerow(next(rows))
        for row in rows:
            writer.writerow([safe(cell) for cell in row])
        text.flush()
        return data.getvalue()


def safe(cell: Cell) -> str:
    """A value that Excel neither runs nor rounds.

    Without a mark Excel reads an id number as a floating-point number, turning its last three digits into
    zeros, and ``2018-03`` as ``Mar-18``. Three marks are in use. ``="…"`` is itself a formula, which mail
    filters and other programs stumble over. An apostrophe in front stays visible and becomes part of the
    number. A TAB *behind* the digits, as on Chinese bank and shop statements, keeps the cell text, does not
    show, begins no formula, and is gone after any ``strip()``. So: a TAB behind digits, and an apostrophe
    only where a formula might begin.
    """
    text = str(cell)
    if text.lstrip(" 　").startswith(_FORMULA):
        return f"'{text}"
    return f"{text}\t" if _NUMBER_LIKE.fullmatch(text) else text
