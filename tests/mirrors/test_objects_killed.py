"""Publishing to an S3 server is interrupted again and again, and readers behind nginx never find anything half done."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator

import pytest

from generator.mirrors.objects import store as objects
from generator.mirrors.objects.operators import Patience
from generator.mirrors.parts import MirrorError, Release
from tests.mirrors.bucket import Bucket, Publisher, bucket
from tests.mirrors.killing import dropping
from tests.mirrors.reader import Reader
from tests.mirrors.releases import release, story_site
from tests.mirrors.servers.s3 import moto
from tests.mirrors.servers.web import proxied, with_nginx

pytestmark = with_nginx
KILLS = 30
DROPS = 12
QUESTIONS = 42
"""Somewhat fewer than one run needs from beginning to end."""


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    """One S3 server for all tests here."""
    with moto() as port:
        yield port


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines that have broken for good are not asked for long."""
    monkeypatch.setattr(objects, "_PATIENCE", Patience(tries=1, first=0.01))


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Release]:
    """Two versions of a site in which every page differs."""
    folder = tmp_path_factory.mktemp("releases")
    return [release(folder / name, story_site(name, 10, 4_000)) for name in ("one", "two")]


@pytest.fixture
def place(server: int, releases: list[Release]) -> Iterator[Bucket]:
    """A bucket that holds the first release."""
    with bucket(server) as found:
        with found.mirror() as mirror:
            mirror.publish(releases[0])
        yield found


@pytest.fixture(scope="module")
def publisher() -> Iterator[Publisher]:
    """Publishes in processes of its own."""
    found = Publisher()
    yield found
    found.close()


def killed_at(publisher: Publisher, place: Bucket, wanted: Release, number: int, *, answered: bool) -> bool:
    """Publish in a process that is killed at one of its questions, before the server gets it or after the answer."""
    place.counter.asked.clear()

    def judge(asked: int, _verb: str, _path: str) -> tuple[int, str] | None:
        if asked == number + answered:
            publisher.kill()
        return (500, "Killed") if asked == number and not answered else None

    place.counter.judge = judge
    ended = publisher.publish(place, wanted)
    place.counter.judge = lambda *_: None
    assert ended in {0, signal.SIGKILL}
    return ended == signal.SIGKILL


def finish(place: Bucket, wanted: Release) -> None:
    """The next run finishes the job."""
    with place.mirror() as mirror:
        mirror.publish(wanted)
    assert place.holds(wanted)


def test_killed_dozens_of_times_readers_see_whole_pages(
    publisher: Publisher, place: Bucket, releases: list[Release]
) -> None:
    """At moments spread over the whole run the process dies; each page stays old or new, and the next run finishes."""
    moments = [1 + QUESTIONS * (step * 7 % KILLS) // KILLS for step in range(KILLS)]
    old, new = releases
    deaths = 0
    with proxied(place.server, f"/{place.name}/") as url, Reader(url, old.manifest, new.manifest) as reader:
        for turn, moment in enumerate(moments):
            deaths += killed_at(publisher, place, new, moment, answered=bool(turn % 2))
            if turn % 6:  # sometimes the dead run is followed by one that goes back to the other release
                finish(place, new)
            old, new = new, old
        finish(place, new)
    assert reader.faults == []
    assert reader.rounds > 100
    assert deaths >= 24


def published(place: Bucket, wanted: Release, port: int) -> str:
    """What a run over this port says when it cannot."""
    try:
        with place.mirror(port) as mirror:
            mirror.publish(wanted)
    except MirrorError as fault:
        return f"{fault}"
    return ""


def test_a_dropped_link_is_told_and_taken_up(place: Bucket, releases: list[Release]) -> None:
    """The line breaks after so many bytes, at any of them: the message says so, and the next run finishes."""
    old, new = releases
    told = 0
    with proxied(place.server, f"/{place.name}/") as url, Reader(url, old.manifest, new.manifest) as reader:
        for turn in range(DROPS):
            with dropping(place.counter.port, 1_500 + turn * 9_000) as port:
                told += "连不上" in published(place, new, port)
            if turn % 2:
                finish(place, new)
            old, new = new, old
        finish(place, new)
    assert reader.faults == []
    assert told >= 6


def test_a_first_release_that_was_killed_is_not_begun_anew(
    publisher: Publisher, server: int, releases: list[Release]
) -> None:
    """What an interrupted first run has sent and written down is not sent again."""
    wanted = releases[0]
    with bucket(server) as place:
        assert killed_at(publisher, place, wanted, 20, answered=True)
        there = [path for path in files(wanted) if place.get(path)[0] == 200]
        assert len(there) > 4
        place.counter.asked.clear()
        finish(place, wanted)
        sent = [path for verb, path in place.counter.asked if verb == "PUT" and "_jinguo" not in path]
        assert len(sent) <= len(files(wanted)) - len(there) + 1


def files(wanted: Release) -> list[str]:
    """Paths of a release."""
    return [file.path for file in wanted.manifest.everything()]


def test_permission_that_is_taken_away_in_the_middle(place: Bucket, releases: list[Release]) -> None:
    """The message says which one, at once and without trying again; readers see whole pages, the next run finishes."""
    place.counter.judge = lambda number, verb, _path: (403, "AccessDenied") if number > 30 and verb == "PUT" else None
    began = time.monotonic()
    with (
        proxied(place.server, f"/{place.name}/") as url,
        Reader(url, releases[0].manifest, releases[1].manifest) as reader,
    ):
        with place.mirror() as mirror, pytest.raises(MirrorError, match="没有写入的权限"):
            mirror.publish(releases[1])
        place.counter.judge = lambda *_: None
        finish(place, releases[1])
    assert reader.faults == []
    assert time.monotonic() - began < 30
