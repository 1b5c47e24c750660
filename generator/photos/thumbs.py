"""Small pictures for the private review sheet, as data addresses, and what catches the eye in them."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass

from generator.photos.decode import decode
from generator.photos.quality import is_blurred, is_dark

_JUDGED = 1600
"""Pixels across; enough to tell an unsharp photo."""
_SIDE = 640
_QUALITY = 62


@dataclass(frozen=True, slots=True)
class Thumb:
    """A photo as the sheet shows it."""

    address: str
    """Data address of a WebP."""
    width: int
    """Of the master, upright."""
    height: int
    unsharp: bool
    dark: bool


def thumb(data: bytes) -> Thumb:
    """The small picture of a photo.

    Raises:
        Unreadable: no photo.
    """
    photo = decode(data, _JUDGED)
    small = photo.image.copy()
    small.thumbnail((_SIDE, _SIDE))
    buffer = io.BytesIO()
    small.save(buffer, "WEBP", quality=_QUALITY, method=4, exif=b"", xmp=b"", icc_profile=b"")
    address = f"data:image/webp;base64,{base64.b64encode(buffer.getvalue()).decode()}"
    return Thumb(address, photo.width, photo.height, is_blurred(photo.image), is_dark(photo.image))
