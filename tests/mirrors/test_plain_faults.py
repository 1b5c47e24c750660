"""What a server of plain files may do to a release: spoil it, refuse it, forget its times; and two runs at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.mirrors.parts import MirrorError, Release
from generator.mirrors.plain.mirror import PlainMirror
from generator.mirrors.plain.packed import MOST
from generator.publish.manifest import NAME
from tests.mirrors.memory import MemoryStore, Server
from tests.mirrors.releases import release, story_site


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Release]:
    """Four versions of a site; each has its own page and its own style sheet."""
    folder = tmp_path_factory.mktemp("releases")
    return [release(folder / name, {**story_site(name, 8, 500), "pic.webp": b"p"}) for name in ("a", "b", "c", "d")]


def test_a_server_that_spoils_files_is_found_before_a_page_is_replaced(releases: list[Release]) -> None:
    """The size is right, the bytes are wrong: readers keep the old release, and the message says what it may be."""
    server = Server()
    a, b, *_ = releases
    server.mirror.publish(a)
    server.site.broken = lambda _path, data: data[:-1] + b"?"
    with pytest.raises(MirrorError, match="读回来却不一样"):
        server.mirror.publish(b)
    assert server.holds(a)
    server.site.broken = lambda _path, data: data[:10]
    with pytest.raises(MirrorError, match="空间满"):
        server.mirror.publish(b)
    assert server.holds(a)
    server.site.broken = lambda _path, data: data
    server.mirror.publish(b)
    assert server.holds(b)


def test_a_file_that_cannot_be_written_or_deleted_is_named(releases: list[Release]) -> None:
    """Nothing is deleted when an upload failed; a file that stays although it should go is an error, not a silence."""
    server = Server()
    a, b, *_ = releases
    server.mirror.publish(a)
    server.site.stuck = lambda path: path == "index.html"
    with pytest.raises(MirrorError, match=r"index\.html"):
        server.mirror.publish(b)
    assert {file.path for file in a.manifest.everything()} <= set(server.site.files)
    server.site.stuck = lambda path: path.endswith("only-a.html")
    with pytest.raises(MirrorError, match=r"已经发布.*only-a\.html"):
        server.mirror.publish(b)
    assert server.holds(b)
    server.site.stuck = lambda _path: False
    assert server.mirror.publish(b).deleted == 1


def test_a_release_that_was_changed_by_hand_on_the_server_is_not_kept(releases: list[Release]) -> None:
    """Only what is proven to the byte can come back; the user is told."""
    server = Server()
    a, b, *_ = releases
    server.mirror.publish(a)
    server.site.put("activities/2026/0001.html", b"changed by hand")
    server.mirror.publish(b)
    assert server.holds(b)
    assert [each.id for each in server.mirror.kept()] == [b.manifest.id]
    assert any("退不回" in line for line in server.console.warnings)


def test_two_runs_at_a_time_are_one_too_many(releases: list[Release]) -> None:
    """A second run stops; a claim whose holder has died is nobody's."""
    server = Server()
    a, b, *_ = releases
    beats = iter(range(100))

    def meddle() -> None:
        server.clock.watch = lambda: None
        with pytest.raises(MirrorError, match="另有一次发布"):
            other.publish(b)

    class Beating(MemoryStore):
        def read(self, path: str, most: int = MOST) -> bytes | None:
            found = super().read(path, most)
            return found and found.replace(b'"beat": 1', b'"beat": %d' % next(beats))

    beating = Beating(files=server.state.files)
    other = PlainMirror(server.site, beating, 3, patience=0.1)
    server.clock.watch = meddle
    server.mirror.publish(a)
    assert server.holds(a, more=False)
    assert "claim.json" not in server.state.files
    server.state.put("claim.json", b'{"token": "t", "machine": "another", "process": 7, "beat": 3}')
    server.mirror.publish(b)
    assert server.holds(b)
    server.state.put("claim.json", b"\xff")
    server.mirror.publish(a)


def test_leftovers_of_killed_runs_are_removed(releases: list[Release]) -> None:
    """And are nobody's files meanwhile."""
    server, a = Server(), releases[0]
    for store in (server.site, server.state):
        store.put("activities/_jinguo-0123456789abcdef.part", b"half a pa")
    server.mirror.publish(a)
    assert server.holds(a, more=False)
    assert not [path for path in server.state.files if path.endswith(".part")]


def test_a_clock_that_was_set_costs_reading_and_nothing_else(releases: list[Release]) -> None:
    """All times of change are other ones, as after a move to another machine: what is right is not sent again."""
    server, a = Server(), releases[0]
    server.mirror.publish(a)
    for path, data in server.site.bytes().items():
        server.site.put(path, data)
    server.site.reads.clear()
    assert server.mirror.publish(a).sent == 0
    assert len(server.site.reads) > len(a.manifest.files)
    server.site.reads.clear()
    assert server.mirror.publish(a).sent == 0
    assert server.site.reads == [NAME]


def test_one_changed_page_among_many_costs_a_few_questions(tmp_path: Path) -> None:
    """However many files lie there: a page, its list, our notes, and nothing that grows with the site but the lists."""
    files = {f"a/{number:05}.html": b"%d" % number for number in range(4000)}
    server = Server()
    server.mirror.publish(release(tmp_path / "a", files))
    server.site.reads.clear()
    server.state.reads.clear()
    before = server.clock.done
    done = server.mirror.publish(release(tmp_path / "b", {**files, "a/00007.html": b"seven"}))
    assert done.sent == 2
    assert len(server.site.reads) <= 5
    assert server.clock.done - before <= 12
