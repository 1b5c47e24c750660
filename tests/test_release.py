"""A release is a function of the commit: two machines that clone it build the same one, to the byte."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.clock import today
from generator.publish.manifest import NAME, Manifest, measure, read
from generator.publish.receipts import find
from tests import tiny
from tests.built import BUILD, run
from tests.drafts.repository import Repository, repository

IGNORED = "/site/\n/.cache/\n/dist/\n/.site-*/\n"


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The tiny register with the theme and its settings, all committed."""
    made = repository(tmp_path_factory.mktemp("origin"))
    shutil.copytree(tiny.ROOT / "theme", made.root / "theme")
    for name in ("mkdocs.yml", ".gitattributes", "pyproject.toml"):
        shutil.copy(tiny.ROOT / name, made.root)
    made.write(".gitignore", IGNORED)
    made.git("add", "--all")
    made.commit()
    return made


@pytest.fixture(scope="module")
def clone(origin: Repository, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Clone it to a place of one's own."""

    def made(name: str) -> Path:
        place = tmp_path_factory.mktemp("machine") / name
        origin.git("clone", "-q", f"file://{origin.root}", str(place))
        return place

    return made


def built(root: Path, *words: str, **environment: str) -> Manifest:
    """Build, and read the list, which must be true."""
    done = run(root, *BUILD, *words, **environment)
    assert done.returncode == 0, done.stderr
    manifest = read((root / "site" / NAME).read_bytes())
    assert measure(root / "site", manifest.commit, manifest.url) == manifest
    return manifest


def shuffled(root: Path) -> None:
    """Lay every file of the working tree down anew, the last first, with the time of another day."""
    files = sorted(path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
    for path in reversed(files):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)
        os.utime(path, (86_400, 86_400))


def test_two_machines_build_the_same_release(origin: Repository, clone: Callable[[str], Path]) -> None:
    """Another folder, zone, locale, umask, hash seed, other times and order of files, a fresh and a warm cache."""
    one = clone("one")
    first = built(one, TZ="Asia/Shanghai", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    assert first.commit == origin.git("rev-parse", "HEAD").strip()
    other = clone("另 一台")
    shuffled(other)
    old = os.umask(0o077)
    try:
        fresh = built(other, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="7", PYTHONUTF8="1")
        shutil.rmtree(other / ".cache")
        shutil.copytree(one / ".cache", other / ".cache")
        warm = built(other, TZ="America/Adak", LC_ALL="C", PYTHONHASHSEED="77", PYTHONUTF8="1")
    finally:
        os.umask(old)
    assert fresh.text == first.text
    assert warm.text == first.text
    receipt = find(other, first.id)
    assert receipt is not None
    assert (receipt.day, receipt.built) == (today().isoformat(), True)


def test_only_what_is_committed_has_a_commit(clone: Callable[[str], Path]) -> None:
    """A page that somebody is still writing, wherever it lies; what git ignores on purpose is no such thing."""
    root = clone("draft")
    (root / ".git/info/exclude").write_text("neu.md\n.DS_Store\n")
    before = built(root)
    (root / "content/.DS_Store").write_bytes(b"x")
    page = root / "content/about/neu.md"
    page.write_text("# 新的一页\n\n还没有提交。\n", encoding="utf-8")
    hidden = built(root)
    assert hidden.commit == ""
    page.unlink()
    assert built(root).text == before.text


def test_the_address_belongs_to_the_release(clone: Callable[[str], Path]) -> None:
    """Two addresses are two releases, and each says for which it is."""
    root = clone("address")
    one, other = built(root), built(root, "--url", "https://example.org/jinguo")
    assert (one.url, other.url) == ("", "https://example.org/jinguo/")
    assert one.id != other.id
    assert one.commit == other.commit
