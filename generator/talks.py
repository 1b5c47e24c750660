"""Programs that are spoken to while they work: one that answers again and again, one that is fed until it is full.

As in ``programs``: no shell, arguments as a list, nothing secret on the command line.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

from generator.pipes import FAREWELL, PART, TooMuch, note, say

_MOST = 64 << 20
"""Bytes of one answer; the longest list of files that a server has to tell is a tenth of it."""
_WAITING = 64
"""Parts that may wait to be heard: a program that goes on talking waits."""
_GLANCE = 0.2


class Talk:
    """A program that is spoken to for a while: words go in, each answer is heard up to the line that ends it."""

    def __init__(self, arguments: Sequence[str], *, cwd: Path, environment: Mapping[str, str]) -> None:
        self._complaint = bytearray()
        self._parts: queue.Queue[bytes] = queue.Queue(_WAITING)
        self._heard = bytearray()
        self._over = threading.Event()
        self._program = subprocess.Popen(
            list(arguments), bufsize=0, cwd=cwd, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._jobs = [
            threading.Thread(target=_pass_on, args=(self._program.stdout, self._parts, self._over), daemon=True),
            threading.Thread(target=note, args=(self._program.stderr, self._complaint), daemon=True),
        ]
        for job in self._jobs:
            job.start()

    def say(self, words: bytes) -> None:
        """Words that a program that has gone does not take are lost; ``hear`` tells."""
        say(self._program.stdin, words)

    def hear(self, end: bytes, timeout: float) -> tuple[bytes, bytes]:
        """What is said before ``end``, and the rest of that line.

        Raises:
            EOFError: it has gone; tells its last complaint.
            TimeoutError: the answer is not there after so many seconds.
            TooMuch: it does not come to an end.
        """
        last, heard = time.monotonic() + timeout, self._heard
        looked, at, stop = 0, -1, -1
        while at < 0 or stop < 0:
            at = heard.find(end, looked) if at < 0 else at
            stop = heard.find(b"\n", max(at + len(end), looked)) if at >= 0 else -1
            looked = max(0, len(heard) - len(end) + 1)  # what has been looked at is not looked at again
            if stop < 0:
                if len(heard) > _MOST:
                    self.close()
                    raise TooMuch
                heard += self._next(last)
        answer, line = bytes(heard[:at]), bytes(heard[at + len(end) : stop])
        del heard[: stop + 1]
        return answer, line

    def _next(self, last: float) -> bytes:
        """The next part of what it says; raises as ``hear`` does."""
        try:
            part = self._parts.get(timeout=max(0.0, last - time.monotonic()))
        except queue.Empty:
            raise TimeoutError from None
        if not part:
            self.close()
            raise EOFError(self.complaint)
        return part

    @property
    def complaint(self) -> str:
        """The end of what it has said on standard error."""
        return self._complaint.decode("utf-8", "replace").strip()

    def close(self, patience: float = 1.0) -> None:
        """Nothing more is said to it; it may take a moment to go by itself."""
        self._over.set()
        if self._program.stdin:
            self._program.stdin.close()
        try:
            self._program.wait(patience)
        except subprocess.TimeoutExpired:
            self._program.kill()
            self._program.wait()
        for job in self._jobs:
            job.join(FAREWELL)
        for pipe in (self._program.stdout, self._program.stderr):
            if pipe:
                pipe.close()


class Fed:
    """A program that is fed until it is full; it may be started before there is anything to say to it.

    Args:
        arguments: the program and its arguments.
        cwd: where it runs.
        environment: all of its environment.
        heard: is told what it says on standard output, part by part, from another thread.

    Raises:
        FileNotFoundError: the program is not installed.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        cwd: Path,
        environment: Mapping[str, str],
        heard: Callable[[bytes], None] | None = None,
    ) -> None:
        self._complaint, self._fault = bytearray(), list[Exception]()
        self._program = subprocess.Popen(
            list(arguments), bufsize=0, cwd=cwd, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE if heard else subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._jobs = [threading.Thread(target=note, args=(self._program.stderr, self._complaint), daemon=True)]
        if heard:
            self._jobs.append(threading.Thread(target=self._hear, args=(heard,), daemon=True))
        for job in self._jobs:
            job.start()

    def feed(self, words: Iterable[bytes]) -> tuple[int, str]:
        """Say all there is while it works, as long as it takes; its exit status and last complaint.

        Raises what ``heard`` has raised; the program has come to its end all the same.
        """
        try:
            for part in words:
                say(self._program.stdin, part)
                if self._program.poll() is not None:
                    break
            if self._program.stdin:
                self._program.stdin.close()
            self._program.wait()
        finally:
            self.end()
        if self._fault:
            raise self._fault[0]
        return self._program.returncode, self._complaint.decode("utf-8", "replace").strip()

    def _hear(self, heard: Callable[[bytes], None]) -> None:
        """Take what it says to its end, whatever becomes of it: a program to which nobody listens comes to a stop."""
        mouth = self._program.stdout
        with contextlib.suppress(OSError, ValueError):
            while mouth and (part := os.read(mouth.fileno(), PART)):
                try:
                    if not self._fault:
                        heard(part)
                except Exception as fault:  # noqa: BLE001 -- told by ``feed``
                    self._fault.append(fault)

    def end(self) -> None:
        """Nothing more is wanted of it; a second time is no mistake."""
        self._program.kill()
        with self._program:  # closes its pipes, and waits
            for job in self._jobs:
                job.join(FAREWELL)


def _pass_on(mouth: IO[bytes] | None, parts: queue.Queue[bytes], over: threading.Event) -> None:
    """Hand on what a program says, part by part, and that it has ended; what nobody listens to any more is lost."""
    with contextlib.suppress(OSError, ValueError):
        while mouth and not over.is_set() and (part := os.read(mouth.fileno(), PART)):
            _hand_on(part, parts, over)
    while not _hand_on(b"", parts, over):  # nobody waits in vain for the end
        with contextlib.suppress(queue.Empty):
            parts.get_nowait()


def _hand_on(part: bytes, parts: queue.Queue[bytes], over: threading.Event) -> bool:
    """Whether there was room for it, before nobody listened any more."""
    while True:
        last = over.is_set()
        try:
            parts.put(part, timeout=_GLANCE)
        except queue.Full:
            if last:
                return False
        else:
            return True
