"""Run other programs: no shell, arguments as a list, nothing secret on the command line."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a finished program left behind."""

    status: int
    output: str
    """Standard output, decoded as UTF-8."""
    errors: str
    """Standard error, decoded as UTF-8."""


def run(arguments: Sequence[str], *, cwd: Path, timeout: float = 60) -> Outcome:
    """Run a program to its end and keep its output.

    Raises:
        FileNotFoundError: the program is not installed.
        subprocess.TimeoutExpired: it took more than ``timeout`` seconds.
    """
    done = subprocess.run(
        list(arguments), cwd=cwd, capture_output=True, text=True, encoding="utf-8", errors="replace",
        timeout=timeout, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return Outcome(done.returncode, done.stdout, done.stderr)


def stream(arguments: Sequence[str], *, cwd: Path, extra: Mapping[str, str] | None = None) -> int:
    """Run a program whose output goes straight to the user's terminal; returns its exit status."""
    environment = {**os.environ, **(extra or {})}
    return subprocess.run(list(arguments), cwd=cwd, env=environment, check=False).returncode


def converse(arguments: Sequence[str], requests: bytes, replies: int, *, end: bytes, timeout: float = 300) -> bytes:
    """Say everything to a program that answers each request, and hear as many answers; then it is told to go.

    Such a program stops as soon as nobody speaks to it, so its input stays open until the last answer is there.

    Raises:
        FileNotFoundError: the program is not installed.
        EOFError: it went before it had answered everything, or took more than ``timeout`` seconds.
    """
    with subprocess.Popen(
        list(arguments), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as program:
        speaker = threading.Thread(target=_say, args=(program.stdin, requests))
        clock = threading.Timer(timeout, program.kill)
        clock.start()
        speaker.start()
        heard, count = [], 0
        while count < replies and program.stdout and (part := os.read(program.stdout.fileno(), 1 << 20)):
            heard.append(part)
            count += part.count(end)
        clock.cancel()
        program.kill()
        speaker.join()
    if count < replies:
        raise EOFError(arguments[0])
    return b"".join(heard)


def _say(ear: IO[bytes] | None, words: bytes) -> None:
    """Written beside the hearing: a program that waits for its answers to be heard would never hear the rest."""
    with contextlib.suppress(BrokenPipeError, OSError):
        if ear:
            ear.write(words)
            ear.flush()


def tracked_by_git(root: Path, target: Path) -> bool | None:
    """Whether git tracks, or would track, anything at ``target``; None where there is no git repository."""
    try:
        inside = run(["git", "rev-parse", "--is-inside-work-tree"], cwd=root)
        if inside.status != 0:
            return None
        listed = run(["git", "ls-files", "--", str(target)], cwd=root)
        ignored = run(["git", "check-ignore", "-q", "--", str(target / "x")], cwd=root)
    except FileNotFoundError:
        return None
    return bool(listed.output.strip()) or ignored.status == 1
