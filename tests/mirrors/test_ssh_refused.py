"""What goes wrong with a server has its own words, and what to do; nothing there is touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.ports import free_port
from benchmarks.sshd import make_key
from generator.mirrors.parts import MirrorError, Release
from generator.mirrors.ssh.faults import harmless
from tests.mirrors.servers.sshd import with_sshd
from tests.mirrors.ssh_desk import Desk, desk, is_live

pytestmark = with_sshd
SETPRIV = shutil.which("setpriv")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One server for all: none of these tests leaves anything there."""
    with desk(tmp_path_factory.mktemp("desk")) as found:
        yield found


@pytest.fixture(scope="module")
def sent(place: Desk) -> Release:
    """A release."""
    return place.site("a")


def refused(place: Desk, sent: Release, **other: object) -> str:
    """What is said when it cannot be published."""
    with place.mirror(**other) as mirror, pytest.raises(MirrorError) as caught:  # type: ignore[arg-type]
        mirror.publish(sent)
    return str(caught.value)


def test_a_server_that_is_not_known(place: Desk, sent: Release, tmp_path: Path) -> None:
    """Nobody is asked to trust it, and nothing is sent to it."""
    (tmp_path / "known").write_bytes(b"")
    assert "不认识服务器" in refused(place, sent, known_hosts=tmp_path / "known")
    make_key(tmp_path / "other")
    kind, key, *_ = (tmp_path / "other.pub").read_text(encoding="ascii").split()
    (tmp_path / "known").write_text(f"[127.0.0.1]:{place.server.port} {kind} {key}\n", encoding="ascii")
    assert "公钥变了" in refused(place, sent, known_hosts=tmp_path / "known")


def test_who_may_not_enter(place: Desk, sent: Release, tmp_path: Path) -> None:
    """A key that the server does not know, a port on which nobody listens, a name that leads nowhere."""
    make_key(tmp_path / "other")
    assert "不接受登录" in refused(place, sent, key_file=tmp_path / "other")
    assert "不接受连接" in refused(place, sent, port=free_port())
    assert "找不到主机" in refused(place, sent, host="no-such-host.invalid")


@pytest.mark.parametrize("thing", ["index.html", "current/index.html", "-x", "*"])
def test_foreign_things_are_left_alone(place: Desk, sent: Release, tmp_path: Path, thing: str) -> None:
    """A folder in which something else lives, or a ``current`` that is a real folder."""
    folder = tmp_path / "site"
    (folder / thing).parent.mkdir(parents=True)
    (folder / thing).write_bytes(b"old")
    told = refused(place, sent, folder=folder)
    assert "不是发布用的东西" in told
    assert Path(thing).parts[0] in told
    assert [path.name for path in folder.iterdir()] == [Path(thing).parts[0]]


def test_a_folder_that_cannot_be_made(place: Desk, sent: Release, tmp_path: Path) -> None:
    """The folder above must be there: a slip of the pen makes no tree."""
    assert "上一层文件夹要先有" in refused(place, sent, folder=tmp_path / "a" / "b")
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("name", ["$(touch x)", "`touch x`", "a;touch x", "a b'c\"d", "~", "-la"])
def test_folders_are_names(place: Desk, sent: Release, tmp_path: Path, name: str) -> None:
    """Nothing in the name of a folder is done."""
    with place.mirror(folder=tmp_path / name) as mirror:
        mirror.publish(sent)
    assert (tmp_path / name / "current").is_symlink()
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.skipif(os.geteuid() != 0 or not SETPRIV, reason="only root can lay its rights down")
def test_no_right_to_write(sent: Release) -> None:
    """The server's account is not the owner of the folder: said, with whom to ask."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        home.chmod(0o755)  # what pytest gives us nobody else may even enter
        (home / "site").mkdir()
        as_nobody = f'ForceCommand {SETPRIV} --reuid=65534 --clear-groups sh -c "$SSH_ORIGINAL_COMMAND"'
        with desk(home, as_nobody) as place:
            assert "没有写的权限" in refused(place, sent, folder=home / "site")
        assert list((home / "site").iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("chattr"), reason="only root protects files")
def test_a_file_that_may_not_be_changed(place: Desk, sent: Release, tmp_path: Path) -> None:
    """It cannot be linked either: its bytes are copied, and the release becomes live all the same.

    Where nobody may return to the release that holds it, it is told that it is still there, by each later run as well.
    """
    folder = tmp_path / "site"
    with place.mirror(folder=folder) as mirror:
        mirror.publish(sent)
    two = place.site("b")
    protected = (folder / "current" / "activities" / "2026" / "0001.html").resolve()
    if subprocess.run(["chattr", "+i", protected], capture_output=True, check=False).returncode:
        pytest.skip("this file system protects no files")
    try:
        with place.mirror(folder=folder) as mirror:
            mirror.publish(two)
            with pytest.raises(MirrorError, match="新版本已经换上，但是"):
                mirror.publish(two, dead=[sent.manifest.id])
        with place.mirror(folder=folder) as mirror:
            assert [each.id for each in mirror.kept()] == [two.manifest.id]
            with pytest.raises(MirrorError, match="没有删干净"):
                mirror.publish(two)
    finally:
        subprocess.run(["chattr", "-R", "-i", folder], check=False, capture_output=True)  # links have no such thing
    with place.mirror(folder=folder) as mirror:
        mirror.publish(two, dead=[sent.manifest.id])
    assert not list((folder / "releases").glob(f"*{sent.manifest.id}*"))
    there = Desk(place.home, place.server)
    there.folder = folder
    assert is_live(there, two)


def test_words_of_a_server_are_made_harmless() -> None:
    """They steer no terminal, and are short."""
    assert harmless("one\n\x1b[31mred\x07" + "x" * 999) == "·[31mred·" + "x" * 151
