"""A register in a real git repository, for tests of branches and hooks."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests import tiny


@dataclass
class Repository:
    """A repository with the tiny register, committed once."""

    top: Path
    root: Path
    """Of the register."""
    environment: dict[str, str] = field(default_factory=dict)

    def git(self, *words: str, check: bool = True, extra: Mapping[str, str] | None = None) -> str:
        """Run git at the top of the repository; its output, and what it says of mistakes."""
        done = self.run(["git", *words], extra=extra)
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def run(self, words: list[str], *, extra: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run any program at the top of the repository."""
        return subprocess.run(
            words, cwd=self.top, env={**self.environment, **(extra or {})}, capture_output=True, text=True,
            encoding="utf-8", check=False,
        )  # fmt: skip

    def commit(self, message: str = "改动", *words: str) -> subprocess.CompletedProcess[str]:
        """Try to commit what is staged."""
        return self.run(["git", "commit", "-q", "-m", message, *words])

    def write(self, path: str, content: str | bytes, *, stage: bool = True) -> Path:
        """Write a file of the register."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        if stage:
            self.git("add", "--", str(file))
        return file

    def state(self) -> tuple[str, str, str]:
        """Everything that a commit on another branch must leave alone."""
        return self.git("status", "--porcelain=v2", "--branch"), self.git("ls-files", "-s"), self.git("diff")


def repository(folder: Path, inside: str = "", *, named: bool = True) -> Repository:
    """A fresh one; ``inside`` puts the register into a folder of it, without ``named`` git knows no user."""
    root = tiny.write(folder / inside if inside else folder)
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "HOME": str(folder)}
    settings["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{plain.get('PATH', '')}"
    made = Repository(folder, root, {**plain, **settings})
    made.git("init", "-q", "-b", "main")
    someone = ("-c", "user.name=某人", "-c", "user.email=nobody@localhost")
    made.git("add", "--all")
    made.git(*someone, "commit", "-q", "-m", "开始")
    if named:
        made.git("config", "user.name", "某人")
        made.git("config", "user.email", "nobody@localhost")
    return made
