"""Upright sRGB pixels → the JPEG that git keeps: within limits, proven to hold pixels and nothing else.

Every master is a JPEG, screenshots and drawings too: readers get WebP made from it in any case, and one format means
one proof.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from generator.photos.formats import Unreadable
from generator.photos.metadata import findings


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a master may be."""

    longest: int
    """Pixels of the longer side."""
    heaviest: int
    """Bytes."""
    qualities: tuple[int, ...]
    """Of the JPEG, tried one after another until it is light enough; then fewer pixels are."""


MASTER = Limits(2560, 800_000, (86, 80, 74, 68))
"""Enough for a full screen and a printed page; a thousand of them do not burden a clone."""
WHOLE = Limits(65_000, 1 << 40, (90,))
"""Every pixel is kept; a JPEG cannot be longer."""
SMALLEST = 64
"""Pixels of the shorter side; below are icons and dots."""
_STEP = 0.85


def fitted(image: Image.Image, limits: Limits) -> Image.Image:
    """The picture, no longer than the limits say."""
    if min(image.size) < SMALLEST:
        raise Unreadable(f"图太小（{image.width}×{image.height} 像素），不像照片")
    return _within(image, limits.longest)


def encode(image: Image.Image, limits: Limits) -> bytes:
    """A JPEG of a decoded picture, proven; or ``Unreadable``.

    Args:
        image: RGB, upright, with nothing attached, as ``decode`` and ``fitted`` leave it.
        limits: the first encoding within them is taken.
    """
    while True:
        for quality in limits.qualities:
            buffer = io.BytesIO()
            bare = {"exif": b"", "xmp": b"", "icc_profile": b"", "comment": b""}
            image.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True, **bare)
            data = buffer.getvalue()
            if len(data) <= limits.heaviest:
                _prove(data, image.size)
                return data
        image = _within(image, round(max(image.size) * _STEP))


def _within(image: Image.Image, longest: int) -> Image.Image:
    if max(image.size) <= longest:
        return image
    scale = longest / max(image.size)
    width, height = (max(1, round(length * scale)) for length in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _prove(data: bytes, size: tuple[int, int]) -> None:
    """Open the file again and read all of it as a stranger would; a promise of the encoder is not a proof."""
    found = findings(data)
    if found:
        raise Unreadable(f"处理后的照片里仍有 {'、'.join(found)}，没有采用")
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as again:
        again.load()
        if again.size != size or again.mode != "RGB":
            raise Unreadable("处理后的照片不对，没有采用")
