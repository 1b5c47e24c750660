"""What a JPEG file holds beside its pixels: its segments, each as long as what it must say and no longer.

A table that no pixel needs decodes as if it were not there, so every table is measured, and defined anew only after a
scan used it. What no walk without decoding can see: the numbers of tables in use, and the compressed data of a scan,
which may go on after its last block. Masters of such a kind are re-encoded from pixels like all others, so what lies
there reaches no web file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.photos.avif import EXIF, ICC, TRAILING, XMP, MalformedError

_SOI, _EOI, _SOS, _COM, _APP0, _APP14 = 0xD8, 0xD9, 0xDA, 0xFE, 0xE0, 0xEE
_DHT, _DQT, _DRI = 0xC4, 0xDB, 0xDD
_APPS = (
    (0xE0, b"", "JFIF 缩略图或附加数据"),
    (0xE1, b"Exif\0", EXIF),
    (0xE1, b"http://ns.adobe.com/", XMP),
    (0xE2, b"ICC_PROFILE\0", ICC),
    (0xE2, b"MPF\0", "多图（MPF）索引"),
    (0xED, b"", "IPTC / Photoshop 信息"),
)
_NEXT_MARKER = re.compile(rb"\xff(?![\x00\xd0-\xd7\xff])", re.DOTALL)
_JFIF = re.compile(rb"JFIF\0.{7}\0\0", re.DOTALL)
_ADOBE = re.compile(rb"Adobe.{7}", re.DOTALL)
_MOST_TABLES = 4
_FRAME = 6
"""Bytes of a frame header before its components."""
_TABLES = "JPEG 里有用不到的数据表"


class _Tables:
    """What was defined and not used yet, so that nothing stands there for no reason."""

    def __init__(self) -> None:
        self.waiting: set[tuple[int, int]] = set()
        self.once: set[tuple[int, int]] = set()
        self.quantised: dict[int, int] = {}
        """By component of the frame, the number of its table."""
        self.progressive = False

    def define(self, marker: int, number: int) -> Iterator[str]:
        """A second definition before a scan would hide the first; all but Huffman codes are told once."""
        place = marker, number
        if place in self.waiting or place in self.once:
            yield _TABLES
        if marker == _DHT:
            self.waiting.add(place)
        else:
            self.once.add(place)

    def use(self, content: bytes) -> None:
        """What a scan needs of them."""
        start, last, before = content[-3], content[-2], content[-1] >> 4
        for at in range(1, len(content) - 3, 2):
            direct, other = content[at + 1] >> 4, content[at + 1] & 15
            if start == 0 and not (self.progressive and before):
                self.waiting.discard((_DHT, direct))
            if last or not self.progressive:
                self.waiting.discard((_DHT, 0x10 | other))

    @property
    def idle(self) -> bool:
        """Whether a table was defined that no pixel needs."""
        told = {number for marker, number in self.once if marker == _DQT}
        return bool(self.waiting) or not told.issubset(self.quantised.values())


def walk(data: bytes) -> Iterator[str]:
    """Segments from the start marker to the end marker; compressed scans between them are skipped over."""
    at, scans, tables = 2, 0, _Tables()
    while True:
        marker, at = _marker(data, at)
        if marker == _EOI:
            break
        end = at + int.from_bytes(data[at : at + 2], "big")
        if end < at + 2 or end > len(data):
            raise MalformedError
        yield from _segment(marker, data[at + 2 : end], tables)
        at = end
        if marker == _SOS:
            scans += 1
            following = _NEXT_MARKER.search(data, at)
            if following is None:
                raise MalformedError
            at = following.start()
    if not scans:
        raise MalformedError
    if tables.idle:
        yield _TABLES
    if at != len(data):
        yield TRAILING


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """The marker at this place and where its content starts; a second start marker ends the walk."""
    if data[at : at + 1] != b"\xff" or at + 1 >= len(data) or data[at + 1] in (0x00, _SOI, 0xFF):
        raise MalformedError
    return data[at + 1], at + 2


def _segment(marker: int, content: bytes, tables: _Tables) -> Iterator[str]:
    """What one JPEG segment reveals."""
    if marker in _NEEDED:
        yield from _NEEDED[marker](content, tables)
        return
    if marker == _APP0 and _JFIF.fullmatch(content):
        yield from tables.define(marker, 0)  # version and density; a thumbnail would make it longer
        return
    if marker == _APP14 and _ADOBE.fullmatch(content):
        yield from tables.define(marker, 0)  # says how the colours are coded, nothing else fits in
        return
    if marker == _COM:
        yield "JPEG 注释"
        return
    for code, start, name in _APPS:
        if marker == code and content.startswith(start):
            yield name
            return
    yield f"未知的 JPEG 数据段（FF{marker:02X}）"


def _quantisation(content: bytes, tables: _Tables) -> Iterator[str]:
    at = 0
    while at < len(content):
        wide, number = content[at] >> 4, content[at] & 15
        at += 1 + 64 * (wide + 1)
        if wide > 1 or number >= _MOST_TABLES:
            raise MalformedError
        yield from tables.define(_DQT, number)
    if at != len(content) or not content:
        raise MalformedError


def _huffman(content: bytes, tables: _Tables) -> Iterator[str]:
    at = 0
    while at < len(content):
        kind = content[at]
        at += 17 + sum(content[at + 1 : at + 17])
        if kind & 0xEF >= _MOST_TABLES:
            raise MalformedError
        yield from tables.define(_DHT, kind)
    if at != len(content) or not content:
        raise MalformedError


def _restart(content: bytes, tables: _Tables) -> Iterator[str]:
    if len(content) != 2:  # noqa: PLR2004 - one number
        raise MalformedError
    yield from tables.define(_DRI, 0)


def _frame(content: bytes, tables: _Tables) -> Iterator[str]:
    if tables.quantised or len(content) < _FRAME or len(content) != _FRAME + 3 * content[5] or not content[5]:
        raise MalformedError
    tables.quantised = {content[at]: content[at + 2] for at in range(_FRAME, len(content), 3)}
    yield from ()


def _progressive(content: bytes, tables: _Tables) -> Iterator[str]:
    tables.progressive = True
    yield from _frame(content, tables)


def _scan(content: bytes, tables: _Tables) -> Iterator[str]:
    if not tables.quantised or not content or len(content) != 4 + 2 * content[0]:
        raise MalformedError
    tables.use(content)
    yield from ()


_NEEDED = {
    _DQT: _quantisation, _DHT: _huffman, _DRI: _restart, _SOS: _scan,
    0xC0: _frame, 0xC1: _frame, 0xC2: _progressive,
}  # fmt: skip
"""Sequential and progressive with Huffman codes; browsers and Pillow know no others."""
