"""Digests that are remembered: no change to a file hides behind them, and what cannot be believed is not."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish import digests
from generator.publish.digests import Digests
from generator.publish.manifest import Manifest, ManifestError, measure, true_to, write

pytestmark = pytest.mark.skipif(os.name == "nt", reason="nothing is remembered there")
FILES = {"index.html": b"one", "activities/2026/故事.html": b"two", "photos/a.webp": b"three" * 1000}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three files, as old as a file must be to be remembered."""
    for path, data in FILES.items():
        place = tmp_path / "site" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    settle(tmp_path, monkeypatch)
    return tmp_path / "site"


def settle(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ten seconds go by on the disk's clock from now on."""
    clock = digests._clock(root)
    monkeypatch.setattr(digests, "_clock", lambda _: clock + 10_000_000_000)


def measured(site: Path, *, anew: bool = False) -> tuple[Manifest, list[Path]]:
    """The list by what is remembered, and the files that were read for it."""
    read: list[Path] = []
    known = Digests.of(site.parent, anew=anew)
    learn = known.learn

    def noted(told: os.stat_result, digest: str) -> None:
        read.extend(path for path in site.rglob("*") if path.stat().st_ino == told.st_ino)
        learn(told, digest)

    known.learn = noted  # type: ignore[method-assign]
    found = measure(site, known=known)
    known.keep()
    return found, read


def test_what_is_the_same_is_read_once(site: Path) -> None:
    """Also under another name and in a folder that has moved: a build becomes ``site/`` by being renamed."""
    first, read = measured(site)
    assert len(read) == 3
    assert measured(site) == (first, [])
    (site / "photos").rename(site / "pictures")
    moved, read = measured(site)
    assert (moved, read) == (measure(site), [])
    assert len(measured(site, anew=True)[1]) == 3


@pytest.mark.parametrize("way", ["in place", "another", "longer", "swapped"])
def test_no_change_hides(site: Path, way: str) -> None:
    """Neither behind the same size and time of writing, nor behind the name of another file that is known."""
    measured(site)
    page, other = site / "index.html", site / "activities/2026/故事.html"
    before = page.stat()
    if way == "another":
        page.unlink()
    if way == "swapped":
        page.rename(site / "x")
        other.rename(page)
        (site / "x").rename(other)
    else:
        page.write_bytes(b"ONE" if way != "longer" else b"ONE!")
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert measured(site)[0] == measure(site)


def test_what_has_just_changed_is_not_remembered(tmp_path: Path) -> None:
    """Another change could fall into the same moment of the disk's clock."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_bytes(b"one")
    assert measured(tmp_path / "site")[1]
    assert measured(tmp_path / "site")[1]


@pytest.mark.parametrize("nanoseconds", [0, 1])
def test_a_clock_of_whole_seconds_is_trusted_later(nanoseconds: int, tmp_path: Path) -> None:
    """A file that changed a second ago by a clock that counts seconds may change once more in that second."""
    known = Digests.of(tmp_path)
    now = digests._clock(tmp_path) // 1_000_000_000 - 1
    told = os.stat_result(
        (0o100644, 7, 8, 1, 0, 0, 3, now, now, now),
        {"st_mtime_ns": now * 1_000_000_000, "st_ctime_ns": now * 1_000_000_000 + nanoseconds},
    )
    known.learn(told, "a" * 64)
    known.keep()
    assert Digests.of(tmp_path).find(told) == ("a" * 64 if nanoseconds else None)


@pytest.mark.parametrize("harm", ["old", "future", "cut", "bytes", "head", "digest", "none"])
def test_what_cannot_be_believed_is_read_again(site: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A week has passed, the clock was wrong, the file is damaged or gone."""
    first, _ = measured(site)
    place = site.parent / ".cache" / "digests.txt"
    text = place.read_text(encoding="ascii")
    if harm == "old":
        later = time.time() + 8 * 86_400
        monkeypatch.setattr(time, "time", lambda: later)
    elif harm == "none":
        place.unlink()
    else:
        changed = {
            "future": re.sub(r"(?<=1 )\d+", f"{time.time() + 90_000:.0f}", text, count=1), "cut": text[:-9],
            "bytes": text + "\udcff", "head": text.partition("\n")[2], "digest": text[:-3] + "G\n",
        }  # fmt: skip
        place.write_bytes(changed[harm].encode("utf-8", "surrogateescape"))
    found, read = measured(site)
    assert (found, len(read)) == (first, 3)
    assert measured(site) == (first, [])


def test_a_week_counts_from_the_first_reading(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs in between do not put it off."""
    measured(site)
    for day in (3, 6, 8):
        moment = time.time() + day * 86_400
        with monkeypatch.context() as patch:
            patch.setattr(time, "time", lambda moment=moment: moment)
            (site / "new.html").write_bytes(b"%d" % day)
            read = measured(site)[1]
        assert (len(read) == 4) == (day == 8), day


def test_where_nothing_can_be_kept_everything_is_read(tmp_path: Path, site: Path) -> None:
    """A cache that is no folder costs time only."""
    (tmp_path / ".cache").write_bytes(b"")
    assert measured(site)[0] == measure(site)
    assert len(measured(site)[1]) == 3


@given(st.binary(max_size=400))
def test_no_file_of_digests_makes_trouble(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever stands in it."""
    place = tmp_path_factory.mktemp("d") / "digests.txt"
    place.write_bytes(b"jinguo-digests 1 " + data)
    Digests(place).keep()


def test_a_list_is_true_or_it_is_not(site: Path) -> None:
    """To the byte, by what is remembered or by what is read."""
    manifest = measure(site, "a" * 40, 'https://example.org/“巾帼”\\"')
    write(site, manifest)
    data = (site / "manifest.json").read_bytes()
    known = Digests.of(site.parent)
    assert true_to(data, site, known) == manifest
    changes = (
        (b"index", b"indez"),
        (b"aaaa", b"bbbb"),
        (b'"url": "', b'"url": "\\x'),
        (b'"url": "', b'"url": "\\ud800'),
        (b'"url": "', b'"url": "\xed\xa0\x80'),
        (manifest.id.encode(), b"0" * 64),
    )
    for wrong in (b"", data[:-1], data + b" ", *(data.replace(old, new, 1) for old, new in changes)):
        assert wrong != data
        assert true_to(wrong, site, known) is None, wrong[:300]
    (site / "index.html").write_bytes(b"two")
    assert true_to(data, site, known) is None
    (site / "a\\b.html").write_bytes(b"")
    with pytest.raises(ManifestError):
        true_to(data, site, known)
