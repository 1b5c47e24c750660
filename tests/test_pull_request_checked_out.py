"""``.ci/pull-request`` where the pull request itself is checked out: nothing beside the script is run or believed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests import tiny
from tests.proposal.desk import commit, crafted, git
from tests.proposal.judged import NEW, SECRET, evil, grown, judge, piped, programs, result


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny register with the program beside it."""
    return grown(tmp_path_factory.mktemp("合并 请求") / "repository")


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[Path]:
    """A file that whatever is run by mistake makes."""
    path = tmp_path / "canary"
    yield path
    assert not path.exists()


def test_a_script_that_is_piped_in(root: Path, canary: Path) -> None:
    """The head is checked out, and judged all the same by the base alone."""
    head = commit(root, {"content/privacy.md": "---\ntitle: [\n---\n", **programs(canary)})
    done = piped(root, head, {"JINGUO_PYTHON": sys.executable})
    assert done.returncode == 1, done.stderr
    assert any(each["location"]["path"] == "content/privacy.md" for each in json.loads(result(root, "annotations.txt")))


NO_INDEX = {"PIP_NO_INDEX": "1", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull, "JINGUO_PYTHON": "",
            "PYTHON": getattr(sys, "_base_executable", sys.executable)}  # fmt: skip


def test_modules_beside_a_script_that_installs(root: Path, canary: Path) -> None:
    """Neither ``venv`` nor ``pip`` nor anything they import comes out of the folder; nor do programs and settings."""
    python, shell = evil(canary), f"#!/bin/sh\ntouch '{canary}'\n"
    modules = ("venv", "ensurepip", "runpy", "site", "json", "logging", "sitecustomize", "usercustomize", "_distutils")
    planted = {
        **programs(canary), **{f"{name}.py": python for name in modules}, "pip/__init__.py": python,
        "pip/__main__.py": python, "setuptools/__init__.py": python, "setuptools/build_meta.py": python,
        "pip.conf": "[global]\nlog = x\n", "setup.cfg": "[metadata]\nname = x\n",
    }  # fmt: skip
    entries: list[tuple[str, str, bytes | None]] = [
        (path, "100644", data.encode() if isinstance(data, str) else data) for path, data in planted.items()
    ]
    entries += [(f"bin/{name}", "100755", shell.encode()) for name in ("python3", "git", "tar", "pip", "find")]
    told = {**NO_INDEX, "PYTHONPATH": str(root), "PYTHONSTARTUP": str(root / "venv.py"), "PYTHONHOME": "",
            "PIP_CONSTRAINT": str(root / "pip.conf"), "BASH_FUNC_x": str(root)}  # fmt: skip
    done = piped(root, crafted(root, entries), told)
    assert done.returncode == 2, done.stderr
    assert "软件没有装好" in done.stderr.decode()
    assert not (root / "x").exists()


def test_no_token_is_there_when_packages_are_installed(root: Path, tmp_path: Path) -> None:
    """Packages run programs of their own while they are installed."""
    spy, noted = tmp_path / "python", tmp_path / "noted"
    spy.write_text(f"#!/bin/sh\nenv >> '{noted}'\npwd >> '{noted}'\nexit 1\n")
    spy.chmod(0o755)
    names = ("CI_JOB_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_URL", "CI_REGISTRY_PASSWORD", "MY_SECRET", "CI_JOB_JWT_V2")
    told = {**dict.fromkeys(names, SECRET), **NO_INDEX, "PYTHON": str(spy), "SSL_CERT_FILE": f"{root}/ca.pem",
            "PATH": f"{root}/bin:.:bin::{os.environ['PATH']}"}  # fmt: skip
    assert piped(root, git(root, "rev-parse", "main"), told).returncode == 2
    assert SECRET not in noted.read_text()
    assert str(root) not in noted.read_text()
    path = next(line for line in noted.read_text().splitlines() if line.startswith("PATH="))
    assert all(each.startswith("/") for each in path.removeprefix("PATH=").split(":"))


def colour(path: Path) -> str:
    """What is strongest in a photograph."""
    with Image.open(path) as image:
        found: tuple[int, ...] = image.convert("RGB").getpixel((10, 10))  # type: ignore[assignment]
    return "grey" if max(found) - min(found) < 150 else ["red", "green", "blue"][found.index(max(found))]


def poisoned(root: Path) -> tuple[str, dict[str, bytes]]:
    """A commit with a new photograph, and what the base would keep for it if it were another one."""
    story = tiny.report("送清凉", "2024-07-01", f"photos: [{tiny.photo()}]\n")
    green, red = tiny.clean((0, 255, 0)), tiny.clean((255, 0, 0))
    judged = judge(root, commit(root, {f"{NEW}/report.md": story, f"{NEW}/01.jpg": green}), JINGUO_KEEP_PHOTOS="1")
    assert judged.returncode == 0, judged.stderr
    first, second = (hashlib.sha256(each).hexdigest() for each in (green, red))
    kept = {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / ".cache").rglob("*.*")}
    kept |= {path.replace(first, second): data for path, data in kept.items()}
    return story, kept


def test_developed_photographs_of_strangers(root: Path) -> None:
    """A head that brings developed photographs is shown with its own ones; nothing is written through its links."""
    story, kept = poisoned(root)
    shutil.rmtree(root / ".cache")
    files: dict[str, str | bytes | None] = {f"{NEW}/report.md": story, f"{NEW}/01.jpg": tiny.clean((255, 0, 0)), **kept}
    done = piped(root, commit(root, files), {"JINGUO_PYTHON": sys.executable, "JINGUO_KEEP_PHOTOS": "1"})
    assert done.returncode == 0, done.stderr
    page = (root / f"dist/pull-request/site/{NEW}.html").read_text(encoding="utf-8")
    shown = re.findall(r"photos/[a-z0-9-]+\.jpg", page)
    seen = {colour(root / "dist/pull-request/site" / name) for name in shown}
    assert "red" in seen
    assert "green" not in seen


def test_a_cache_that_is_a_link(root: Path, tmp_path: Path) -> None:
    """It is neither read nor written, whoever has made it."""
    shutil.rmtree(root / ".cache", ignore_errors=True)
    (tmp_path / "elsewhere/photos").mkdir(parents=True)
    (root / ".git/info/exclude").write_text(".cache\n")
    head = commit(root, {"content/privacy.md": "# 隐私\n\n说明。\n"})
    for link, target in ((".cache", "elsewhere"), (".cache/photos", "elsewhere/photos"), (".cache/photos/x", "photos")):
        (root / link).parent.mkdir(parents=True, exist_ok=True)
        (root / link).symlink_to(tmp_path / target)
        assert judge(root, head, JINGUO_KEEP_PHOTOS="1").returncode == 0
        assert not [path for path in tmp_path.rglob("*") if path.is_file()]
        (root / link).unlink()
    shutil.rmtree(root / ".cache", ignore_errors=True)
