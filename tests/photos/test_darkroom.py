"""From files to entries of the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.photos import darkroom, masters
from generator.photos.cache import Cache, Kept, Refused, key
from generator.photos.darkroom import CRASHED, Done, Job, Order, settle
from generator.photos.formats import Unreadable
from generator.photos.sizes import STANDARD

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.photos.conftest import Studio


def test_a_crash_is_remembered(cache: Cache, tmp_path: Path) -> None:
    """A photo that crashed the decoder is not given to it again, least of all in the build's own process."""
    path = tmp_path / "evil.jpg"
    path.write_bytes(b"evil")
    order = Order(cache, STANDARD, looking=False)
    job = Job(order, path, masters.digest(b"evil"))
    assert darkroom._crashed(job) == Done(job.digest, Refused(CRASHED))
    settled = settle({"evil": path}, order, processes=None, console=None)
    assert (settled.done["evil"].entry, settled.worked) == (Refused(CRASHED), 0)


def test_a_photo_that_changes_meanwhile_is_kept_under_what_was_read(
    cache: Cache, tmp_path: Path, studio: Studio
) -> None:
    """An entry is always that of the bytes that were decoded."""
    path = tmp_path / "a.jpg"
    path.write_bytes(studio.file("JPEG"))
    job = Job(Order(cache, STANDARD, looking=False), path, masters.digest(b"what it was before"))
    done = darkroom._work(job)
    assert done.digest == masters.digest(path.read_bytes())
    assert cache.find(key(done.digest, STANDARD)) == done.entry
    assert cache.recall(key(job.digest, STANDARD)) is None


def test_a_passing_fault_is_not_remembered(
    cache: Cache, tmp_path: Path, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What may go well next time is tried next time."""
    path = tmp_path / "a.jpg"
    path.write_bytes(studio.file("JPEG"))
    order = Order(cache, STANDARD, looking=True)

    def exhausted(*_: object) -> None:
        raise Unreadable("内存不足", lasting=False)

    with monkeypatch.context() as patch:
        patch.setattr(darkroom, "decode", exhausted)
        first = settle({"a": path}, order, processes=None, console=None)
    second = settle({"a": path}, order, processes=None, console=None)
    assert first.done["a"].entry == Refused("内存不足")
    assert (second.done["a"].entry, second.worked) == (Kept(120, 80), 1)
