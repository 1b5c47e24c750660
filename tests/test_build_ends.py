"""Whatever ends a build badly, the last good site stays as it was."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.sealed.age import new_identity, parse_identities
from generator.sealed.sheets import Value, seal_row
from tests import tiny
from tests.built import BUILD, MKDOCS, change, copied, digests, left, run
from tests.lines import add_lines


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A built register of one's own."""
    return copied(tmp_path / "r")


BROKEN = {
    "yaml": ({"teams/xinhua/team.yml": "name: [新华区\n"}, "teams/xinhua/team.yml:"),
    "team": (
        {"activities/2024/0412-hunyin/report.md": tiny.report("x", "2024-04-12", teams="[nowhere]")},
        "activities/2024/0412-hunyin/report.md:",
    ),
    "phone": (
        {"activities/2024/0412-hunyin/report.md": tiny.report("x", "2024-04-12", body="打 13000000000\n")},
        "activities/2024/0412-hunyin/report.md:",
    ),
    "no federation": ({"teams/federation.yml": "name: x\n"}, "teams/federation.yml:"),
    "dead link": (
        {"activities/2024/0412-hunyin/report.md": tiny.report("x", "2024-04-12", body="[看](gone.md)\n")},
        "activities/2024/0412-hunyin/report.md:",
    ),
}


@pytest.mark.parametrize(("files", "place"), BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("command", [BUILD, MKDOCS], ids=["jinguo", "mkdocs"])
def test_an_error_leaves_the_last_site(root: Path, command: tuple[str, ...], files: dict[str, str], place: str) -> None:
    """A mistake in the register is named with its place, and not a byte of the published site changes."""
    before = digests(root / "site")
    change(root, files)
    done = run(root, *command)
    assert done.returncode == 1
    assert place in done.stderr
    assert "error" in done.stderr
    assert "13000000000" not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert digests(root / "site") == before
    assert left(root) == []


@pytest.mark.parametrize("command", [BUILD, MKDOCS], ids=["jinguo", "mkdocs"])
def test_a_leak_leaves_the_last_site(root: Path, command: tuple[str, ...]) -> None:
    """An e-mail address that the register's rules let pass is caught in the built site and not repeated."""
    before = digests(root / "site")
    story = tiny.report("x", "2024-04-12", body="写信给 zhang<b>@</b>example.org。\n")
    change(root, {"activities/2024/0412-hunyin/report.md": story})
    done = run(root, *command)
    assert done.returncode == 1
    assert "activities/2024/0412-hunyin.html: G13: 有没有列为公开的电子邮箱" in done.stderr
    assert "example.org" not in done.stderr + done.stdout
    assert digests(root / "site") == before
    assert left(root) == []


def test_a_sealed_value_in_a_story_is_caught_with_a_key(root: Path) -> None:
    """With an identity every sealed value is looked for; without one the build says that nobody looked."""
    before = digests(root / "site")
    texts = [new_identity(f"key {number}") for number in range(2)]
    keys = [parse_identities(text) for text in texts]
    change(root, {"teams/recipients.txt": "".join(f"{key.public[0]}\n" for key in keys), "k.identity": texts[0]})
    sheet = "teams/xinhua/aixin/roster.sealed"
    row: dict[str, Value] = {"name": "赵样杏", "area": "光明路样例小区9号楼", "skills": ["理发"]}
    stamp = datetime(2025, 1, 1, tzinfo=UTC)
    add_lines(root / sheet, [seal_row(sheet, "r-1", row, tuple(key.public[0] for key in keys), stamp)])
    change(root, {"activities/2024/0412-hunyin/report.md": tiny.report("x", "2024-04-12", body="赵样杏来了。\n")})
    done = run(root, *BUILD, "--identity", "k.identity")
    assert done.returncode == 1
    assert f"有密封资料的原文（姓名，见 {sheet}:1）" in done.stderr
    assert "赵样杏" not in done.stderr + done.stdout
    assert digests(root / "site") == before
    done = run(root, *BUILD)
    assert done.returncode == 0
    assert "没有核对密封资料" in done.stdout
    assert digests(root / "site") != before
    assert run(root, "-m", "generator", "leaks", "--identity", "k.identity").returncode == 1


UNREADABLE = {
    "noise": random.Random(1).randbytes(4000),  # noqa: S311 - any bytes will do
    "cut short": tiny.revealing((9, 9, 9))[:700],
    "a page": b"<html>hello</html>",
    "empty": b"",
    "a program": b"\x7fELF" + bytes(200),
}


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE)
def test_a_photo_that_cannot_be_read_stops_the_build(root: Path, data: bytes) -> None:
    """It is named with the place of its entry; no copy of it and no half site comes out."""
    before = digests(root / "site")
    change(root, {f"{tiny.STORY}/02.jpg": data})
    done = run(root, *BUILD)
    assert done.returncode == 1
    assert f"{tiny.STORY}/report.md:" in done.stderr
    assert "error F8" in done.stderr
    assert "Traceback" not in done.stderr
    assert digests(root / "site") == before
    copies = {*before.values(), *digests(root / ".cache").values()}
    assert not data or hashlib.sha256(data).hexdigest() not in copies


def test_a_photo_that_tells_where_it_was_taken_stops_the_build(root: Path) -> None:
    """It is named with the place of its entry, what it holds and the command that repairs it."""
    before = digests(root / "site")
    change(root, {f"{tiny.STORY}/02.jpg": tiny.revealing((9, 9, 9))})
    done = run(root, *BUILD)
    assert done.returncode == 1
    assert "error I1: 照片还没有洗净：拍摄地点（GPS）" in done.stderr
    assert digests(root / "site") == before
    command = f"jinguo photos clean {tiny.STORY}/02.jpg"
    assert f"请运行 {command}\n" in done.stderr
    assert run(root, "-m", "generator", *command.split()[1:]).returncode == 0
    assert run(root, *BUILD).returncode == 0


def killed(root: Path, after: float, *, group: bool) -> None:
    """Start a build and kill it with SIGKILL: all of it, or the command alone while MkDocs goes on."""
    with subprocess.Popen(
        [sys.executable, *BUILD], cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:  # fmt: skip
        time.sleep(after)
        try:
            if group:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        except ProcessLookupError:
            pass


def test_a_killed_build_leaves_the_site_whole(root: Path) -> None:
    """SIGKILL at any time, of everything or of the command alone: the site is the old one or the new one, whole."""
    old = digests(root / "site")
    story = tiny.report("新的一篇", "2024-09-01", f"photos: [{tiny.photo()}]\n")
    change(
        root,
        {"activities/2024/0901-xin/report.md": story, "activities/2024/0901-xin/01.jpg": tiny.clean((7, 7, 7))},
    )
    seen = []
    for number, after in enumerate((0.15, 0.4, 0.6, 0.8, 1.0, 1.2)):
        killed(root, after, group=number % 2 == 0)
        seen.append(digests(root / "site"))
    time.sleep(1)  # for an orphan to come to its end
    done = run(root, *BUILD)
    assert done.returncode == 0, done.stderr
    new = digests(root / "site")
    assert new != old
    assert all(each in (old, new) for each in seen)
    assert left(root) == []


def test_the_first_build_killed_leaves_no_site(tmp_path: Path) -> None:
    """Where there was no site, a killed build leaves none, and the next one makes it."""
    root = tiny.with_theme(tiny.write(tmp_path / "r"))
    killed(root, 0.5, group=True)
    assert not (root / "site").exists()
    assert run(root, *BUILD).returncode == 0
    assert (root / "site" / "index.html").is_file()
    assert left(root) == []


@pytest.mark.parametrize("kind", ["file", "link"])
def test_a_site_that_no_build_made_is_refused(tmp_path: Path, kind: str) -> None:
    """A file or a link in the place of ``site/`` is refused in plain words and left alone."""
    root = tiny.with_theme(tiny.write(tmp_path / "r"))
    (tmp_path / "precious").mkdir()
    if kind == "file":
        (root / "site").write_text("mine")
    else:
        (root / "site").symlink_to(tmp_path / "precious")
    done = run(root, *BUILD)
    assert done.returncode == 1
    assert "不能生成网站" in done.stderr
    assert "Traceback" not in done.stderr
    assert (root / "site").is_symlink() or (root / "site").read_text() == "mine"
