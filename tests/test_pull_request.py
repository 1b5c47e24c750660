"""``.ci/pull-request`` from outside, on real repositories: whatever a pull request brings, nothing runs or leaks."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import tiny
from tests.proposal.desk import commit, crafted, git
from tests.proposal.judged import NEW, SCRIPT, SECRET, grown, judge, programs, result


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny register with the program beside it."""
    return grown(tmp_path_factory.mktemp("合并 请求") / "repository")


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[Path]:
    """A file that whatever is run by mistake makes."""
    path = tmp_path / "canary"
    yield path
    assert not path.exists()


def test_a_good_story_among_evil_programs(root: Path, canary: Path) -> None:
    """It is judged and shown with the program of the base; the summary says which files nobody used."""
    title = '"＠all @everyone #1 <img src=x onerror=alert(1)> [链](https://example.invalid) ::error::x"'
    body = '姐妹们送去绿豆汤。\n\n<script>alert(1)</script>\n\n<a href="javascript:alert(1)" onclick="x()">点我</a>\n'
    story = tiny.report(title, "2024-07-01", f"photos: [{tiny.photo()}]\n", body)
    files = {**programs(canary), f"{NEW}/report.md": story, f"{NEW}/01.jpg": tiny.clean((7, 7, 7))}
    done = judge(root, commit(root, files), "github")
    assert done.returncode == 0, done.stdout + done.stderr
    summary = result(root, "summary.md")
    assert all(f"- `{path}`" in summary for path in files if not path.startswith("activities/"))
    assert "请管程序的人逐个看过再合并" in summary
    assert not re.search(r"@|https?:|<(?!/?(?:del|ins)>)", re.sub(r"`[^`\n]*`", "", summary))
    site = root / "dist/pull-request/site"
    page = (site / f"{NEW}.html").read_text(encoding="utf-8")
    assert "预览：还没有刊登" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "绿豆汤" in page
    assert not re.search(r"alert\(1\)</script>|onclick|href=\"javascript|<img src=x", page)
    assert "data:image/webp;base64," in result(root, "summary.html")
    assert all(line.startswith(("::error ", "::warning ", "摘要")) for line in done.stdout.splitlines())


def test_the_program_has_no_environment_to_tell(root: Path, tmp_path: Path) -> None:
    """A Python that notes down what it is given was given nothing of the runner's."""
    spy, noted = tmp_path / "python", tmp_path / "noted"
    spy.write_text(f"#!/bin/sh\nenv >> '{noted}'\nexec '{sys.executable}' \"$@\"\n")
    spy.chmod(0o755)
    judge(
        root, commit(root, {"content/privacy.md": "---\ntitle: [\n---\n"}), spy=str(spy), ACTIONS_RUNTIME_TOKEN=SECRET
    )
    seen = noted.read_text()
    assert SECRET not in seen
    names = {line.partition("=")[0] for line in seen.splitlines()}
    assert names <= {"PATH", "HOME", "LC_ALL", "TMPDIR", "PYTHONPATH", "PYTHONNOUSERSITE", "PYTHONDONTWRITEBYTECODE",
                     "NO_MKDOCS_2_WARNING", "PWD", "SHLVL", "_", "OLDPWD"}  # fmt: skip


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)
TAGS = "!!python/object/apply:os.system ['touch {canary}']"


def test_hostile_records(root: Path, canary: Path) -> None:
    """Tags, bombs, links, names, pictures that are programs: each an error at its place, and no preview."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
    entries: list[tuple[str, str, bytes | None]] = [
        ("activities/2024/0702-a/report.md", "100644", f"---\ntitle: {TAGS}\n---\n".format(canary=canary).encode()),
        ("activities/2024/0703-b/report.md", "100644", f"---\n{BOMB}---\n".encode()),
        ("activities/2024/0704-c/report.md", "100644", b"---\n" + b"[" * 5000 + b"\n---\n"),
        ("content/pw.md", "120000", b"/etc/passwd"),
        (f"{tiny.STORY}/03.jpg", "120000", str(canary.parent / "key").encode()),
        ("activities/2024/sub", "160000", git(root, "rev-parse", "main").encode()),
        ("content/volunteers/wang-he/02.svg", "100644", svg),
        ("content/a\n::set-output name=x::y`@all`.md", "100644", b"x"),
        ("content/\x1b[31m.md", "100644", b"x"),
        ("content/PRIVACY.md", "100644", b"x"),
        ("teams/xinhua/.gitattributes", "100644", b"* filter=evil\n"),
    ]
    (canary.parent / "key").write_text(SECRET)
    done = judge(root, crafted(root, entries), "github")
    assert done.returncode == 1, done.stderr
    assert not (root / "dist/pull-request/site").exists()
    summary, shown = result(root, "summary.md"), result(root, "annotations.txt")
    for path in ("0702-a/report.md", "0703-b/report.md", "0704-c/report.md", "content/pw.md", "03.jpg", "2024/sub"):
        assert path in summary, path
    assert "root:" not in summary + shown
    assert all(line.startswith(("::error ", "::warning ")) for line in shown.splitlines())
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", summary + shown)
    listed = json.loads(result(root, "codequality.json"))
    assert {each["severity"] for each in listed} >= {"critical"}
    assert len({each["fingerprint"] for each in listed}) == len(listed)


@pytest.mark.parametrize("arguments", [(), ("main", "x", "y"), ("nothing",), ("--help", "main"), ("main", "-x")])
def test_what_cannot_be_judged(root: Path, arguments: tuple[str, ...]) -> None:
    """Status 2 and a sentence: neither good nor wrong."""
    done = subprocess.run(
        [str(root / SCRIPT), *arguments], cwd=root, env={**os.environ, "JINGUO_PYTHON": sys.executable},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert re.search(r"[\u4e00-\u9fff]", done.stderr)


@pytest.mark.parametrize("name", ["dist", "dist/pull-request"])
def test_a_result_folder_that_is_a_file(root: Path, name: str) -> None:
    """Status 2: the head has put it there."""
    shutil.rmtree(root / "dist", ignore_errors=True)
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text("x")
    done = subprocess.run([str(root / SCRIPT), "main"], cwd=root, capture_output=True, check=False)
    assert (root / name).read_text() == "x"
    (root / name).unlink()
    assert done.returncode == 2


def test_a_result_folder_that_is_a_link(root: Path, tmp_path: Path) -> None:
    """Nothing is written through it."""
    shutil.rmtree(root / "dist", ignore_errors=True)
    (tmp_path / "kept").write_text("x")
    (root / "dist").symlink_to(tmp_path)
    try:
        done = subprocess.run([str(root / SCRIPT), "main"], cwd=root, capture_output=True, check=False)
    finally:
        (root / "dist").unlink()
    assert done.returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
