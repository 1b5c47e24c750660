"""``.ci/publish`` in two halves: what the machine without secrets has built is what the machine with them sends."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.mirrors.servers.web import with_nginx
from tests.test_publish_script import FOLDER, Desk, desk, git, with_tools

pytestmark = with_tools


def packed(at: Desk) -> str:
    """The first half alone; gives the id that it hands over."""
    done = at.publish("--build", "mirror")
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (at.top / "current").exists()
    assert not (at.root / "site").exists()
    return (at.root / "dist/release/id").read_text()


@with_nginx
def test_two_halves_on_two_machines(tmp_path: Path) -> None:
    """The one builds and hands over; the other publishes that very release, without building or checking leaks anew."""
    with desk(tmp_path, FOLDER) as at:
        made = packed(at)
        parcel = at.root / "dist/release"
        assert {each.name for each in parcel.iterdir()} == {"site", "id", "leaks.json", "versions.txt"}
        lines = (parcel / "versions.txt").read_text().splitlines()
        assert any(line.startswith("mkdocs==") for line in lines)
        assert not [line for line in lines if "://" in line or "@" in line or line.startswith("jinguo")]
        git(tmp_path, "clone", "-q", str(at.root), str(tmp_path / "other"))
        shutil.copytree(parcel, tmp_path / "other/dist/release")
        other = Desk(tmp_path / "other", at.top, at.url)
        done = other.publish("--send", made, "mirror")
        assert done.returncode == 0, done.stdout + done.stderr
        assert other.live() == made == other.last()
        assert not any(word in done.stdout + done.stderr for word in ("正在生成", "泄漏检查没有"))


@with_nginx
def test_only_what_was_built_is_sent(tmp_path: Path) -> None:
    """Changed on the way, another release, nothing, a link that leads elsewhere: stopped before anything is sent."""
    with desk(tmp_path, FOLDER) as at:
        made = packed(at)
        page = at.root / "dist/release/site/privacy.html"
        data = page.read_bytes()
        for spoil in (
            lambda: page.write_bytes(data + b" "),
            lambda: page.with_name("more.html").write_bytes(b"more"),
            lambda: page.with_name("more.html").symlink_to("/etc/hostname"),
            page.unlink,
        ):
            spoil()
            done = at.publish("--send", made, "mirror")
            assert (done.returncode, "没有发布。" in done.stdout) == (1, True)
            page.with_name("more.html").unlink(missing_ok=True)
            page.write_bytes(data)
        for wanted in ("f" * 64, "", "../x"):
            assert at.publish("--send", wanted, "mirror").returncode == 1
        assert not (at.top / "current").exists()
        assert at.publish("--send", made, "mirror").returncode == 0
        assert at.publish("--send", made, "mirror").returncode == 1  # it is handed over once
