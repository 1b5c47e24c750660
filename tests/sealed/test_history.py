"""The handbook's way to take a deleted row out of git's history, word for word as it stands there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.records.sheets import retired_line
from tests.lines import add_lines

if TYPE_CHECKING:
    from tests.sealed.conftest import Register

GUIDE = Path(__file__).parents[2] / "content" / "guide" / "private.md"
XINHUA, YEXIAN, GONE = "teams/xinhua/a/roster.sealed", "teams/yexian/c/roster.sealed", "teams/xinhua/b/roster.sealed"
TOOLS = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
INSTALLED = shutil.which("git-filter-repo", path=TOOLS) and shutil.which("git") and shutil.which("bash")


def recipe() -> str:
    """The commands of the handbook."""
    fences: list[str] = re.findall(r"^~~~bash\n(.*?)^~~~$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return next(each for each in fences if "git filter-repo" in each)


def run(folder: Path, *command: str) -> str:
    """One command; a person and a branch name are given, nothing of this machine's settings is read."""
    who = {"GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.org", "GIT_CONFIG_GLOBAL": os.devnull}
    who |= {"GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@example.org", "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **who, "PATH": TOOLS}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout.decode("utf-8", errors="replace")


def everything(folder: Path) -> str:
    """The content of every object that the repository still holds, reachable or not."""
    return run(folder, "git", "cat-file", "--batch-all-objects", "--batch", "--unordered")


def commit(root: Path, message: str) -> None:
    """Everything as it is."""
    run(root, "git", "add", "-A")
    run(root, "git", "commit", "-qm", message)


def lines(root: Path, sheet: str, row_id: str) -> list[str]:
    """The lines of one row."""
    return [each for each in (root / sheet).read_text(encoding="ascii").splitlines() if each.startswith(f"{row_id} ")]


@pytest.mark.skipif(not INSTALLED, reason="git-filter-repo, git or bash is not installed")
def test_the_recipe_leaves_nothing_of_a_deleted_row(register: Register, tmp_path: Path) -> None:
    """Two versions of her row, on two branches: gone from every object; a row of the same id elsewhere stays."""
    root = register.root
    her, namesake = lines(root, XINHUA, "r-1"), lines(root, YEXIAN, "r-1")
    kept = lines(root, XINHUA, "r-2")
    run(root, "git", "init", "-q", "-b", "main")
    commit(root, "one")
    run(root, "git", "checkout", "-qb", "branch")
    her += register.seal(XINHUA, {"r-1": {"name": "改样名"}}, later=9)
    register.seal(GONE, {"r-7": {"name": "王样荷"}})
    commit(root, "two")
    (root / GONE).unlink()
    commit(root, "the whole sheet goes")
    run(root, "git", "checkout", "-q", "main")
    text = (root / XINHUA).read_text(encoding="ascii")
    (root / XINHUA).write_text(text.replace(f"{her[0]}\n", ""), encoding="ascii")
    add_lines(root / XINHUA, [retired_line("r-1", date(2026, 11, 22))])
    commit(root, "she is deleted")
    clone = tmp_path / "fresh" / "clone"
    clone.parent.mkdir()
    run(tmp_path, "git", "clone", "-q", "--no-local", root.as_uri(), str(clone))
    assert all(each in everything(clone) for each in her)
    run(clone, "bash", "-e", "-c", recipe())
    after = everything(clone)
    assert not any(each.split(":")[2][:200] in after for each in her)
    assert all(each in after for each in (*namesake, *kept, "r-1 retired:v1:2026-11-22"))
    assert lines(clone, XINHUA, "r-2") == kept
    assert run(clone, "git", "log", "--all", "--oneline", "-S", "r-1 sealed:", "--", "teams/xinhua/a") == ""
    assert run(clone, "git", "branch", "--format", "%(refname:short)").split() == ["branch", "main"]
