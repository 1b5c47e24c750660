"""Folders as people's machines have them: with files of the system's own, without links or locks, half cleaned."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.console import Recorded
from generator.locks import alive, alone
from generator.mirrors.folder import mirror as tree
from generator.mirrors.folder.mirror import FolderMirror
from generator.mirrors.parts import MirrorError, Release
from generator.records.targets import FolderTarget
from tests.mirrors.releases import release, story_site

SOURCES = Path(__file__).resolve().parents[2] / "generator"


def opened(root: Path, console: Recorded | None = None) -> FolderMirror:
    """The folder ``web``."""
    return FolderMirror(root, FolderTarget(kind="folder", folder="web"), console)


@pytest.fixture
def releases(tmp_path: Path) -> list[Release]:
    """Three versions of a site."""
    return [release(tmp_path / name, story_site(name, 3, 100)) for name in ("a", "b", "c")]


def test_files_of_the_system_harm_nobody(tmp_path: Path, releases: list[Release]) -> None:
    """Whatever a file manager leaves among the releases stays there; what we left half done goes, file or folder."""
    opened(tmp_path).publish(releases[0])
    (tmp_path / "web/releases/.DS_Store").write_bytes(b"mac")
    (tmp_path / "web/releases/.gone-x").write_bytes(b"ours")
    (tmp_path / "web/releases/.making-x").mkdir()
    opened(tmp_path).publish(releases[1])
    assert (tmp_path / "web/releases/.DS_Store").read_bytes() == b"mac"
    assert not list((tmp_path / "web/releases").glob(".[gm]*"))


def test_a_release_that_lost_its_list_is_none(tmp_path: Path, releases: list[Release]) -> None:
    """It cannot come back, so it is not told of, and the next run clears it away."""
    for each in releases[:2]:
        opened(tmp_path).publish(each)
    lost = tmp_path / "web/releases" / releases[0].manifest.id
    (lost / "manifest.json").unlink()
    assert [each.id for each in opened(tmp_path).kept()] == [releases[1].manifest.id]
    opened(tmp_path).publish(releases[2])
    assert not lost.exists()


def test_what_is_dead_stops_looking_like_a_release_first(
    tmp_path: Path, releases: list[Release], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped at any file while a dead release is removed, nothing half lies under its name."""
    opened(tmp_path).publish(releases[0])

    def stopped(_place: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(tree, "_remove", stopped)
        with pytest.raises(KeyboardInterrupt):
            opened(tmp_path).publish(releases[1], [releases[0].manifest.id])
    assert not (tmp_path / "web/releases" / releases[0].manifest.id).exists()
    assert [each.id for each in opened(tmp_path).kept()] == [releases[1].manifest.id]
    opened(tmp_path).publish(releases[2])
    assert not list((tmp_path / "web/releases").glob(".gone-*"))


def test_a_system_without_such_links_is_told_what_to_write(
    tmp_path: Path, releases: list[Release], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words, before anything is done."""
    monkeypatch.setattr("generator.mirrors.folder.mirror.sys.platform", "win32")
    with pytest.raises(MirrorError, match="links: false"):
        opened(tmp_path).publish(releases[0])
    assert not (tmp_path / "web").exists()


def test_a_disk_without_locks_is_not_published_to_blindly(
    tmp_path: Path, releases: list[Release], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two runs would meet there."""

    @contextmanager
    def never(_folder: Path, _waiting: Callable[[], None]) -> Iterator[bool]:
        yield False

    monkeypatch.setattr(tree, "alone", never)
    with pytest.raises(MirrorError, match="不能加锁"):
        opened(tmp_path).publish(releases[0])


def test_who_waits_is_told_so(tmp_path: Path, releases: list[Release]) -> None:
    """A second run says that it waits, and goes on when the first has ended."""
    free = threading.Event()
    (tmp_path / "web").mkdir()

    class Said(Recorded):
        def say(self, message: str) -> None:
            super().say(message)
            free.set()

    console = Said()
    with alone(tmp_path / "web/.jinguo") as held:
        assert held
        second = threading.Thread(target=opened(tmp_path, console).publish, args=(releases[0],))
        second.start()
        assert free.wait(20)
    second.join(20)
    assert "另一次发布" in console.lines[0]
    assert opened(tmp_path).kept()[0].id == releases[0].manifest.id


def test_numbers_of_processes() -> None:
    """Our own lives; none has a number below one, or beyond what any system counts."""
    assert alive(os.getpid())
    assert not alive(0)
    assert not alive(-5)
    assert not alive(2**70)


def test_nobody_is_told_in_the_words_of_the_system() -> None:
    """They are English: one module knows how people say it."""
    assert not [str(path) for path in SOURCES.rglob("*.py") if "strerror" in path.read_text(encoding="utf-8")]
