"""Built sites: the sample's and the tiny register's, each built once for all tests that look at it."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from tests import tiny
from tests.tiny import ROOT

BUILD = ("-m", "generator", "build")
MKDOCS = ("-m", "mkdocs", "build")


@lru_cache
def sample_site() -> Path:
    """Build the sample into a temporary folder, with the photographs of this checkout's cache if there is one."""
    root = Path(tempfile.mkdtemp(prefix="jinguo-sample-")).resolve()
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    for name in ("content", "teams", "activities", "theme"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    if (ROOT / ".cache" / "photos").is_dir():
        cache = root / ".cache" / "photos"
        shutil.copytree(ROOT / ".cache" / "photos", cache, ignore=shutil.ignore_patterns("unfinished"))
    done = run(root, *BUILD)
    assert done.returncode == 0, done.stderr
    return root / "site"


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a register's folder."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=root, env={**os.environ, **environment},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def digests(folder: Path) -> dict[str, str]:
    """Path → SHA-256 of everything below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def left(root: Path) -> list[str]:
    """What builds left beside the site."""
    return sorted(path.name for path in root.glob(".site-*"))


def change(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files into a register."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())


@lru_cache
def tiny_register() -> Path:
    """The tiny register, built; only to be read or copied."""
    root = Path(tempfile.mkdtemp(prefix="jinguo tiny 小-")).resolve()
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    done = run(tiny.with_theme(tiny.write(root)), *BUILD)
    assert done.returncode == 0, done.stderr
    return root


def copied(target: Path) -> Path:
    """A built tiny register of one's own."""
    return Path(shutil.copytree(tiny_register(), target, symlinks=True))
