"""What we know of the files on a server: written down there, and believed as far as the server's own listing agrees.

A record is one packed list and the parts of a journal that follow it. Each part stands for itself, so that a run which
is interrupted loses the last few files at most; what cannot be read is not believed, and its files are read back.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.mirrors.plain.packed import BROKEN, unpacked
from generator.mirrors.plain.store import OURS, Seen, Store
from generator.publish.manifest import plain

_LIST = "record.z"
_PART = re.compile(r"journal/(\d{8})\.z")
_FORMAT = 1
_LAST = 99_000_000
"""Numbers of parts; a record that tells of more was not written by us."""
_MANY = 24
"""Parts of a journal; more are gathered into the list."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as it was when we last knew its bytes."""

    sha256: str
    size: int
    tag: str


class Record:
    """The record of one site, in its state folder."""

    def __init__(self, state: Store, names: Iterable[str]) -> None:
        self._state = state
        self._entries: dict[str, Entry] = {}
        self._waiting: dict[str, Entry | None] = {}
        self._parts = sorted(name for name in names if _PART.fullmatch(name))
        self._through = self._take(_LIST) if _LIST in set(names) else 0
        for name in self._parts:
            if _number(name) > self._through:
                self._take(name)
        self._next = max([self._through, *map(_number, self._parts)]) + 1

    @property
    def paths(self) -> frozenset[str]:
        """Files that we put there."""
        return frozenset(self._entries)

    def known(self, listing: Mapping[str, Seen]) -> dict[str, str]:
        """Digests of the files that lie there exactly as we left them, by path."""
        return {
            path: entry.sha256
            for path, entry in self._entries.items()
            if (seen := listing.get(path)) and seen.tag and (seen.size, seen.tag) == (entry.size, entry.tag)
        }

    def digest(self, path: str) -> str:
        """Of the bytes that we last knew under a path; empty where we know nothing."""
        return self._entries[path].sha256 if path in self._entries else ""

    def size(self, path: str) -> int:
        """Of the bytes that we last knew under a path."""
        return self._entries[path].size if path in self._entries else 0

    def note(self, path: str, entry: Entry | None) -> None:
        """A file is there now, or gone; nothing is written yet."""
        self._waiting[path] = entry
        if entry is None:
            self._entries.pop(path, None)
        else:
            self._entries[path] = entry

    @property
    def waiting(self) -> int:
        """Notes that nobody has written down."""
        return len(self._waiting)

    def flush(self) -> None:
        """Write down what is new, as one part of the journal."""
        if not self._waiting:
            return
        name = f"journal/{self._next:08}.z"
        self._write(name, {"files": {path: _told(entry) for path, entry in sorted(self._waiting.items())}})
        self._waiting.clear()
        self._parts.append(name)
        self._next += 1

    def gather(self, *, always: bool = False) -> None:
        """Write down what is new; many parts become one list, so that nothing of what is gone is left in them."""
        if not always and len(self._parts) < _MANY:
            self.flush()
            return
        files = {path: _told(entry) for path, entry in sorted(self._entries.items())}
        self._write(_LIST, {"through": self._next - 1, "files": files})
        self._waiting.clear()
        for name in self._parts:
            self._state.delete(name)
        self._parts.clear()

    def _write(self, name: str, value: dict[str, Any]) -> None:
        text = json.dumps({"jinguo": _FORMAT, **value}, ensure_ascii=False, separators=(",", ":"))
        self._state.write(name, zlib.compress(text.encode()), OURS)

    def _take(self, name: str) -> int:
        """Read the list or a part; what cannot be read is as if it were not there."""
        data = self._state.read(name)
        try:
            found = json.loads(unpacked(data))
            entries = {str(path): _heard(told) for path, told in found["files"].items() if plain(str(path))}
            through = int(found.get("through", 0))
        except BROKEN:
            return 0
        if not 0 <= through < _LAST:
            return 0
        for path, entry in entries.items():
            if entry is None:
                self._entries.pop(path, None)
            else:
                self._entries[path] = entry
        return through


def _number(name: str) -> int:
    found = _PART.fullmatch(name)
    return int(found[1]) if found else 0


def _told(entry: Entry | None) -> list[Any] | None:
    return None if entry is None else [entry.sha256, entry.size, entry.tag]


def _heard(told: Any) -> Entry | None:
    if told is None:
        return None
    sha256, size, tag = told
    if not (str(sha256).isprintable() and str(tag).isprintable()):
        raise ValueError
    return Entry(str(sha256), int(size), str(tag))
