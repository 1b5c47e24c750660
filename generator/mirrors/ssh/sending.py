"""How files take their way to a server: by rsync, which knows what the server has, or as one packed stream."""

from __future__ import annotations

import re
import tarfile
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Full, Queue
from threading import Event, Thread

from generator.console import Console
from generator.publish.manifest import File
from generator.talks import Fed

IDLE = 300
"""Seconds in which nothing comes, after which rsync gives up."""
_FRESH = IDLE / 5
_GLANCE = 0.2
_DELIVERED, _LONGEST = re.compile(rb"\(xfr#([0-9]{1,9}),"), 14
"""How rsync tells how many files are over, and a byte less than the longest of that."""


class Courier:
    """rsync that is called before anybody knows what it shall take: both sides need a while to say hello.

    Args:
        call: starts it; what it says on its way goes to the function that is given.
        console: hears how far it is.
    """

    def __init__(self, call: Callable[[Callable[[bytes], None]], Fed], console: Console) -> None:
        self._call, self._console = call, console
        self._load, self._delivered, self._heard = 0, 0, b""
        self._rsync, self._since = call(self._hear), time.monotonic()

    def carry(self, files: Sequence[File]) -> str:
        """Only what is new in a file goes over the link: the server has the old one. Empty, or why it did not work."""
        if time.monotonic() - self._since > _FRESH:  # it might go away in the middle
            self.leave()
            self._rsync = self._call(self._hear)
        self._load, self._delivered = len(files), 0
        names = b"".join(b"./" + each.path.encode() + b"\0" for each in files)  # a bare # begins a comment
        status, told = self._rsync.feed([names])
        return (told or "rsync") if status else ""

    def _hear(self, part: bytes) -> None:
        self._heard = self._heard[-_LONGEST:] + part
        told = _DELIVERED.findall(self._heard)
        if told and self._delivered < int(told[-1]) <= self._load:
            self._delivered = int(told[-1])
            self._console.progress("发送", self._delivered, self._load)

    def leave(self) -> None:
        """There is nothing more for it; a second time is no mistake."""
        self._rsync.end()


class _UnwantedError(Exception):
    """Nobody takes the rest."""


def packed(site: Path, files: Iterable[File]) -> Generator[bytes]:
    """The files as a compressed archive, piece by piece; a file that is gone meanwhile is an error of the system.

    Whoever does not take all of it closes it.
    """
    pieces: Queue[bytes | BaseException | None] = Queue(16)
    over = Event()

    def put(piece: bytes | BaseException | None) -> None:
        while not over.is_set():
            with suppress(Full):
                pieces.put(piece, timeout=_GLANCE)
                return
        raise _UnwantedError

    class _Pipe:
        def write(self, data: bytes) -> int:
            put(bytes(data))
            return len(data)

    def fill() -> None:
        try:
            _archive(site, files, _Pipe())
            put(None)
        except BaseException as error:  # noqa: BLE001 -- whoever takes the pieces is told, and never waits in vain
            with suppress(_UnwantedError):
                put(error)

    filling = Thread(target=fill, daemon=True)
    filling.start()
    try:
        while (piece := pieces.get()) is not None:
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    finally:
        over.set()
        filling.join()


def _archive(site: Path, files: Iterable[File], into: object) -> None:
    """Write the stream; ``into`` has ``write``."""
    with tarfile.open(fileobj=into, mode="w|gz", format=tarfile.GNU_FORMAT) as archive:  # type: ignore[call-overload]
        for each in files:
            with (site / each.path).open("rb") as file:
                entry = tarfile.TarInfo(each.path)
                entry.size, entry.mode = each.size, 0o644
                archive.addfile(entry, file)
