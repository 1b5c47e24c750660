"""Make faces unrecognisable for good: what is laid over them is made from 18 bytes, whatever was there.

A Gaussian blur can be undone in part, and a fine mosaic can be compared with known faces. Here a region much larger
than the face is averaged over at most 4 by 4 cells, each average is rounded to one of 8 steps a colour (144 bits, 18
bytes), and the smooth patch that is drawn from those numbers alone replaces every pixel of the region. Two faces with
the same rounded averages leave the same patch, so nothing can tell them apart. The rim that fades into the picture lies
outside the region.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image, ImageDraw, JpegImagePlugin

from generator.photos.decode import decode
from generator.photos.formats import Unreadable, recognise
from generator.photos.metadata import findings

CELLS = 4
"""Averages across and down a region at most; a face without its margin is 2.5 of them wide."""
STEPS = 8
"""Values that a colour of an average can have."""
MARGIN = 0.3
"""Of a box, added on each side: the model's boxes end at brow and chin, but hair and ears tell, too."""
HEIC = "HEIC 照片不能在原处打码，请先换成 JPEG（jinguo photos clean），再打码"

_FINEST = 8
"""Pixels; a cell is never smaller, so that a small box keeps fewer of them."""
_RIM = 12
"""The rim is this part of the shorter side wide."""
_WEBP_QUALITY = 90
_WHOLE = 1 << 20
"""Pixels across; no master is wider, so nothing is made smaller."""
_STEP = 256 // STEPS
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
_SIDES = 4


class BadBox(ValueError):  # noqa: N818 - says what the box is
    """A box that cannot be meant; the text is Chinese and says why."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the upright master."""

    x: int
    y: int
    width: int
    height: int

    def grown(self, wide: int, high: int, size: tuple[int, int]) -> Box:
        """With so many pixels more on each side, as far as the picture goes."""
        left, top = max(0, self.x - wide), max(0, self.y - high)
        right, bottom = min(size[0], self.x + self.width + wide), min(size[1], self.y + self.height + high)
        return Box(left, top, right - left, bottom - top)

    @property
    def corners(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom, as Pillow wants them."""
        return self.x, self.y, self.x + self.width, self.y + self.height


def parse_box(text: str, size: tuple[int, int]) -> Box:
    """``x,y,宽,高`` in pixels, in percent, or in shares of the picture (all four not above 1).

    Raises:
        BadBox: it is written in another way, or does not lie in the picture.
    """
    parts = [part.strip() for part in text.replace("，", ",").split(",")]
    if len(parts) != _SIDES or not all(_NUMBER.fullmatch(part) for part in parts):
        raise BadBox(f"框 “{text[:40]}” 的写法不对，写成 x,y,宽,高，例如 120,80,60,60 或 10%,5%,8%,12%")
    percent = {part.endswith("%") for part in parts}
    if len(percent) > 1:
        raise BadBox(f"框 “{text[:40]}” 的四个数要么都写 %，要么都不写")
    values = [float(part.rstrip("%")) for part in parts]
    if percent == {True} or max(values) <= 1:
        whole = 100 if percent == {True} else 1
        values = [value / whole * side for value, side in zip(values, (*size, *size), strict=True)]
    left, top = int(values[0]), int(values[1])
    right, bottom = round(values[0] + values[2]), round(values[1] + values[3])
    if right <= left or bottom <= top or right > size[0] or bottom > size[1]:
        raise BadBox(f"框 “{text[:40]}” 不在照片里：照片宽 {size[0]}、高 {size[1]} 像素")
    return Box(left, top, right - left, bottom - top)


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height of an upright master.

    Raises:
        Unreadable: no photo.
    """
    photo = decode(data, 1)
    return photo.width, photo.height


def region(box: Box, size: tuple[int, int]) -> Box:
    """What is replaced without a trace: the box and its margin."""
    return box.grown(round(box.width * MARGIN) + 1, round(box.height * MARGIN) + 1, size)


def touched(box: Box, size: tuple[int, int]) -> Box:
    """What may change at all: the region and its fading rim."""
    inner = region(box, size)
    rim = _rim(inner)
    return inner.grown(rim, rim, size)


def cover(image: Image.Image, boxes: Iterable[Box]) -> Image.Image:
    """A copy of an RGB picture with each box replaced."""
    covered = image.copy()
    for box in boxes:
        inner, outer = region(box, image.size), touched(box, image.size)
        patch = _patch(covered, inner, outer)
        covered.paste(patch, outer.corners, _mask(inner, outer))
    return covered


def blurred(data: bytes, boxes: Iterable[Box]) -> bytes:
    """A master in its own format, upright and clean, with the boxes replaced.

    Raises:
        Unreadable: no photo, or one in a format that cannot be written again.
    """
    kind = recognise(data)
    if kind == "HEIF":
        raise Unreadable(HEIC)
    photo = decode(data, _WHOLE)
    new = _encoded(cover(photo.image, boxes), kind, data)
    found = findings(new)
    if found:
        raise Unreadable(f"打码后的照片里仍有 {'、'.join(found)}，没有保存")
    again = decode(new, _WHOLE)
    if (again.width, again.height) != (photo.width, photo.height):
        raise Unreadable("打码后的照片尺寸不对，没有保存")
    return new


def _patch(image: Image.Image, inner: Box, outer: Box) -> Image.Image:
    """Drawn from the rounded averages of the inner region alone."""
    across, down = (max(1, min(CELLS, side // _FINEST)) for side in (inner.width, inner.height))
    averages = image.crop(inner.corners).resize((across, down), Image.Resampling.BOX)
    rounded = averages.point(lambda value: value // _STEP * _STEP + _STEP // 2)
    return rounded.resize((outer.width, outer.height), Image.Resampling.BICUBIC)


def _mask(inner: Box, outer: Box) -> Image.Image:
    """Full over the inner region, fading to nothing at the edge of the outer."""
    mask = Image.new("L", (outer.width, outer.height))
    draw = ImageDraw.Draw(mask)
    rim = _rim(inner)
    bounds = (outer.width, outer.height)
    local = Box(inner.x - outer.x, inner.y - outer.y, inner.width, inner.height)
    for step in range(rim, -1, -1):
        left, top, right, bottom = local.grown(step, step, bounds).corners
        draw.rectangle((left, top, right - 1, bottom - 1), fill=255 - 255 * step // (rim + 1))
    return mask


def _rim(inner: Box) -> int:
    return max(2, min(inner.width, inner.height) // _RIM)


def _encoded(image: Image.Image, kind: str, master: bytes) -> bytes:
    """As good as the master and no better: a JPEG keeps its tables, so that the rest loses next to nothing."""
    buffer = io.BytesIO()
    bare = {"exif": b"", "xmp": b"", "icc_profile": b"", "comment": b""}
    if kind == "JPEG":
        with Image.open(io.BytesIO(master), formats=["JPEG"]) as opened:
            assert isinstance(opened, JpegImagePlugin.JpegImageFile)  # noqa: S101 - only for the type
            tables, sampling = opened.quantization, JpegImagePlugin.get_sampling(opened)
        image.save(buffer, "JPEG", qtables=tables, subsampling=max(sampling, 0), optimize=True, **bare)
    elif kind == "WEBP":
        image.save(buffer, "WEBP", quality=_WEBP_QUALITY, method=4, **bare)
    else:
        image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
