"""What a killed cleaning leaves on a server goes with the next run; files and folders may change places."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.mirrors.parts import MirrorError, Release
from generator.mirrors.ssh import link
from generator.mirrors.ssh.change import SCRIPT
from tests.mirrors.releases import story_site
from tests.mirrors.servers.sshd import with_sshd
from tests.mirrors.ssh_desk import Desk, desk, is_live

pytestmark = with_sshd
SECRET = b"nobody may see her any more"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Desk]:
    """A server whose folder is not there yet."""
    with desk(tmp_path) as found:
        yield found


def next_run(place: Desk, sent: Release, way: str) -> None:
    """A run that knows of no dead release."""
    with place.mirror() as mirror:
        if way == "rollback":
            mirror.rollback(sent.manifest.id)
        else:
            mirror.publish(sent)
    assert is_live(place, sent)


@pytest.mark.parametrize("way", ["publish", "rollback"])
def test_nothing_of_a_dead_release_survives(place: Desk, way: str) -> None:
    """Wherever a run that was killed has left a part of it: half a release, what had another name, an upload."""
    one, two, three = place.sites("abc")
    with place.mirror() as mirror:
        for each in (one, two, three):
            mirror.publish(each)
    place.rested()
    releases = place.folder / "releases"
    half = releases / one.manifest.id
    (half / "manifest.json").unlink()
    for name in (f"releases/.gone-{'1' * 64}", f"releases/.incoming-{'2' * 64}", f"releases/.inbox-{'3' * 64}-4",
                 f"releases/.making-{'5' * 64}", ".jinguo/making"):  # fmt: skip
        (place.folder / name).mkdir()
        (place.folder / name / "her.html").write_bytes(SECRET)
    with place.mirror() as mirror:
        assert [each.id for each in mirror.kept()] == [three.manifest.id, two.manifest.id]
    next_run(place, two, way)
    place.rested()
    assert not half.exists()
    assert not list(releases.glob(".*"))
    assert not list(place.folder.rglob("her.html"))


HARM = r"""
rm() {
  for word; do
    case $word in releases/.gone-ID) [ ! -d "$word" ] || { command rm "$word/manifest.json"; kill -9 $$; } ;; esac
  done
  command rm "$@"
}
"""


def test_a_dead_release_is_renamed_before_it_is_deleted(place: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the deleting breaks off, what is left has no name that anybody is offered, and the next run deletes it."""
    one, two, three = place.sites("abc")
    for each in (one, two):
        with place.mirror() as mirror:
            mirror.publish(each)
    place.rested()
    monkeypatch.setattr(link, "SCRIPT", SCRIPT + HARM.replace("ID", one.manifest.id))
    with place.mirror() as mirror, pytest.raises(MirrorError, match="连接"):
        mirror.publish(three, dead=[one.manifest.id])
    monkeypatch.undo()
    with place.mirror() as mirror:
        assert [each.id for each in mirror.kept()] == [three.manifest.id, two.manifest.id]
    assert list((place.folder / "releases").glob(f".gone-{one.manifest.id}"))
    next_run(place, three, "publish")
    place.rested()
    assert not list((place.folder / "releases").glob(".*"))


SHAPES = ({"a/b/c.html": b"1", "a/d.html": b"2", "e": b"3"}, {"a": b"4", "e/f/g.html": b"5", "e/h": b"6"})


@pytest.mark.parametrize("rsync", [True, False])
def test_a_file_becomes_a_folder_and_the_reverse(place: Desk, monkeypatch: pytest.MonkeyPatch, *, rsync: bool) -> None:
    """Both at once, there and back, with what an earlier run has left in the way."""
    if not rsync:
        monkeypatch.setattr(shutil, "which", lambda _: None)
    one, two = (place.site(str(at), story_site("a") | files) for at, files in enumerate(SHAPES))
    for each in (one, two, one, two):
        with place.mirror() as mirror:
            mirror.publish(each)
        assert is_live(place, each)
        place.rested()
    with place.mirror(keep=0) as mirror:
        mirror.publish(one)
    assert is_live(place, one)
