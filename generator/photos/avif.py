"""What an AVIF file holds beside its pixels: its boxes and the units of its picture, against lists of what may be."""

from __future__ import annotations

import re
from collections.abc import Iterator

EXIF = "EXIF 信息（相机、时间，可能有拍摄地点）"
XMP = "XMP 信息"
ICC = "ICC 色彩配置"
TRAILING = "文件末尾之后还有多余的数据"

_BRANDS = frozenset({b"avif", b"mif1", b"miaf", b"MA1A", b"MA1B"})
_IN_FILE = (b"ftyp", b"meta", b"mdat")
"""In this order, each once, and nothing else."""
_IN_META = frozenset({b"hdlr", b"pitm", b"iloc", b"iinf", b"iprp"})
_PICTURE = b"\0\0\0\0\0\0\0\0pict" + bytes(13)
"""Content of the handler box without a name."""
_PROPERTIES = {
    b"ispe": re.compile(rb"\x00{6}..\x00\x00..", re.DOTALL),
    b"pixi": re.compile(rb"\x00{4}\x03\x08{3}"),
    b"av1C": re.compile(rb"\x81...", re.DOTALL),
    b"colr": re.compile(rb"nclx\x00\x01\x00\x0d\x00\x06\x80"),
}
"""Size, depth, coding and colours as our encoder writes them; with anything else, letters could be spelt."""
_ITEMS = {b"Exif": EXIF, b"mime": XMP, b"uri ": XMP}
_NAMES = (b"", b"Color")
_HEADER, _DELIMITER, _FRAME_HEADER, _TILES, _FRAME = 1, 2, 3, 4, 6
_UNITS = frozenset({_HEADER, _DELIMITER, _FRAME_HEADER, _TILES, _FRAME})
"""Units of a picture; metadata (5), a header once more (7) and padding (15) are not."""
_LONGEST_HEADER = 24
"""Bytes; ours has 10 to 12."""
_LONGEST_NUMBER = 8


class MalformedError(Exception):
    """The walk through a file cannot go on."""


def walk(data: bytes) -> Iterator[str]:
    """What a file that begins as AVIF reveals."""
    boxes: list[tuple[bytes, int, int]] = []
    try:
        for each in _boxes(data, 0, len(data)):
            boxes.append(each)  # noqa: PERF402 - one by one: those before a fault are kept
    except MalformedError:
        if tuple(name for name, *_ in boxes) != _IN_FILE:
            raise
        yield TRAILING
    known = [each for each in boxes if each[0] in _IN_FILE]
    yield from (_unknown(name) for name, *_ in boxes if name not in _IN_FILE)
    if tuple(name for name, *_ in known) != _IN_FILE:
        raise MalformedError
    (_, start, end), (_, first, last), (_, pixels, after) = known
    brands = [data[start : start + 4], *(data[at : at + 4] for at in range(start + 8, end, 4))]
    if not _BRANDS.issuperset(brands) or any(data[start + 4 : start + 8]):
        yield "未知的 AVIF 类型标记"
    yield from _meta(data, first, last, pixels, after)
    yield from _units(data, pixels, after)


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of the content of every box; they must fill their room exactly."""
    while at < end:
        length = int.from_bytes(data[at : at + 4], "big")
        if length < 8 or at + length > end:  # noqa: PLR2004 - a box is at least its length and its name
            raise MalformedError
        yield data[at + 4 : at + 8], at + 8, at + length
        at += length


def _meta(data: bytes, start: int, end: int, pixels: int, after: int) -> Iterator[str]:
    """The description of the file: one picture, where it lies, how it is to be read."""
    if any(data[start : start + 4]):
        raise MalformedError
    seen: list[bytes] = []
    location = b""
    for name, at, stop in _boxes(data, start + 4, end):
        seen.append(name)
        content = data[at:stop]
        if name == b"hdlr" and content != _PICTURE:
            yield "AVIF 里有名称文字"
        elif name == b"pitm" and content != b"\0\0\0\0\0\1":
            raise MalformedError
        elif name == b"iinf":
            yield from _items(data, at, stop)
        elif name == b"iloc":
            location = content
        elif name == b"iprp":
            yield from _properties(data, at, stop)
        elif name not in _IN_META:
            yield _unknown(name)
    if not _IN_META.issubset(seen) or len(set(seen)) != len(seen):
        raise MalformedError
    _must_be_all(location, pixels, after)


def _items(data: bytes, start: int, end: int) -> Iterator[str]:
    """Every item must be a picture; notes of a camera are items of their own."""
    entries = list(_boxes(data, start + 6, end))
    if any(data[start : start + 4]) or int.from_bytes(data[start + 4 : start + 6], "big") != len(entries):
        raise MalformedError
    for name, at, stop in entries:
        kind, title = data[at + 8 : at + 12], data[at + 12 : stop]
        if name != b"infe" or data[at : at + 4] != b"\2\0\0\0":
            raise MalformedError
        if kind in _ITEMS:
            yield _ITEMS[kind]
        elif kind != b"av01":
            yield f"未知的 AVIF 项目（{kind.decode('latin-1')!a}）"
        elif title.removesuffix(b"\0") not in _NAMES:
            yield "AVIF 里有名称文字"
    if len(entries) != 1:
        yield "多图（AVIF 项目）"


def _must_be_all(location: bytes, pixels: int, after: int) -> None:
    """The one picture takes all room for pixels: one extent, no gap in which something could lie."""
    plain = b"\0\0\0\0\x44\0" + b"\0\1" + b"\0\1" + b"\0\0" + b"\0\1"
    if location != plain + pixels.to_bytes(4, "big") + (after - pixels).to_bytes(4, "big"):
        raise MalformedError


def _properties(data: bytes, start: int, end: int) -> Iterator[str]:
    held = list(_boxes(data, start, end))
    if [name for name, *_ in held] != [b"ipco", b"ipma"]:
        raise MalformedError
    (_, first, last), (_, at, stop) = held
    count = 0
    for name, begin, close in _boxes(data, first, last):
        count += 1
        if name == b"colr" and data[begin : begin + 4] != b"nclx":
            yield ICC
        elif name not in _PROPERTIES or not _PROPERTIES[name].fullmatch(data, begin, close):
            yield _unknown(name)
    # Which properties belong to the picture: each at most once, so that nothing can be spelt in their order.
    links = [each & 0x7F for each in data[at + 11 : stop]]
    head = b"\0\0\0\0\0\0\0\1\0\1" + bytes([len(links)])
    if data[at : at + 11] != head or sorted(links) != list(range(1, count + 1)):
        raise MalformedError


def _units(data: bytes, at: int, end: int) -> Iterator[str]:
    """The units of the picture up to the end of the room for pixels."""
    seen: list[int] = []
    while at < end:
        head = data[at]
        kind = head >> 3 & 15
        if head & 0x81 or head & 4 or not head & 2:  # forbidden bits; extended; without a length
            raise MalformedError
        length, at = _number(data, at + 1, end)
        if at + length > end or (kind == _DELIMITER and length) or (kind == _HEADER and length > _LONGEST_HEADER):
            raise MalformedError
        if kind not in _UNITS:
            yield f"AVIF 画面里有附加数据（{kind}）"
        elif kind in seen and kind != _TILES:
            raise MalformedError
        seen.append(kind)
        at += length
    if (_FRAME in seen) == (_FRAME_HEADER in seen) or (_FRAME in seen and _TILES in seen):
        raise MalformedError


def _number(data: bytes, at: int, end: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends."""
    value = 0
    for place in range(_LONGEST_NUMBER):
        if at + place >= end:
            break
        value |= (data[at + place] & 0x7F) << 7 * place
        if not data[at + place] & 0x80:
            return value, at + place + 1
    raise MalformedError


def _unknown(name: bytes) -> str:
    return f"未知的 AVIF 数据块（{name.decode('latin-1')!a}）"
