"""Many sheets are opened in several processes: one key is one core's work, and threads would only wait for it.

The keys go to the other processes through the pipe that starts them, never in arguments or the environment; what
they hand back is what the caller keeps of a sheet. A small register is opened here: starting others takes longer.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from generator.console import Console
from generator.sealed.age import Identities, parse_identities

Kept = TypeVar("Kept")

LITTLE = 2_000_000
"""Bytes of sheets, about 2,000 rows, that are opened here faster than other processes start."""
MOST_PROCESSES = 8
_BATCH = 500_000
"""Bytes of sheets that a process opens before it hands them back."""
_AHEAD = 3
"""Batches a process may have finished before they are fetched, so that memory stays small."""
DIED = "打开密封表的辅助进程中断了，改由本进程接着打开，会慢一些"

_keys: list[Identities] = []
"""Of a helper process: the keys that it was started with."""


@dataclass(frozen=True)
class Opening(Generic[Kept]):
    """What is done with each sheet."""

    root: Path
    identities: Identities
    look: Callable[[Path, str, Identities], Kept]
    """Opens a sheet by its path below the root and returns what is kept of it; importable by name."""
    console: Console
    processes: int = field(default_factory=lambda: min(MOST_PROCESSES, os.cpu_count() or 1))

    def each(self, paths: Sequence[str]) -> Iterator[Kept]:
        """What is kept of each sheet, in the order of the paths; a process that dies costs time, never a sheet."""
        batches = _batches(self.root, paths)
        done = 0
        if min(self.processes, len(batches)) > 1 and sum(_size(self.root / path) for path in paths) > LITTLE:
            try:
                for kept in self._together(batches):
                    yield kept
                    done += 1
            except BrokenProcessPool:
                self.console.warn(DIED)
        for path in paths[done:]:
            yield self.look(self.root, path, self.identities)

    def _together(self, batches: Sequence[Sequence[str]]) -> Iterator[Kept]:
        waiting: deque[Future[list[Kept]]] = deque()
        with _pool(min(self.processes, len(batches)), self.identities) as pool:
            for batch in batches:
                with _undisturbed():
                    waiting.append(pool.submit(_look, self.look, self.root, batch))
                if len(waiting) > _AHEAD * self.processes:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()


def _batches(root: Path, paths: Sequence[str]) -> list[list[str]]:
    """Shares of much the same size, in order."""
    batches: list[list[str]] = [[]]
    size = 0
    for path in paths:
        size += _size(root / path)
        batches[-1].append(path)
        if size >= _BATCH:
            batches.append([])
            size = 0
    return [each for each in batches if each]


def _look(look: Callable[[Path, str, Identities], Kept], root: Path, paths: Sequence[str]) -> list[Kept]:
    """In a helper process: some sheets, one after another."""
    return [look(root, path, _keys[0]) for path in paths]


@contextmanager
def _pool(count: int, identities: Identities) -> Iterator[ProcessPoolExecutor]:
    """Helper processes, gone at the end whatever happens."""
    context = multiprocessing.get_context("spawn")
    secret = "\n".join(str(key) for key in identities.keys)
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(secret,))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Processes that start here never hear Ctrl+C, not even before ``_begin``; this one hears it a moment later."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(secret: str) -> None:
    """Prepare a helper process to end when, and only when, the process that started it wants or dies.

    Ctrl+C reaches all of them, but only the first should answer; killed, it cannot tell the others to end.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _keys[:] = [parse_identities(secret)]


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0
