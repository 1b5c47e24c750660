"""``.ci/pull-request`` run on real repositories as runners of platforms would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests import tiny
from tests.built import digests
from tests.proposal.desk import ALONE, git, repository

SECRET = "hush-7f3a9c51e2"  # noqa: S105 - invented
SCRIPT = ".ci/pull-request"
NEW = "activities/2024/0701-xinhua-liangshuang"


def grown(folder: Path) -> Path:
    """The tiny register with the program beside it, as one commit of ``main``."""
    for name in ("generator", "theme"):
        shutil.copytree(tiny.ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml", ".gitignore", SCRIPT):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(tiny.ROOT / name, folder / name)
    return repository(folder)


def judge(
    root: Path, head: str, form: str = "text", spy: str = sys.executable, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run the script as a runner would, with a secret in its environment; nothing that it leaves may hold it."""
    environment = {**os.environ, **ALONE, "SECRET": SECRET, "GITHUB_TOKEN": SECRET, "JINGUO_FORMAT": form, **more}
    before = digests(root / "content") | digests(root / "generator")
    done = subprocess.run(
        [str(root / SCRIPT), "main", head], cwd=root, env={**environment, "JINGUO_PYTHON": spy},
        capture_output=True, text=True, check=False, timeout=180,
    )  # fmt: skip
    left = b"".join(path.read_bytes() for path in (root / "dist").rglob("*") if path.is_file())
    assert SECRET not in done.stdout + done.stderr
    assert SECRET.encode() not in left
    assert digests(root / "content") | digests(root / "generator") == before
    assert git(root, "status", "--porcelain") == ""
    return done


def result(root: Path, name: str) -> str:
    """One of the files left behind."""
    return (root / "dist/pull-request" / name).read_text(encoding="utf-8")


def evil(canary: Path) -> str:
    """Python that tells on whoever runs it."""
    return f"import os, pathlib\npathlib.Path({str(canary)!r}).write_text(os.environ.get('SECRET', ''))\n"


def programs(canary: Path) -> dict[str, str | bytes | None]:
    """Everything that is run somewhere, replaced by something that tells."""
    python, shell = evil(canary), f"#!/bin/sh\ntouch '{canary}'\nprintenv\n"
    settings = (tiny.ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    return {
        "generator/__init__.py": python, "generator/__main__.py": python, "generator/plugin.py": python,
        "generator/checks/__init__.py": python, "conftest.py": python, "sitecustomize.py": python, "yaml.py": python,
        "tests/conftest.py": python, "setup.py": python,
        "hooks.py": python, "mkdocs.yml": f"{settings}hooks: [hooks.py]\nextra: !!python/name:hooks.x\n",
        "theme/main.html": "{{ ''.__class__ }}<script>alert(1)</script>", SCRIPT: shell, "Makefile": f"all:\n\t{shell}",
        ".github/workflows/check.yml": "on: pull_request_target\npermissions: write-all\n",
        ".github/workflows/comment.yml": "on: push\n", ".gitlab-ci.yml": "x: {script: [printenv]}\n",
        ".gitattributes": "* filter=evil diff=evil merge=evil\n", ".githooks/post-checkout": shell,
        ".gitmodules": '[submodule "x"]\n\tpath = x\n\turl = ext::sh -c touch% x\n\tupdate = !touch x\n',
    }  # fmt: skip


def piped(root: Path, head: str, environment: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    """Where a platform has checked out the pull request itself, the script comes out of the base."""
    script = subprocess.run(["git", "show", f"main:{SCRIPT}"], cwd=root, capture_output=True, check=True).stdout
    git(root, "checkout", "-q", "--detach", head)
    try:
        return subprocess.run(
            ["bash", "-s", "main", head], cwd=root, input=script, capture_output=True, check=False, timeout=180,
            env={**os.environ, **ALONE, "JINGUO_FORMAT": "gitlab", **environment},
        )  # fmt: skip
    finally:
        git(root, "checkout", "-q", "--force", "main")
