"""Whether a story has come before: its print stands in a report, in a commit of any branch, or in the private index."""

from __future__ import annotations

from pathlib import Path

from generator.intake.drafts_prints import marked
from generator.intake.kept import FOLDER, INDEX
from generator.programs import git
from generator.records.library import Library

HERE = "已写入工作文件夹"
"""In an index: these prints are in no commit yet."""


def where_seen(library: Library, print_: str) -> str:
    """Where a story lies already, in Chinese; empty where it is new."""
    mark = marked(print_)
    for path, text in library.texts.items():
        if path.startswith(("activities/", "teams/")) and mark in text:
            return path
    branch = _in_history(library.root, mark)
    return branch or _in_an_index(library.root, mark)


def _in_history(root: Path, mark: str) -> str:
    """The branch on which a commit names it."""
    said = git(root, "log", "--all", "--fixed-strings", f"--grep={mark}", "-1", "--format=%S")
    if said is None or said.status != 0 or not said.output.strip():
        return ""
    name = said.output.strip()
    return f"分支 {name.removeprefix('refs/heads/').removeprefix('refs/remotes/')}"


def _in_an_index(root: Path, mark: str) -> str:
    """Written into the working folder by an earlier run, as a changed team is."""
    for path in sorted((root / FOLDER).glob(f"*/{INDEX}")):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            continue
        if any(line.startswith(HERE) and mark in line for line in lines):
            return path.parent.relative_to(root).as_posix()
    return ""
