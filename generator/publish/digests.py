"""Digests of files that have been read before: what the system says nobody has changed since is not read again.

Kept in the cache, under what the system tells of a file: device, inode, size, and the times of the last writing and of
the last change, in nanoseconds. The time of change cannot be set by who writes into a file, only by whoever sets the
clock. A file that changed just before it was read is not remembered, as another change could fall into the same moment
of a coarse clock. After a week everything is read anew, which finds what a failing disk does. (Git's index rests on
the same; so does what a server remembers, ``mirrors.ssh.script``.)
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import tempfile
import time
from pathlib import Path

from generator.swap import swap

_PLACE = Path(".cache/digests.txt")
_HEAD = "jinguo-digests 1 "
_LINE = re.compile(r"[0-9]+(?: [0-9]+){4} [0-9a-f]{64}")
_WEEK = 7 * 86_400
_SECOND = 1_000_000_000
_FINE, _COARSE = _SECOND // 10, 2 * _SECOND
"""Nanoseconds that a change must be old: where the system counts parts of a second, and where it does not."""


class Digests:
    """For one measurement; asked and told by several threads at once.

    Args:
        place: the file that they are kept in, on the same disk as what is measured.
        anew: believe nothing that is written there.
    """

    def __init__(self, place: Path, *, anew: bool = False) -> None:
        self._place = place
        self._since, self._known = (0.0, {}) if anew or sys.platform == "win32" else _read(place)
        self._now = _clock(place.parent) if sys.platform != "win32" else 0  # its time of change is the time of birth
        self._used: dict[str, str] = {}

    @classmethod
    def of(cls, root: Path, *, anew: bool = False) -> Digests:
        """Those of a register."""
        return cls(root / _PLACE, anew=anew)

    def find(self, told: os.stat_result) -> str | None:
        """The digest of a file that is as it was when it was read."""
        key = _key(told)
        digest = self._known.get(key)
        if digest is not None:
            self._used[key] = digest
        return digest

    def learn(self, told: os.stat_result, digest: str) -> None:
        """A file has been read; ``told`` is what the system said of it before."""
        changed = told.st_ctime_ns
        if changed + (_FINE if changed % _SECOND else _COARSE) < self._now:
            self._used[_key(told)] = digest

    def keep(self) -> None:
        """Write down what has been used; where that fails, more is read next time."""
        if self._used == self._known or not self._now:
            return
        lines = [f"{key} {digest}" for key, digest in self._used.items()]
        text = "\n".join([f"{_HEAD}{int(self._since or time.time())}", *lines, ""])
        with contextlib.suppress(OSError):
            swap(self._place, text.encode())


def _key(told: os.stat_result) -> str:
    return f"{told.st_dev} {told.st_ino} {told.st_size} {told.st_mtime_ns} {told.st_ctime_ns}"


def _read(place: Path) -> tuple[float, dict[str, str]]:
    """Since when everything in it has been read, and the digests; nothing where it is too old, or is none."""
    try:
        head, *lines = place.read_text(encoding="ascii").splitlines()
        since = float(head.removeprefix(_HEAD)) if head.startswith(_HEAD) else 0.0
    except (OSError, ValueError):
        return 0.0, {}
    if not 0 <= time.time() - since < _WEEK or not all(map(_LINE.fullmatch, lines)):
        return 0.0, {}
    return since, {line[:-65]: line[-64:] for line in lines}


def _clock(folder: Path) -> int:
    """Nanoseconds by the clock of the disk, which need not be ours; 0 where nothing can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".clock-") as file:
            return os.fstat(file.fileno()).st_ctime_ns
    except OSError:
        return 0
