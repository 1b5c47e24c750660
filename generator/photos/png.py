"""What a PNG file holds beside its pixels: its chunks, each once, as long as it must be, and the pixels themselves."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from generator.photos.avif import EXIF, ICC, TRAILING, MalformedError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TEXT = "PNG 文字"
_LENGTHS = {
    b"IHDR": {13}, b"IEND": {0}, b"sRGB": {1}, b"gAMA": {4}, b"cHRM": {32}, b"sBIT": {1, 2, 3, 4},
    b"bKGD": {1, 2, 6}, b"pHYs": {9},
}  # fmt: skip
_FINDINGS = {
    b"tEXt": _TEXT, b"zTXt": _TEXT, b"iTXt": _TEXT, b"tIME": "PNG 时间", b"eXIf": EXIF, b"iCCP": ICC,
}  # fmt: skip
_GREY, _RGB, _PALETTE = 0, 2, 3
_CHANNELS = {_GREY: 1, _RGB: 3, _PALETTE: 1, 4: 2, 6: 4}
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Of Adam7: first column and row, steps of columns and rows."""
_PIECE = 1 << 20
_MOST = 1 << 30
"""Bytes of rows: more than any picture that we accept has, and as much as may be unpacked for a look."""


def walk(data: bytes) -> Iterator[str]:
    """Chunks up to the end chunk, each with its checksum."""
    at, name, seen = len(SIGNATURE), b"", set[bytes]()
    header, pixels = b"", _Pixels()
    while name != b"IEND":
        before, length, name = name, int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data) or zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            raise MalformedError
        content, at = data[at + 8 : end - 4], end
        if not header:
            header = _header(name, content)
            pixels.room = _room(header)
            if pixels.room > _MOST:
                raise MalformedError
        elif name == b"IDAT":
            if name in seen and before != name:
                raise MalformedError
            pixels.feed(content)
        else:
            yield from _chunk(name, content, header, seen)
        seen.add(name)
    if not pixels.finished:
        raise MalformedError
    if pixels.beyond:
        yield "PNG 像素之后还有多余的数据"
    if at != len(data):
        yield TRAILING


def _header(name: bytes, content: bytes) -> bytes:
    if name != b"IHDR" or len(content) != 13 or content[9] not in _CHANNELS:  # noqa: PLR2004 - as long as it is
        raise MalformedError
    return content


def _chunk(name: bytes, content: bytes, header: bytes, seen: set[bytes]) -> Iterator[str]:
    """What one chunk beside the pixels reveals."""
    if name in _FINDINGS:
        yield _FINDINGS[name]
    elif name in seen or not _fits(name, content, header):
        yield f"未知的 PNG 数据块（{name.decode('latin-1')!a}）"


def _fits(name: bytes, content: bytes, header: bytes) -> bool:
    """Whether a chunk is as long as it has to be: palettes belong to pictures that have one."""
    depth, colour, length = header[8], header[9], len(content)
    if name == b"PLTE":
        return colour == _PALETTE and length % 3 == 0 and 0 < length <= 3 << depth
    if name == b"tRNS":
        return length == {_GREY: 2, _RGB: 6}.get(colour) or (colour == _PALETTE and 1 <= length <= 1 << depth)
    return length in _LENGTHS.get(name, ())


class _Pixels:
    """The compressed pixels: they must end with the picture, and nothing may follow."""

    def __init__(self) -> None:
        self.room = 0
        self.beyond = False
        self._inflate = zlib.decompressobj()

    @property
    def finished(self) -> bool:
        """Whether the compressed data has come to its end."""
        return self._inflate.eof

    def feed(self, content: bytes) -> None:
        """The next piece; one that promises more pixels than the picture has is not unpacked to its end."""
        if self._inflate.eof:
            self.beyond = self.beyond or bool(content)
        while content and not self._inflate.eof:
            try:
                made = self._inflate.decompress(content, _PIECE)
            except zlib.error:
                raise MalformedError from None
            self.room -= len(made)
            if self.room < 0:
                raise MalformedError
            content = self._inflate.unconsumed_tail
        self.beyond = self.beyond or bool(self._inflate.unused_data)


def _room(header: bytes) -> int:
    """Bytes of all rows before compression, each with its filter."""
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    bits = header[8] * _CHANNELS[header[9]]
    if header[12] == 0:
        return height * (1 + (width * bits + 7) // 8)
    total = 0
    for left, upper, across, down in _PASSES:
        wide, high = -(-(width - left) // across), -(-(height - upper) // down)
        total += high * (1 + (wide * bits + 7) // 8) if wide > 0 and high > 0 else 0
    return total
