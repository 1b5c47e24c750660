"""Work in several processes."""

from __future__ import annotations

import operator
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pytest

from generator.photos import workers
from generator.photos.workers import FEW, Work

if TYPE_CHECKING:
    from pathlib import Path

Call = Callable[[], int]


def crashed(_: Call) -> int:
    """Stands for a crash in the results."""
    return -1


def work(report: Callable[[int], None] = lambda _: None) -> Work[Call, int]:
    """Calls each thing; only names from the standard library, which every process can import."""
    return Work(operator.call, crashed, report)


def test_results_keep_the_order_of_the_things() -> None:
    """Whichever process is faster, each thing gets its own result, and each is reported."""
    heard: list[int] = []
    found = work(heard.append).each([partial(abs, -number) for number in range(9)], 2)
    assert found == list(range(9))
    assert heard == list(range(1, 10))


def test_few_things_start_no_process() -> None:
    """One or two things are done here."""
    found = work().each([partial(os.getpid)] * FEW, 2)
    assert found == [os.getpid()] * FEW


def test_many_things_leave_this_process() -> None:
    """More are done elsewhere, so that a decoder's crash is not ours."""
    assert os.getpid() not in work().each([partial(os.getpid)] * (FEW + 1))


def test_nothing_to_do() -> None:
    """No things, no results."""
    assert work().each([]) == []


def test_a_crash_is_one_result_among_others() -> None:
    """A thing that kills its process is answered for; all others get their results."""
    calls: list[Call] = [partial(abs, -number) for number in range(8)]
    calls[3] = calls[6] = partial(os._exit, 9)
    assert work().each(calls, 2) == [0, 1, 2, -1, 4, 5, -1, 7]


def test_where_no_process_starts_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """That processes cannot be started is nobody's crash."""
    monkeypatch.setattr(workers, "_begin", partial(os._exit, 1))
    assert work().each([partial(abs, -number) for number in range(5)], 2) == list(range(5))


def test_an_error_in_the_work_is_raised() -> None:
    """A mistake in the code is an exception, not a result."""
    with pytest.raises(ValueError, match="invalid literal"):
        work().each([partial(abs, -1), partial(abs, -2), partial(int, "x")], 2)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX pipes")
def test_no_process_outlives_a_killed_parent(tmp_path: Path) -> None:
    """When the build is killed, its helpers notice and end: the pipe that they hold open is closed."""
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", SLEEPERS, str(tmp_path / "pipe")]
    with subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL) as parent:
        assert told(reader, 2) == b"xx"
        parent.kill()
    assert told(reader, 1) == b""
    os.close(reader)


SLEEPERS = """
import operator, sys
from functools import partial
from generator.photos.workers import Work
if __name__ == "__main__":
    code = f"import time; pipe = open({sys.argv[1]!r}, 'w'); pipe.write('x'); pipe.flush(); time.sleep(60)"
    Work(operator.call, print).each([partial(exec, code)] * 3, 2)
"""


def told(reader: int, wanted: int) -> bytes:
    """What is written to a pipe within ten seconds: so many bytes, or all until every writer is gone."""
    heard = b""
    for _ in range(200):
        try:
            part = os.read(reader, 1)
        except BlockingIOError:
            part = b""
            gone = False
        else:
            gone = not part
        heard += part
        if len(heard) >= wanted or (gone and wanted == 1):
            return heard
        time.sleep(0 if part else 0.05)
    raise AssertionError(heard)
