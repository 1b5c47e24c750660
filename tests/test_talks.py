"""Programs that are fed: they come to their end whatever becomes of what they say."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from generator.talks import Fed, Talk

ECHO = "import sys; data = sys.stdin.buffer.read(); sys.stdout.buffer.write(data * 300); sys.exit(len(data))"


def fed(program: str, folder: Path, **more: object) -> Fed:
    """A program of one line."""
    return Fed([sys.executable, "-c", program], cwd=folder, environment=os.environ, **more)  # type: ignore[arg-type]


def test_what_it_says_is_heard(tmp_path: Path) -> None:
    """Part by part, all of it, and its status and complaint are told."""
    heard = bytearray()
    assert fed(ECHO, tmp_path, heard=heard.extend).feed([b"ab", b"c" * 5]) == (7, "")
    assert bytes(heard) == b"abccccc" * 300
    assert fed("import sys; sys.exit('no')", tmp_path).feed([b"x"] * 3) == (1, "no")


def test_a_listener_who_fails_does_not_stop_it(tmp_path: Path) -> None:
    """More than a pipe holds is read to the end all the same; then the mistake is told, once."""
    times: list[int] = []

    def deaf(part: bytes) -> None:
        times.append(len(part))
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        fed(ECHO, tmp_path, heard=deaf).feed([b"x" * 1000])
    assert len(times) == 1


def test_nothing_to_say_to_it(tmp_path: Path) -> None:
    """It is ended where it waits, and may be ended again."""
    program = fed("import time; time.sleep(60)", tmp_path, heard=print)
    program.end()
    program.end()


def test_who_speaks_into_a_closed_pipe_is_told_by_the_hearing(tmp_path: Path) -> None:
    """A word that comes after the end is lost without a mistake of ours; whoever waits for its answer learns it."""
    talk = Talk([sys.executable, "-c", "input()"], cwd=tmp_path, environment=os.environ)
    talk.close()
    talk.say(b"x\n")
    with pytest.raises(EOFError):
        talk.hear(b"\n", 5)
