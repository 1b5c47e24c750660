"""A run over ssh that is killed, loses its link or finds no room: readers see one whole release all the while."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.mirrors.parts import MirrorError, Release
from tests.mirrors.killing import dropping, run_and_kill
from tests.mirrors.reader import Reader
from tests.mirrors.releases import story_site
from tests.mirrors.servers.sshd import with_sshd
from tests.mirrors.servers.web import web, with_nginx
from tests.mirrors.ssh_desk import Desk, desk, is_live

pytestmark = [with_sshd, with_nginx]
KILLS = 30
DROPS = 36
CAN_MOUNT = os.geteuid() == 0 and shutil.which("mount")


def versions(place: Desk, count: int) -> list[Release]:
    """Releases that differ in every page, with enough bytes to be caught in the middle."""
    return [place.site(f"v{number}", story_site(f"v{number}", pages=40, ballast=60_000)) for number in range(count)]


@contextmanager
def read_by_all(place: Desk, known: list[Release]) -> Iterator[Reader]:
    """A reader who may see any of these releases, but never two at a time."""
    manifests = [each.manifest for each in known]
    with web(place.folder) as url, Reader(url, manifests[0], manifests[1], whole=True, more=manifests[2:]) as reader:
        yield reader
    assert reader.faults == []
    assert reader.rounds > 50


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """Dozens of times, with all its children; each time the next run finishes what the killed one began."""
    with desk(tmp_path) as place:
        known = versions(place, 4)
        for each in (known[0], known[3]):  # a later run is shorter than the first
            with place.mirror(keep=1) as mirror:
                mirror.publish(each)
        place.rested()
        start = time.monotonic()
        run_and_kill(place.command(known[1], keep=1), 60)
        length = time.monotonic() - start
        killed = 0
        with read_by_all(place, known) as reader:
            for number in range(KILLS):
                sent = known[(number // 3 + 2) % len(known)]
                killed += run_and_kill(place.command(sent, keep=1), length * (0.25 + 0.6 * (number % 10 + 1) / 10))
                assert any(is_live(place, each) for each in known)
                if number % 3 == 2:
                    with place.mirror(keep=1) as mirror:
                        mirror.publish(sent)
                    assert is_live(place, sent)
        assert killed >= KILLS // 2
        assert len(reader.seen) >= 3
        assert len(place.releases()) <= 3


def published(place: Desk, sent: Release, port: int) -> str:
    """What is said when it breaks off."""
    try:
        with place.mirror(port=port, keep=1) as mirror:
            mirror.publish(sent)
    except MirrorError as error:
        return str(error)
    return ""


def test_the_link_drops_after_any_byte(tmp_path: Path) -> None:
    """Dozens of places between the greeting and the last answer."""
    with desk(tmp_path) as place:
        known = versions(place, 3)
        with place.mirror() as mirror:
            mirror.publish(known[0])
        dropped = 0
        with read_by_all(place, known):
            for number in range(DROPS):
                sent = known[(number // 6 + 1) % len(known)]
                with dropping(place.server.port, 2_000 + number % 6 * 7_000 + number * 97) as port:
                    place.server.know(port)
                    dropped += "连接" in published(place, sent, port)
                assert any(is_live(place, each) for each in known)
                if number % 6 == 5:
                    with place.mirror(keep=1) as mirror:
                        mirror.publish(sent)
                    assert is_live(place, sent)
        assert dropped >= DROPS // 2


def test_what_came_is_not_sent_again(tmp_path: Path) -> None:
    """A first upload that breaks in the middle is taken up where it stopped."""
    with desk(tmp_path) as place:
        files = {f"photos/{number}.webp": os.urandom(100_000) for number in range(40)}
        sent = place.site("a", {**story_site("a"), **files})
        with dropping(place.server.port, 2_500_000) as port:
            place.server.know(port)
            with place.mirror(port=port) as mirror, pytest.raises(MirrorError, match="再发布一次"):
                mirror.publish(sent)
        assert not (place.folder / "current").is_symlink()
        came = [path for path in (place.folder / "releases").glob(".inbox-*/**/[!.]*") if path.is_file()]
        with place.mirror() as mirror:
            rest = mirror.publish(sent)
        assert came
        assert 0 < rest.sent <= len(sent.manifest.everything()) - len(came)
        assert is_live(place, sent)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """A disk that is soon full."""
    folder.mkdir(parents=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "none", folder], check=False)
    if done.returncode:
        pytest.skip("this machine does not let us mount")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.skipif(not CAN_MOUNT, reason="only root mounts a small disk")
@pytest.mark.parametrize("rsync", [True, False])
def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, rsync: bool) -> None:
    """It is said, nothing changes for readers, and with room the next run finishes."""
    if not rsync:
        monkeypatch.setattr(shutil, "which", lambda _: None)
    with desk(tmp_path) as place, small_disk(place.folder, "6m"):
        one, two = versions(place, 2)
        ballast = place.folder / "lost+found"
        with place.mirror() as mirror:
            mirror.publish(one)
        ballast.write_bytes(bytes(2_500_000))
        with read_by_all(place, [one, two]):
            with place.mirror() as mirror, pytest.raises(MirrorError, match="磁盘满了"):
                mirror.publish(two)
            assert is_live(place, one)
            ballast.unlink()
            with place.mirror() as mirror:
                mirror.publish(two)
            assert is_live(place, two)


@pytest.mark.skipif(not CAN_MOUNT, reason="only root mounts")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Root as well cannot write what is mounted read-only."""
    with desk(tmp_path) as place, small_disk(place.folder, "20m"):
        one, two = versions(place, 2)
        with place.mirror() as mirror:
            mirror.publish(one)
        place.rested()
        with read_by_all(place, [one, two]):
            subprocess.run(["mount", "-o", "remount,ro", place.folder], check=True)
            with place.mirror() as mirror:
                assert mirror.plan(two).before == one.manifest.id
                with pytest.raises(MirrorError, match="只读"):
                    mirror.publish(two)
            assert is_live(place, one)
            subprocess.run(["mount", "-o", "remount,rw", place.folder], check=True)
            with place.mirror() as mirror:
                mirror.publish(two)
            assert is_live(place, two)


def test_two_at_a_time(tmp_path: Path) -> None:
    """The second waits for the first; a lock whose holder was killed holds nobody up."""
    with desk(tmp_path) as place:
        one, two = versions(place, 2)
        first = subprocess.Popen(place.command(one), env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])})
        with place.mirror() as mirror:
            mirror.publish(two)
        assert first.wait() == 0
        assert is_live(place, one) or is_live(place, two)
        assert place.releases() == {one.manifest.id, two.manifest.id}
