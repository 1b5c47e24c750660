"""A wire to a server on this machine that counts what goes over it, makes it slow, or breaks."""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.ports import HOST

_PART = 1 << 16
_AHEAD = 256
"""Parts that may be on their way at a time."""


class Wire:
    """Takes connections on ``port`` and hands them on; all connections are one wire."""

    def __init__(self, target: int, *, limit: int | None = None, delay: float = 0.0) -> None:
        self.up = self.down = self.turns = self.connections = 0
        self.broken = False
        self._target, self._limit, self._delay = target, limit, delay
        self._lock = threading.Lock()
        self._last = ""
        self._ends: list[socket.socket] = []
        self._listener = socket.create_server((HOST, 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def total(self) -> int:
        """Both ways together."""
        return self.up + self.down

    def cut(self) -> None:
        """Break all connections and take no more."""
        self.broken = True
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            ends, self._ends = self._ends, []
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while not self.broken:
                near, _ = self._listener.accept()
                try:
                    far = socket.create_connection((HOST, self._target))
                except OSError:
                    near.close()
                    continue
                with self._lock:
                    self.connections += 1
                    self._ends += [near, far]
                for end in (near, far):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._join(near, far, "up")
                self._join(far, near, "down")

    def _join(self, source: socket.socket, sink: socket.socket, way: str) -> None:
        """One direction: one thread takes, another hands on when a part's time has come."""
        parts: queue.Queue[tuple[float, bytes]] = queue.Queue(_AHEAD)
        threading.Thread(target=self._take, args=(source, parts, way), daemon=True).start()
        threading.Thread(target=self._hand_on, args=(sink, parts), daemon=True).start()

    def _take(self, source: socket.socket, parts: queue.Queue[tuple[float, bytes]], way: str) -> None:
        part = b"-"
        while part:
            try:
                part = source.recv(_PART)
            except OSError:
                part = b""
            if self._count(len(part), way):
                self.cut()
            parts.put((time.monotonic() + self._delay, part))

    def _hand_on(self, sink: socket.socket, parts: queue.Queue[tuple[float, bytes]]) -> None:
        part = b"-"
        while part:
            due, part = parts.get()
            if (wait := due - time.monotonic()) > 0:
                time.sleep(wait)
            with contextlib.suppress(OSError):
                sink.sendall(part) if part else sink.shutdown(socket.SHUT_WR)

    def _count(self, size: int, way: str) -> bool:
        """Whether the wire breaks now."""
        with self._lock:
            if size and way != self._last:
                self._last = way
                self.turns += 1
            if way == "up":
                self.up += size
            else:
                self.down += size
            return self._limit is not None and not self.broken and self.up + self.down >= self._limit


@contextmanager
def wire(target: int, *, limit: int | None = None, delay: float = 0.0) -> Iterator[Wire]:
    """A wire to a port of this machine.

    Args:
        target: the port.
        limit: bytes, both ways and all connections together, after which it breaks for good.
        delay: seconds that each byte is on its way, in each direction.
    """
    found = Wire(target, limit=limit, delay=delay)
    try:
        yield found
    finally:
        found.cut()
