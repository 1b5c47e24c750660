"""Publishing to a server that has nothing but files: order, resumption, mending, keeping, going back."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from generator.mirrors.parts import MirrorError, Release
from generator.publish.manifest import NAME
from tests.mirrors.memory import Server
from tests.mirrors.releases import release, story_site


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Release]:
    """Four versions of a site; each has its own page and its own style sheet."""
    folder = tmp_path_factory.mktemp("releases")
    return [release(folder / name, {**story_site(name, 8, 500), "pic.webp": b"p"}) for name in ("a", "b", "c", "d")]


def test_a_release_arrives_and_nothing_is_sent_twice(releases: list[Release]) -> None:
    """The second run of the same release sends nothing and reads nothing but the list."""
    server, first = Server(), releases[0]
    done = server.mirror.publish(first)
    assert server.holds(first, more=False)
    assert (done.sent, done.deleted) == (len(first.manifest.everything()), 0)
    server.site.reads.clear()
    again = server.mirror.publish(first)
    assert (again.sent, again.bytes, again.deleted) == (0, 0, 0)
    assert server.site.reads == [NAME]


def test_the_next_release_spares_what_open_pages_load(releases: list[Release]) -> None:
    """A page that is gone is deleted at once; a style sheet of the release before stays until the one after."""
    server = Server()
    a, b, c, _ = releases
    server.mirror.publish(a)
    plan = server.mirror.plan(b)
    done = server.mirror.publish(b)
    assert plan.before == a.manifest.id
    assert plan.send == done.bytes
    assert {*plan.deleted} == {path for path in a.manifest._known if b.manifest.find(path) is None}
    style = {path for path in a.manifest._known if path.endswith(".css")}
    assert set(server.site.files) == {file.path for file in b.manifest.everything()} | style
    assert server.mirror.plan(b).deleted == ()
    server.mirror.publish(b)
    assert style <= set(server.site.files)
    server.mirror.publish(c)
    assert not style & set(server.site.files)
    assert server.holds(c)


def test_what_lies_there_is_believed_as_far_as_the_server_agrees(releases: list[Release]) -> None:
    """A page that somebody changed or deleted by hand is mended, even where its size is the same."""
    server, a = Server(), releases[0]
    server.mirror.publish(a)
    data = server.site.bytes()["index.html"]
    server.site.put("index.html", b"x" * len(data))
    del server.site.files["feed.xml"]
    assert {file.path for file in server.mirror.plan(a).changed} == {"index.html"}
    assert server.mirror.plan(a).before == ""
    assert server.mirror.publish(a).sent == 2
    assert server.holds(a, more=False)


def test_without_our_notes_the_server_is_read_back(releases: list[Release]) -> None:
    """Whoever deletes the state folder costs time, not bytes: what is right is not sent again."""
    for md5 in (False, True):
        server, a = Server(), releases[0]
        server.site.tells_md5 = md5
        server.mirror.publish(a)
        server.state.files.clear()
        server.site.reads.clear()
        assert server.mirror.publish(a).sent == 0
        assert len(server.site.reads) == (1 if md5 else len(a.manifest.everything()) + 1)
        assert server.mirror.publish(releases[1]).sent > 0
        assert server.holds(releases[1])


def test_without_the_list_the_notes_tell_what_was_there(releases: list[Release]) -> None:
    """A list that was deleted or damaged by hand is made again; going back still works."""
    server = Server()
    a, b, *_ = releases
    server.mirror.publish(a)
    server.mirror.publish(b)
    server.site.put(NAME, b"{}")
    assert [each.id for each in server.mirror.kept()] == [b.manifest.id, a.manifest.id]
    server.mirror.rollback(a.manifest.id)
    assert server.holds(a)


def test_foreign_files_are_refused_until_somebody_says_that_they_may_stay(releases: list[Release]) -> None:
    """A first publish never buries somebody else's site, and never deletes a file that is not ours."""
    server, a = Server(), releases[0]
    server.site.put("old/index.php", b"old")
    server.site.put(".well-known/token", b"t")
    with pytest.raises(MirrorError, match=r"old/index\.php.*jinguo\.txt"):
        server.mirror.publish(a)
    assert len(server.site.files) == 2
    server.site.put("jinguo.txt", b"")
    server.mirror.publish(a)
    server.mirror.publish(releases[1])
    assert {"old/index.php", ".well-known/token"} <= set(server.site.files)
    assert any("old/index.php" in line for line in server.console.lines)
    server = Server()
    server.site.put(".well-known/token", b"t")
    server.mirror.publish(a)
    assert ".well-known/token" in server.site.files


def test_a_rollback_needs_nothing_but_the_server(releases: list[Release]) -> None:
    """Over a chain of releases, there and back again, and on to the next one."""
    server = Server()
    a, b, c, d = releases
    for each in (a, b, c):
        server.mirror.publish(each)
    assert [each.id for each in server.mirror.kept()] == [each.manifest.id for each in (c, b, a)]
    server.mirror.rollback(a.manifest.id)
    assert server.holds(a)
    assert [(each.id, each.live) for each in server.mirror.kept()] == [
        (a.manifest.id, True), (c.manifest.id, False), (b.manifest.id, False)
    ]  # fmt: skip
    server.mirror.rollback(b.manifest.id)
    assert server.holds(b)
    server.mirror.publish(d)
    assert server.holds(d)
    server.mirror.rollback(c.manifest.id)
    assert server.holds(c)
    server.mirror.rollback(a.manifest.id)
    assert server.holds(a)


def test_no_more_is_kept_than_was_asked_for(releases: list[Release]) -> None:
    """The oldest release goes, with all that only it holds; what is kept can still come back."""
    server = Server(keep=1)
    a, b, c, d = releases
    for each in (a, b, c, d):
        server.mirror.publish(each)
    assert [each.id for each in server.mirror.kept()] == [d.manifest.id, c.manifest.id]
    assert not [path for path in server.state.files if a.manifest.id in path or b.manifest.id in path]
    server.mirror.rollback(c.manifest.id)
    assert server.holds(c)
    nothing = Server(keep=0)
    for each in (a, b):
        nothing.mirror.publish(each)
    assert [each.id for each in nothing.mirror.kept()] == [b.manifest.id]
    with pytest.raises(MirrorError, match="没有留着"):
        nothing.mirror.rollback(a.manifest.id)


def everywhere(server: Server) -> set[str]:
    """Digests of everything that can be got from the server, packs opened."""
    import io  # noqa: PLC0415 -- used nowhere else
    import zipfile  # noqa: PLC0415

    found = {hashlib.sha256(data).hexdigest() for data in server.site.bytes().values()}
    for path, data in server.state.bytes().items():
        if path.endswith(".zip"):
            found |= set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    return found


def test_a_withdrawn_photograph_is_gone_at_once(tmp_path: Path) -> None:
    """From the site and from all that is kept; releases without it can still come back."""
    photo, other = b"somebody", b"nobody"
    a = release(tmp_path / "a", {**story_site("a", 3, 100), "photos/other.webp": other})
    b = release(tmp_path / "b", {**story_site("b", 3, 100), "photos/other.webp": other, "photos/p.webp": photo})
    c = release(tmp_path / "c", {**story_site("c", 3, 100), "photos/p.webp": photo})
    d = release(tmp_path / "d", {**story_site("d", 3, 100)})
    server = Server()
    for each in (a, b, c):
        server.mirror.publish(each)
    dead = [b.manifest.id, c.manifest.id]
    server.mirror.publish(d, dead)
    assert hashlib.sha256(photo).hexdigest() not in everywhere(server)
    assert not [path for path in server.state.files if any(own in path for own in dead)]
    assert b"photos/p.webp" not in b"".join(server.state.bytes().values())
    assert [each.id for each in server.mirror.kept()] == [d.manifest.id, a.manifest.id]
    for own in dead:
        with pytest.raises(MirrorError):
            server.mirror.rollback(own)
    with pytest.raises(MirrorError, match="不能退回"):
        server.mirror.rollback(a.manifest.id, [a.manifest.id])
    server.mirror.rollback(a.manifest.id)
    assert server.holds(a)


def test_a_photograph_of_a_run_that_never_ended_goes_too(tmp_path: Path) -> None:
    """What an interrupted run has left of a release that nobody ever saw is not spared."""
    a = release(tmp_path / "a", story_site("a", 3, 100))
    b = release(tmp_path / "b", {**story_site("b", 3, 100), "photos/p.webp": b"somebody"})
    server = Server()
    server.mirror.publish(a)
    server.clock.left = server.clock.done + 8
    with pytest.raises(MirrorError):
        server.mirror.publish(b)
    assert "photos/p.webp" in server.site.files
    server.clock.left = None
    server.mirror.publish(a)
    assert "photos/p.webp" not in server.site.files
    assert server.holds(a, more=False)
