"""Who holds a server without flock, and who does not any more: nobody else's process is touched."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.mirrors.ssh.change import SCRIPT

HASTE = """
mark=x
has() { [ "$1" != flock ] && command -v "$1" >/dev/null 2>&1; }
sleep() { :; }
tools && why= && hold; echo "$? $why" >&3
"""


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    """A process of the same account."""
    with subprocess.Popen(["sleep", "60"]) as process:
        yield process
        process.kill()


def held(folder: Path) -> str:
    """What comes of trying to take the lock."""
    told = subprocess.run(
        ["sh", "-c", f"exec 3>&1 >/dev/null 2>&1\n{SCRIPT}\n{HASTE}"], cwd=folder, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    return told.stdout.strip()


def left(folder: Path, holder: str, minutes: float) -> Path:
    """A lock that somebody has taken, and has not stirred for so long."""
    home = folder / ".jinguo"
    (home / "held").mkdir(parents=True)
    (home / "pid").write_text(f"{holder}\n", encoding="ascii")
    (home / "lock").write_bytes(b"")
    os.utime(home / "lock", (time.time() - 60 * minutes,) * 2)
    return home


def life(process: subprocess.Popen[bytes]) -> str:
    """When it began, as the script notes it."""
    words = f"{SCRIPT}\nborn {process.pid}"
    return subprocess.run(["sh", "-c", words], capture_output=True, text=True, check=True).stdout.strip()


def test_a_number_that_was_given_again(tmp_path: Path, stranger: subprocess.Popen[bytes]) -> None:
    """Its process is another one: the lock is free, and nobody is ended."""
    left(tmp_path, f"{stranger.pid} 1 another-start-of-the-server", 9)
    assert held(tmp_path) == "0"
    assert stranger.poll() is None


def test_a_number_alone_says_nothing(tmp_path: Path, stranger: subprocess.Popen[bytes]) -> None:
    """Nobody knows whose it is: busy, and nobody is ended."""
    left(tmp_path, str(stranger.pid), 9)
    assert held(tmp_path) == "1 busy"
    assert stranger.poll() is None


@pytest.mark.parametrize(("minutes", "state"), [(9, "0"), (1, "1 busy")])
def test_a_holder_that_does_not_stir(
    tmp_path: Path, stranger: subprocess.Popen[bytes], minutes: float, state: str
) -> None:
    """It has lost its client and is ended, if it is certainly the one; one that has just stirred is waited for."""
    left(tmp_path, f"{stranger.pid} {life(stranger)}", minutes)
    assert held(tmp_path) == state
    time.sleep(0.2)
    assert (stranger.poll() is None) == (minutes < 3)


def test_a_holder_that_is_gone(tmp_path: Path) -> None:
    """Holds nobody up."""
    with subprocess.Popen(["true"]) as process:
        process.wait()
    left(tmp_path, f"{process.pid} 1 x", 0)
    assert held(tmp_path) == "0"


def test_a_sign_of_life_ends_whenever_it_is_told(tmp_path: Path) -> None:
    """Also in the moment of its birth, when a shell forgets signals: else its run would hold the server for ever."""
    (tmp_path / ".jinguo").mkdir()
    often = "n=0; while [ $n -lt 50 ]; do beating; resting; n=$((n+1)); done; echo $n"
    told = subprocess.run(
        ["sh", "-c", f"trap 'exit 1' TERM\n{SCRIPT}\n{often}"], cwd=tmp_path, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert told.stdout.strip() == "50"
