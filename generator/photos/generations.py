"""What of the cache may go: all but what the last few builds needed, whichever they were and whenever.

Every build writes down the keys that it needs before it looks for them. So one that is at work is never robbed by
one that has just finished, a build of another branch finds its photos again, and no clock has a say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from pathlib import Path

from generator.locks import alone
from generator.photos.cache import Cache

REMEMBERED = 8
"""Different sets of photos: some branches, and the last changes of each."""
_NAME = re.compile(r"(\d{1,9})\.json")
_KEY = re.compile(r"[0-9a-f.-]{1,120}")


def begin(cache: Cache, keys: Collection[str]) -> bool:
    """Write down what a build needs; says whether that is another set than the last build's."""
    wanted = sorted(keys)
    with alone(cache.root):
        known = _known(cache.root)
        if known and known[-1][1] == wanted:
            return False
        number = known[-1][0] + 1 if known else 1
        cache.place(_folder(cache.root) / f"{number}.json", json.dumps(wanted, indent=0).encode())
        kept = [each for each, held in known if held != wanted][1 - REMEMBERED :]
        for old in {each for each, _ in known}.difference(kept):
            (_folder(cache.root) / f"{old}.json").unlink(missing_ok=True)
    return True


def prune(cache: Cache) -> int:
    """Remove what none of the remembered builds needed; says how many notes and files went."""
    with alone(cache.root) as held:
        known = _known(cache.root)
        if not held or not known:
            return 0
        return cache.prune({key for _, keys in known for key in keys})


def _known(root: Path) -> list[tuple[int, list[str]]]:
    """The remembered builds, oldest first; a damaged note is none."""
    found = []
    for path in _folder(root).glob("*.json"):
        name = _NAME.fullmatch(path.name)
        try:
            keys = json.loads(path.read_bytes()) if name else None
        except (OSError, ValueError, RecursionError):
            continue
        if name and isinstance(keys, list) and all(isinstance(key, str) and _KEY.fullmatch(key) for key in keys):
            found.append((int(name[1]), keys))
    return sorted(found)


def _folder(root: Path) -> Path:
    return root / "generations"
