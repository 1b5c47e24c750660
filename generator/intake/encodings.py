"""Bytes of Chinese text, whatever wrote them: what is declared is often wrong, and often missing."""

from __future__ import annotations

import binascii
import codecs
import re
import unicodedata
from base64 import b64decode
from quopri import decodestring

from generator.intake.lines import clean

_WIDER = {
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "cp936", "ms936", "euc-cn", "gb_2312-80", "windows-936"), "gb18030"),
    "big5": "cp950", "big5-hkscs": "big5hkscs", "x-x-big5": "cp950", "unicode": "utf-16", "utf8": "utf-8",
}  # fmt: skip
"""What programs write, and the wider code that they mean: the last names of GBK are missing in GB2312."""
_SEVEN_BIT = frozenset({"hz-gb-2312", "hz", "iso-2022-jp", "iso-2022-kr", "iso-2022-cn", "utf-7"})
_NOTHING_TOLD = frozenset({"", "us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252",
                           "unknown-8bit", "x-unknown", "default", "8bit", "binary", "_iso-2022-jp$esc"})  # fmt: skip
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WORD = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,40}\?[bBqQ]\?)")
_HALVES = re.compile("[\udc80-\udcff]")
_COMMON = 0.6
"""Share of everyday characters below which a reading as GB18030 is doubted."""
_LOOK_AT = 4096
_LONGEST = 20_000
"""Characters of a head that are read."""


def decoded(data: bytes, declared: str = "") -> tuple[str, bool]:
    """Text, and whether every byte of it was understood."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _whole(data, name)
    told = declared.strip().strip("\"'").lower()
    if told in _SEVEN_BIT or told.startswith("utf-16"):
        return _whole(data, told)
    if data.isascii():
        return (
            _whole(data.replace(b"\0", b""), "hz") if b"~{" in data and b"~}" in data else (data.decode("ascii"), True)
        )
    for name in ("utf-8", _WIDER.get(told, told) if told not in _NOTHING_TOLD else ""):
        if name and (text := _strict(data, name)) is not None:
            return text, True
    if (wide := _wide(data)) and (text := _strict(data, wide)) is not None and _sane(text):
        return text, True
    return _guess(data)


def guessed(data: bytes, declared: str = "") -> str:
    """The text alone: for names and headers, where a doubtful letter harms nobody."""
    return decoded(data, declared)[0]


def readable(name: str) -> str:
    """A file name of any origin as one line of plain text; bytes that the disk could not name are guessed."""
    raw = name.encode("utf-8", "surrogateescape") if _HALVES.search(name) else b""
    return clean(guessed(raw) if raw else name).replace("\n", " ") or "未命名"


def words(raw: str) -> str:
    """A header as people read it: encoded words, and bare bytes that were never encoded."""
    raw = raw[:_LONGEST]
    bare = raw.encode("utf-8", "surrogateescape")
    text = guessed(bare) if not bare.isascii() else raw
    text = _BETWEEN.sub(r"\1", re.sub(r"\r?\n[ \t]*", " ", text))
    pieces: list[tuple[str, bytes]] = []
    out: list[str] = []
    at = 0
    for match in _WORD.finditer(text):
        if text[at : match.start()]:
            out.append(_flushed(pieces))
            out.append(text[at : match.start()])
        charset = match[1].partition("*")[0].lower()
        data = _unwrapped(match[2].lower(), match[3])
        if pieces and pieces[-1][0] == charset:  # a character may be cut in two by the end of a word
            pieces[-1] = (charset, pieces[-1][1] + data)
        else:
            pieces.append((charset, data))
        at = match.end()
    return "".join([*out, _flushed(pieces), text[at:]])


def _flushed(pieces: list[tuple[str, bytes]]) -> str:
    text = "".join(guessed(data, charset) for charset, data in pieces)
    pieces.clear()
    return text


def _unwrapped(how: str, text: str) -> bytes:
    raw = text.encode("utf-8", "replace")
    if how == "q":
        return decodestring(raw, header=True)
    try:
        return b64decode(raw + b"=" * (-len(raw) % 4))
    except binascii.Error:
        return raw


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _whole(data: bytes, name: str) -> tuple[str, bool]:
    text = _strict(data, name)
    if text is not None:
        return text, True
    try:
        return data.decode(name, "replace"), False
    except (LookupError, ValueError):
        return data.decode("gb18030", "replace"), False


def _wide(data: bytes) -> str:
    """UTF-16 without its mark shows by zeros at every second place."""
    places = [at % 2 for at in range(min(len(data), _LOOK_AT)) if data[at] == 0]
    if not places:
        return ""
    return "utf-16-be" if places.count(0) > places.count(1) else "utf-16-le"


def _sane(text: str) -> bool:
    """Whether a reading has only characters that people write."""
    return not any(
        unicodedata.category(char) in {"Cn", "Co", "Cc"} and char not in "\r\n\t" for char in text[:_LOOK_AT]
    )


def _guess(data: bytes) -> tuple[str, bool]:
    """GB18030 unless its reading is full of rare characters and Big5 makes sense of it."""
    mainland, taiwan = _strict(data, "gb18030"), _strict(data, "cp950")
    if mainland is None:
        return (taiwan, True) if taiwan is not None else (data.decode("gb18030", "replace"), False)
    if taiwan is not None and _everyday(mainland, "gb2312", 0xB0, 0xD7) < _COMMON < _everyday(
        taiwan, "big5", 0xA4, 0xC6
    ):
        return taiwan, True
    return mainland, True


def _everyday(text: str, name: str, first: int, last: int) -> float:
    """Share of letters that stand among the frequent Han characters of a code."""
    letters = [char for char in text if not char.isascii() and not "\u2000" <= char <= "\u303f" and char < "\uff00"]
    if not letters:
        return 0.0
    codes = (char.encode(name, "replace") for char in letters)
    return sum(len(code) > 1 and first <= code[0] <= last for code in codes) / len(letters)
