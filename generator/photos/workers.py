"""The same work on many things in several processes, surviving one that dies; knows nothing of photos."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Thing = TypeVar("Thing")
Result = TypeVar("Result")

FEW = 2
"""Up to so many things are done in this process: starting others would take longer."""
MOST_PROCESSES = 8
"""Each may hold a large decoded photo."""


@dataclass
class Work(Generic[Thing, Result]):
    """One kind of work, and what to do about it."""

    do: Callable[[Thing], Result]
    """Importable by name: processes are spawned, as a fork would copy threads and locks of a live server."""
    crashed: Callable[[Thing], Result]
    """The answer for a thing that kills its process, even alone."""
    report: Callable[[int], None] = lambda _: None
    """Hears how many are done."""
    _results: dict[int, Result] = field(default_factory=dict, init=False)

    def each(self, things: Sequence[Thing], processes: int | None = None) -> list[Result]:
        """The results, in the order of the things."""
        self._results = {}
        count = min(len(things), processes or max(2, min(MOST_PROCESSES, os.cpu_count() or 2)))
        if len(things) > FEW and count > 1:
            self._together(things, count)
            self._one_by_one(things)
        self._here(things)
        return [self._results[number] for number in range(len(things))]

    def _together(self, things: Sequence[Thing], count: int) -> None:
        """Do all at once; when a process dies, whatever is unfinished stays without a result."""
        pool = _pool(count)
        try:
            futures = {pool.submit(self.do, thing): number for number, thing in enumerate(things)}
            for future in as_completed(futures):
                self._done(futures[future], future.result())
        except BrokenProcessPool:
            pass
        finally:
            pool.shutdown(cancel_futures=True)

    def _one_by_one(self, things: Sequence[Thing]) -> None:
        """Do the rest in one other process, so that it is plain which thing kills it.

        Gives up where no process can be started at all: that is not the fault of the things.
        """
        pool: ProcessPoolExecutor | None = None
        try:
            for number in self._left(things):
                if pool is None:
                    pool = _pool(1)
                    if not _starts(pool):
                        return
                try:
                    self._done(number, pool.submit(self.do, things[number]).result())
                except BrokenProcessPool:
                    self._done(number, self.crashed(things[number]))
                    pool.shutdown()
                    pool = None
        finally:
            if pool is not None:
                pool.shutdown()

    def _here(self, things: Sequence[Thing]) -> None:
        for number in self._left(things):
            self._done(number, self.do(things[number]))

    def _left(self, things: Sequence[Thing]) -> list[int]:
        return [number for number in range(len(things)) if number not in self._results]

    def _done(self, number: int, result: Result) -> None:
        self._results[number] = result
        self.report(len(self._results))


def _pool(count: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, mp_context=context, initializer=_begin)


def _starts(pool: ProcessPoolExecutor) -> bool:
    try:
        pool.submit(os.getpid).result()
    except BrokenProcessPool:
        return False
    return True


def _begin() -> None:
    """Prepare a helper process to end when, and only when, the process that started it wants or dies.

    Ctrl+C reaches all of them, but only the first should answer; killed, it cannot tell the others to end.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
