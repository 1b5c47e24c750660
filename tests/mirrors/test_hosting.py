"""Hosting as ``publish.yml`` has it: which folders, which password, what is said when it is wrong; plain folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import asyncssh
import pytest

from benchmarks.sshd import Sshd, make_key, sshd
from generator.mirrors.folder.store import FolderStore
from generator.mirrors.hosting import open_stores, variable
from generator.mirrors.parts import MirrorError
from generator.mirrors.plain.arrival import GAP
from generator.mirrors.plain.mirror import PlainMirror
from generator.mirrors.plain.store import Served
from generator.mirrors.sftp.login import Login
from generator.mirrors.sftp.store import Session, SftpStore
from generator.mirrors.state import apart
from generator.records.targets import HostingTarget
from tests.mirrors.releases import release, story_site
from tests.mirrors.servers.ftpd import ftpd
from tests.mirrors.servers.sshd import with_sshd

HOW = Served("text/html", "no-cache")
FTP = {"kind": "ftp", "host": "h", "user": "u", "folder": "web"}


@pytest.mark.parametrize(
    ("folder", "state", "expected"),
    [
        ("/htdocs/site", None, ("/htdocs/site", "/htdocs/site-jinguo", "")),
        ("htdocs/", None, ("htdocs", "htdocs-jinguo", "")),
        ("/", None, ("/", "/_jinguo", "_jinguo")),
        (".", None, (".", "_jinguo", "_jinguo")),
        ("/web", "/web/notes", ("/web", "/web/notes", "notes")),
        ("web", "notes", ("web", "notes", "")),
        ("web", "/notes", ("web", "/notes", "")),
        (".", "/notes", (".", "/notes", "")),
    ],
)
def test_notes_lie_beside_the_site(folder: str, state: str | None, expected: tuple[str, str, str]) -> None:
    """Or in it where nothing lies beside it; then they are hidden from the site."""
    assert apart(folder, state) == expected


@pytest.mark.parametrize("folder", [".", "/"])
def test_a_site_may_be_the_top_of_an_account(folder: str, tmp_path: Path) -> None:
    """Our notes are no files of the site there, and nobody else's either."""
    a, b = (release(tmp_path / name, story_site(name, 4, 500)) for name in ("a", "b"))
    with ftpd(tmp_path) as server:
        told = {"port": server.port, "host": "127.0.0.1", "user": server.user, "folder": folder, "tls": False}
        target = HostingTarget.model_validate({**FTP, **told})
        for each in (a, b):
            mirror = PlainMirror(*open_stores("web", target, {"JINGUO_WEB_PASSWORD": server.password}), 2)
            mirror.publish(each)
            assert mirror.plan(each).deleted == ()
            mirror.close()
        assert (server.home / "index.html").read_bytes() == (b.folder / "index.html").read_bytes()
        assert len(list((server.home / "_jinguo").glob("*/kept.json"))) == 1


@pytest.mark.parametrize(("folder", "state"), [("/web", "/web"), ("/web/site", "/web"), ("web", "."), ("web", "/")])
def test_notes_never_bury_the_site(folder: str, state: str) -> None:
    """A state folder around the site would list the site as notes."""
    with pytest.raises(MirrorError, match="state"):
        apart(folder, state)


def test_the_password_comes_from_the_environment() -> None:
    """From a variable named after the target, or the one that the target names; without it nothing is connected."""
    target = HostingTarget.model_validate(FTP)
    assert variable("women-net", target) == "JINGUO_WOMEN_NET_PASSWORD"
    with pytest.raises(MirrorError, match="JINGUO_WOMEN_NET_PASSWORD"):
        open_stores("women-net", target, {})
    with pytest.raises(MirrorError, match="换行"):
        open_stores("women-net", target, {"JINGUO_WOMEN_NET_PASSWORD": "a\r\nQUIT"})
    named = HostingTarget.model_validate({**FTP, "password_env": "JINGUO_OTHER"})
    site, state = open_stores("women-net", named, {"JINGUO_OTHER": "p"})
    site.close()
    state.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """A real sshd."""
    with sshd(tmp_path_factory.mktemp("sftp")) as found:
        yield found


def session(server: Sshd) -> Session:
    """A connection to it."""
    return Session(Login(server.host, server.port, server.user, server.known_hosts, server.key_file), pause=0.01)


@with_sshd
@pytest.mark.parametrize("gap", [False, True])
def test_sftp_keeps_its_promises(server: Sshd, tmp_path: Path, gap: bool) -> None:  # noqa: FBT001
    """What is written is listed in the same words, read to the byte, replaced whole, and deleted with its folder."""
    found = session(server)
    found.gap = gap
    store = SftpStore(found, f"{tmp_path}/web", "_jinguo")
    assert store.listing() == {}
    assert store.read("nothing/there.html") is None
    data = bytes(range(256)) * 3000
    seen = store.write("a/b c/页 面.html", data, HOW)
    assert store.listing() == {"a/b c/页 面.html": seen}
    assert store.read("a/b c/页 面.html") == data
    assert store.read("a/b c/页 面.html", 50_000) == data[:50_001]
    store.write("a/b c/页 面.html", b"", HOW)
    assert store.read("a/b c/页 面.html") == b""
    assert (GAP in store.notes) == gap
    os.utime(tmp_path / "web/a/b c/页 面.html", (1_000_000_000, 1_000_000_000))
    assert store.listing()["a/b c/页 面.html"].tag.startswith("1000000000")
    (tmp_path / "web/link").symlink_to(tmp_path)
    SftpStore(found, f"{tmp_path}/web/_jinguo").write("kept.json", b"{}", HOW)
    assert set(store.listing()) == {"a/b c/页 面.html"}
    store.delete("a/b c/页 面.html")
    store.delete("a/b c/页 面.html")
    assert not (tmp_path / "web/a").exists()
    assert not list(tmp_path.rglob("*.part"))
    store.close()
    store.close()
    with pytest.raises(MirrorError, match="已经关"):
        store.listing()


@with_sshd
def test_a_server_whose_key_is_not_known_gets_no_password(server: Sshd, tmp_path: Path) -> None:
    """Nor one whose key has changed, nor a file that is not there; each sentence says what to do."""
    folder = {"kind": "sftp", "host": server.host, "port": server.port, "user": server.user, "folder": str(tmp_path)}
    with pytest.raises(MirrorError, match="ssh-keyscan"):
        open_stores("web", HostingTarget.model_validate({**folder, "known_hosts": "/no/such"}), {})
    make_key(tmp_path / "other")
    kind, key, *_ = (tmp_path / "other.pub").read_text(encoding="ascii").split()
    (tmp_path / "known").write_text(f"[{server.host}]:{server.port} {kind} {key}\n", encoding="ascii")
    target = HostingTarget.model_validate({**folder, "known_hosts": str(tmp_path / "known")})
    site, _ = open_stores("web", target, {"JINGUO_WEB_PASSWORD": "p"})
    with pytest.raises(MirrorError, match=r"不认得.*没有登录"):
        site.listing()
    site.close()


@with_sshd
def test_a_key_that_cannot_be_used(server: Sshd, tmp_path: Path) -> None:
    """Missing, locked, or not the right one."""
    folder = {"kind": "sftp", "host": server.host, "port": server.port, "user": server.user, "folder": str(tmp_path)}
    folder |= {"known_hosts": str(server.known_hosts)}
    with pytest.raises(MirrorError, match="key_file"):
        open_stores("web", HostingTarget.model_validate({**folder, "key_file": "/no/such"}), {})
    key, secret = asyncssh.generate_private_key("ssh-ed25519"), "geheim"
    (tmp_path / "locked").write_bytes(key.export_private_key(passphrase=secret))
    target = HostingTarget.model_validate({**folder, "key_file": str(tmp_path / "locked")})
    for environment in ({}, {"JINGUO_WEB_PASSWORD": "falsch"}):
        with pytest.raises(MirrorError, match="JINGUO_WEB_PASSWORD") as caught:
            open_stores("web", target, environment)
        assert "falsch" not in str(caught.value)
    site, _ = open_stores("web", target, {"JINGUO_WEB_PASSWORD": secret})
    with pytest.raises(MirrorError, match="不让登录"):
        site.listing()
    site.close()


def test_a_plain_folder_keeps_its_promises(tmp_path: Path) -> None:
    """Like any other store; links are nobody's files."""
    store = FolderStore(tmp_path / "deep/web")
    assert store.listing() == {}
    seen = store.write("a/b/页.html", b"new", HOW)
    assert store.listing() == {"a/b/页.html": seen}
    assert store.read("a/b/页.html", 1) == b"ne"
    (tmp_path / "deep/web/link").symlink_to(tmp_path)
    assert set(store.listing()) == {"a/b/页.html"}
    assert store.read("a/b/页.html/x") is None
    assert store.read("a/none") is None
    store.delete("a/b/页.html/x")
    store.delete("a/b/页.html")
    store.delete("a/b/页.html")
    assert not (tmp_path / "deep/web/a").exists()
    store.write("x", b"", HOW)
    with pytest.raises(MirrorError, match="文件夹"):
        store.write("x/y.html", b"", HOW)
    store.close()


def test_a_folder_that_is_full_keeps_the_old_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told in words; with room again, the next run finishes and leaves no leftover."""
    a, b = (release(tmp_path / name, story_site(name, 6, 500)) for name in ("a", "b"))

    def mirror() -> PlainMirror:
        return PlainMirror(FolderStore(tmp_path / "web"), FolderStore(tmp_path / "notes"), 2)

    mirror().publish(a)
    count = iter(range(1000))

    def full(handle: int) -> None:
        if next(count) > 9:
            raise OSError(28, "No space left on device")
        os.fdatasync(handle)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(MirrorError, match="磁盘满"):
            mirror().publish(b)
    for file in a.manifest.everything():
        found = (tmp_path / "web" / file.path).read_bytes()
        assert found in {(each.folder / file.path).read_bytes() for each in (a, b) if each.manifest.find(file.path)} | {
            a.manifest.text.encode()
        }
    mirror().publish(b)
    for file in b.manifest.everything():
        assert (tmp_path / "web" / file.path).read_bytes() == (b.folder / file.path).read_bytes()
    assert not list((tmp_path / "web").rglob("*.part"))
