"""A git repository with the tiny register, and pull requests of any kind against it."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from generator.problems import Problem
from generator.proposal.compose import Asking, composed
from generator.proposal.markdown import as_markdown
from generator.proposal.pair import Pair
from generator.proposal.parts import Summary
from generator.proposal.sides import side
from tests import tiny
from tests.built import change

TODAY = dt.date(2025, 7, 1)
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "x", "GIT_COMMITTER_NAME": "x",
         "GIT_AUTHOR_EMAIL": "x@y.invalid", "GIT_COMMITTER_EMAIL": "x@y.invalid"}  # fmt: skip


def git(root: Path, *arguments: str, told: bytes = b"") -> str:
    """Run git, which must succeed."""
    words = ["git", "-c", "core.hooksPath=/dev/null", "-c", "core.protectNTFS=false", *arguments]
    done = subprocess.run(words, cwd=root, env={**os.environ, **ALONE}, input=told, capture_output=True, check=True)
    return done.stdout.decode().strip()


def repository(root: Path, files: Mapping[str, str] | None = None) -> Path:
    """The tiny register as the first commit of ``main``."""
    tiny.write(root, files)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A", ".")
    git(root, "commit", "-q", "-m", "base")
    return root


def commit(root: Path, files: Mapping[str, str | bytes | None]) -> str:
    """A commit on top of ``main`` that the working tree never sees; None takes a file away."""
    odd = [(path, "100644", data.encode() if isinstance(data, str) else data) for path, data in files.items()]
    return crafted(root, odd)


def crafted(root: Path, entries: list[tuple[str, str, bytes | None]]) -> str:
    """The same with the mode of each entry; a submodule's data is the id of a commit."""
    index = root / ".git" / "crafted"
    index.unlink(missing_ok=True)
    environment = {**os.environ, **ALONE, "GIT_INDEX_FILE": str(index)}

    def run(*words: str, told: bytes = b"") -> str:
        done = subprocess.run(
            ["git", "-c", "core.protectNTFS=false", "-c", "core.protectHFS=false", *words],
            cwd=root, env=environment, input=told, capture_output=True, check=True,
        )  # fmt: skip
        return done.stdout.decode().strip()

    run("read-tree", "main")
    lines = b""
    for path, mode, data in entries:
        if data is None:
            lines += b"0 " + b"0" * 40 + b"\t" + path.encode() + b"\0"
            continue
        blob = data.decode() if mode == "160000" else run("hash-object", "-w", "--stdin", told=data)
        lines += f"{mode} {blob}\t{path}\0".encode()
    run("update-index", "-z", "--index-info", told=lines)
    return run("commit-tree", run("write-tree"), "-p", "main", "-m", "head")


def folders(root: Path, files: Mapping[str, str | bytes], base: Mapping[str, str] | None = None) -> Pair:
    """The tiny register before and after a change, as plain folders."""
    before, after = tiny.write(root / "base", base), tiny.write(root / "head", base)
    change(after, {path: data for path, data in files.items() if data})
    for path, data in files.items():
        if not data:
            (after / path).unlink()
    return Pair(side(before, TODAY, processes=1), side(after, TODAY, processes=1), TODAY)


def told(pair: Pair, asking: Asking | None = None) -> tuple[Summary, str, list[Problem]]:
    """The summary, as a comment too, and the problems."""
    summary, problems = composed(pair, asking or Asking())
    return summary, as_markdown(summary), problems


def lines(summary: Summary, title: str) -> list[str]:
    """The lines of a section as plain words; none where there is no such section."""
    found = [section for section in summary.sections if section.title == title]
    return ["".join(span.text for span in line.spans) for section in found for line in section.lines]
