"""Which faces of a photo are covered, and whether they are gone afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from generator.photos.blur import BadBox, Box, region
from generator.photos.faces import Face, Found


class Uncovered(Exception):  # noqa: N818 - says what the picture is
    """A face is still seen where it was covered; the text is Chinese and says what to do."""


def box_of(face: Face) -> Box:
    """The box of a face."""
    return Box(face.x, face.y, face.width, face.height)


def chosen(faces: Sequence[Face], numbers: Sequence[int], *, every: bool) -> list[Box]:
    """The boxes of the faces that shall go: those with a number, from 1, or all of them.

    Raises:
        BadBox: there is no face with a number.
    """
    missing = [number for number in numbers if number > len(faces)]
    if missing:
        raise BadBox(f"程序只找到 {len(faces)} 张脸，没有第 {missing[0]} 张")
    return [box_of(face) for number, face in enumerate(faces, start=1) if every or number in numbers]


def left(seen: Found, boxes: Sequence[Box]) -> int:
    """How many faces are to be seen beside the boxes, once these are covered.

    Raises:
        Uncovered: one is still to be seen in a box.
    """
    covered = [region(box, (seen.width, seen.height)) for box in boxes]
    if any(_within(face, each) for face in seen.faces for each in covered):
        raise Uncovered("打码以后程序还能在那里找到脸，没有保存。请用 --box 框得大一些")
    return len(seen.faces)


def _within(face: Face, box: Box) -> bool:
    """Whether the middle of a face lies in a box."""
    across, down = face.x + face.width / 2, face.y + face.height / 2
    return box.x <= across <= box.x + box.width and box.y <= down <= box.y + box.height
