"""Bytes of whatever was handed in → grids of raw cells, in memory only; what is no table is named."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import python_calamine

from generator.sealed.handed.archives import UnreadableError, check_grid, hidden_lines, measured, repacked
from generator.sealed.handed.comma import SEPARATORS, decoded, parted

MAX_BYTES = 30 * 1024 * 1024
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_SAVE_AS = "请用 Excel 或 WPS 打开，另存为 .xlsx 再交"
NO_WORKBOOK = UnreadableError("这不是 Excel 文件，只是名字像", "请打开看看是不是交错了；是表格的，另存为 .xlsx 再交")
_WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".et", ".ods")
_NO_TABLES: tuple[tuple[tuple[bytes, ...], str, str], ...] = (
    ((b"%PDF",), "这是 PDF，不是表格", "请要原来的 Excel 或 Word 文件，或者照着填进名册模板"),
    ((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*", b"BM"), "这是图片，不是表格",
     "请照着图片填进名册模板，再交 Excel 文件"),
    ((b"{\\rtf",), "这是 RTF 文档", "请用 Word 或 WPS 打开，另存为 .docx 再交"),
    ((b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b"), "这是压缩包", "请先解压，再交里面的表格"),
    ((b"MIME-Version:",), "这是网页改名的表格", _SAVE_AS),
)  # fmt: skip


class PasswordNeededError(Exception):
    """The file is locked; ``wrong`` when the password at hand did not open it."""

    def __init__(self, *, wrong: bool) -> None:
        self.wrong = wrong
        super().__init__("locked")


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet or table, not yet understood."""

    name: str
    """Empty where the file is the table."""
    rows: list[tuple[int, list[object]]] = field(repr=False)
    """1-based line and its cells."""
    hidden: bool = False
    hidden_lines: tuple[int, ...] = ()
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    """First and last cell of merged ranges, 0-based (row, column)."""


@dataclass(frozen=True, slots=True)
class Opened:
    """All grids of a file."""

    grids: tuple[Grid, ...]
    guesses: bool = False
    """They are several readings of one table, of which one is right."""


def looks_like(name: str) -> bool:
    """Whether a file goes by the name of a workbook."""
    return name.lower().endswith(_WORKBOOKS)


def open_grids(data: bytes, password: str | None = None, name: str = "") -> Opened:
    """Everything in a file that may be a table; text that bears the name of a workbook is read too, if it is text.

    Raises:
        UnreadableError: it is no table, or one that cannot be read.
        PasswordNeededError: it is locked.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"文件超过 {MAX_BYTES // 1024 // 1024} MB，没有读", "名册用不着这么大：请删掉图片再交")
    if not data.strip(b"\x00\r\n\t "):
        raise UnreadableError("文件是空的", "请重新要一份")
    for marks, message, hint in _NO_TABLES:
        if data.startswith(marks):
            raise UnreadableError(message, hint)
    if data.startswith(_OLE):
        return _office(data, password)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _container(data)
    if data.lstrip(b"\xef\xbb\xbf\r\n\t ")[:1] == b"<":
        raise UnreadableError("这是网页（或 XML）改名的表格", _SAVE_AS)
    try:
        return _text(data)
    except UnreadableError:
        if looks_like(name):
            raise UnreadableError(NO_WORKBOOK.message, NO_WORKBOOK.hint) from None
        raise


def _office(data: bytes, password: str | None) -> Opened:
    """An Excel 97 workbook, or anything of Office behind a password."""
    broken = UnreadableError("文件损坏或者不是 Excel 表格，打不开", _SAVE_AS)
    import msoffcrypto  # noqa: PLC0415 -- as above

    with _no_word_of_it(broken):
        office: Any = msoffcrypto.OfficeFile(io.BytesIO(data))
        locked, kind = office.is_encrypted(), office.format
    if kind == "doc97":
        raise UnreadableError("这是旧格式的 Word 文件（.doc）", "请用 Word 或 WPS 打开，另存为 .docx 再交")
    if kind == "ppt97":
        raise UnreadableError("这是演示文稿，不是表格", _SAVE_AS)
    if not locked:
        return _workbook(data)
    if kind != "ooxml":  # the library unlocks old formats through a temporary file, which would hold the clear text
        hint = "请用 Excel 或 WPS 打开，另存为 .xlsx（可以照样加口令）再交"
        raise UnreadableError("这是加了口令的旧格式（.xls），不能读", hint)
    if not password:
        raise PasswordNeededError(wrong=False)
    clear = io.BytesIO()
    try:
        office.load_key(password=password)
        office.decrypt(clear)
    except Exception:  # noqa: BLE001 -- each format has its own way to say that a password is wrong
        raise PasswordNeededError(wrong=True) from None
    return _container(clear.getvalue())


def _container(data: bytes) -> Opened:
    parts = measured(data)
    if "word/document.xml" in parts:
        from generator.sealed.handed.word import document_tables  # noqa: PLC0415 -- slow, and most lists are workbooks

        tables = document_tables(repacked(parts))
        return Opened(tuple(Grid(f"表格{number}", rows) for number, rows in enumerate(tables, start=1)))
    if "xl/workbook.bin" in parts:
        raise UnreadableError("这是 .xlsb 格式", _SAVE_AS)
    if "xl/workbook.xml" not in parts and b"spreadsheet" not in parts.get("mimetype", b""):
        raise UnreadableError("这不是表格文件", "能读的有 .xlsx、.xls、.ods、.csv 和 .docx 里的表格")
    check_grid(parts)
    return _workbook(repacked(parts), parts)


def _workbook(data: bytes, parts: dict[str, bytes] | None = None) -> Opened:
    broken = UnreadableError("表格损坏，打不开", _SAVE_AS)
    with _no_word_of_it(broken), python_calamine.load_workbook(io.BytesIO(data)) as book:
        grids = []
        for index, about in enumerate(book.sheets_metadata):
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_index(index)
            lines: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
            hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
            merged = tuple(sheet.merged_cell_ranges or ())
            grids.append(Grid(about.name, list(enumerate(lines, start=1)), hidden, _filtered(parts, index), merged))
    if not grids:
        raise broken
    return Opened(tuple(grids))


def _filtered(parts: dict[str, bytes] | None, index: int) -> tuple[int, ...]:
    """Hidden rows of the sheet, where its file bears its number, as all common programs write it."""
    content = (parts or {}).get(f"xl/worksheets/sheet{index + 1}.xml", b"")
    return tuple(hidden_lines(content))


def _text(data: bytes) -> Opened:
    text = decoded(data)
    grids, fault = [], None
    for separator in SEPARATORS:
        try:
            grids.append(Grid("", parted(text, separator)))
        except UnreadableError as error:
            fault = fault or error
    if not grids and fault:
        raise fault
    return Opened(tuple(grids), guesses=True)


@contextmanager
def _no_word_of_it(instead: UnreadableError) -> Iterator[None]:
    """Whatever a parser says of a broken file may quote it; a panic of a compiled one is no ``Exception`` either."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # noqa: BLE001
        raise UnreadableError(instead.message, instead.hint) from None
