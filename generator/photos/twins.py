"""Other files that show the same picture: what is taken out of one must be taken out of all."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.photos import masters
from generator.photos.decode import decode
from generator.photos.formats import Unreadable
from generator.photos.likeness import Likeness, likeness

if TYPE_CHECKING:
    from generator.console import Console

_GLANCE = 256
"""Pixels across that are enough to compare."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A file that shows the same picture."""

    name: str
    same: bool
    """Byte for byte; otherwise saved again or made smaller."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What two files are compared by."""

    digest: str
    likeness: Likeness


def twins(
    wanted: Mapping[str, bytes], paths: Mapping[str, Path], console: Console | None = None
) -> dict[str, list[Twin]]:
    """Which of the files show the pictures in ``wanted``, by its names; what is no photo is passed over."""
    asked = {name: _shown(data) for name, data in wanted.items()}
    found: dict[str, list[Twin]] = {name: [] for name in wanted}
    with ThreadPoolExecutor() as threads:  # decoding releases the interpreter's lock
        for done, (name, shown) in enumerate(zip(paths, threads.map(_read, paths.values()), strict=True), start=1):
            for each, mine in asked.items():
                if shown is not None and mine is not None and shown.digest == mine.digest:
                    found[each].append(Twin(name, same=True))
                elif shown is not None and mine is not None and shown.likeness.is_near(mine.likeness):
                    found[each].append(Twin(name, same=False))
            if console is not None:
                console.progress("找同样的照片", done, len(paths))
    return found


def _read(path: Path) -> _Shown | None:
    try:
        return _shown(masters.read(path))
    except Unreadable:
        return None


def _shown(data: bytes) -> _Shown | None:
    try:
        return _Shown(masters.digest(data), likeness(decode(data, _GLANCE).image))
    except Unreadable:
        return None
