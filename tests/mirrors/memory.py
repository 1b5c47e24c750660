"""A server of plain files that lives in memory: it counts, fails when told to, and can lie."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from generator.console import Recorded
from generator.mirrors.parts import MirrorError, Release
from generator.mirrors.plain.mirror import PlainMirror
from generator.mirrors.plain.packed import MOST
from generator.mirrors.plain.store import Seen, Served


@dataclass
class Clockwork:
    """Shared by the stores of one server: how many changes it still takes, and what looks at it after each."""

    left: int | None = None
    """Changes that are still taken; then every one fails, as with a broken link."""
    done: int = 0
    watch: Callable[[], None] = lambda: None

    def change(self) -> None:
        """One more change is asked for."""
        if self.left is not None and self.done >= self.left:
            raise MirrorError("线断了")
        self.done += 1


@dataclass
class MemoryStore:
    """One folder of it."""

    clock: Clockwork = field(default_factory=Clockwork)
    files: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    tells_md5: bool = False
    width: int = 1
    broken: Callable[[str, bytes], bytes] = lambda _path, data: data
    """What the server makes of what it is sent."""
    stuck: Callable[[str], bool] = lambda _path: False
    """Files that cannot be written or deleted."""
    reads: list[str] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)
    closed: bool = False
    notes: list[str] = field(default_factory=list)
    _count: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def listing(self) -> dict[str, Seen]:
        """Everything."""
        return {path: self._seen(path) for path in self.files}

    def read(self, path: str, most: int = MOST) -> bytes | None:
        """One file."""
        self.reads.append(path)
        return self.files[path][0][: most + 1] if path in self.files else None

    def write(self, path: str, data: bytes, how: Served) -> Seen:
        """Replace one file whole."""
        del how
        with self._lock:
            if self.stuck(path):
                raise MirrorError(f"{path}：不许写")
            self.clock.change()
            self.writes.append(path)
            self.put(path, self.broken(path, data))
        self.clock.watch()
        return self._seen(path)

    def delete(self, path: str) -> None:
        """Remove one file."""
        with self._lock:
            if self.stuck(path):
                raise MirrorError(f"{path}：不许删")
            self.clock.change()
            self.files.pop(path, None)
        self.clock.watch()

    def close(self) -> None:
        """Nothing to let go of."""
        self.closed = True

    def put(self, path: str, data: bytes) -> None:
        """As somebody does who works on the server by hand."""
        self._count += 1
        self.files[path] = (data, str(self._count))

    def bytes(self) -> dict[str, bytes]:
        """What a reader can find."""
        return {path: data for path, (data, _) in self.files.items()}

    def _seen(self, path: str) -> Seen:
        data, tag = self.files[path]
        return Seen(len(data), tag, hashlib.md5(data, usedforsecurity=False).hexdigest() if self.tells_md5 else "")


class Server:
    """A server in memory with its mirror."""

    def __init__(self, keep: int = 3) -> None:
        self.clock = Clockwork()
        self.site, self.state = MemoryStore(self.clock), MemoryStore(self.clock)
        self.console = Recorded()
        self.keep = keep

    @property
    def mirror(self) -> PlainMirror:
        """A machine that has never spoken to this server."""
        return PlainMirror(self.site, self.state, self.keep, self.console, patience=0.1)

    def holds(self, wanted: Release, *, more: bool = True) -> bool:
        """Whether all files of a release are there, to the byte; without ``more`` nothing else is."""
        found = self.site.bytes()
        expected = {file.path: (wanted.folder / file.path).read_bytes() for file in wanted.manifest.everything()}
        assert {path: data for path, data in found.items() if path in expected} == expected
        return more or set(found) == set(expected)
