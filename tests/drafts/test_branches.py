"""A commit on another branch: right there, and nowhere else is anything changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.drafts.branches import BranchError, commit_on_branch, files_at, read_at
from tests import tiny
from tests.drafts.repository import Repository, repository

STORY = "activities/2024/0707-xinhua-zhukun/report.md"
ID = "11010519491231002X"
MOBILE = "13000000000"


@pytest.fixture(autouse=True)
def nobody_is_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The settings of the machine on which the tests run do not count."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nobody"))


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """A repository with unfinished work in it."""
    there = repository(tmp_path / "登记 册", named=False)
    there.write("content/about/index.md", "# 关于我们\n\n已经暂存。\n")
    there.write("content/about/index.md", "# 关于我们\n\n还没暂存。\n", stage=False)
    there.write("content/about/new.md", "# 新的\n", stage=False)
    return there


def test_files_are_added_changed_and_removed(made: Repository) -> None:
    """On the branch; index, working tree and the branch that is checked out stay byte for byte."""
    before, head = made.state(), made.git("rev-parse", "HEAD")
    gone = "activities/2024/0603-weixin/report.md"
    files: Mapping[str, bytes | None] = {STORY: b"\x00\xff\r\n", "content/index.md": "改了。\n".encode(), gone: None}
    commit = commit_on_branch(made.root, "draft/看望", files, "新稿：看望老人")
    assert made.git("rev-parse", "draft/看望").strip() == commit
    assert made.git("rev-parse", "draft/看望^") == head
    assert made.git("log", "-1", "--format=%s", commit).strip() == "新稿：看望老人"
    assert read_at(made.root, commit, STORY) == b"\x00\xff\r\n"
    assert read_at(made.root, "draft/看望", "content/index.md") == "改了。\n".encode()
    assert read_at(made.root, commit, gone) is None
    assert made.git("diff", "--name-only", "HEAD", commit).split() == sorted([STORY, "content/index.md", gone])
    assert (made.state(), made.git("rev-parse", "HEAD")) == (before, head)
    assert made.git("fsck", "--strict") == ""


def test_a_second_commit_follows_the_first(made: Repository) -> None:
    """Where nothing differs, there is no commit; a new branch is still made."""
    first = commit_on_branch(made.root, "draft/a", {STORY: b"1\n"}, "一")
    second = commit_on_branch(made.root, "draft/a", {STORY: b"2\n"}, "二")
    assert made.git("rev-parse", f"{second}^").strip() == first
    assert commit_on_branch(made.root, "draft/a", {STORY: b"2\n"}, "三") == second
    other = commit_on_branch(made.root, "draft/b", {STORY: b"2\n"}, "四", base="draft/a")
    assert (other, made.git("rev-parse", "draft/b").strip()) == (second, second)


def test_a_name_is_used_where_git_knows_one(made: Repository) -> None:
    """Where it knows none, the program signs."""
    one = commit_on_branch(made.root, "draft/a", {STORY: b"1\n"}, "一")
    assert made.git("log", "-1", "--format=%an", one).strip() == "jinguo"
    made.git("config", "user.name", "某人")
    made.git("config", "user.email", "nobody@localhost")
    two = commit_on_branch(made.root, "draft/a", {STORY: b"2\n"}, "二")
    assert made.git("log", "-1", "--format=%an %ae", two).strip() == "某人 nobody@localhost"


def test_a_register_in_a_folder_and_before_the_first_commit(tmp_path: Path) -> None:
    """Paths are the register's own; without any history the branch begins with these files alone."""
    made = repository(tmp_path / "仓库", "资料/登记册")
    commit = commit_on_branch(made.root, "draft/a", {STORY: b"1\n"}, "一")
    assert made.git("ls-tree", "-r", "--name-only", commit, "--", f"资料/登记册/{STORY}") != ""
    assert read_at(made.root, commit, STORY) == b"1\n"
    assert STORY in files_at(made.root, commit, "activities/2024")
    assert all(each.startswith("teams/") for each in files_at(made.root, commit, "teams/"))
    assert "content/index.md" in files_at(made.root, commit, "")
    made.git("update-ref", "-d", "HEAD")
    begun = commit_on_branch(made.root, "draft/new", {STORY: b"1\n"}, "一")
    assert files_at(made.root, begun, "") == [STORY]


@pytest.mark.parametrize(
    ("branch", "path", "message", "said"),
    [
        ("draft/a", "mkdocs.yml", "一", "只能写入"),
        ("draft/a", "activities/../mkdocs.yml", "一", "只能写入"),
        ("draft/a", "/etc/passwd", "一", "只能写入"),
        ("draft/a", "activities//a.md", "一", "只能写入"),
        ("draft/a", "activities\\..\\a.md", "一", "只能写入"),
        ("draft/a", "activities/.git/config", "一", "只能写入"),
        ("draft/a", "content/a\nb.md", "一", "只能写入"),
        ("draft/a", ".github/workflows/a.yml", "一", "只能写入"),
        ("draft/a", "teams", "一", "只能写入"),
        ("draft/a", STORY, f"登记 {ID}", "提交说明里有身份证号"),
        ("draft/a", STORY, "  ", "没有写提交说明"),
        (f"draft/{MOBILE}", STORY, "一", "分支名里有手机号"),
        ("draft/a", f"content/{MOBILE}.md", "一", "文件名里有手机号"),
        ("-f", STORY, "一", "写法不对"),
        ("a..b", STORY, "一", "写法不对"),
        ("@{-1}", STORY, "一", "写法不对"),
        ("HEAD", STORY, "一", "写法不对"),
        ("main", STORY, "一", "正在使用"),
    ],
)
def test_what_is_refused(made: Repository, branch: str, path: str, message: str, said: str) -> None:
    """With a reason that repeats nothing personal; no branch and no commit is made."""
    before = made.git("for-each-ref")
    with pytest.raises(BranchError) as refused:
        commit_on_branch(made.root, branch, {path: b"x\n"}, message)
    assert said in refused.value.message
    assert not any(value in refused.value.message for value in (ID, MOBILE))
    assert made.git("for-each-ref") == before


def test_no_way_through_a_link(made: Repository) -> None:
    """A folder or file of the tree that is a link is neither followed nor replaced, nor read."""
    (made.root / "activities/2025").symlink_to("/tmp")
    (made.root / "content/link.md").symlink_to("/etc/hostname")
    made.git("add", "activities/2025", "content/link.md")
    made.git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "链接")
    for path in ("activities/2025/0101-a/report.md", "content/link.md"):
        with pytest.raises(BranchError, match="链接"):
            commit_on_branch(made.root, "draft/a", {path: b"x\n"}, "一")
    assert read_at(made.root, "HEAD", "content/link.md") is None
    assert "content/link.md" not in files_at(made.root, "HEAD", "content")


def test_nothing_is_read_that_is_not_there(made: Repository) -> None:
    """Unknown revisions, folders and words that look like options are no files."""
    assert read_at(made.root, "no-such-branch", "content/index.md") is None
    assert read_at(made.root, "--all", "content/index.md") is None
    assert read_at(made.root, "HEAD", "content") is None
    assert read_at(made.root, "HEAD", "content/*.md") is None
    assert files_at(made.root, "no-such-branch", "content") == []
    with pytest.raises(BranchError, match="没有 “v9” 这个版本"):
        commit_on_branch(made.root, "draft/a", {STORY: b"1\n"}, "一", base="v9")


def test_outside_of_git(tmp_path: Path) -> None:
    """Is told, not an accident."""
    with pytest.raises(BranchError, match="不在 git 仓库里"):
        commit_on_branch(tiny.write(tmp_path), "draft/a", {STORY: b"1\n"}, "一")


def test_a_hook_of_git_does_not_lead_it_elsewhere(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """What git tells its hooks about another repository is not followed."""
    monkeypatch.setenv("GIT_DIR", os.devnull)
    monkeypatch.setenv("GIT_INDEX_FILE", str(made.root / "other-index"))
    assert commit_on_branch(made.root, "draft/a", {STORY: b"1\n"}, "一")
    assert not (made.root / "other-index").exists()
