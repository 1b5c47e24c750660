"""An end to everything that is asked: links are cut when their time is over, and answers do not pile up."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

_LOOK = 0.1
_IDLE = 1.0
"""Seconds between two looks, and after which nobody looks any more where nothing is open."""
_Item = TypeVar("_Item")
_Found = TypeVar("_Found")


class _Here(threading.local):
    socket: socket.socket | None = None


HERE = _Here()
"""The link over which this thread is being answered, so that it can be cut when the time is over."""


class _Watch:
    """Cuts links whose time is over: a byte now and then would keep whoever listens waiting for ever.

    One thread for all of them, for as long as there are any.
    """

    def __init__(self) -> None:
        self._open: dict[object, tuple[float, threading.Event, dict[str, Any]]] = {}
        self._lock = threading.Lock()
        self._running = False

    @contextlib.contextmanager
    def over(self, seconds: float) -> Iterator[threading.Event]:
        """Look after the link of this thread; the event tells that it was cut."""
        late, now, mark = threading.Event(), HERE.__dict__, object()
        now["socket"] = None
        with self._lock:
            self._open[mark] = (time.monotonic() + seconds, late, now)
            if not self._running:
                self._running = True
                threading.Thread(target=self._look, name="jinguo-watch", daemon=True).start()
        try:
            yield late
        finally:
            with self._lock:
                self._open.pop(mark, None)

    def _look(self) -> None:
        idle = 0.0
        while True:
            time.sleep(_LOOK)
            with self._lock:
                idle = 0.0 if self._open else idle + _LOOK
                if idle > _IDLE:
                    self._running = False
                    return
                for end, late, now in self._open.values():
                    if time.monotonic() > end:
                        late.set()
                        if (link := now["socket"]) is not None:
                            with contextlib.suppress(OSError):
                                link.shutdown(socket.SHUT_RDWR)


WATCH = _Watch()


def few_ahead(
    workers: Executor, ask: Callable[[_Item], _Found], items: Iterable[_Item], ahead: int = 24
) -> Iterator[tuple[_Item, _Found]]:
    """Answers in the order of the questions; only so many are held that nobody has looked at yet."""
    waiting: deque[tuple[_Item, Future[_Found]]] = deque()
    for item in items:
        waiting.append((item, workers.submit(ask, item)))
        if len(waiting) >= ahead:
            first, answer = waiting.popleft()
            yield first, answer.result()
    while waiting:
        first, answer = waiting.popleft()
        yield first, answer.result()
