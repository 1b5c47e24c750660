"""The same file under another name: what must not be seen in one place must not be seen in any."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from pathlib import Path

from generator.photos import masters
from generator.photos.formats import Unreadable


def copies(root: Path, wanted: Iterable[str], among: Iterable[str]) -> dict[str, str]:
    """Which of some files are byte for byte one of those wanted: path → that one's path.

    Only files as heavy as one that is wanted are read, so that a whole register costs no more than a listing.

    Args:
        root: what paths are relative to.
        wanted: files that are looked for elsewhere.
        among: where they are looked for; what is wanted itself is left out, and what cannot be read has no copies.
    """
    known = dict.fromkeys(wanted)
    weights: dict[int, list[str]] = {}
    for path in known:
        weights.setdefault(_weight(root / path), []).append(path)
    weights.pop(_NONE, None)
    suspects = [path for path in dict.fromkeys(among) if path not in known and _weight(root / path) in weights]
    heavy = {_weight(root / path) for path in suspects}
    digests = {_digest(root / path): path for weight in heavy for path in reversed(weights[weight])}
    digests.pop("", None)
    found = {path: digests.get(_digest(root / path), "") for path in suspects}
    return {path: original for path, original in found.items() if original}


_NONE = -1


def _weight(path: Path) -> int:
    try:
        seen = path.lstat()
    except (OSError, ValueError):  # ValueError: a NUL byte in the name
        return _NONE
    return seen.st_size if stat.S_ISREG(seen.st_mode) else _NONE


def _digest(path: Path) -> str:
    try:
        return masters.digest(masters.read(path))
    except Unreadable:
        return ""
