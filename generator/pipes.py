"""The ends of the pipes to a program that runs: what is said to it, what it complains of."""

from __future__ import annotations

import contextlib
import os
from typing import IO

PART = 1 << 20
"""Bytes that go into a pipe, or come out of it, at most at a time."""
FAREWELL = 5.0
"""Seconds for our own threads when the program is gone; a child of it may still hold a pipe."""
_LAST_WORDS = 2_000


class TooMuch(Exception):  # noqa: N818 - not a mistake of ours
    """A program had more to say than anybody wants to hear; it has been stopped."""


def say(ear: IO[bytes] | None, words: bytes) -> None:
    """Said beside the hearing: a program that waits for its answers to be heard would never hear the rest.

    What a program that has gone, or a pipe that is closed, does not take is lost.
    """
    left = memoryview(words)
    with contextlib.suppress(OSError, ValueError):
        while ear and left:
            left = left[os.write(ear.fileno(), left[:PART]) :]


def note(mouth: IO[bytes] | None, complaint: bytearray) -> None:
    """Keep the end of what a program complains of, and read on, so that it never waits for a reader."""
    with contextlib.suppress(OSError, ValueError):
        while mouth and (part := os.read(mouth.fileno(), PART)):
            complaint += part
            del complaint[:-_LAST_WORDS]
