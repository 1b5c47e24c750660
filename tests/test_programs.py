"""Talking to a program: everything is said, every answer is heard, and one that goes away is noticed."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from generator import programs
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


@pytest.mark.parametrize("requests", [b"a,", b"a,b," * 100_000], ids=["small", "large"])
@pytest.mark.parametrize(
    "program", ["pass", "import sys; sys.stdout.write('one,'); sys.stdout.flush()", "raise SystemExit(3)"]
)
def test_a_program_that_goes_away_is_noticed(program: str, requests: bytes) -> None:
    """Too few answers are no answers, however little there was to say."""
    with pytest.raises(EOFError):
        converse([sys.executable, "-c", program], requests, requests.count(b",") + 1, end=b",")


@pytest.mark.skipif(sys.platform == "win32", reason="a program that ends at once has another name there")
def test_a_program_that_is_gone_at_once_is_noticed() -> None:
    """Nothing of ours is left that would be said to it again."""
    for _ in range(20):
        with pytest.raises(EOFError, match="false"):
            converse(["false"], b"a,", 1, end=b",")


def test_a_program_that_says_nothing_is_stopped() -> None:
    """Nobody waits for ever, and it is told apart from one that went by itself."""
    start = time.monotonic()
    with pytest.raises(TimeoutError):
        converse([sys.executable, "-c", "import time; time.sleep(60)"], b"a,", 1, end=b",", timeout=0.3)
    assert time.monotonic() - start < 20


def test_more_to_say_has_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large register is not stopped in the middle of its work."""
    limits = []

    class Timer(threading.Timer):
        def __init__(self, limit: float, *more: Any) -> None:
            limits.append(limit)
            super().__init__(limit, *more)

    monkeypatch.setattr(threading, "Timer", Timer)
    for times in (1, 1000):
        converse([sys.executable, "-c", ECHO], b"x" * 999 + b"," * times, times, end=b",")
    assert limits[0] >= 60
    assert limits[1] > limits[0]


def test_the_last_complaint_is_told() -> None:
    """Somebody who complains without end is read to the end, and only the end is kept."""
    flood = "import sys; sys.stderr.write('x' * 5_000_000 + 'out of memory'); raise SystemExit(1)"
    with pytest.raises(EOFError, match=r"out of memory$") as caught:
        converse([sys.executable, "-c", flood], b"a,", 1, end=b",")
    assert len(str(caught.value)) < 5000
    loud = ECHO.replace("heard += part", "heard += part; sys.stderr.write('x' * 1_000_000)")
    assert converse([sys.executable, "-c", loud], b"a,b,", 2, end=b",") == b"A,B,"


def test_nothing_stays_when_somebody_stops_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """After Ctrl-C neither the program nor a clock goes on."""
    started = []

    class Popen(subprocess.Popen[bytes]):
        def __init__(self, *most: Any, **more: Any) -> None:
            super().__init__(*most, **more)
            started.append(self)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "Popen", Popen)
    monkeypatch.setattr(programs, "_heard", interrupted)
    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        converse([sys.executable, "-c", "import time; time.sleep(60)"], b"a,", 1, end=b",")
    assert [program.returncode is not None for program in started] == [True]
    assert threading.active_count() == before


def test_a_program_that_is_not_there_is_said() -> None:
    """A missing program is its own mistake."""
    with pytest.raises(FileNotFoundError):
        converse(["/nowhere/program"], b"", 0, end=b",")


SECRETS = ["JINGUO_FTP_PASSWORD", "JINGUO_FTP_PASS", "JINGUO_OSS_ID", "JINGUO_OSS_SECRET", "JINGUO_OSS_TOKEN",
           "ACTIONS_RUNTIME_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_URL", "GITHUB_TOKEN", "CI_JOB_TOKEN",
           "CI_REGISTRY_PASSWORD", "GITHUB_PAT", "AWS_SECRET_ACCESS_KEY"]  # fmt: skip
NEEDED = ["PATH", "HOME", "LANG", "SSH_AUTH_SOCK", "SSH_ASKPASS", "JINGUO_TRACE", "JINGUO_STAGE"]


def test_no_child_hears_a_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However a program is started; what it needs to find its way, it has."""
    for name in (*SECRETS, *NEEDED[2:]):
        monkeypatch.setenv(name, f"of-{name}")
    names = f"import os; print(*(each for each in {[*SECRETS, *NEEDED]} if each in os.environ))"
    ask = [sys.executable, "-c", names]
    assert programs.run(ask, cwd=tmp_path).output.split() == NEEDED
    assert converse([sys.executable, "-c", f"input(); {names}"], b"x\n", 1, end=b"\n").split() == [
        name.encode() for name in NEEDED
    ]
    aloud = [sys.executable, "-c", f"import sys; sys.stdout = open('told', 'w'); {names}"]
    assert programs.stream(aloud, cwd=tmp_path) == 0
    assert (tmp_path / "told").read_text().split() == NEEDED
    said = programs.git(tmp_path, "-c", f"alias.ask=!{sys.executable} -c '{names.replace(chr(39), chr(34))}'", "ask")
    assert said is not None
    assert said.output.split() == NEEDED
