"""Programs that are spoken to while they work: one that answers again and again, one that is fed until it is full.

As in ``programs``: no shell, arguments as a list, nothing secret on the command line.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

_PART = 1 << 20
_LAST_WORDS = 2_000
_FAREWELL = 5.0
"""Seconds for our own threads when the program is gone; a child of it may still hold a pipe."""


class Talk:
    """A program that is spoken to for a while: words go in, each answer is heard up to the line that ends it."""

    def __init__(self, arguments: Sequence[str], *, cwd: Path, environment: Mapping[str, str]) -> None:
        self._complaint = bytearray()
        self._parts: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._heard = b""
        self._program = subprocess.Popen(
            list(arguments), bufsize=0, cwd=cwd, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._jobs = [
            threading.Thread(target=_pass_on, args=(self._program.stdout, self._parts), daemon=True),
            threading.Thread(target=_note, args=(self._program.stderr, self._complaint), daemon=True),
        ]
        for job in self._jobs:
            job.start()

    def say(self, words: bytes) -> None:
        """Words that a program that has gone does not take are lost; ``hear`` tells."""
        _say(self._program.stdin, words)

    def hear(self, end: bytes, timeout: float) -> tuple[bytes, bytes]:
        """What is said before ``end``, and the rest of that line.

        Raises:
            EOFError: it has gone; tells its last complaint.
            TimeoutError: it says nothing for so many seconds.
        """
        while not (found := self._heard.partition(end))[1] or b"\n" not in found[2]:
            try:
                part = self._parts.get(timeout=timeout)
            except queue.Empty:
                raise TimeoutError from None
            if not part:
                self.close()
                raise EOFError(self.complaint)
            self._heard += part
        line, _, self._heard = found[2].partition(b"\n")
        return found[0], line

    @property
    def complaint(self) -> str:
        """The end of what it has said on standard error."""
        return self._complaint.decode("utf-8", "replace").strip()

    def close(self, patience: float = 1.0) -> None:
        """Nothing more is said to it; it may take a moment to go by itself."""
        if self._program.stdin:
            self._program.stdin.close()
        try:
            self._program.wait(patience)
        except subprocess.TimeoutExpired:
            self._program.kill()
            self._program.wait()
        for job in self._jobs:
            job.join(_FAREWELL)
        for pipe in (self._program.stdout, self._program.stderr):
            if pipe:
                pipe.close()


def feed(
    arguments: Sequence[str], words: Iterable[bytes], *, cwd: Path, environment: Mapping[str, str]
) -> tuple[int, str]:
    """Say all there is to a program while it works, as long as it takes; its exit status and last complaint.

    Raises:
        FileNotFoundError: the program is not installed.
    """
    complaint = bytearray()
    with subprocess.Popen(
        list(arguments), bufsize=0, cwd=cwd, env=environment,
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    ) as program:  # fmt: skip
        note = threading.Thread(target=_note, args=(program.stderr, complaint), daemon=True)
        note.start()
        try:
            for part in words:
                _say(program.stdin, part)
                if program.poll() is not None:
                    break
            if program.stdin:
                program.stdin.close()
            program.wait()
        finally:
            program.kill()
        note.join(_FAREWELL)
    return program.returncode, complaint.decode("utf-8", "replace").strip()


def _say(ear: IO[bytes] | None, words: bytes) -> None:
    """Said beside the hearing: a program that waits for its answers to be heard would never hear the rest."""
    left = memoryview(words)
    with contextlib.suppress(OSError):
        while ear and left:
            left = left[os.write(ear.fileno(), left[:_PART]) :]


def _pass_on(mouth: IO[bytes] | None, parts: queue.SimpleQueue[bytes]) -> None:
    """Hand on what a program says, part by part, and that it has ended."""
    with contextlib.suppress(OSError, ValueError):
        while mouth and (part := os.read(mouth.fileno(), _PART)):
            parts.put(part)
    parts.put(b"")


def _note(mouth: IO[bytes] | None, complaint: bytearray) -> None:
    """Keep the end of what a program complains of, and read on, so that it never waits for a reader."""
    with contextlib.suppress(OSError):
        while mouth and (part := os.read(mouth.fileno(), _PART)):
            complaint += part
            del complaint[:-_LAST_WORDS]
