"""In which sizes a photo is served: value objects, and the one place that knows every number."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Literal

from generator.photos import encoders

Kind = Literal["webp", "jpeg"]

WIDTHS = (480, 960, 1600)
JPEG_WIDTH = 1200
"""One JPEG for feed readers, WeChat articles and old browsers."""
RECIPE = 3
"""Raise by hand whenever decoding, turning, colour, resampling or what is noted changes: nothing old is served."""
TALLEST = 16_383
"""WebP cannot be taller; a long phone screenshot is narrowed until it fits."""


@dataclass(frozen=True, slots=True)
class Options:
    """Everything that we may choose about the output."""

    widths: tuple[int, ...] = WIDTHS
    jpeg_width: int = JPEG_WIDTH
    webp_quality: int = 76
    webp_method: int = 4
    """Effort from 0 to 6."""
    jpeg_quality: int = 80

    @property
    def widest(self) -> int:
        """No output is wider, so no more pixels need be kept while working."""
        return max(*self.widths, self.jpeg_width)

    def digest(self) -> str:
        """Of all that shapes the output bytes beside the photo itself."""
        shaping = {"encoders": encoders.versions(), "options": asdict(self), "recipe": RECIPE}
        return hashlib.sha256(json.dumps(shaping, sort_keys=True).encode()).hexdigest()


STANDARD = Options()


@dataclass(frozen=True, slots=True)
class Size:
    """One file to be made."""

    kind: Kind
    width: int
    height: int


def plan(width: int, height: int, options: Options = STANDARD) -> list[Size]:
    """The files for a master of this size: WebP from narrow to wide, then the JPEG, all within the master."""
    top = min(width, max(1, width * TALLEST // height))
    narrow = sorted({min(wanted, top) for wanted in options.widths})
    planned: list[tuple[Kind, int]] = [("webp", wide) for wide in narrow]
    planned.append(("jpeg", min(options.jpeg_width, top)))
    return [Size(kind, wide, scaled(width, height, wide)) for kind, wide in planned]


def scaled(width: int, height: int, wide: int) -> int:
    """The height that keeps the proportions at another width."""
    return max(1, round(height * wide / width))
