"""Which part of a photo is cut out for a cover: as large as fits, around the point that must be kept."""

from __future__ import annotations

from generator.photos.sizes import DEFAULT_FOCUS, Focus, Shape, window

Box = tuple[int, int, int, int]
"""Left, upper, right and lower edge in pixels."""


def box(width: int, height: int, shape: Shape, focus: Focus = DEFAULT_FOCUS) -> Box:
    """The window of that shape that holds the focus, cut as ``object-position`` cuts it in a browser.

    The style sheet cuts what has no file of its own, so a cover shows the same part wherever it is shown.
    """
    wide, high = window(width, height, shape)
    left, upper = _start(width, wide, focus[0]), _start(height, high, focus[1])
    return left, upper, left + wide, upper + high


def _start(length: int, part: int, at: float) -> int:
    return round(at * (length - part))
