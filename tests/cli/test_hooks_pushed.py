"""What git does not ask about before a commit is asked about before it leaves the computer."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.main import jinguo
from tests.drafts.repository import Repository, repository

MOBILE = "13000000000"
TEXT = f"# 关于我们\n\n{MOBILE}\n"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="hooks are shell scripts; there they run in git's own")


@pytest.fixture
def shared(tmp_path: Path) -> Repository:
    """A repository whose remote has its first commit, and a branch ``other`` with a number, made without hooks."""
    made = repository(tmp_path / "登记 册")
    made.git("init", "-q", "--bare", str(tmp_path / "远端.git"))
    made.git("remote", "add", "origin", str(tmp_path / "远端.git"))
    made.git("push", "-q", "origin", "HEAD:main")
    made.git("switch", "-q", "-c", "other")
    made.write("content/about/index.md", TEXT)
    assert made.commit("改了介绍").returncode == 0
    made.git("switch", "-q", "-")
    assert CliRunner().invoke(jinguo, ["hooks", "install", "--root", str(made.root)]).exit_code == 0
    return made


def test_a_merge_is_asked_about(shared: Repository) -> None:
    """A number that comes in by a true merge is refused before there is a commit."""
    shared.write("content/privacy.md", "# 隐私与权利\n\n这里说明情况。\n")
    assert shared.commit().returncode == 0
    done = shared.run(["git", "merge", "--no-ff", "-m", "合并", "other"])
    assert done.returncode != 0
    assert "content/about/index.md:3:1: error P3" in done.stderr
    assert MOBILE not in done.stdout + done.stderr


@pytest.mark.parametrize("way", [["merge", "--ff-only", "other"], ["cherry-pick", "other"], ["rebase", "other"]])
def test_what_came_in_unasked_is_not_pushed(shared: Repository, way: list[str]) -> None:
    """Git runs no hook before these; so the push is refused, and the remote has nothing of it."""
    assert shared.run(["git", *way]).returncode == 0
    done = shared.run(["git", "push", "origin", "HEAD:main"])
    assert done.returncode != 0
    assert "content/about/index.md:3:1: error P3" in done.stderr
    assert "没有推送" in done.stderr
    assert MOBILE not in done.stdout + done.stderr


def test_a_number_that_was_taken_out_again_is_still_in_history(shared: Repository) -> None:
    """Every new commit is looked at, not only the newest; and messages with it."""
    shared.git("merge", "-q", "--ff-only", "other")
    shared.write("content/about/index.md", "# 关于我们\n\n我们。\n")
    assert shared.commit("去掉号码").returncode == 0
    assert shared.run(["git", "push", "origin", "HEAD:main"]).returncode != 0
    shared.git("reset", "-q", "--hard", "origin/main")
    shared.write("content/about/index.md", "# 关于我们\n\n我们。\n")
    shared.git("commit", "-q", "--no-verify", "-am", f"电话 {MOBILE}")
    done = shared.run(["git", "push", "origin", "HEAD:main"])
    assert done.returncode != 0
    assert "提交说明:" in done.stderr


def test_clean_commits_and_deleted_branches_are_pushed(shared: Repository) -> None:
    """Nothing is in the way of ordinary work."""
    shared.write("content/about/index.md", "# 关于我们\n\n我们。\n")
    assert shared.commit().returncode == 0
    assert shared.run(["git", "push", "origin", "HEAD:main", "HEAD:second"]).returncode == 0
    assert shared.run(["git", "push", "origin", ":second"]).returncode == 0
    assert shared.run(["git", "push", "origin", "HEAD:main"]).returncode == 0
