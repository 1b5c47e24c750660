"""Links that break, and servers that die, at dozens of bytes on the way to real FTP and SFTP servers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.wire import wire
from generator.mirrors.parts import MirrorError, Release
from tests.mirrors.hosts import Host, host
from tests.mirrors.killing import dropping
from tests.mirrors.reader import Reader
from tests.mirrors.releases import release, story_site
from tests.mirrors.servers.ftpd import with_vsftpd
from tests.mirrors.servers.sshd import with_sshd
from tests.mirrors.servers.web import web, with_nginx

KINDS = ["ftp", pytest.param("sftp", marks=with_sshd), pytest.param("vsftpd", marks=with_vsftpd)]
BREAKS = 14


@pytest.fixture
def releases(tmp_path: Path) -> tuple[Release, Release]:
    """Two versions of a site."""
    a, b = (release(tmp_path / name, story_site(name, 14, 12_000)) for name in ("a", "b"))
    return a, b


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a link that is broken for good."""
    monkeypatch.setattr("generator.mirrors.loop.PAUSE", 0.005)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Of server."""
    return str(request.param)


@pytest.fixture
def server(kind: str, tmp_path: Path) -> Iterator[Host]:
    """A server of each kind."""
    with host(kind, tmp_path / "server") as found:
        yield found


@with_nginx
def test_a_link_that_breaks_at_any_byte_is_mended_by_the_next_run(
    server: Host, releases: tuple[Release, Release]
) -> None:
    """Broken for good after so many bytes: the run ends with a sentence; files that arrived are not sent again."""
    a, b = releases
    server.publish(a)
    with wire(int(server.target.port or 0)) as counted:
        server.through(counted.port).publish(b)
    total, live, broken = counted.total, b, 0
    with web(server.site) as url, Reader(url, a.manifest, b.manifest) as reader:
        for number in range(BREAKS):
            wanted = b if live is a else a
            with dropping(int(server.target.port or 0), total * number // BREAKS) as port:
                try:
                    server.through(port).publish(wanted)
                except MirrorError:
                    broken += 1
            server.publish(wanted)
            server.holds(wanted)
            live = wanted
            assert not reader.faults
            assert reader.waited(3)
    assert broken > BREAKS // 2
    assert reader.rounds > 3 * BREAKS


def test_a_server_that_dies_at_any_byte_of_a_file(releases: tuple[Release, Release], tmp_path: Path) -> None:
    """In the middle of a transfer, after so many bytes of files: what readers find is whole, the next run finishes."""
    a, b = releases
    live = None
    for number in range(12):
        wanted = b if live is a else a
        with host("ftp", tmp_path / "server", f"dies={number * 12_007 + 5}") as dying, pytest.raises(MirrorError):
            dying.publish(wanted)
        for path in (tmp_path / "server/home/web").rglob("*.html"):
            versions = {(each.folder / path.relative_to(dying.site)) for each in (a, b)}
            assert path.read_bytes() in {each.read_bytes() for each in versions if each.exists()}
        with host("ftp", tmp_path / "server") as server:
            server.publish(wanted)
            server.holds(wanted)
        live = wanted
