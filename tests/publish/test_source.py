"""What git says of the register: which commit holds all of it, and how commits are related."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.publish import source
from tests import tiny
from tests.drafts.repository import Repository, repository

NOWHERE = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture(params=["", "登记 册"], ids=["at-the-top", "in-a-folder"])
def repo(tmp_path: Path, request: pytest.FixtureRequest) -> Repository:
    """A register, at the top of its repository or in a folder of it."""
    return repository(tmp_path / "r", request.param)


def head(repo: Repository) -> str:
    """The newest commit."""
    return repo.git("rev-parse", "HEAD").strip()


def test_a_clean_register_has_a_commit(repo: Repository) -> None:
    """Whatever lies beside it."""
    (repo.top / "notes.txt").write_text("x")
    (repo.root / "private").mkdir()
    (repo.root / "private/x.xlsx").write_text("x")
    assert source.commit_of(repo.root) == head(repo)


@pytest.mark.parametrize(
    "path", ["content/index.md", "content/neu.md", "theme/x.html", "mkdocs.yml", "activities/2024/x/01.jpg"]
)
def test_whatever_enters_the_site_counts(path: str, repo: Repository) -> None:
    """Changed, new, staged or not."""
    repo.write(path, "x", stage=False)
    assert source.commit_of(repo.root) == ""
    repo.git("add", "--all")
    assert source.commit_of(repo.root) == ""
    repo.commit()
    assert source.commit_of(repo.root) == head(repo)


def test_what_is_gone_counts(repo: Repository) -> None:
    """A page that somebody has deleted."""
    (repo.root / "content/privacy.md").unlink()
    assert source.commit_of(repo.root) == ""


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_git_may_not_look_away(flag: str, repo: Repository) -> None:
    """Files that git was told not to look at are on the site all the same."""
    page = repo.root / "content/index.md"
    repo.git("update-index", flag, "--", str(page))
    page.write_text("anders", encoding="utf-8")
    assert source.commit_of(repo.root) == ""


def test_what_git_ignores_enters_the_site(repo: Repository) -> None:
    """But for what programs leave behind."""
    (repo.top / ".git/info/exclude").write_text("*.md\n*.pyc\n.DS_Store\n")
    (repo.root / "content/.DS_Store").write_text("x")
    (repo.root / "content/x.pyc").write_text("x")
    assert source.commit_of(repo.root) == head(repo)
    (repo.root / "content/neu.md").write_text("x")
    assert source.commit_of(repo.root) == ""


def test_without_git_there_is_no_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No repository, an empty one, or no program at all; every question has an answer."""
    root = tiny.write(tmp_path / "r", photos=False)
    for _ in range(2):
        assert source.commit_of(root) == ""
        assert source.resolved(root, "HEAD") == ""
        assert source.day(root, NOWHERE) is None
        assert not source.within(root, NOWHERE, NOWHERE)
        assert not source.shallow(root)
        assert not source.signed(root, NOWHERE)
        assert source.straight(root, "", NOWHERE, unmerged=False) is None
        assert source.branch(root, "origin/main") == ""
        assert source.remotes(root) == []
        assert source.uncommitted(root, source.INPUTS)
        monkeypatch.setenv("PATH", "")


def test_commits_are_related(repo: Repository) -> None:
    """One is within another when it is the same or came before it."""
    old = head(repo)
    repo.write("content/index.md", "neu\n")
    repo.commit()
    new = head(repo)
    assert source.within(repo.root, old, new)
    assert source.within(repo.root, new, new)
    assert not source.within(repo.root, new, old)
    assert not source.within(repo.root, NOWHERE, new)
    assert source.straight(repo.root, old, new, unmerged=False) == [new]
    assert source.straight(repo.root, "", new, unmerged=True) == [new]


@pytest.mark.parametrize("name", ["--all", "-x", "HEAD~9", "", "main..", "main^{tree}"])
def test_odd_names_mean_nothing(name: str, repo: Repository) -> None:
    """None of them is taken for an option of git, or for something else than a commit."""
    assert source.resolved(repo.root, name) == ""
    assert not source.known(repo.root, name)


def test_the_day_is_that_of_china(repo: Repository) -> None:
    """A commit late in the evening elsewhere is one of the next day."""
    extra = {"GIT_COMMITTER_DATE": "2026-03-04T20:00:00+00:00"}
    repo.git("commit", "-q", "--allow-empty", "-m", "x", extra=extra)
    assert source.day(repo.root, head(repo)) == dt.date(2026, 3, 5)


def test_a_shallow_clone_says_so(repo: Repository, tmp_path: Path) -> None:
    """Its history is cut."""
    repo.git("commit", "-q", "--allow-empty", "-m", "x")
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.top}", str(tmp_path / "c"))
    assert source.shallow(tmp_path / "c")
    assert not source.shallow(repo.root)


@pytest.mark.parametrize("path", ["content/__pycache__/secret.md", "content/Thumbs.db/secret.md"])
def test_a_page_hides_in_no_folder(path: str, repo: Repository) -> None:
    """Of a name that git is told to ignore, and that programs leave behind: the site has it all the same."""
    (repo.top / ".git/info/exclude").write_text("__pycache__/\nThumbs.db\n")
    (repo.root / "content/__pycache__").mkdir()
    (repo.root / "content/__pycache__/x.pyc").write_text("x")
    assert source.commit_of(repo.root) == head(repo)
    repo.write(path, "x", stage=False)
    assert source.commit_of(repo.root) == ""


def test_another_repository_inside_counts(repo: Repository) -> None:
    """However git was told to look away from what is changed in it."""
    inner = repo.root / "content/inner"
    repo.git("init", "-q", str(inner))
    (inner / "x.md").write_text("x")
    repo.git("-C", str(inner), "add", "--all")
    repo.git("-C", str(inner), "-c", "user.name=x", "-c", "user.email=x@localhost", "commit", "-q", "-m", "x")
    repo.write(".gitmodules", f'[submodule "i"]\n\tpath = {inner.relative_to(repo.top)}\n\turl = ./i\n\tignore = all\n')
    repo.git("add", "--all")
    repo.git("config", "diff.ignoreSubmodules", "all")
    repo.commit()
    (inner / "x.md").write_text("anders")
    assert source.commit_of(repo.root) == ""


def test_a_branch_is_called_by_its_whole_name(repo: Repository) -> None:
    """Neither a tag nor a branch of one's own is something that was fetched."""
    old = head(repo)
    for name in ("refs/heads/origin/main", "refs/tags/origin/main", "refs/tags/main"):
        repo.git("update-ref", name, old)
    assert source.branch(repo.root, "origin/main") == ""
    repo.git("commit", "-q", "--allow-empty", "-m", "x")
    repo.git("update-ref", "refs/remotes/origin/main", "HEAD")
    assert source.branch(repo.root, "origin/main") == source.branch(repo.root, "main") == head(repo)
    assert source.branch(repo.root, "refs/heads/origin/main") == old
    assert source.branch(repo.root, "HEAD") == source.branch(repo.root, "--all") == ""


def test_history_is_what_was_committed(repo: Repository) -> None:
    """Not what this clone was told to take for it."""
    old = head(repo)
    repo.git("commit", "-q", "--allow-empty", "-m", "x")
    new = head(repo)
    repo.git("commit", "-q", "--allow-empty", "-m", "y")
    newest = head(repo)
    (repo.top / ".git/info/grafts").write_text(f"{old} {newest}\n{newest}\n")
    assert source.within(repo.root, new, newest)
    (repo.top / ".git/info/grafts").unlink()
    repo.git("replace", "--graft", newest)
    assert source.within(repo.root, new, newest)
