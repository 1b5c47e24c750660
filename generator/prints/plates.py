"""Photographs on paper: their bytes under a name that says nothing, and what the template must know to cut them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from generator.checks.photos import photo_path
from generator.pages.pictures import MADE
from generator.pages.published import Published
from generator.photos.printing import plain
from generator.photos.sizes import DEFAULT_FOCUS
from generator.records.kinds import Photo
from generator.records.library import Entry

GOOD, POOR = 300, 150
"""Pixels an inch: what a print shop asks for, and below what anybody sees it."""
_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Plate:
    """One photograph as a template sees it."""

    file: str
    ratio: float
    """Width by height."""
    across: float
    down: float
    """The point that a cut keeps."""
    alt: str
    caption: str
    credit: str
    mark: str
    """What the law wants on a picture that a program made; empty on all others."""


@dataclass
class Plates:
    """Collects the photographs of one sheet, each once."""

    shown: Published
    pictures: dict[str, bytes] = field(default_factory=dict)
    widths: dict[str, int] = field(default_factory=dict)
    """File → pixels across."""
    refused: list[str] = field(default_factory=list)
    """In Chinese, photographs that could not be read."""

    def plate(self, entry: Entry[Any], photo: Photo) -> Plate | None:
        """One photograph that may be shown; None where it cannot be read."""
        found = plain(self.shown.root / photo_path(entry, photo))
        if isinstance(found, str):
            self.refused.append(f"{entry.path} 的照片没有放：{found}")
            return None
        name = f"photo-{len(self.pictures) + 1}.jpg"
        self.pictures[name] = found.data
        self.widths[name] = found.width
        across, down = photo.focus or DEFAULT_FOCUS
        return Plate(
            name, round(found.width / found.height, 4), across, down, photo.alt, photo.caption or "",
            photo.credit or "", MADE if photo.ai else "",
        )  # fmt: skip

    def plates(self, entry: Entry[Any], photos: Iterable[Photo]) -> tuple[Plate, ...]:
        """Several of one record."""
        return tuple(each for each in (self.plate(entry, photo) for photo in photos) if each)


def sharpness(plate: Plate, pixels: int, width: float, height: float) -> int:
    """Pixels an inch of a photograph that fills a room of so many millimetres."""
    wide = max(width, height * plate.ratio)
    return round(pixels / (wide / _INCH))
