"""A thread in which promises are kept, for libraries that give nothing else; and work that is tried more than once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import Any, TypeVar

from generator.mirrors.parts import MirrorError

TRIES = 5
PAUSE = 0.3
"""Seconds before the first new try after a broken connection; doubled each time."""
_T = TypeVar("_T")


class Loop:
    """May be asked by several threads at once.

    Args:
        where: what is said to be closed.
    """

    def __init__(self, where: str) -> None:
        self._where = where
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, what: Coroutine[Any, Any, _T]) -> _T:
        """Wait for what a coroutine gives.

        Raises:
            MirrorError: everything has been closed.
        """
        if self._loop.is_closed():
            what.close()
            raise MirrorError(f"和{self._where}的连接已经关了")
        return asyncio.run_coroutine_threadsafe(what, self._loop).result()

    def close(self, last: Callable[[], Awaitable[None]] | None = None) -> None:
        """End the thread, after one last thing; a second time is no mistake."""
        if self._loop.is_closed():
            return
        if last:
            asyncio.run_coroutine_threadsafe(_awaited(last), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _awaited(last: Callable[[], Awaitable[None]]) -> None:
    await last()


def tries(pause: float | None = None) -> Iterator[float]:
    """Seconds to wait after each try that has failed; none after the last one, which is then the end of it."""
    pause = PAUSE if pause is None else pause
    for left in reversed(range(TRIES)):
        yield pause if left else 0.0
        pause *= 2
