"""The commit that a site comes from, asked of git: which one, whether it is all, and how two of them are related.

Every answer may be that nobody knows: no git, no repository, a clone that does not reach back so far.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from generator.clock import day_of
from generator.programs import git, git_bytes
from generator.publish.manifest import COMMIT

INPUTS = ("teams", "activities", "content", "theme", "generator", "mkdocs.yml", "pyproject.toml")
"""What enters a site, below the register's root."""
_LEFT_BEHIND = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Of systems, ignored by git, and by us."""
_COMPILED = frozenset({".pyc", ".pyo"})
_PATIENCE = 600.0
"""Seconds for a working tree of a hundred thousand files on a slow disk."""


def commit_of(root: Path) -> str:
    """The commit that holds everything which enters a site of this folder; empty where something is not committed."""
    head = resolved(root, "HEAD")
    return head if head and not uncommitted(root, INPUTS) else ""


def resolved(root: Path, revision: str) -> str:
    """The commit that a revision means here; empty where it means none."""
    found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    told = found.output.strip() if found and found.status == 0 else ""
    return told if COMMIT.fullmatch(told) else ""


def uncommitted(root: Path, paths: Sequence[str]) -> bool:
    """Whether something at these paths is not as the commit has it, or git cannot say so."""
    # traditional: each ignored file by itself, for a page may lie in a folder of a name that git ignores
    every = ("--untracked-files=all", "--ignored=traditional", "--ignore-submodules=none")
    asked = ["status", "--porcelain=v1", "-z", *every, "--", *paths]
    status, out = git_bytes(root, "--no-optional-locks", "--literal-pathspecs", *asked, timeout=_PATIENCE)
    if status != 0:
        return True
    entries = (entry for entry in out.decode("utf-8", "replace").split("\0") if entry)
    return any(not _harmless(entry) for entry in entries) or _overlooked(root, paths)


def _harmless(entry: str) -> bool:
    """Whether an entry of git's list is something that git was told to ignore and that no site is made of."""
    path = PurePosixPath(entry[3:])
    return entry.startswith("!! ") and (path.name in _LEFT_BEHIND or path.suffix in _COMPILED)


def _overlooked(root: Path, paths: Sequence[str]) -> bool:
    """Whether git was told to look away from a file (``assume-unchanged``, ``skip-worktree``)."""
    asked = ["ls-files", "-v", "-z", "--", *paths]
    status, out = git_bytes(root, "--literal-pathspecs", *asked, timeout=_PATIENCE)
    return status != 0 or any(entry[:1] in b"Sabcdefghijklmnopqrstuvwxyz" for entry in out.split(b"\0") if entry)


def branch(root: Path, name: str) -> str:
    """The tip of a branch of this very name; empty where there is none.

    What else may bear the name is not asked: a tag or a branch of one's own called ``origin/main`` is no review.
    """
    if name.startswith(("refs/heads/", "refs/remotes/")):
        return resolved(root, name)
    if "/" in name and (tip := resolved(root, f"refs/remotes/{name}")):
        return tip
    elsewhere = {line.partition("/")[0] for line in ("origin", *remotes(root))}
    return "" if name.partition("/")[0] in elsewhere else resolved(root, f"refs/heads/{name}")


def remotes(root: Path) -> list[str]:
    """Names of branches that were fetched from elsewhere, ``origin/main``."""
    found = git(root, "for-each-ref", "--format=%(refname:lstrip=2)", "refs/remotes/")
    return found.output.splitlines() if found and found.status == 0 else []


def day(root: Path, commit: str) -> dt.date | None:
    """The day in China on which a commit was made; None where it is not known here."""
    if not known(root, commit):
        return None
    found = git(root, "show", "--no-patch", "--format=%ct", commit)
    told = found.output.strip() if found and found.status == 0 else ""
    return day_of(dt.datetime.fromtimestamp(int(told), tz=dt.UTC)) if told.isdecimal() else None


def known(root: Path, commit: str) -> bool:
    """Whether this repository holds a commit."""
    return bool(COMMIT.fullmatch(commit)) and resolved(root, commit) == commit


def within(root: Path, older: str, newer: str) -> bool:
    """Whether a commit is another one or among its ancestors; False where that is not known here."""
    if not (known(root, older) and known(root, newer)):
        return False
    found = git(root, "merge-base", "--is-ancestor", older, newer)
    return found is not None and found.status == 0


def shallow(root: Path) -> bool:
    """Whether the history here was cut off when it was cloned."""
    found = git(root, "rev-parse", "--is-shallow-repository")
    return found is not None and found.output.strip() == "true"


def straight(root: Path, since: str, commit: str, *, unmerged: bool) -> list[str] | None:
    """Commits on the straight way (first parents) to a commit, the newest first; None where git cannot tell.

    Args:
        root: any folder in the repository.
        since: a commit to which the way back leads; empty for the whole history.
        commit: where it begins.
        unmerged: only those that are no merges; the very first commit cannot be one.
    """
    words = ["rev-list", "--first-parent", *(["--min-parents=1", "--max-parents=1"] if unmerged else [])]
    found = git(root, *words, commit, *([f"^{since}"] if since else []))
    return found.output.split() if found and found.status == 0 else None


def signed(root: Path, commit: str) -> bool:
    """Whether a commit bears a signature by a key that somebody here has called trustworthy.

    Of GPG's keys that is more than to be on the ring: anybody's key may get there by itself.
    """
    found = git(root, "-c", "gpg.minTrustLevel=fully", "verify-commit", commit)
    return found is not None and found.status == 0
