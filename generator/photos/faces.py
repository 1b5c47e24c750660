"""Where faces are in a photo: found by the optional model, remembered by content, told in pixels of the master.

A suggestion, never a proof: the model misses faces that are turned away or half hidden, and finds some in patterns.
What it has found is shown to a person, who decides.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.photos import eyes, masters
from generator.photos.decode import decode
from generator.photos.formats import Unreadable
from generator.swap import swap

if TYPE_CHECKING:
    from PIL import Image

    from generator.console import Console

IN_REGISTER = Path(".cache/faces")
"""Where a register remembers what was found; positions only, safe to delete."""
SIDES = (1920, 640)
"""Longer sides at which the model looks. Measured: it finds heads from 16 to 400 pixels high, so the first finds people
at the back of a hall and the second a portrait that fills the frame, which at 1920 it takes for two small faces."""
CERTAIN = 0.4
"""Least certainty. Measured on real faces from 12 px: 0.6 to 0.97; on drawings and engines: up to 0.5."""

PAYEE = "收款码"
"""A QR code that asks for money."""

_SAME = 0.5
"""Two findings are one face if they share this part of the smaller."""
_RECIPE = 1
"""Raise when the way of looking changes: nothing old is believed."""
_LARGEST = 2.0
"""Small pictures are enlarged so far at most."""
_WORKING = 4096
_HEAD = 0.35
"""A group's centre lies this deep in its box: cropped pictures need more room below a head than above."""


@dataclass(frozen=True, slots=True)
class Face:
    """One face, in pixels of the upright master."""

    x: int
    y: int
    width: int
    height: int
    score: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the programs saw in one photo."""

    width: int
    height: int
    faces: tuple[Face, ...]
    """From left to right."""
    codes: tuple[str, ...] = ()
    """Kinds of QR code, in Chinese; what they say is not kept."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Looks at photos and remembers what it saw."""

    root: Path
    """Folder of the notes, usually ``.cache/faces`` in the register."""
    model: str

    def find(self, data: bytes) -> Found:
        """What is in a photo.

        Raises:
            Unreadable: no photo.
            eyes.Sightless: the programs are installed and do not run.
        """
        note = self.root / f"{self._name(masters.digest(data))}.json"
        known = _recalled(note)
        if known is None:
            known = look(data)
            swap(note, json.dumps(_told(known), sort_keys=True, ensure_ascii=False).encode())
        return known

    def forget(self, digest: str) -> None:
        """Drop what is known of a master."""
        (self.root / f"{self._name(digest)}.json").unlink(missing_ok=True)

    def count(self, paths: Mapping[str, Path], console: Console | None = None) -> dict[str, int]:
        """How many faces are in each photo, by name; photos that cannot be read are left out."""
        counts: dict[str, int] = {}
        with ThreadPoolExecutor(1) as thread:  # reads the next file while the model is at work
            for done, (name, data) in enumerate(zip(paths, thread.map(_read, paths.values()), strict=True), start=1):
                with contextlib.suppress(Unreadable):
                    counts[name] = len(self.find(data).faces)
                if console is not None:
                    console.progress("找人脸", done, len(paths))
        return counts

    def _name(self, digest: str) -> str:
        return hashlib.sha256(f"{digest} {self.model} {SIDES} {CERTAIN} {_RECIPE}".encode()).hexdigest()


def finder(register: Path) -> Finder:
    """The finder of a register.

    Raises:
        eyes.Sightless: no model is installed; the text says how to install it.
    """
    if not eyes.can_see():
        raise eyes.Sightless
    return Finder(register / IN_REGISTER, eyes.version())


def look(data: bytes) -> Found:
    """Look at the bytes of a photo, without remembering."""
    photo = decode(data, _WORKING)
    scale = photo.width / photo.image.width
    faces = (
        _face([round(value * scale) for value in (x, y, right - x, bottom - y)], score)
        for x, y, right, bottom, score in _merged(_seen(photo.image))
    )
    kinds = sorted({_kind(text) for text in eyes.codes(_sized(photo.image, SIDES[0]))})
    placed = sorted(faces, key=lambda face: (face.x, face.y, face.width, face.height))
    return Found(photo.width, photo.height, tuple(placed), tuple(kinds))


def suggest_focus(boxes: Sequence[tuple[int, int, int, int]], size: tuple[int, int]) -> tuple[float, float] | None:
    """The point that crops should keep, in shares of the picture: where the faces are, a little below their tops.

    Args:
        boxes: left, top, width and height of each face.
        size: width and height of the picture.
    """
    if not boxes:
        return None
    left, top = min(x for x, _, _, _ in boxes), min(y for _, y, _, _ in boxes)
    right, bottom = max(x + wide for x, _, wide, _ in boxes), max(y + high for _, y, _, high in boxes)
    point = ((left + right) / 2 / size[0], (top + (bottom - top) * _HEAD) / size[1])
    return round(min(max(point[0], 0), 1), 2), round(min(max(point[1], 0), 1), 2)


Seen = tuple[float, float, float, float, float]


def _seen(image: Image.Image) -> list[Seen]:
    """Left, top, right, bottom and certainty at every size looked at, in pixels of ``image``."""
    found = []
    for side in SIDES:
        sized = _sized(image, side)
        scale = image.width / sized.width
        for x, y, right, bottom, score in eyes.faces(sized, CERTAIN):
            found.append((x * scale, y * scale, right * scale, bottom * scale, score))
    return found


def _sized(image: Image.Image, side: int) -> Image.Image:
    scale = min(side / max(image.size), _LARGEST)
    return image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))))


def _merged(found: Sequence[Seen]) -> list[Seen]:
    """Each face once: the most certain finding of it."""
    kept: list[Seen] = []
    for one in sorted(found, key=lambda each: (-each[4], each)):
        if all(_shared(one, other) < _SAME for other in kept):
            kept.append(one)
    return kept


def _shared(one: Seen, other: Seen) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((each[2] - each[0]) * (each[3] - each[1]) for each in (one, other))
    return max(0.0, wide) * max(0.0, high) / smaller if smaller > 0 else 0.0


_PAYEES = ("wxp://", "alipay", "payapp", "95516", "unionpay", "收款", "tenpay")
"""Parts of what codes say that ask for money."""


def _kind(text: str) -> str:
    return PAYEE if any(sign in text.lower() for sign in _PAYEES) else "二维码"


def _face(sides: Sequence[int], score: float) -> Face:
    x, y, width, height = sides
    return Face(x, y, width, height, round(score, 2))


def _read(path: Path) -> bytes:
    """No bytes are no photo: looking at them says so."""
    try:
        return masters.read(path)
    except Unreadable:
        return b""


def _told(found: Found) -> dict[str, Any]:
    faces = [[face.x, face.y, face.width, face.height, face.score] for face in found.faces]
    return {"size": [found.width, found.height], "faces": faces, "codes": list(found.codes)}


def _recalled(note: Path) -> Found | None:
    """What a note says; one that cannot be read is as good as none."""
    try:
        told = json.loads(note.read_bytes())
        width, height = (int(value) for value in told["size"])
        faces = tuple(_face([int(value) for value in row[:4]], float(row[4])) for row in told["faces"])
        return Found(width, height, faces, tuple(str(kind) for kind in told["codes"]))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
