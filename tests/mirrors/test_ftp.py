"""FTP hosting: what a store promises, kept by servers of several kinds."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.console import Recorded
from generator.mirrors.ftp.link import Account
from generator.mirrors.ftp.pool import OPEN, Pool
from generator.mirrors.ftp.store import FtpStore
from generator.mirrors.parts import MirrorError, Release
from generator.mirrors.plain.arrival import GAP
from generator.mirrors.plain.mirror import PlainMirror
from generator.mirrors.plain.store import Served
from tests.mirrors.releases import release, story_site
from tests.mirrors.servers.ftpd import Ftpd, certificate, ftpd, vsftpd, with_vsftpd

HOW = Served("text/html", "no-cache")
KINDS = ["facts", "lines", "tls", "one", "no-replace", pytest.param("vsftpd", marks=with_vsftpd)]
KINDS += [pytest.param("vsftpd-tls", marks=with_vsftpd)]


@pytest.fixture(scope="module", params=KINDS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ftpd]:
    """A server of each kind."""
    folder = tmp_path_factory.mktemp("ftp")
    ways = {"lines": ["no-facts"], "one": ["one"], "no-replace": ["no-replace"]}.get(request.param, [])
    signed = certificate(folder) if "tls" in request.param else None
    if request.param.startswith("vsftpd"):
        with vsftpd(signed) as found:
            yield found
    else:
        with ftpd(folder, *ways, certificate=signed) as found:
            yield found


@pytest.fixture
def pool(server: Ftpd) -> Iterator[Pool]:
    """Connections to it."""
    made = Pool(server.account(), pause=0.01)
    yield made
    made.close()


def test_a_store_keeps_its_promises(server: Ftpd, pool: Pool) -> None:
    """What is written is listed in the same words, read to the byte, replaced whole, and deleted with its folder."""
    store = FtpStore(pool, f"{server.top}site")
    assert store.listing() == {}
    assert store.read("nothing/there.html") is None
    data = bytes(range(256)) * 300
    seen = store.write("a/b c/页 面.html", data, HOW)
    assert seen.size == len(data)
    assert store.listing() == {"a/b c/页 面.html": seen}
    assert store.read("a/b c/页 面.html") == data
    os.utime(server.home / "site/a/b c/页 面.html", (1_000_000_000, 1_000_000_000))
    assert store.listing()["a/b c/页 面.html"] != seen
    again = store.write("a/b c/页 面.html", b"", HOW)
    assert store.read("a/b c/页 面.html") == b""
    assert again.size == 0
    store.delete("a/b c/页 面.html")
    store.delete("a/b c/页 面.html")
    store.delete("never/was.html")
    assert store.listing() == {}
    assert not (server.home / "site/a").exists()


def test_folders_that_hold_something_stay(server: Ftpd, pool: Pool) -> None:
    """Also where only somebody else's files are left, and where we never looked."""
    store = FtpStore(pool, f"{server.top}shared")
    store.write("x/ours.html", b"o", HOW)
    (server.home / "shared/x/foreign.php").write_bytes(b"f")
    store.delete("x/ours.html")
    assert set(store.listing()) == {"x/foreign.php"}
    store.write("x/ours.html", b"o", HOW)
    store.delete("x/ours.html")
    assert (server.home / "shared/x/foreign.php").exists()


def test_what_is_hidden_is_another_stores(server: Ftpd, pool: Pool) -> None:
    """Notes inside the site are no files of the site; a link that leads in a circle comes to an end."""
    store, notes = FtpStore(pool, f"{server.top}top", "_jinguo"), FtpStore(pool, f"{server.top}top/_jinguo")
    notes.write("kept.json", b"{}", HOW)
    store.write("index.html", b"i", HOW)
    (server.home / "top/link").symlink_to(server.home)
    listed = set(store.listing())
    assert "index.html" in listed
    assert not any(path.startswith("_jinguo") for path in listed)
    assert set(notes.listing()) == {"kept.json"}


def test_releases_arrive_and_come_back(server: Ftpd, tmp_path: Path) -> None:
    """On every kind of server, from machines that know nothing of each other, with nothing sent twice."""
    a, b = (release(tmp_path / name, story_site(name, 6, 3000)) for name in ("a", "b"))
    console = Recorded()

    def mirror() -> PlainMirror:
        found = Pool(server.account(), pause=0.01)
        return PlainMirror(FtpStore(found, f"{server.top}web"), FtpStore(found, f"{server.top}notes"), 3, console)

    def served() -> dict[str, bytes]:
        top = server.home / "web"
        return {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}

    for each in (a, b):
        one = mirror()
        one.publish(each)
        one.close()
    expected = {file.path: (b.folder / file.path).read_bytes() for file in b.manifest.everything()}
    assert {path: data for path, data in served().items() if not path.endswith(".css")}.items() <= expected.items()
    last = mirror()
    assert last.publish(b).sent == 0
    last.rollback(a.manifest.id)
    last.close()
    expected = {file.path: (a.folder / file.path).read_bytes() for file in a.manifest.everything()}
    assert expected.items() <= served().items()
    assert (OPEN in console.warnings) == (not server.ca_file)


def test_what_the_user_has_to_know_is_said(tmp_path: Path) -> None:
    """A server that cannot replace by renaming leaves a gap; nobody is left in the dark about that."""
    with ftpd(tmp_path, "no-replace") as server:
        store = FtpStore(Pool(server.account()), "site")
        store.write("index.html", b"old", HOW)
        store.write("index.html", b"new", HOW)
        assert store.read("index.html") == b"new"
        assert GAP in store.notes
        assert [path.name for path in (server.home / "site").iterdir()] == ["index.html"]
        store.close()
        store.close()
        with pytest.raises(MirrorError, match="已经关"):
            store.listing()


@pytest.mark.parametrize(
    ("account", "says"),
    [
        (Account("127.0.0.1", 1, "web", "p", tls=False), "没有人接听"),
        (Account("no-such-host.invalid", 21, "web", "p", tls=False), "找不到主机"),
        (Account("127.0.0.1", 21, "web", "p", ca_file="/no/such.pem"), "ca_file"),
    ],
)
def test_a_server_that_cannot_be_reached(account: Account, says: str) -> None:
    """Each reason has its own sentence."""
    with pytest.raises(MirrorError, match=says):
        FtpStore(Pool(account, pause=0.01), "site").listing()


def test_a_wrong_password_is_never_repeated(tmp_path: Path) -> None:
    """Neither the wrong one nor the right one."""
    with ftpd(tmp_path) as server:
        with pytest.raises(MirrorError, match="不让登录") as caught:
            FtpStore(Pool(server.account(0, "falsch-9")), "site").listing()
        assert "falsch" not in str(caught.value)
        assert "geheim" not in repr(server.account())
        encrypted = Account("127.0.0.1", server.port, "web", "p")
        with pytest.raises(MirrorError, match="tls: false"):
            FtpStore(Pool(encrypted), "site").listing()


def test_a_server_that_speaks_as_it_did_long_ago_is_understood(tmp_path: Path) -> None:
    """Words in GBK are no broken connection."""
    with ftpd(tmp_path, "gbk") as server:
        store = FtpStore(Pool(server.account(0, "secret")), "site")
        store.write("index.html", b"i", HOW)
        assert set(store.listing()) == {"index.html"}
        store.close()


def test_a_certificate_of_nobody_is_no_certificate(tmp_path: Path) -> None:
    """The password is not sent to whoever happens to answer."""
    with ftpd(tmp_path, certificate=certificate(tmp_path)) as server:
        account = Account("127.0.0.1", server.port, "web", "p")
        with pytest.raises(MirrorError, match=r"证书核对不上.*没有登录"):
            FtpStore(Pool(account), "site").listing()


@pytest.mark.parametrize(
    ("way", "says"), [("full", "看看空间满了没有"), ("silently-full", "空间满"), ("lies", "读回来却不一样")]
)
def test_a_server_that_is_full_or_lies(way: str, says: str, tmp_path: Path) -> None:
    """Each file that readers see is the old one or the new one to the byte; with room again, the next run finishes."""
    a, b = (release(tmp_path / name, story_site(name, 6, 5000)) for name in ("a", "b"))

    def publish(running: Ftpd, which: Release) -> None:
        pool = Pool(running.account(), pause=0.01)
        mirror = PlainMirror(FtpStore(pool, "web"), FtpStore(pool, "notes"), 3)
        try:
            mirror.publish(which)
        finally:
            mirror.close()

    with ftpd(tmp_path) as running:
        publish(running, a)
    with ftpd(tmp_path, way) as running:
        with pytest.raises(MirrorError, match=says):
            publish(running, b)
        for file in a.manifest.everything():
            found = (running.home / "web" / file.path).read_bytes()
            versions = [each.folder / file.path for each in (a, b)]
            assert found in [each.read_bytes() for each in versions if each.exists()]
    with ftpd(tmp_path) as running:
        publish(running, b)
        for file in b.manifest.everything():
            assert (running.home / "web" / file.path).read_bytes() == (b.folder / file.path).read_bytes()
        assert not list(running.home.rglob("*.part"))


@with_vsftpd
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    """Nothing that readers see is broken, nothing is deleted; with the right to write, the next run finishes."""
    a, b = (release(tmp_path / name, story_site(name, 4, 500)) for name in ("a", "b"))
    with vsftpd() as running:
        pool = Pool(running.account(), 0.01)
        mirror = PlainMirror(FtpStore(pool, "pub/web"), FtpStore(pool, "pub/notes"), 3)
        mirror.publish(a)
        locked = running.home / "web/activities/2026"
        owner = locked.owner()
        shutil.chown(locked, "root")
        with pytest.raises(MirrorError, match=r"activities/2026/.*服务器不让.*只读"):
            mirror.publish(b)
        assert all((running.home / "web" / file.path).is_file() for file in a.manifest.files)
        shutil.chown(locked, owner)
        mirror.publish(b)
        for file in b.manifest.everything():
            assert (running.home / "web" / file.path).read_bytes() == (b.folder / file.path).read_bytes()
        mirror.close()
