"""Publishing into a folder of this machine: the same layout, the same proofs, killed at any moment."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from generator.mirrors.folder.mirror import FolderMirror
from generator.mirrors.parts import Kept, MirrorError, Release
from generator.records.targets import FolderTarget
from tests.mirrors.killing import python, run_and_kill
from tests.mirrors.reader import Reader
from tests.mirrors.releases import COMMIT, release, story_site
from tests.mirrors.servers.web import web, with_nginx

KILLS = 40
PUBLISH = """
import sys
from pathlib import Path
from generator.mirrors.parts import Release
from generator.mirrors.folder.mirror import FolderMirror
from generator.publish.manifest import read
from generator.records.targets import FolderTarget
root, site = map(Path, sys.argv[1:])
target = FolderTarget.model_validate({"kind": "folder", "folder": "网站", "keep": "1"})
FolderMirror(root, target).publish(Release(site, read((site / "manifest.json").read_bytes())))
"""


def mirror(root: Path, keep: int = 2) -> FolderMirror:
    """The folder 网站 of a register."""
    return FolderMirror(root, FolderTarget.model_validate({"kind": "folder", "folder": "网站", "keep": str(keep)}))


def is_live(root: Path, sent: Release) -> bool:
    """Whether readers find this release, all of it and nothing else."""
    top = root / "网站" / "current"
    found = {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if not path.is_dir()}
    return found == {each.path: (sent.folder / each.path).read_bytes() for each in sent.manifest.everything()}


def sites(root: Path, names: str) -> list[Release]:
    """Releases."""
    return [release(root / f"site-{name}", story_site(name)) for name in names]


def test_there_and_back(tmp_path: Path) -> None:
    """A release, the same again, the next, back, and forth; nothing is left over."""
    one, two, three = sites(tmp_path, "abc")
    there = mirror(tmp_path)
    plan = there.plan(one)
    assert (plan.before, len(plan.added), plan.there) == ("", 35, 0)
    assert there.publish(one).sent == 35
    assert there.publish(one).sent == 0
    plan = there.plan(two)
    assert (plan.before, len(plan.added), len(plan.changed), len(plan.deleted)) == (one.manifest.id, 2, 33, 2)
    assert there.publish(two).deleted == 2
    assert is_live(tmp_path, two)
    there.rollback(one.manifest.id)
    assert is_live(tmp_path, one)
    assert there.kept() == [Kept(one.manifest.id, COMMIT, live=True), Kept(two.manifest.id, COMMIT, live=False)]
    there.publish(three, dead=[one.manifest.id])
    assert is_live(tmp_path, three)
    left = {path.name for path in (tmp_path / "网站" / "releases").iterdir()}
    assert left == {two.manifest.id, three.manifest.id}
    page = tmp_path / "网站" / "releases" / two.manifest.id / "index.html"
    page.write_bytes(b"defaced")
    with pytest.raises(MirrorError, match="对不上"):
        there.rollback(two.manifest.id)
    with pytest.raises(MirrorError, match="没有这个版本"):
        there.rollback("../site-a")


@pytest.mark.parametrize("harm", ["changed", "removed", "added", "linked"])
def test_what_somebody_does_is_mended(tmp_path: Path, harm: str) -> None:
    """At the same release and at the next one; releases share what is the same and nothing else."""
    one = release(tmp_path / "one", story_site("a"))
    two = release(tmp_path / "two", story_site("a") | {"feed.xml": b"b"})
    mirror(tmp_path).publish(one)
    for sent in (one, two):
        page = tmp_path / "网站" / "current" / "activities" / "2026" / "0003.html"
        if harm == "changed":
            page.write_bytes(b"defaced")
        elif harm == "added":
            (page.parent / "x\ny.php").write_bytes(b"x")
        else:
            page.unlink()
            if harm == "linked":
                page.symlink_to("/etc/hostname")
        mirror(tmp_path).publish(sent)
        assert is_live(tmp_path, sent)
    places = [tmp_path / "网站" / "releases" / each.manifest.id for each in (one, two)]
    inodes = [(place / "index.html").stat().st_ino for place in places]
    assert inodes[0] == inodes[1]
    assert (places[0] / "feed.xml").read_bytes() != (places[1] / "feed.xml").read_bytes()


def test_readers_may_read(tmp_path: Path) -> None:
    """Whatever the mask of who publishes."""
    (one,) = sites(tmp_path, "a")
    before = os.umask(0o077)
    try:
        mirror(tmp_path).publish(one)
    finally:
        os.umask(before)
    for path in (tmp_path / "网站" / "releases" / one.manifest.id).rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644), path


@pytest.mark.parametrize("thing", ["index.html", "current/index.html", "releases"])
def test_foreign_things_are_left_alone(tmp_path: Path, thing: str) -> None:
    """A folder in which something else lives."""
    (one,) = sites(tmp_path, "a")
    place = tmp_path / "网站" / thing
    place.parent.mkdir(parents=True)
    place.write_bytes(b"old")
    with pytest.raises(MirrorError, match="不是发布用的东西"):
        mirror(tmp_path).publish(one)
    assert place.read_bytes() == b"old"


@with_nginx
def test_killed_at_any_moment(tmp_path: Path) -> None:
    """Dozens of times; a reader sees one whole release all the while, and the next run finishes."""
    known = [release(tmp_path / f"s{n}", story_site(f"s{n}", pages=200, ballast=60_000)) for n in range(4)]
    mirror(tmp_path).publish(known[0])
    manifests = [each.manifest for each in known]
    lengths = []
    for each in known[1:]:
        start = time.monotonic()
        run_and_kill(python(PUBLISH, tmp_path, each.folder), 60)
        lengths.append(time.monotonic() - start)
    killed = 0
    with (
        web(tmp_path / "网站") as url,
        Reader(url, manifests[0], manifests[1], whole=True, more=manifests[2:]) as reader,
    ):
        for number in range(KILLS):
            sent = known[number // 4 % len(known)]
            moment = min(lengths) * (0.4 + 0.6 * (number % 9 + 1) / 10)
            killed += run_and_kill(python(PUBLISH, tmp_path, sent.folder), moment)
            assert any(is_live(tmp_path, each) for each in known)
            if number % 4 == 3:
                mirror(tmp_path, keep=1).publish(sent)
                assert is_live(tmp_path, sent)
    assert reader.faults == []
    assert reader.rounds > 50
    assert killed >= KILLS // 2
