"""One master → a JPEG for somebody else's editor: as wide and as heavy as that takes, proven to hold pixels only."""

from __future__ import annotations

import io

from PIL import Image

from generator.photos.crops import box
from generator.photos.decode import decode
from generator.photos.formats import Unreadable
from generator.photos.metadata import findings
from generator.photos.sizes import DEFAULT_FOCUS, Focus, Shape, scaled

_BEST, _WORST, _STEP = 86, 46, 8
"""The platform encodes once more, so we begin better than the site's own files and go down only where we must."""
_SMALLER = 0.8
_BEFORE_CUT = 4
"""Of a wide photo only a part is kept: so many times the width of that is decoded."""
_BARE = {"exif": b"", "icc_profile": b"", "comment": b""}  # without them the encoder takes them from the image


def handout(data: bytes, width: int, most: int, shape: Shape = "whole", focus: Focus = DEFAULT_FOCUS) -> bytes:
    """A JPEG of a master.

    Args:
        data: the master.
        width: pixels across; a narrower master stays as narrow.
        most: bytes.
        shape: the whole photo, or a part of it around ``focus``.
        focus: the point that a crop keeps.

    Raises:
        Unreadable: the master cannot be decoded.
    """
    image = decode(data, width if shape == "whole" else width * _BEFORE_CUT).image
    if shape != "whole":
        image = image.crop(box(*image.size, shape, focus))
    image = _narrowed(image, width)
    while True:
        for quality in range(_BEST, _WORST - 1, -_STEP):
            made = _encoded(image, quality)
            if len(made) <= most:
                return _proven(made)
        image = _narrowed(image, round(image.width * _SMALLER))


def _narrowed(image: Image.Image, width: int) -> Image.Image:
    if image.width <= width:
        return image
    return image.resize((width, scaled(*image.size, width)), Image.Resampling.LANCZOS)


def _encoded(image: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True, **_BARE)
    return buffer.getvalue()


def _proven(made: bytes) -> bytes:
    """Read as a stranger would; a promise of the encoder is not a proof."""
    found = findings(made)
    if found:
        raise Unreadable(f"处理后的照片里仍有 {'、'.join(found)}，没有采用")
    return made
