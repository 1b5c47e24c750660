"""Ways to interrupt a publishing run: kill its process with all its children, or drop its link."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.wire import wire

ROOT = Path(__file__).resolve().parents[2]


def run_and_kill(arguments: Sequence[str], after: float, environment: Mapping[str, str] | None = None) -> bool:
    """Run a program for ``after`` seconds at most, then kill it and all that it started; whether it had to be.

    ``[sys.executable, "-c", …]`` finds the modules of the repository. The program must be well where it ends itself.
    """
    program = start(arguments, environment)
    try:
        _, told = program.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        return True
    finally:
        kill(program)
    assert program.returncode == 0, told.decode("utf-8", "replace")
    return False


def start(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start a program as the head of a group of its own."""
    return subprocess.Popen(
        list(arguments), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        start_new_session=True, env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
    )  # fmt: skip


def kill(program: subprocess.Popen[bytes]) -> None:
    """End a program of ``start`` and all that it started, without a chance to clean up."""
    if program.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.communicate()


def python(code: str, *arguments: object) -> list[str]:
    """The command that runs some lines of Python in a fresh interpreter."""
    return [sys.executable, "-c", code, *map(str, arguments)]


@contextmanager
def dropping(port: int, after: int) -> Iterator[int]:
    """A port that leads to ``port`` until ``after`` bytes have gone over it, both ways together; then no more."""
    with wire(port, limit=after) as found:
        yield found.port
