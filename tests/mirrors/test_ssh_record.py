"""What a server has read is not read again, and no change to a file hides behind that."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.console import Recorded
from generator.mirrors.ssh import sending
from generator.mirrors.ssh.mirror import SshMirror
from generator.records.targets import SshTarget
from tests.mirrors.releases import story_site
from tests.mirrors.servers.sshd import with_sshd
from tests.mirrors.ssh_desk import Desk, desk, is_live

pytestmark = with_sshd
with_rsync = pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Desk]:
    """A server whose folder is not there yet."""
    with desk(tmp_path) as found:
        yield found


def published(place: Desk, *names: str) -> None:
    """Releases that differ in one file, one run each, up to what the server does afterwards."""
    for name in names:
        with place.mirror() as mirror:
            mirror.publish(place.site(name, story_site("a") | {"feed.xml": name.encode()}))
        place.rested()


def spare(place: Desk) -> Path:
    """The tree of which the next release is made."""
    return place.folder / ".jinguo" / "spare"


def inodes(top: Path) -> dict[str, int]:
    """Every file below."""
    return {path.relative_to(top).as_posix(): path.stat().st_ino for path in top.rglob("*") if path.is_file()}


def test_the_spare_tree_is_the_live_release(place: Desk) -> None:
    """After each run, of a new release and of one step back, and never anything that readers cannot find."""
    for name in "abcdef":
        published(place, name)
        assert inodes(spare(place)) == inodes(place.folder / "current"), name
        assert len(place.releases()) <= 3
    with place.mirror() as mirror:
        mirror.rollback(mirror.kept()[1].id)
    place.rested()
    assert inodes(spare(place)) == inodes(place.folder / "current")


def test_nothing_of_a_dead_release_is_spared(place: Desk) -> None:
    """What only it held is gone when the run says that it is done, wherever its links lay."""
    one = place.site("a", story_site("a") | {"withdrawn.webp": b"face"})
    two = place.site("b")
    with place.mirror() as mirror:
        mirror.publish(one)
    with place.mirror() as mirror:
        mirror.publish(two)
        mirror.publish(two, dead=[one.manifest.id])
        left = [path for path in place.folder.rglob("*") if path.name == "withdrawn.webp"]
    assert left == []


@pytest.mark.parametrize("way", ["in place", "another", "links"])
def test_a_change_does_not_hide_behind_a_size_and_a_time(place: Desk, way: str) -> None:
    """The same size and the same time of writing: found all the same, and mended, at the live release as well."""
    published(place, "a", "b", "c", "d")
    page = place.folder / "current" / "activities" / "2026" / "0003.html"
    before, data = page.stat(), page.read_bytes()
    if way == "another":
        page.unlink()
    page.write_bytes(b"x" * len(data))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    if way == "links":
        other = spare(place) / "activities" / "2026" / "0003.html"
        other.unlink()
        os.link(page, other)
    sent = place.site("e", story_site("a") | {"feed.xml": b"e"})
    with place.mirror() as mirror:
        mirror.publish(sent)
    assert is_live(place, sent)


@pytest.mark.parametrize("harm", ["empty", "none", "old", "thrown"])
def test_without_what_was_remembered_all_is_read(place: Desk, harm: str) -> None:
    """A record that is cut off, gone, or older than a week, or a tree that is gone, costs time only."""
    published(place, "a", "b")
    own = place.folder / ".jinguo"
    if harm == "empty":
        (own / "record").write_bytes((own / "record").read_bytes()[:777])
    elif harm == "none":
        (own / "record").unlink()
    elif harm == "old":
        os.utime(own / "read", (0, 0))
    else:
        (own / "spare").rename(own / "making")
    published(place, "c")
    assert is_live(place, place.site("c", story_site("a") | {"feed.xml": b"c"}))
    assert (own / "read").stat().st_mtime > 0
    assert not (own / "making").exists()


def test_what_is_remembered_is_what_is_live(place: Desk) -> None:
    """Each line is a digest and what the system says of the file; files of older releases are forgotten."""
    published(place, "a", "b", "c", "d")
    lines = (place.folder / ".jinguo" / "record").read_text(encoding="ascii").splitlines()
    assert all(re.fullmatch(r"[0-9a-f]{64} \d+ \d+ \d+ [\d.]+ [\d.]+", line) for line in lines)
    live = set(inodes(place.folder / "current").values())
    known = {int(line.split()[2]) for line in lines}
    assert known <= live
    assert len(known) > len(live) // 2


def test_thorough_reads_all_anew(place: Desk) -> None:
    """What the record says wrongly, as after a mistake of the disk, is believed for a week, or until somebody asks."""
    published(place, "a", "b")
    record = place.folder / ".jinguo" / "record"
    page = place.folder / "current" / "activities" / "2026" / "0003.html"
    page.write_bytes(b"x" * page.stat().st_size)
    told = page.stat()
    lines = record.read_text(encoding="ascii").splitlines()
    known = next(line for line in lines if line.split()[2] == f"{told.st_ino}")
    times = [f"{time // 10**9}.{time % 10**9:09}0" for time in (told.st_mtime_ns, told.st_ctime_ns)]
    forged = " ".join([*known.split()[:4], *times])
    record.write_text("\n".join([*(line for line in lines if line != known), forged, ""]), encoding="ascii")
    sent = place.site("b", story_site("a") | {"feed.xml": b"b"})
    with place.mirror() as mirror:
        assert mirror.plan(sent).changed == ()
    with place.mirror(thorough=True) as mirror:
        assert [each.path for each in mirror.plan(sent).changed] == ["activities/2026/0003.html"]
        mirror.publish(sent)
    assert is_live(place, sent)


def test_rights_that_keep_readers_out_are_mended(place: Desk) -> None:
    """Of a file and of a folder that somebody has closed on the server, in what becomes the next release."""
    published(place, "a", "b")
    (spare(place) / "activities" / "2026" / "0003.html").chmod(0o600)
    (spare(place) / "activities").chmod(0o711)
    sent = place.site("c", story_site("a") | {"feed.xml": b"c"})
    with place.mirror() as mirror:
        mirror.publish(sent)
    assert is_live(place, sent)
    for path in [place.folder / "current" / "activities", *(place.folder / "current").rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


def test_a_courier_that_has_waited_long_is_called_again(place: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rsync goes away by itself when nothing comes; what it should take is taken by another."""
    published(place, "a")
    monkeypatch.setattr(sending, "_FRESH", -1.0)
    published(place, "b")
    assert is_live(place, place.site("b", story_site("a") | {"feed.xml": b"b"}))


@pytest.mark.parametrize("where", ["spare", "current"])
def test_no_name_forges_a_line_of_the_list(place: Desk, where: str) -> None:
    """A folder whose name goes on in a new line, as if the server told of a page that is gone."""
    published(place, "a", "b")
    top = (spare(place) if where == "spare" else place.folder / "current").resolve()
    page = top / "index.html"
    known = next(
        line for line in (place.folder / ".jinguo" / "record").read_text(encoding="ascii").splitlines()
        if line.split()[2] == f"{page.stat().st_ino}"
    )  # fmt: skip
    page.unlink()
    forged = top / f"x\nf644 {known[65:]}  ."
    forged.mkdir()
    (forged / "index.html").write_bytes(b"")
    os.mkfifo(top / "pipe")
    (top / "back\\slash").write_bytes(b"")
    sent = place.site("c", story_site("a") | {"feed.xml": b"c"})
    with place.mirror() as mirror:
        mirror.publish(sent)
    assert is_live(place, sent)
    assert not [path for path in (place.folder / "current").rglob("*") if not path.is_file() and not path.is_dir()]


@pytest.mark.parametrize("rsync", [pytest.param(True, marks=with_rsync), False])
def test_who_waits_sees_how_far_it_is(place: Desk, monkeypatch: pytest.MonkeyPatch, *, rsync: bool) -> None:
    """File by file up to the last one, and never back."""
    if not rsync:
        monkeypatch.setattr(shutil, "which", lambda _: None)
    seen: list[tuple[int, int]] = []
    console = Recorded()
    monkeypatch.setattr(console, "progress", lambda _, done, total: seen.append((done, total)))
    sent = place.site("a")
    mirror = SshMirror(SshTarget.model_validate(place.settings()), os.environ, console)
    try:
        mirror.publish(sent)
    finally:
        mirror.close()
    total = len(sent.manifest.everything())
    assert seen[-1] == (total, total)
    assert seen == sorted(set(seen))


def test_folders_that_hand_their_group_on_may_stay(place: Desk) -> None:
    """``chmod g+s``, by which a web server's group reads the site: it is no fault that each run would mend."""
    published(place, "a", "b")
    for each in (spare(place), spare(place) / "activities"):
        each.chmod(0o2755)
    published(place, "c")
    top = place.folder / "current"
    assert [path.stat().st_mode & 0o7777 for path in (top.resolve(), top / "activities")] == [0o2755, 0o2755]
    assert is_live(place, place.site("c", story_site("a") | {"feed.xml": b"c"}))
