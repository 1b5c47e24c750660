"""Talking to a program: everything is said, every answer is heard, and one that goes away is noticed."""

from __future__ import annotations

import sys

import pytest

from generator.programs import converse

ECHO = """
import sys
heard = b""
while part := sys.stdin.buffer.read1(65536):
    heard += part
    *whole, heard = heard.split(b",")
    for each in whole:
        sys.stdout.buffer.write(each.upper() + b",")
    sys.stdout.buffer.flush()
"""


def test_every_answer_is_heard() -> None:
    """Also where both sides have more to say than a pipe holds."""
    requests = b"".join(b"%d" % number + b"x" * 1000 + b"," for number in range(2000))
    assert converse([sys.executable, "-c", ECHO], requests, 2000, end=b",") == requests.upper()


@pytest.mark.parametrize("program", ["pass", "import sys; sys.stdout.write('one,')", "raise SystemExit(3)"])
def test_a_program_that_goes_away_is_noticed(program: str) -> None:
    """Too few answers are no answers."""
    with pytest.raises(EOFError):
        converse([sys.executable, "-c", program], b"a,b," * 100_000, 200_000, end=b",")


def test_a_program_that_says_nothing_is_stopped() -> None:
    """Nobody waits for ever."""
    with pytest.raises(EOFError):
        converse([sys.executable, "-c", "import time; time.sleep(60)"], b"a,", 1, end=b",", timeout=0.3)


def test_a_program_that_is_not_there_is_said() -> None:
    """A missing program is its own mistake."""
    with pytest.raises(FileNotFoundError):
        converse(["/nowhere/program"], b"", 0, end=b",")
