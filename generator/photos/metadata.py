"""What a picture file reveals beyond its pixels: proof after encoding, and the eyes of the leak check.

Containers are walked block by block against lists of what *may* be there. A block nobody thought of is
therefore found, and so is a broken file: what cannot be walked to its end cannot be proven clean.
Nothing here decodes pixels.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from generator.photos import avif
from generator.photos.avif import EXIF as _EXIF
from generator.photos.avif import ICC as _ICC
from generator.photos.avif import TRAILING
from generator.photos.avif import XMP as _XMP
from generator.photos.avif import MalformedError as _MalformedError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BROKEN", "PLACE", "TRAILING", "UNKNOWN", "findings"]

BROKEN = "文件结构不完整或已损坏，无法核对"
UNKNOWN = "不是 JPEG、PNG、WebP 或 AVIF，无法核对"

PLACE = "拍摄地点（GPS）"

_TEXT = "PNG 文字"
_PLACE = re.compile(rb"\x88\x25\x00\x04\x00\x00\x00\x01|\x25\x88\x04\x00\x01\x00\x00\x00")
"""The entry of EXIF that leads to the position, in either order of bytes."""

_SOI, _EOI, _SOS, _COM, _APP0, _APP14 = 0xD8, 0xD9, 0xDA, 0xFE, 0xE0, 0xEE
_TABLES = frozenset({0xC4, 0xCC, 0xDB, 0xDD}) | frozenset(range(0xC0, 0xD0)) - {0xC8}
"""Huffman, arithmetic and quantisation tables, restart interval, frame headers."""
_APPS = (
    (0xE0, b"", "JFIF 缩略图或附加数据"),
    (0xE1, b"Exif\0", _EXIF),
    (0xE1, b"http://ns.adobe.com/", _XMP),
    (0xE2, b"ICC_PROFILE\0", _ICC),
    (0xE2, b"MPF\0", "多图（MPF）索引"),
    (0xED, b"", "IPTC / Photoshop 信息"),
)
_NEXT_MARKER = re.compile(rb"\xff(?![\x00\xd0-\xd7\xff])", re.DOTALL)
_JFIF = re.compile(rb"JFIF\0.{7}\0\0", re.DOTALL)
_ADOBE = re.compile(rb"Adobe.{7}", re.DOTALL)

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_LONGEST = {
    b"IHDR": 13, b"PLTE": 768, b"tRNS": 256, b"IEND": 0, b"sRGB": 1, b"gAMA": 4, b"cHRM": 32, b"sBIT": 4,
    b"bKGD": 6, b"pHYs": 9,
}  # fmt: skip
_PNG_FINDINGS = {
    b"tEXt": _TEXT, b"zTXt": _TEXT, b"iTXt": _TEXT, b"tIME": "PNG 时间", b"eXIf": _EXIF, b"iCCP": _ICC,
}  # fmt: skip

_WEBP_PIXELS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH"})
_WEBP_FINDINGS = {b"EXIF": _EXIF, b"XMP ": _XMP, b"ICCP": _ICC, b"ANIM": "动画", b"ANMF": "动画"}


def findings(data: bytes) -> list[str]:
    """What this JPEG, PNG, WebP or AVIF file reveals, in Chinese, each thing once; none means clean."""
    if data.startswith(b"\xff\xd8"):
        walk = _jpeg(data)
    elif data.startswith(_PNG):
        walk = _png(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        walk = _webp(data)
    elif data[4:12] == b"ftypavif":
        walk = avif.walk(data)
    else:
        return [UNKNOWN]
    found: dict[str, None] = {}
    try:
        for finding in walk:
            found[finding] = None
    except _MalformedError:
        found[BROKEN] = None
    place = [PLACE] if _EXIF in found and _PLACE.search(data) else []
    return [*place, *found]


def _jpeg(data: bytes) -> Iterator[str]:
    """Segments from the start marker to the end marker; compressed scans between them are skipped over."""
    at, scans = 2, 0
    while True:
        marker, at = _marker(data, at)
        if marker == _EOI:
            break
        end = at + int.from_bytes(data[at : at + 2], "big")
        if end < at + 2 or end > len(data):
            raise _MalformedError
        yield from _segment(marker, data[at + 2 : end])
        at = end
        if marker == _SOS:
            scans += 1
            following = _NEXT_MARKER.search(data, at)
            if following is None:
                raise _MalformedError
            at = following.start()
    if not scans:
        raise _MalformedError
    if at != len(data):
        yield TRAILING


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """The marker at this place and where its content starts; a second start marker ends the walk."""
    if data[at : at + 1] != b"\xff" or at + 1 >= len(data) or data[at + 1] in (0x00, _SOI, 0xFF):
        raise _MalformedError
    return data[at + 1], at + 2


def _segment(marker: int, content: bytes) -> Iterator[str]:
    """What one JPEG segment reveals."""
    if marker in _TABLES or marker == _SOS:
        return
    if marker == _APP0 and _JFIF.fullmatch(content):
        return  # version and density; a thumbnail would make it longer
    if marker == _APP14 and _ADOBE.fullmatch(content):
        return  # says how the colours are coded, nothing else fits in
    if marker == _COM:
        yield "JPEG 注释"
        return
    for code, start, name in _APPS:
        if marker == code and content.startswith(start):
            yield name
            return
    yield f"未知的 JPEG 数据段（FF{marker:02X}）"


def _png(data: bytes) -> Iterator[str]:
    """Chunks up to the end chunk, each with its checksum."""
    at, pixels = len(_PNG), False
    while True:
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data):
            raise _MalformedError
        if zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            raise _MalformedError
        at = end
        pixels = pixels or name == b"IDAT"
        if name in _PNG_FINDINGS:
            yield _PNG_FINDINGS[name]
        elif name != b"IDAT" and length > _PNG_LONGEST.get(name, -1):
            yield f"未知的 PNG 数据块（{name.decode('latin-1')!a}）"
        if name == b"IEND":
            break
    if not pixels:
        raise _MalformedError
    if at != len(data):
        yield TRAILING


def _webp(data: bytes) -> Iterator[str]:
    """Chunks of the RIFF container, which must end where it says that it ends."""
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise _MalformedError
    at, pixels = 12, False
    while at < end:
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + length + length % 2  # chunks are padded to even places
        if at > end:
            raise _MalformedError
        pixels = pixels or name in (b"VP8 ", b"VP8L")
        if name in _WEBP_FINDINGS:
            yield _WEBP_FINDINGS[name]
        elif name not in _WEBP_PIXELS:
            yield f"未知的 WebP 数据块（{name.decode('latin-1')!a}）"
    if not pixels:
        raise _MalformedError
    if end != len(data):
        yield TRAILING
