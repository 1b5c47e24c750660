"""The programs behind every pixel, by version: another encoder makes other bytes, so the cache must miss."""

from __future__ import annotations

import functools

import PIL
import pillow_heif
from PIL import features

_LIBRARIES = ("avif", "jpg", "libjpeg_turbo", "littlecms2", "webp", "zlib", "zlib_ng")


@functools.cache
def versions() -> tuple[tuple[str, str], ...]:
    """Name and version of everything that decodes, converts or encodes; sorted."""
    found = {name: str(features.version(name)) for name in _LIBRARIES}
    heif = pillow_heif.libheif_info()
    found["pillow"] = PIL.__version__
    found["pillow_heif"] = pillow_heif.__version__
    found["libheif"] = str(heif["libheif"])
    found["heif decoders"] = ", ".join(sorted(map(str, heif.get("decoders", {}).values())))
    return tuple(sorted(found.items()))
