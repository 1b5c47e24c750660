"""The one colour that stands for a photo until something of it has come."""

from __future__ import annotations

import re

from PIL import Image

SHAPE = re.compile(r"#[0-9a-f]{6}")
"""What stands in notes and pages; nothing in it can end an attribute or a declaration."""


def average(image: Image.Image) -> str:
    """The mean of all pixels, as style sheets write it."""
    pixel = image.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    if not isinstance(pixel, tuple):  # one number only in images of one band
        raise TypeError(pixel)
    return "#" + "".join(f"{round(each):02x}" for each in pixel[:3])
