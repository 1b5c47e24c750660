"""What is hard about replacing files one by one: clocks that are coarse, names that change their kind, two machines."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from generator.mirrors.folder.store import FolderStore
from generator.mirrors.parts import MirrorError, Release
from generator.mirrors.plain.mirror import PlainMirror
from generator.mirrors.plain.store import Seen
from generator.publish.manifest import NAME
from tests.mirrors.memory import MemoryStore, Server
from tests.mirrors.releases import release, story_site


class Coarse(MemoryStore):
    """A server that tells times by the minute, and everything here takes less."""

    def _seen(self, path: str) -> Seen:
        return Seen(len(self.files[path][0]), "11:59")


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Release]:
    """Two versions of a site, all of whose pages have the same size."""
    folder = tmp_path_factory.mktemp("releases")
    return [release(folder / name, story_site(name, 6, 100)) for name in ("a", "b")]


def test_a_clock_that_shows_no_difference_deceives_nobody(releases: list[Release]) -> None:
    """A, then B that is killed at any change, then A again, all within a minute: A is there to the byte."""
    a, b = releases
    left, broken = 0, True
    while broken:
        server = Server()
        server.site = Coarse(server.clock)
        server.mirror.publish(a)
        server.clock.left = server.clock.done + left
        try:
            server.mirror.publish(b)
            broken = False
        except MirrorError:
            server.clock.left = None
            server.mirror.publish(a)
            assert server.holds(a)
        left += 1
    assert left > 20


@pytest.mark.parametrize("real", [False, True])
def test_a_folder_becomes_a_file_and_a_file_a_folder(real: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Both ways, in one release, and back again."""
    page = b"<!doctype html><p>%d"
    one = release(tmp_path / "one", {"index.html": page % 1, "x.html/in.html": page % 2, "y": page % 3, "z.css": b"z"})
    two = release(tmp_path / "two", {"index.html": page % 4, "x.html": page % 5, "y/in/deep.html": page % 6})
    site: FolderStore | MemoryStore = FolderStore(tmp_path / "web") if real else MemoryStore()
    notes: FolderStore | MemoryStore = FolderStore(tmp_path / "notes") if real else MemoryStore()
    for each in (one, two, one, two):
        PlainMirror(site, notes, 2, patience=0.1).publish(each)
        for file in each.manifest.everything():
            assert site.read(file.path) == (each.folder / file.path).read_bytes()
    PlainMirror(site, notes, 2, patience=0.1).rollback(one.manifest.id)
    assert site.read("x.html/in.html") == page % 2


def test_pages_that_stay_keep_what_they_load(tmp_path: Path) -> None:
    """A page that cannot be deleted is named, and its style sheet is not taken from it."""
    a, b, c = (release(tmp_path / name, story_site(name, 3, 50)) for name in ("a", "b", "c"))
    server = Server()
    server.mirror.publish(a)
    style = next(path for path in server.site.files if path.endswith(".css"))
    server.site.stuck = lambda path: path.endswith("only-a.html")
    for each in (b, c):
        with pytest.raises(MirrorError, match="已经发布"):
            server.mirror.publish(each)
    assert style in server.site.files
    server.site.stuck = lambda _path: False
    server.mirror.publish(c)
    assert style not in server.site.files


def test_a_full_disk_here_is_said_in_words(releases: list[Release], monkeypatch: pytest.MonkeyPatch) -> None:
    """Going back needs room for what has to be sent; without it nothing has changed."""
    server = Server()
    for each in releases:
        server.mirror.publish(each)

    def full(_path: Path, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(MirrorError, match="磁盘满了") as caught:
            server.mirror.rollback(releases[0].manifest.id)
    assert "space" not in str(caught.value)
    assert server.holds(releases[1])


def test_two_machines_that_saw_no_claim_do_not_both_publish(releases: list[Release]) -> None:
    """Whoever was overwritten finds out before the next group of files, not after some seconds; the list never goes."""
    a, b = releases
    for moment in range(1, 11):  # a style sheet, a new page, six that changed, the front page, the feed
        server = Server()
        server.mirror.publish(a)
        sent = len(server.site.writes)

        def meddle(server: Server = server, until: int = sent + moment) -> None:
            if len(server.site.writes) == until:
                server.state.put("claim.json", b'{"token": "t", "machine": "another", "process": 7, "beat": 1}')

        server.clock.watch = meddle
        with pytest.raises(MirrorError, match="另有一次发布"):
            server.mirror.publish(b)
        assert len(server.site.writes) - sent == (moment if moment in {1, 2, 9, 10} else 8)
        assert server.site.writes.count(NAME) == 1
