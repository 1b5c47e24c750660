"""What a picture file reveals beyond its pixels: proof after encoding, and the eyes of the leak check.

Containers are walked block by block against lists of what *may* be there. A block nobody thought of is
therefore found, and so is a broken file: what cannot be walked to its end cannot be proven clean.
Nothing here decodes pixels; of PNG they are unpacked, to see that they end where the picture ends.
"""

from __future__ import annotations

import re

from generator.photos import avif, jpeg, png, webp
from generator.photos.avif import EXIF, TRAILING, MalformedError

__all__ = ["BROKEN", "PLACE", "TRAILING", "UNKNOWN", "findings"]

BROKEN = "文件结构不完整或已损坏，无法核对"
UNKNOWN = "不是 JPEG、PNG、WebP 或 AVIF，无法核对"

PLACE = "拍摄地点（GPS）"

_PLACE = re.compile(rb"\x88\x25\x00\x04\x00\x00\x00\x01|\x25\x88\x04\x00\x01\x00\x00\x00")
"""The entry of EXIF that leads to the position, in either order of bytes."""


def findings(data: bytes) -> list[str]:
    """What this JPEG, PNG, WebP or AVIF file reveals, in Chinese, each thing once; none means clean."""
    if data.startswith(b"\xff\xd8"):
        walk = jpeg.walk(data)
    elif data.startswith(png.SIGNATURE):
        walk = png.walk(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        walk = webp.walk(data)
    elif data[4:12] == b"ftypavif":
        walk = avif.walk(data)
    else:
        return [UNKNOWN]
    found: dict[str, None] = {}
    try:
        for finding in walk:
            found[finding] = None
    except MalformedError:
        found[BROKEN] = None
    place = [PLACE] if EXIF in found and _PLACE.search(data) else []
    return [*place, *found]
