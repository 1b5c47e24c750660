"""One process at a time: a lock that the system lets go of when its holder dies; and whether a process is alive."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def alive(process: int) -> bool:
    """Whether a process of this number runs on this machine; it may where that cannot be asked without harm."""
    if sys.platform == "win32":  # there the question would end it
        return True
    if process < 1:
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


@contextmanager
def alone(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[bool]:
    """Nobody else is in the same block for this folder, which is made if need be; False where that cannot be had.

    Where somebody else is, ``waiting`` is called before we wait.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("ab") as file:
        yield _locked(file.fileno(), waiting)


def _locked(file: int, waiting: Callable[[], None]) -> bool:
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
        except OSError:
            return False
        else:
            return True
    try:
        if sys.platform == "win32":
            msvcrt.locking(file, msvcrt.LK_LOCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX)
    except OSError:  # some network file systems
        return False
    return True
