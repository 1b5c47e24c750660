"""A blurred hint of a photo, so small that it stands in the page itself and is seen before any file has come."""

from __future__ import annotations

import base64
import io
import re

from PIL import Image, ImageFilter

from generator.photos.metadata import findings

LONGEST = 188
"""Characters of a data address; with ``--hint:url()`` around it, an attribute holds at most 200 bytes."""
SHAPE = re.compile(r"data:image/webp;base64,[A-Za-z0-9+/]+={0,2}")
"""What stands in notes and pages; nothing in it can end an attribute or a ``url()``."""

_TRIES = tuple((side, quality) for side in (20, 16, 12, 8, 4) for quality in (80, 70, 60, 50, 40, 30, 20))
"""Longer side and quality, best first: looked at side by side, more pixels are worth more than quality down to 20."""
_ENOUGH = 160
"""Pixels of the longer side from which all tries are made: a small picture is made smaller in no time."""
_BLUR = 1.0
"""Pixels; browsers enlarge without blurring, and what is smooth has a better quality in as few bytes."""
_NUMBER = re.compile(r"\d(?:/*\d){4}")
"""Base64 may spell a telephone number by chance, and the leak check would be right to stop it."""


def placeholder(image: Image.Image) -> str:
    """The data address of the best hint that fits; empty if none does, and a page does without."""
    small = image.resize(_within(image, _ENOUGH), Image.Resampling.BOX)
    for side, quality in _TRIES:
        data = _encode(small, side, quality)
        address = f"data:image/webp;base64,{base64.b64encode(data).decode()}"
        if len(address) <= LONGEST and not _NUMBER.search(address) and not findings(data):
            return address
    return ""


def _within(image: Image.Image, side: int) -> tuple[int, int]:
    scale = side / max(image.size)
    width, height = (max(1, round(length * scale)) for length in image.size)
    return width, height


def _encode(image: Image.Image, side: int, quality: int) -> bytes:
    small = image.resize(_within(image, side), Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(_BLUR))
    buffer = io.BytesIO()
    small.save(buffer, "WEBP", quality=quality, method=6, exif=b"", xmp=b"", icc_profile=b"")
    return buffer.getvalue()
