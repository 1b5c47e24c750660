"""In which sizes a photo is served: value objects, and the one place that knows every number."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Literal

from generator.photos import encoders

Kind = Literal["webp", "avif", "jpeg"]
Shape = Literal["whole", "card", "square", "banner"]
"""A photo as it is, or a part of it cut out around its focus."""

WIDTHS = (480, 720, 1080)
"""Measured in Chromium on all kinds of page, windows of 320 to 1600 pixels, densities 1 to 3: half of what is asked for
is narrower than 480 pixels, four fifths than 720, and 1080 is a phone's whole width. Three steps send a sixth fewer
pixels than 480 and 960 did; a fourth one below 480 would save two hundredths more.
"""
LARGEST = 1600
"""For wide screens and the viewer, as AVIF. At equal SSIMULACRA2 (camera photos and flat illustrations) AVIF at speed 8
is a fifth smaller than WebP here, but takes twice as long, and at smaller sizes saves hardly what a second file costs.
"""
CARDS = (480, 720)
"""Cards are 285 to 470 pixels wide; most photos have nearly their shape and need no crop."""
SQUARES = (240, 360)
"""The small picture beside a headline on a phone is 119 pixels wide, and phones have density 2 or 3."""
JPEG_WIDTH = 1200
"""One JPEG for feed readers, previews (which want at least 1200 pixels) and old browsers."""
SHAPES: dict[Shape, tuple[int, int]] = {"card": (4, 3), "square": (1, 1), "banner": (900, 383)}
"""Width and height of crops; 900 × 383 is the head of a WeChat article, in its own 2.35:1."""
TALLEST = 16_383
"""WebP cannot be taller; a long phone screenshot is narrowed until it fits."""
_STEP = 0.85
"""A size this near to the largest possible is not worth a file."""
_ALIKE = 0.17
"""A photo whose shape differs by less (3:2 from 4:3) is cut by the style sheet, around the same focus: a file of its
own would save readers a seventh of the bytes at most, and the site would carry all of them."""

Focus = tuple[float, float]
"""The point that crops keep: shares of width and height from the upper left corner."""
DEFAULT_FOCUS: Focus = (0.5, 0.4)
"""People stand in the middle, and their faces are above it."""


@dataclass(frozen=True, slots=True)
class Options:
    """Everything that we may choose about the output."""

    widths: tuple[int, ...] = WIDTHS
    largest: int = LARGEST
    cards: tuple[int, ...] = CARDS
    squares: tuple[int, ...] = SQUARES
    jpeg_width: int = JPEG_WIDTH
    article_side: int = 500
    """Of the square JPEG for an article."""
    webp_quality: int = 76
    webp_method: int = 4
    """Effort from 0 to 6; 2 is two and a half times as fast and needs 7 % more bytes for the same look."""
    avif_quality: int = 54
    """Looks like WebP at 76, by SSIMULACRA2."""
    avif_speed: int = 8
    """From 0 to 10; 6 saves another 5 % and takes three times as long, 9 is worse than WebP for illustrations."""
    jpeg_quality: int = 76

    @property
    def widest(self) -> int:
        """No output is wider, so no more pixels need be kept while working."""
        return max(*self.widths, self.largest, self.jpeg_width)

    def digest(self) -> str:
        """Of all that shapes the output bytes beside the photo itself."""
        numbers = {"shapes": SHAPES, "tallest": TALLEST, "step": _STEP, "alike": _ALIKE}
        programs = {"encoders": encoders.versions(), "ours": encoders.ours()}
        shaping = {**programs, **numbers, "options": asdict(self)}
        return hashlib.sha256(json.dumps(shaping, sort_keys=True).encode()).hexdigest()


STANDARD = Options()


@dataclass(frozen=True, slots=True)
class Size:
    """One file to be made."""

    kind: Kind
    width: int
    height: int
    shape: Shape = "whole"


def plan(width: int, height: int, options: Options = STANDARD) -> list[Size]:
    """The files for a master of this size: WebP from narrow to wide, AVIF if it is wider still, then the JPEG."""
    top = min(width, max(1, width * TALLEST // height))
    largest = min(top, options.largest)
    most = max(options.widths)
    planned: list[tuple[Kind, int]] = [("webp", wide) for wide in _steps(options.widths, largest)]
    if largest > most:
        planned.append(("avif", largest))
    elif largest not in (wide for _, wide in planned):
        planned.append(("webp", largest))
    planned.append(("jpeg", min(options.jpeg_width, top)))
    return [Size(kind, wide, scaled(width, height, wide)) for kind, wide in planned]


def plan_crops(width: int, height: int, options: Options = STANDARD) -> list[Size]:
    """The files for a cover: WebP of cards and squares for pages, JPEG of banner and square for an article."""
    planned: list[Size] = []
    shapes: tuple[tuple[Shape, tuple[int, ...]], ...] = (("card", options.cards), ("square", options.squares))
    for shape, widths in shapes:
        if not alike(width, height, shape):
            top = min(window(width, height, shape)[0], max(widths))
            steps = sorted({*_steps(widths, top), top})
            planned += [_cut("webp", shape, wide) for wide in steps]
    articles: tuple[tuple[Shape, int], ...] = (("banner", SHAPES["banner"][0]), ("square", options.article_side))
    for shape, wide in articles:
        planned.append(_cut("jpeg", shape, min(wide, window(width, height, shape)[0])))
    return planned


def alike(width: int, height: int, shape: Shape) -> bool:
    """Whether a photo already has the shape of a crop."""
    across, down = SHAPES[shape]
    return abs(width * down / (height * across) - 1) <= _ALIKE


def window(width: int, height: int, shape: Shape) -> tuple[int, int]:
    """The largest part of that shape which fits into a photo."""
    across, down = SHAPES[shape]
    if width * down >= height * across:
        return max(1, min(width, round(height * across / down))), height
    return width, max(1, min(height, round(width * down / across)))


def scaled(width: int, height: int, wide: int) -> int:
    """The height that keeps the proportions at another width."""
    return max(1, round(height * wide / width))


def _steps(widths: tuple[int, ...], top: int) -> list[int]:
    return sorted({wide for wide in widths if wide == top or wide <= top * _STEP})


def _cut(kind: Kind, shape: Shape, wide: int) -> Size:
    return Size(kind, wide, scaled(*SHAPES[shape], wide), shape)
