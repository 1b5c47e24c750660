"""``jinguo verify``: which release is meant, here or on another machine; bundles; exit statuses for scripts."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import jinguo
from generator.mirrors.bundle.mirror import BundleMirror
from generator.mirrors.bundle.signature import allowed
from generator.mirrors.parts import Release
from generator.records.targets import BundleTarget
from tests import tiny
from tests.mirrors.releases import release, story_site
from tests.mirrors.servers.odd import Site, odd_server
from tests.mirrors.servers.sshd import SSH


@pytest.fixture
def made(tmp_path: Path) -> Release:
    """A release on the server."""
    return release(tmp_path / "www", story_site("one", 5, 100) | {"404.html": b"<html>nothing</html>"})


@pytest.fixture
def site(made: Release) -> Iterator[Site]:
    """Served."""
    with odd_server(made.folder) as server:
        yield server


@pytest.fixture
def root(tmp_path: Path, site: Site) -> Path:
    """A register that publishes there, and makes bundles."""
    place = tiny.write(tmp_path / "register", photos=False)
    (place / "publish.yml").write_text(
        f"targets:\n  mirror: {{kind: folder, folder: {tmp_path / 'www'}, trial: true, url: '{site.url}'}}\n"
        f"  quiet: {{kind: folder, folder: {tmp_path / 'other'}, trial: true}}\n"
        f"  far: {{kind: ssh, host: h.example.org, user: u, folder: /srv/x, trial: true}}\n"
        f"  parcel: {{kind: bundle, sign_key: {tmp_path / 'key'}}}\n",
        encoding="utf-8",
    )
    return place


def verify(*words: str, root: Path | None = None) -> Result:
    """Run the command."""
    return CliRunner().invoke(jinguo, ["verify", *words, *(["--root", str(root)] if root else [])])


def test_the_release_of_this_machine_is_the_one_that_is_meant(root: Path, made: Release) -> None:
    """Where there is one; another release is told with both ids, and a script hears 1."""
    shutil.copytree(made.folder, root / "site")
    done = verify("mirror", root=root)
    assert (done.exit_code, "核对通过" in done.output, made.manifest.id in done.output) == (0, True, True)
    shutil.rmtree(root / "site")
    other = release(root / "site", story_site("two", 5, 100))
    done = verify("mirror", root=root)
    assert done.exit_code == 1
    assert other.manifest.id[:12] in done.output
    assert made.manifest.id[:12] in done.output
    assert verify("mirror", "--live", root=root).exit_code == 0


def test_another_machine_needs_neither_site_nor_register(root: Path, made: Release, site: Site) -> None:
    """The list proves itself; a release that is asked for by its id must be the one."""
    done = verify("mirror", root=root)
    assert (done.exit_code, "没有 site/" in done.output) == (0, True)
    assert verify(site.url).exit_code == verify(site.url, "--id", made.manifest.id[:8]).exit_code == 0
    done = verify(site.url, "--id", "ffff")
    assert (done.exit_code, "应当是 ffff" in done.output) == (1, True)
    assert verify(site.url, "--which").output == f"{made.manifest.id}\n"
    assert verify("http://127.0.0.1:9/", "--which").exit_code == 1


def test_scripts_hear_what_is_wrong(root: Path, made: Release, site: Site) -> None:
    """1 a file, 3 a cache alone, 4 the server's settings alone."""
    (made.folder / ".git").mkdir()
    (made.folder / ".git" / "HEAD").write_text("x")
    assert verify("mirror", root=root).exit_code == 4
    (made.folder / ".git" / "HEAD").unlink()
    site.odd["feed.xml"] = lambda asked: (
        asked.well() if asked.headers["Cache-Control"] else asked.say(200, b"old", Age="9")
    )
    assert verify("mirror", root=root).exit_code == 3
    site.odd["feed.xml"] = lambda asked: asked.say(500)
    done = verify("mirror", root=root)
    assert (done.exit_code, "feed.xml：回答 500" in done.output) == (1, True)


def test_a_target_without_an_address_says_so(root: Path) -> None:
    """Nobody can look there; a name that is not there is told with those that are."""
    done = verify("far", root=root)
    assert (done.exit_code, "没有写 url" in done.output) == (5, True)
    assert "没有 “nowhere” 这个目标" in str(verify("nowhere", root=root).output)


def test_a_folder_that_nobody_opens_is_looked_at_itself(root: Path, made: Release, tmp_path: Path) -> None:
    """Without an address: every file where it lies, behind ``current`` where there is one."""
    assert "没有可以核对的版本" in verify("quiet", root=root).output
    shutil.copytree(made.folder, root / "site")
    shutil.copytree(made.folder, tmp_path / "other/releases/x")
    (tmp_path / "other/current").symlink_to("releases/x")
    done = verify("quiet", root=root)
    assert (done.exit_code, "一个字节不差" in done.output) == (0, True), done.output
    assert verify("quiet", "--which", root=root).output == f"{made.manifest.id}\n"
    (tmp_path / "other/current/more.html").write_text("more")
    done = verify("quiet", root=root)
    assert (done.exit_code, "more.html：多了这个文件" in done.output) == (0, True)
    (tmp_path / "other/current/feed.xml").write_text("else")
    done = verify("quiet", root=root)
    assert (done.exit_code, "feed.xml：内容和这一版不一样" in done.output) == (1, True)
    assert verify("quiet", "--id", "ffff", root=root).exit_code == 1


def test_a_sample_asks_for_less(root: Path, made: Release, site: Site) -> None:
    """Entries, what pages load, the newest stories and so many others; what is wrong there is told all the same."""
    other = {f"photos/{number}.webp": b"RIFF" for number in range(300)}
    many = release(made.folder, other)
    assert verify("mirror", "--live", root=root).exit_code == 0
    everything, site.asked[:] = len(site.asked), []
    assert verify("mirror", "--live", "--sample", "3", root=root).exit_code == 0
    assert len(site.asked) < everything - 200 < len(many.manifest.files)
    (made.folder / "feed.xml").write_text("else")
    assert verify("mirror", "--live", "--sample", "0", root=root).exit_code == 1
    assert verify("mirror", "--sample", "-1", root=root).exit_code == 2


@pytest.mark.skipif(not SSH, reason="ssh is not installed, nor its ssh-keygen")
def test_bundles(root: Path, made: Release, tmp_path: Path) -> None:
    """By the target's own key here; by a list of signers elsewhere; without one only whether it is whole."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "key")], check=True)
    assert "还没有 parcel 的压缩包" in verify("parcel", root=root).output
    target = BundleTarget(kind="bundle", sign_key=str(tmp_path / "key"))
    BundleMirror(root, "parcel", target).publish(made)
    done = verify("parcel", root=root)
    assert (done.exit_code, "签名人 parcel" in done.output) == (0, True), done.output
    assert verify("parcel", "--which", root=root).output == f"{made.manifest.id}\n"
    (archive,) = (root / "dist").glob("*.zip")
    listed = tmp_path / "allowed_signers"
    listed.write_text(allowed(tmp_path / "key", "office"), encoding="utf-8")
    done = verify(str(archive), "--signers", str(listed))
    assert (done.exit_code, "签名人 office" in done.output) == (0, True)
    done = verify(str(archive), "--quiet")
    assert (done.exit_code, done.output.splitlines()[-1]) == (5, "没有核对签名，不能证明是谁做的")
    data = bytearray(archive.read_bytes())
    data[data.index(b"site/manifest.json") + 60] ^= 1
    archive.write_bytes(data)
    for words in ([str(archive), "--signers", str(listed)], [str(archive)]):
        assert verify(*words).exit_code == 1
    assert verify("parcel", root=root).exit_code == 1
