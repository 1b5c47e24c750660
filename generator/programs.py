"""Run other programs: no shell, arguments as a list, nothing secret on the command line."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


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
