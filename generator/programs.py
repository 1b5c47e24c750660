"""Run other programs: no shell, arguments as a list, nothing secret on the command line."""

from __future__ import annotations

import os
import re
import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from generator.pipes import FAREWELL, PART, TooMuch, note, say

_PATIENCE = 120.0
"""Seconds that a program has in any case, and ``_PACE`` bytes of requests must be good for one more."""
_PACE = 100_000
_LONGEST_ENTRY = 1_000
"""Bytes of an entry of git's lists, on the whole."""


_OURS = frozenset({"JINGUO_TRACE", "JINGUO_STAGE", "JINGUO_STRICT", "JINGUO_URL"})
"""What our own programs tell one another; nothing else of ours is for anybody but us."""
_SECRET = re.compile(r"TOKEN|PASSWORD|PASSWD|SECRET|CREDENTIAL|(?:ACCESS|PRIVATE|API)_?KEY|(?:^|_)PAT$|^CI_JOB_JWT")
"""What names of variables say that hold something secret."""
Late = subprocess.TimeoutExpired
"""What ``run`` raises when a program takes too long."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a finished program left behind."""

    status: int
    output: str
    """Standard output, decoded as UTF-8."""
    errors: str
    """Standard error, decoded as UTF-8."""


def children() -> dict[str, str]:
    """The environment of every program that we start: ours without passwords, keys and tokens.

    None of them needs one: what is secret of a server is used here and nowhere else, and a forge's tokens are the
    forge's. Whoever starts ssh, git or ssh-keygen starts what a configuration file names as well.
    """
    return {name: value for name, value in os.environ.items() if not _withheld(name.upper())}


def _withheld(name: str) -> bool:
    """Whether a variable may hold what no other program is to know; by its name, whatever it holds."""
    if name.startswith("JINGUO_"):
        return name not in _OURS
    return name.startswith("ACTIONS_") or _SECRET.search(name) is not None


def _of_git(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """What git is told: no other repository than the one asked, and no history but the one that is there.

    Git's hooks name theirs in the environment (``GIT_DIR``). What a clone has been told to take for something else
    (``git replace``, grafts) is known to nobody who reviewed it.
    """
    plain = {name: value for name, value in children().items() if not name.upper().startswith("GIT_")}
    return {**plain, "GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": os.devnull, **(extra or {})}


def run_on(
    given: Path, arguments: Sequence[str], *, cwd: Path, environment: Mapping[str, str], timeout: float = 120
) -> int:
    """Let a program read a file of any size, whatever it says; returns its exit status. Raises as ``run`` does."""
    with given.open("rb") as file:
        return subprocess.run(
            list(arguments), cwd=cwd, stdin=file, capture_output=True, timeout=timeout, check=False, env=environment
        ).returncode


def run(
    arguments: Sequence[str], *, cwd: Path, timeout: float = 60, environment: Mapping[str, str] | None = None
) -> Outcome:
    """Run a program to its end and keep its output; ``environment`` takes the place of ours without secrets.

    Raises:
        FileNotFoundError: the program is not installed.
        Late: it took more than ``timeout`` seconds.
    """
    done = subprocess.run(
        list(arguments), cwd=cwd, capture_output=True, text=True, encoding="utf-8", errors="replace",
        timeout=timeout, check=False, stdin=subprocess.DEVNULL, env=children() if environment is None else environment,
    )  # fmt: skip
    return Outcome(done.returncode, done.stdout, done.stderr)


def stream(arguments: Sequence[str], *, cwd: Path, extra: Mapping[str, str] | None = None) -> int:
    """Run a program whose output goes straight to the user's terminal; returns its exit status."""
    environment = {**children(), **(extra or {})}
    return subprocess.run(list(arguments), cwd=cwd, env=environment, check=False).returncode


def converse(
    arguments: Sequence[str], requests: bytes, replies: int, *, end: bytes, timeout: float | None = None
) -> bytes:
    """Say everything to a program that answers each request, and hear as many answers; then it is told to go.

    Such a program stops as soon as nobody speaks to it, so its input stays open until the last answer is there.
    Without a ``timeout`` it has as much time as there is to say to it.

    Raises:
        FileNotFoundError: the program is not installed.
        TimeoutError: it took too long.
        EOFError: it went before it had answered everything. Both tell the program's last complaint.
    """
    limit = _PATIENCE + len(requests) / _PACE if timeout is None else timeout
    complaint, late = bytearray(), threading.Event()
    # No buffers of ours: what a dead program did not take would be offered to it again when its input is closed.
    pipe = subprocess.PIPE
    with subprocess.Popen(list(arguments), bufsize=0, stdin=pipe, stdout=pipe, stderr=pipe, env=children()) as program:
        jobs = (
            threading.Timer(limit, _stop, (program, late)),
            threading.Thread(target=say, args=(program.stdin, requests)),
            threading.Thread(target=note, args=(program.stderr, complaint)),
        )
        try:
            for job in jobs:
                job.daemon = True
                job.start()
            heard, complete = _heard(program.stdout, replies, end)
        finally:  # also when somebody presses Ctrl-C
            jobs[0].cancel()
            program.kill()
            program.wait()
            for job in jobs:
                job.join(FAREWELL)
    if not complete:
        told = f"{arguments[0]}: {complaint.decode('utf-8', 'replace').strip()}"
        raise TimeoutError(told) if late.is_set() else EOFError(told)
    return heard


def _heard(mouth: IO[bytes] | None, replies: int, end: bytes) -> tuple[bytes, bool]:
    """What a program says, and whether these were all the answers."""
    heard, count = [], 0
    while count < replies and mouth and (part := os.read(mouth.fileno(), PART)):
        heard.append(part)
        count += part.count(end)
    return b"".join(heard), count >= replies


def _stop(program: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    program.kill()


def git(root: Path, *arguments: str, timeout: float = 60) -> Outcome | None:
    """Ask git about the repository around ``root``; None where there is no git, or it does not come to an end.

    No other repository is asked, see ``_of_git``.
    """
    try:
        words = ["git", "-c", "core.quotePath=false", *arguments]
        return run(words, cwd=root, timeout=timeout, environment=_of_git())
    except (OSError, subprocess.TimeoutExpired):
        return None


def git_bytes(
    root: Path, *arguments: str, told: bytes = b"", extra: Mapping[str, str] | None = None, timeout: float = 120
) -> tuple[int, bytes]:
    """Exit status and output of git as bytes, for contents of files; status 127 where there is no git, or it hangs.

    Args:
        root: any folder in the repository; as with ``git`` no other repository is asked.
        arguments: of git.
        told: what git reads.
        extra: more of the environment, such as another index.
        timeout: seconds.
    """
    words = ["git", "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(
            words, cwd=root, input=told, capture_output=True, timeout=timeout, check=False,
            env=_of_git(extra),
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return 127, b""
    return done.returncode, done.stdout


def git_entries(
    root: Path, *arguments: str, most: int, extra: Mapping[str, str] | None = None, timeout: float = 120
) -> list[bytes] | None:
    """What git lists with ``-z``, heard while it speaks; None where it fails or does not come to an end.

    A tree of a few kilobytes can name a thousand million paths, or none in as many folders.

    Raises:
        TooMuch: more than ``most`` entries, or more bytes than so many have.
    """
    words, late, count = ["git", "-c", "core.quotePath=false", *arguments], threading.Event(), 0
    heard = bytearray()
    try:
        program = subprocess.Popen(
            words, cwd=root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=_of_git(extra),
        )  # fmt: skip
    except OSError:
        return None
    limit = threading.Timer(timeout, _stop, (program, late))
    limit.daemon = True
    with program:
        limit.start()
        while program.stdout and (part := os.read(program.stdout.fileno(), PART)):
            count += part.count(b"\0")
            heard += part
            if count > most or len(heard) > most * _LONGEST_ENTRY:
                program.kill()
                limit.cancel()
                raise TooMuch
    limit.cancel()
    return None if program.returncode or late.is_set() else bytes(heard).split(b"\0")[:-1]


def tracked_by_git(root: Path, target: Path) -> bool | None:
    """Whether git tracks, or would track, anything at ``target``; None where there is no git repository.

    Asked of the repository around ``root`` and no other: git's hooks name theirs in the environment (``GIT_DIR``).
    """
    inside = git(root, "rev-parse", "--is-inside-work-tree")
    if inside is None or inside.status != 0:
        return None
    listed = git(root, "ls-files", "--", str(target))
    ignored = git(root, "check-ignore", "-q", "--", str(target / "x"))
    if listed is None or ignored is None:
        return None
    return bool(listed.output.strip()) or ignored.status == 1
