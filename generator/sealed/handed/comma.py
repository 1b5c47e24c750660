"""Text tables: which encoding, which separator, and the physical line on which each row begins."""

from __future__ import annotations

import codecs
import csv
import io

from generator.sealed.handed.archives import UnreadableError

SEPARATORS = (",", "\t", ";", "，")
_LOOK_AT = 4096
"""Bytes in which UTF-16 without its mark shows by the zeros of its line ends and digits."""
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
Rows = list[tuple[int, list[object]]]


def decoded(data: bytes) -> str:
    """Text of a csv, whatever wrote it: UTF-8, GB18030 (and GBK), UTF-16.

    Raises:
        UnreadableError: these bytes are no text.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _decoded(data, (name,))
    places = [at % 2 for at in range(min(len(data), _LOOK_AT)) if data[at] == 0]
    wide = ("utf-16-be",) if places.count(0) > places.count(1) else ("utf-16-le",)
    return _decoded(data, ("utf-8", *wide) if places else ("utf-8", "gb18030"))


def _decoded(data: bytes, names: tuple[str, ...]) -> str:
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if text.count("\x00") * 100 <= len(text):
            return text.replace("\x00", "")
    hint = "请用 Excel 或 WPS 打开，另存为 .xlsx 再交"
    raise UnreadableError("认不出这个文件的文字编码", hint) from None


def parted(text: str, separator: str) -> Rows:
    """Rows with the line on which each begins; quoted line breaks stay inside a cell.

    Raises:
        UnreadableError: a cell is too long, which also a quotation mark without its partner makes.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: Rows = []
    begins = 1
    try:
        for row in reader:
            rows.append((begins, list(row)))
            begins = reader.line_num + 1
    except csv.Error:
        message = f"第 {begins} 行起有一格太长，或者引号没有配对"
        raise UnreadableError(message, "请用 Excel 或 WPS 打开，改好以后另存为 .xlsx 再交") from None
    return rows
