"""Zip containers (xlsx, ods, docx) are measured before a parser sees them: no bombs, no entities, no endless grids."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

MAX_ENTRIES = 2_000
MAX_UNPACKED = 120 * 1024 * 1024
"""Bytes; a table of 50,000 people takes some 60 MB."""
MAX_CELLS = 8_000_000
"""Places between the first and the last filled cell of a sheet: parsers keep room for each."""

_FILLED = re.compile(rb"""<c\b[^>]*?\br=["']([A-Z]{1,3})([0-9]{1,9})["'][^>]*?(?<!/)>""")
_REPEATED_ROW = re.compile(rb"""<table:table-row\b[^>]*number-rows-repeated=["'][0-9]{4,}["'][^>]*(?<!/)>""")
_REPEATED_CELL = re.compile(rb"""<table:table-cell\b[^>]*number-columns-repeated=["'][0-9]{4,}["'][^>]*(?<!/)>""")


class UnreadableError(Exception):
    """A file cannot be read as a table; message and hint are Chinese and repeat nothing of its content."""

    def __init__(self, message: str, hint: str) -> None:
        self.message = message
        self.hint = hint
        super().__init__(message)


_BROKEN = UnreadableError("文件损坏，打不开", "请用 Excel 或 WPS 打开看看，另存为 .xlsx 再交；是传坏了的，请重新要一份")


def measured(data: bytes) -> dict[str, bytes]:
    """Every file of a container, unpacked within bounds.

    Raises:
        UnreadableError: it is broken, encrypted, too large or plays with entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpacked(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise UnreadableError(_BROKEN.message, _BROKEN.hint) from None


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    too_large = UnreadableError("文件解开以后太大，没有读", "名册用不着这么大：请删掉图片和多余的工作表，另存以后再交")
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES or sum(each.file_size for each in entries) > MAX_UNPACKED:
        raise too_large
    found: dict[str, bytes] = {}
    room = MAX_UNPACKED
    for entry in entries:
        with archive.open(entry) as stream:
            content = stream.read(room + 1)
        room -= len(content)
        if room < 0:
            raise too_large
        if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
            raise UnreadableError("文件里有不正常的 XML 声明，没有读", "请用 Excel 或 WPS 打开，另存为 .xlsx 再交")
        found[entry.filename] = content
    return found


def repacked(parts: dict[str, bytes]) -> bytes:
    """A container of just these files, not compressed: a parser that trusts sizes meets what was measured."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def check_grid(parts: dict[str, bytes]) -> None:
    """Refuse a sheet with one cell at the far end, which a parser would fill up to there.

    Raises:
        UnreadableError: the filled cells lie too far apart.
    """
    far = UnreadableError("工作表太大：很远的地方还有内容", "请把姓名那几列复制到一个新表里再交")
    for name, content in parts.items():
        if name.startswith("xl/worksheets/") and name.endswith(".xml") and _area(content) > MAX_CELLS:
            raise far
        if name == "content.xml":
            rows = (row[match.end() :] for row in content.split(b"</table:table-row>")
                    if (match := _REPEATED_ROW.search(row)))  # fmt: skip
            if any(b"<text:p" in row or b"office:value" in row for row in rows) or _REPEATED_CELL.search(content):
                raise far


def _area(content: bytes) -> int:
    columns: set[bytes] = set()
    last = 0
    for column, row in _FILLED.findall(content):
        columns.add(column)
        last = max(last, int(row))
    widest = max((_column(each) for each in columns), default=0)
    return widest * last


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def hidden_lines(content: bytes) -> list[int]:
    """Rows of an xlsx sheet that are hidden or filtered away."""
    rows = re.findall(rb"<row\b[^>]*>", content)
    hidden = (row for row in rows if re.search(rb"""\bhidden=["'](?:1|true)["']""", row))
    numbers = (re.search(rb"""\br=["']([0-9]{1,7})["']""", row) for row in hidden)
    return [int(each[1]) for each in numbers if each]
