"""Which characters a font has, read from its own table: a character that is missing would print as an empty box."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

_COLLECTION = b"ttcf"
_SEGMENTS, _GROUPS = 4, 12
"""Formats of the table: the first 65,536 characters, or all of them."""
_NO_INK = frozenset({"Cc", "Cf"})
"""Categories of characters that steer and print nothing."""
_SELECTORS = range(0xFE00, 0xFE10)
_MORE_SELECTORS = range(0xE0100, 0xE01F0)


@lru_cache
def characters(path: str, index: int) -> frozenset[int]:
    """Code points that one face of a font file can print; none where the file is not what it says."""
    try:
        return frozenset(_read(Path(path).read_bytes(), index))
    except (OSError, struct.error, IndexError, ValueError):
        return frozenset()


def missing(text: Iterable[str], faces: Iterable[tuple[str, int]]) -> list[str]:
    """Characters of some texts that no face has, in the order in which they come."""
    wanted = dict.fromkeys(char for part in text for char in part if _inked(char))
    known = [characters(path, index) for path, index in faces]
    return [char for char in wanted if not any(ord(char) in each for each in known)]


def _inked(char: str) -> bool:
    """Whether a character prints anything; one that Unicode does not know is somebody's own, and does."""
    if char.isspace() or unicodedata.category(char) in _NO_INK:
        return False
    return ord(char) not in _SELECTORS and ord(char) not in _MORE_SELECTORS


def _read(data: bytes, index: int) -> Iterator[int]:
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == _COLLECTION else 0
    for number in range(struct.unpack_from(">H", data, start + 4)[0]):
        tag, _, at, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == b"cmap":
            yield from _table(data, at)


def _table(data: bytes, at: int) -> Iterator[int]:
    tables = (struct.unpack_from(">HHI", data, at + 4 + 8 * each) for each in range(_short(data, at + 2)))
    for platform, encoding, offset in tables:
        if platform == 0 or (platform == 3 and encoding in {1, 10}):  # noqa: PLR2004 - Unicode, and Windows' Unicode
            kind = _short(data, at + offset)
            if kind == _SEGMENTS:
                yield from _segments(data, at + offset)
            elif kind == _GROUPS:
                yield from _groups(data, at + offset)


def _segments(data: bytes, at: int) -> Iterator[int]:
    double = _short(data, at + 6)
    ends, starts = at + 14, at + 16 + double
    for each in range(0, double, 2):
        first, last = _short(data, starts + each), _short(data, ends + each)
        delta, place = _short(data, starts + double + each), starts + 2 * double + each
        shift = _short(data, place)
        for code in range(first, min(last, 0xFFFE) + 1):
            if shift and not _short(data, place + shift + 2 * (code - first)):
                continue
            if shift or (code + delta) & 0xFFFF:
                yield code


def _groups(data: bytes, at: int) -> Iterator[int]:
    for each in range(struct.unpack_from(">I", data, at + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * each)
        if last > 0x10FFFF:  # noqa: PLR2004 - the last character there is
            raise ValueError(last)
        yield from range(first if glyph else first + 1, last + 1)


def _short(data: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", data, at)[0])
