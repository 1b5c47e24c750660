"""Tables of a Word document, merged cells taken apart."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.oxml.ns import qn

from generator.sealed.handed.archives import UnreadableError

Rows = list[tuple[int, list[object]]]


def document_tables(data: bytes) -> list[Rows]:
    """The rows of every table that stands in the text, in order; rows are counted inside their table.

    Raises:
        UnreadableError: python-docx does not understand the file.
    """
    try:
        document = docx.Document(io.BytesIO(data))
        tables = [_rows(table._tbl) for table in document.tables]  # noqa: SLF001 -- the rows of python-docx are slow
    except Exception:  # noqa: BLE001 -- whatever a broken document does to the parser, its text must not come out
        raise UnreadableError("Word 文件读不出来", "请用 Word 或 WPS 打开，另存为 .docx 再交") from None
    if not tables:
        raise UnreadableError("Word 文件里没有表格", "名单要放在表格里，一人一行，第一行是列名")
    return tables


def _rows(table: Any) -> Rows:
    """Cells by their grid column; a cell merged downwards repeats its text, one merged sideways stands once."""
    rows: Rows = []
    above: dict[int, str] = {}
    for number, row in enumerate(table.tr_lst, start=1):
        cells: list[object] = [""] * int(row.grid_before or 0)
        for cell in row.tc_lst:
            place = len(cells)
            text = above.get(place, "") if cell.vMerge == "continue" else _text(cell)
            above[place] = text
            cells += [text, *[""] * (int(cell.grid_span) - 1)]
        rows.append((number, cells))
    return rows


def _text(cell: Any) -> str:
    """All text of a cell, inserted revisions too; paragraphs and breaks as line breaks."""
    lines = []
    for paragraph in cell.iter(qn("w:p")):
        pieces = paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"))
        lines.append("".join(piece.text or "" if piece.tag == qn("w:t") else "\n" for piece in pieces))
    return "\n".join(lines)
