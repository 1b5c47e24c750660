"""Pictures that tests make up."""

from __future__ import annotations

import functools
import io

from PIL import Image


@functools.cache
def drawn(width: int, height: int, tone: int = 0, kind: str = "JPEG") -> bytes:
    """A picture of some size."""
    made, out = Image.new("RGB", (width, height), (200, 30 * tone % 256, 90)), io.BytesIO()
    made.save(out, kind)
    return out.getvalue()
