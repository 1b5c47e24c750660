"""Several files at a time: in order, no more of them after a fault, and nobody is kept waiting after Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.mirrors.plain.hands import side_by_side
from tests.mirrors.bucket import Bucket, bucket
from tests.mirrors.killing import ROOT, python
from tests.mirrors.memory import MemoryStore
from tests.mirrors.releases import release, story_site
from tests.mirrors.servers.s3 import KEY, moto


def wide(width: int) -> MemoryStore:
    """A store of which so many things may be asked at a time."""
    store = MemoryStore()
    store.width = width
    return store


@given(st.integers(0, 9), st.lists(st.integers(), max_size=90))
def test_results_come_in_order(width: int, items: list[int]) -> None:
    """However many hands there are, each thing is done once."""
    done: list[int] = []

    def work(item: int) -> int:
        done.append(item)
        return item * 2

    assert list(side_by_side(wide(width), work, items)) == [(item, item * 2) for item in items]
    assert sorted(done) == sorted(items)


@pytest.mark.parametrize("way", ["fault", "closed"])
def test_nothing_goes_on_behind_the_caller(way: str) -> None:
    """After a fault, and where the caller stops: what has been begun is over, what has not is not begun."""
    begun, over = list[int](), list[int]()

    def work(item: int) -> None:
        begun.append(item)
        if way == "fault" and item == 2:
            raise ValueError(item)
        time.sleep(0.05)
        over.append(item)

    each = side_by_side(wide(4), work, range(16))
    if way == "fault":
        with pytest.raises(ValueError, match="2"):
            list(each)
        begun.remove(2)
    else:
        next(each)
        each.close()
    assert sorted(begun) == sorted(over)
    before = len(begun)
    time.sleep(0.2)
    assert len(begun) == before < 16


def test_who_is_interrupted_does_not_wait() -> None:
    """Also where no answer ever comes."""
    silent = threading.Event()
    asked = threading.Event()

    def work(_: int) -> None:
        asked.set()
        silent.wait(60)

    def interrupt() -> None:
        assert asked.wait(20)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        list(side_by_side(wide(4), work, range(16)))
    assert time.monotonic() - start < 20
    silent.set()


PROGRAM = """
import os, sys
from pathlib import Path
from generator.mirrors.objects.store import open_stores
from generator.mirrors.parts import Release
from generator.mirrors.plain.mirror import PlainMirror
from generator.publish.manifest import read
from generator.records.targets import ObjectTarget
target = ObjectTarget.model_validate_json(sys.argv[2])
mirror = PlainMirror(*open_stores("bucket", target, os.environ), keep=3, patience=0.1)
try:
    mirror.publish(Release(Path(sys.argv[1]), read((Path(sys.argv[1]) / "manifest.json").read_bytes())))
except KeyboardInterrupt:
    print("stopped")
mirror.close()
"""


@pytest.fixture
def place() -> Iterator[Bucket]:
    """A bucket of our own."""
    with moto() as port, bucket(port) as found:
        yield found


def test_ctrl_c_ends_a_run_whose_server_has_fallen_silent(place: Bucket, tmp_path: Path) -> None:
    """In the middle of sending; the next run finishes at once, without waiting for the one that is dead."""
    wanted = release(tmp_path, story_site("one", 20, 64))
    silent, sending = threading.Event(), threading.Event()

    def judge(_number: int, verb: str, path: str) -> None:
        if verb == "PUT" and path.endswith(".html"):
            sending.set()
            silent.wait(60)

    place.counter.judge = judge
    command = python(PROGRAM, wanted.folder, place.target().model_dump_json(exclude_defaults=True))
    program = subprocess.Popen(
        command, env={**os.environ, **KEY, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True
    )
    try:
        assert sending.wait(60)
        program.send_signal(signal.SIGINT)
        said, _ = program.communicate(timeout=20)
    finally:
        program.kill()
        silent.set()
    assert (said, program.returncode) == ("stopped\n", 0)
    place.counter.judge = lambda *_: None
    with place.mirror() as mirror:
        mirror.publish(wanted)
    assert place.holds(wanted)
