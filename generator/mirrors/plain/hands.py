"""Several files at a time, where a server can: what is asked of it waits mostly for its answers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

from generator.mirrors.plain.store import Store

_AHEAD = 4
_T = TypeVar("_T")
_R = TypeVar("_R")


def side_by_side(store: Store, work: Callable[[_T], _R], items: Sequence[_T]) -> Generator[tuple[_T, _R]]:
    """Do something with many files, in order as far as the caller sees; the first fault ends it.

    After a fault, or when it is closed, what has been begun comes to its end first: nothing is written any more when
    the caller goes on. After
    Ctrl-C it does not: a silent server could keep the user waiting for minutes, and who is interrupted ends anyway.
    Hence no ``ThreadPoolExecutor``, for whose threads the interpreter itself waits.
    """
    width = max(1, store.width)
    if width == 1:
        yield from ((item, work(item)) for item in items)
        return
    for start in range(0, len(items), width * _AHEAD):
        yield from _together(work, items[start : start + width * _AHEAD], width)


def _together(work: Callable[[_T], _R], items: Sequence[_T], width: int) -> Generator[tuple[_T, _R]]:
    todo: deque[tuple[_T, Future[_R]]] = deque((item, Future()) for item in items)
    promised = list(todo)
    hands = [Thread(target=_keep, args=(work, todo), daemon=True) for _ in range(min(width, len(items)))]
    for each in hands:
        each.start()
    try:
        for item, promise in promised:
            yield item, promise.result()
    except KeyboardInterrupt:
        todo.clear()
        raise
    except BaseException:
        todo.clear()
        for each in hands:
            each.join()
        raise


def _keep(work: Callable[[_T], _R], todo: deque[tuple[_T, Future[_R]]]) -> None:
    while todo:
        try:
            item, promise = todo.popleft()
        except IndexError:  # another hand was quicker
            return
        try:
            promise.set_result(work(item))
        except BaseException as fault:  # noqa: BLE001 -- whoever waits is told
            promise.set_exception(fault)
