"""Runs that are killed at dozens of moments on the way to real FTP and SFTP servers."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.mirrors.parts import Release
from tests.mirrors.hosts import PUBLISH, Host, host
from tests.mirrors.killing import kill, python, start
from tests.mirrors.reader import Reader
from tests.mirrors.releases import release, story_site
from tests.mirrors.servers.ftpd import with_vsftpd
from tests.mirrors.servers.sshd import with_sshd
from tests.mirrors.servers.web import web, with_nginx

KINDS = ["ftp", pytest.param("sftp", marks=with_sshd), pytest.param("vsftpd", marks=with_vsftpd)]
KILLS = {"ftp": 14, "sftp": 12, "vsftpd": 6}


@pytest.fixture
def releases(tmp_path: Path) -> tuple[Release, Release]:
    """Two versions of a site."""
    a, b = (release(tmp_path / name, story_site(name, 14, 12_000)) for name in ("a", "b"))
    return a, b


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Of server."""
    return str(request.param)


@pytest.fixture
def server(kind: str, tmp_path: Path) -> Iterator[Host]:
    """A server of each kind."""
    with host(kind, tmp_path / "server") as found:
        yield found


def killed(server: Host, what: str, which: str, after: float) -> bool:
    """Whether a run was killed before it had ended."""
    program = start(python(PUBLISH, what, server.told, which, after), server.environment)
    try:
        _, told = program.communicate(timeout=60)
    finally:
        kill(program)
    assert program.returncode in {0, -signal.SIGKILL}, told.decode("utf-8", "replace")
    return program.returncode != 0


def lasts(server: Host, first: Release, second: Release) -> float:
    """Seconds of a whole run."""
    server.publish(first)
    began = time.monotonic()
    server.publish(second)
    took = time.monotonic() - began
    server.publish(first)
    return took


@with_nginx
def test_a_killed_run_shows_no_reader_anything_but_whole_pages(
    kind: str, server: Host, releases: tuple[Release, Release]
) -> None:
    """Killed at spread moments; the next run finishes from there, and going back works as well."""
    a, b = releases
    live, count = a, KILLS[kind]
    whole, deaths = lasts(server, a, b), 0
    with web(server.site) as url, Reader(url, a.manifest, b.manifest) as reader:
        for number in range(count):
            wanted = b if live is a else a
            what = ("publish", str(wanted.folder)) if number % 3 else ("rollback", wanted.manifest.id)
            deaths += killed(server, *what, whole * (number + 0.5) / count)
            server.publish(wanted)
            server.holds(wanted)
            live = wanted
            assert not reader.faults
    assert deaths >= count // 2
    assert reader.rounds > 20
