"""The branch where a proposal wants to go, if it has gone on since the proposal set out."""

from __future__ import annotations

import tempfile
from pathlib import Path

from generator.programs import git_bytes
from generator.proposal.trees import export, place_of
from generator.records.library import Library, load

_OWNERS = "teams"
"""The folder that says who signs, which rules hold and whose a team is."""


def ruling(root: Path, tip: str, forked: str, scratch: Path, before: tuple[Path, dict[str, str]]) -> Library | None:
    """Teams and federation at ``tip``; None where they are as they were at ``forked``.

    Args:
        root: the register's folder in the repository.
        tip: id of a commit.
        forked: the commit from which the proposal set out.
        scratch: an empty folder.
        before: folder and ids of the export of ``forked``.
    """
    if tip == forked or _tree(root, tip) == _tree(root, forked):
        return None
    with tempfile.TemporaryDirectory(prefix="tip-", dir=scratch.parent) as whole:
        export(root, tip, Path(whole), before)
        if (Path(whole) / _OWNERS).is_dir():
            (Path(whole) / _OWNERS).rename(scratch / _OWNERS)
    return load(scratch, sealed=False)[0]


def behind(root: Path, tip: str, forked: str) -> int:
    """How many commits lie between."""
    status, said = git_bytes(root, "rev-list", "--count", f"{forked}..{tip}")
    return int(said) if status == 0 and said.strip().isdigit() else 0


def _tree(root: Path, commit: str) -> bytes:
    status, said = git_bytes(root, "rev-parse", "--verify", "--quiet", f"{commit}:{place_of(root)}{_OWNERS}")
    return said if status == 0 else b""
