"""What a WebP file holds beside its pixels: its chunks, each once, in a container that ends where it says."""

from __future__ import annotations

from collections.abc import Iterator

from generator.photos.avif import EXIF, ICC, TRAILING, XMP, MalformedError

_PIXELS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH"})
_FINDINGS = {b"EXIF": EXIF, b"XMP ": XMP, b"ICCP": ICC, b"ANIM": "动画", b"ANMF": "动画"}
_EXTENDED = 10
"""Bytes of the header of a file with transparency: flags and size."""


def walk(data: bytes) -> Iterator[str]:
    """Chunks of the RIFF container, which must end where it says that it ends."""
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise MalformedError
    at, seen = 12, list[bytes]()
    while at < end:
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        content, padding = data[at + 8 : at + 8 + length], data[at + 8 + length : at + 8 + length + length % 2]
        at += 8 + length + length % 2  # chunks are padded to even places
        if at > end or any(padding):
            raise MalformedError
        if name in _FINDINGS:
            yield _FINDINGS[name]
        elif name not in _PIXELS:
            yield f"未知的 WebP 数据块（{name.decode('latin-1')!a}）"
        elif name in seen or (name == b"VP8X" and (len(content) != _EXTENDED or any(content[1:4]))):
            raise MalformedError
        seen.append(name)
    coded = [name for name in seen if name in _PIXELS]
    if coded not in _ORDERS:
        raise MalformedError
    if end != len(data):
        yield TRAILING


_ORDERS = (
    [b"VP8 "], [b"VP8L"], [b"VP8X", b"VP8 "], [b"VP8X", b"VP8L"], [b"VP8X", b"ALPH", b"VP8 "],
)  # fmt: skip
"""How a still picture may be coded."""
