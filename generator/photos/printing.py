"""A photograph of the register for paper: every pixel of its clean master, and nothing but pixels."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from generator.photos.decode import decode
from generator.photos.formats import Unreadable, recognise
from generator.photos.master import MASTER, encode, fitted
from generator.photos.masters import read
from generator.photos.metadata import findings


@dataclass(frozen=True, slots=True)
class Plain:
    """A JPEG ready to be printed."""

    data: bytes = field(repr=False)
    width: int
    height: int


def plain(path: Path) -> Plain | str:
    """The photograph, or in Chinese why there is none; a master that still reveals something is made anew."""
    try:
        data = read(path)
        decoded = decode(data, MASTER.longest)
        size = decoded.width, decoded.height
        if recognise(data) != "JPEG" or findings(data) or max(size) > MASTER.longest:
            image = fitted(decoded.image, MASTER)
            data, size = encode(image, MASTER), image.size
            again = decode(data, MASTER.longest)
            size = again.width, again.height
    except Unreadable as fault:
        return fault.message
    return Plain(data, *size)
