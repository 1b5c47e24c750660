"""From SVG to JPEG: rasterising and encoding without any metadata."""

from __future__ import annotations

from io import BytesIO

import resvg_py
from PIL import Image

LIMIT = 120_000
QUALITIES = (84, 80, 76, 72, 66)


def raster(svg: str) -> Image.Image:
    """The picture as opaque pixels."""
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))
    with Image.open(BytesIO(png)) as picture:
        return picture.convert("RGB")


def jpeg(picture: Image.Image) -> bytes:
    """The best JPEG that stays within the limit."""
    data = b""
    for quality in QUALITIES:
        sink = BytesIO()
        picture.save(sink, "JPEG", quality=quality, optimize=True, progressive=True, subsampling="4:2:0")
        data = without_comments(sink.getvalue())
        if len(data) <= LIMIT:
            break
    return data


def without_comments(data: bytes) -> bytes:
    """The JPEG without its application and comment segments."""
    kept = bytearray(data[:2])
    at = 2
    while data[at + 1] != 0xDA:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept += data[at : at + 2 + length]
        at += 2 + length
    return bytes(kept + data[at:])
