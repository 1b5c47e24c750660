"""The one photograph of a real face that is at hand: an astronaut's official portrait, in a package of the extra."""

from __future__ import annotations

import io
from functools import lru_cache
from importlib import util
from pathlib import Path

from PIL import Image, ImageDraw

FACE = (181, 58, 89, 120)
"""Where the face is in the portrait of 512 by 512: left, top, width, height."""


@lru_cache
def portrait(side: int = 512) -> Image.Image:
    """The portrait at a size."""
    found = util.find_spec("skimage")
    assert found is not None
    assert found.origin
    with Image.open(Path(found.origin).parent / "data" / "astronaut.png") as opened:
        return opened.convert("RGB").resize((side, side))


def row(faces: int, size: tuple[int, int] = (1200, 500), high: int = 240) -> Image.Image:
    """So many people beside each other."""
    picture = Image.new("RGB", size, (170, 180, 160))
    person = portrait().crop((120, 0, 330, 300)).resize((high * 7 // 10, high))
    for number in range(faces):
        picture.paste(person, (20 + number * (size[0] - 40) // max(1, faces), (size[1] - high) // 2))
    return picture


def street() -> Image.Image:
    """A drawn house, a tree and a road: nobody."""
    picture = Image.new("RGB", (800, 600), (190, 215, 235))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((80, 200, 380, 500), fill=(200, 120, 90))
    draw.polygon(((60, 200), (230, 80), (400, 200)), fill=(120, 60, 50))
    draw.rectangle((560, 320, 590, 500), fill=(100, 70, 40))
    draw.ellipse((480, 150, 670, 360), fill=(70, 130, 60))
    draw.rectangle((0, 500, 800, 600), fill=(110, 110, 110))
    return picture


def saved(image: Image.Image, kind: str = "JPEG", **save: object) -> bytes:
    """A file."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **({"quality": 88} | save if kind != "PNG" else save))
    return buffer.getvalue()


def opened(data: bytes) -> Image.Image:
    """The pixels of a file."""
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB")
