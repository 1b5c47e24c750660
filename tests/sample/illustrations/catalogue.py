"""The register of pictures: a stem, a canvas and the function that paints it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .scene import Scene

Painter = Callable[[Scene], None]


@dataclass(frozen=True)
class Plate:
    """One picture of the series; trim is a strip cut off its top, so that shapes vary a little."""

    stem: str
    width: int
    height: int
    size: float
    paint: Painter
    trim: int

    def svg(self) -> str:
        """Paint the picture on a fresh canvas."""
        scene = Scene(self.width, self.height, self.size)
        self.paint(scene)
        return scene.svg(self.trim)


PLATES: dict[str, Plate] = {}

SHAPES = {"L": (1600, 1067), "W": (1600, 900), "S": (1480, 1480), "P": (1200, 1600)}


def plate(stem: str, form: str, size: float) -> Callable[[Painter], Painter]:
    """Register a painter under a stem."""
    wide, high = SHAPES[form]

    def keep(paint: Painter) -> Painter:
        PLATES[stem] = Plate(stem, wide, high, size, paint, trim=len(PLATES) % 3 * 18)
        return paint

    return keep
