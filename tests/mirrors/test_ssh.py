"""Publishing to a real sshd with a real rsync: what is sent, what is kept, what readers find."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.wire import wire
from generator.mirrors.parts import Kept, MirrorError
from tests.mirrors.releases import COMMIT, story_site
from tests.mirrors.servers.sshd import with_sshd
from tests.mirrors.ssh_desk import Desk, desk, is_live

pytestmark = with_sshd
with_rsync = pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Desk]:
    """A server whose folder is not there yet."""
    with desk(tmp_path) as found:
        yield found


def test_a_release_becomes_live_and_again(place: Desk) -> None:
    """All of it and nothing else; the same once more sends nothing; the next replaces it."""
    one, two = place.sites("ab")
    with place.mirror() as mirror:
        assert mirror.kept() == []
        plan = mirror.plan(one)
        assert (plan.before, len(plan.added), plan.changed, plan.deleted, plan.there) == ("", 35, (), (), 0)
        assert not place.folder.exists()
        assert mirror.publish(one).sent == len(one.manifest.files) + 1
        assert is_live(place, one)
        assert mirror.publish(one).sent == 0
    with place.mirror() as mirror:
        plan = mirror.plan(two)
        assert (plan.before, len(plan.added), len(plan.changed), len(plan.deleted)) == (one.manifest.id, 2, 33, 2)
        assert plan.there == 35
        assert plan.send == sum(each.size for each in two.manifest.everything())
        assert mirror.publish(two).deleted == 2
        assert is_live(place, two)
        assert mirror.kept() == [Kept(two.manifest.id, COMMIT, live=True), Kept(one.manifest.id, COMMIT, live=False)]


def test_what_has_not_changed_is_shared(place: Desk) -> None:
    """One inode in two releases; what has changed has its own, and the old release keeps its bytes."""
    files = story_site("a")
    one, two = place.site("a", files), place.site("b", {**files, "feed.xml": b"<feed>new</feed>"})
    with place.mirror() as mirror:
        mirror.publish(one)
        assert mirror.publish(two).sent == 2
    old, new = (place.folder / "releases" / each.manifest.id for each in (one, two))
    page = "activities/2026/0001.html"
    assert (old / page).stat().st_ino == (new / page).stat().st_ino
    assert (old / "feed.xml").read_bytes() == files["feed.xml"]
    assert (new / "feed.xml").read_bytes() == b"<feed>new</feed>"


@with_rsync
def test_a_small_change_is_few_bytes(place: Desk) -> None:
    """Of a large file that has changed a little only that little goes over the wire."""
    large = os.urandom(600_000)
    one = place.site("a", story_site("a") | {"large.bin": large})
    two = place.site("b", story_site("a") | {"large.bin": large[:300_000] + b"!" + large[300_000:]})
    with place.mirror() as mirror:
        mirror.publish(one)
    with wire(place.server.port) as line:
        place.server.know(line.port)
        with place.mirror(port=line.port) as mirror:
            mirror.publish(two)
        assert line.total < 60_000
        assert line.connections == 1
    assert is_live(place, two)


@pytest.mark.parametrize("harm", ["changed", "removed", "added", "linked"])
def test_what_somebody_does_to_the_server_is_mended(place: Desk, harm: str) -> None:
    """Found without a record of ours, at the same release and at the next one."""
    one, two = place.site("a"), place.site("b", story_site("a") | {"feed.xml": b"b"})
    with place.mirror() as mirror:
        mirror.publish(one)
    for sent in (one, two):
        page = place.folder / "current" / "activities" / "2026" / "0003.html"
        if harm == "changed":
            page.write_bytes(b"defaced")
        elif harm == "added":
            (page.parent / "进\n来 x").mkdir()
            (page.parent / "进\n来 x" / "a.php").write_bytes(b"x")
            (page.parent / "b 'c.php").write_bytes(b"x")
        else:
            page.unlink()
            if harm == "linked":
                page.symlink_to("/etc/hostname")
        with place.mirror() as mirror:
            mirror.publish(sent)
        assert is_live(place, sent)
    assert place.releases() == {one.manifest.id, two.manifest.id}


def test_old_releases_go(place: Desk) -> None:
    """As many are kept as wanted besides the live one; those to which nobody may return go at once."""
    sites = place.sites("abcd")
    ids = [each.manifest.id for each in sites]
    with place.mirror() as mirror:
        for each in sites[:3]:
            mirror.publish(each)
        assert [each.id for each in mirror.kept()] == [ids[2], ids[1], ids[0]]
        mirror.publish(sites[3], dead=[ids[2]])
        assert [each.id for each in mirror.kept()] == [ids[3], ids[1], ids[0]]
    assert not list((place.folder / "releases").glob(f"*{ids[2]}*"))
    with place.mirror(keep=0) as mirror:
        mirror.publish(sites[3])
        assert [each.id for each in mirror.kept()] == [ids[3]]


def test_one_step_back_and_forth(place: Desk) -> None:
    """Without the machine that built it; a release that is not whole any more is refused."""
    one, two, three = place.sites("abc")
    with place.mirror() as mirror:
        for each in (one, two):
            mirror.publish(each)
        mirror.rollback(one.manifest.id)
        assert is_live(place, one)
        mirror.rollback(two.manifest.id, dead=[one.manifest.id])
        assert is_live(place, two)
        assert place.releases() == {two.manifest.id}
        mirror.publish(three)
        page = place.folder / "releases" / two.manifest.id / "index.html"
        page.write_bytes(b"defaced")
        for wrong, told in ((two.manifest.id, "对不上"), (one.manifest.id, "没有这个版本"), ("../x", "64")):
            with pytest.raises(MirrorError, match=told):
                mirror.rollback(wrong)
        assert is_live(place, three)


NAMES = {"图 片/巾帼 '志愿\" 者.webp": b"1", "-rf/--delete": b"2", "$(touch x)/`id`;&|*?[a]": b"3", "#a/~b%20c": b"4"}


@pytest.mark.parametrize("rsync", [pytest.param(True, marks=with_rsync), False])
def test_names_are_names(place: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rsync: bool) -> None:  # noqa: FBT001
    """Blanks, quotes, Chinese, what a shell or an option would be; with rsync and with one stream."""
    if not rsync:
        monkeypatch.setattr(shutil, "which", lambda _: None)
    one, two = place.site("a", {**story_site("a"), **NAMES}), place.site("b", {**story_site("b"), "new": b"5", **NAMES})
    with place.mirror() as mirror:
        for each in (one, two):
            mirror.publish(each)
            assert is_live(place, each)
    assert not list(tmp_path.rglob("x"))


TOOLS = ("awk", "cat", "chmod", "cp", "find", "gzip", "head", "ln", "ls", "mkdir", "mktemp", "mv", "readlink", "rm",
         "rmdir", "sed", "sh", "sha256sum", "sleep", "sort", "sync", "tar", "tee", "touch", "tr", "xargs")  # fmt: skip


def test_a_server_without_rsync(tmp_path: Path) -> None:
    """It is not needed there either; openssl and flock are not needed either."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in TOOLS:
        if found := shutil.which(name):
            (tools / name).symlink_to(found)
    with desk(tmp_path, f"SetEnv PATH={tools}") as place:
        sites = place.sites("ab")
        with place.mirror() as mirror:
            for each in sites:
                mirror.publish(each)
                assert is_live(place, each)
        (tools / "awk").unlink()
        with place.mirror() as mirror, pytest.raises(MirrorError, match="没有 awk 这个程序"):
            mirror.publish(sites[0])


def test_the_web_server_may_read(place: Desk) -> None:
    """Whatever the mask of who publishes, and whatever rights the built files have."""
    one = place.site("a")
    (one.folder / "index.html").chmod(0o600)
    before = os.umask(0o077)
    try:
        with place.mirror() as mirror:
            mirror.publish(one)
    finally:
        os.umask(before)
    for path in [place.folder / "releases", *(place.folder / "releases" / one.manifest.id).rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644), path
