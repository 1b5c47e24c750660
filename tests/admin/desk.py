"""A register in git, the form's own files, and the requests that Decap would send."""

from __future__ import annotations

import base64
import datetime as dt
import functools
import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from generator.admin import decap
from generator.admin.protocol import Reply, answer
from generator.admin.saving import Desk
from generator.console import Recorded
from tests import tiny

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 21)
PATH = "activities/2026/0305-tougao-101112/report.md"
SLUG = "2026/0305-tougao-101112/report"
BRANCH = f"cms/story/{SLUG}"
STORY = {
    "title": "社区广场磨刀记", "date": "2026-03-05", "place": {"township": "建设路街道", "spot": "社区广场"},
    "teams": ["xinhua/aixin"], "brand": "助困关爱", "campaign": "xueleifeng", "categories": ["爱心帮扶"],
    "served": {"people": 52, "group": "老人"}, "volunteers": 17, "hours": 51, "risk": False, "channels": ["web"],
    "summary": "爱心小队在社区广场为街坊磨刀、配钥匙，一上午来了52位居民。", "kind": "report",
    "credits": {"source": "新华区妇联"}, "status": "draft",
}  # fmt: skip
BODY = "爱心小队17名队员在社区广场摆开三张桌子，给街坊磨菜刀、配钥匙。\n\n一上午来了52位居民，队员磨了36把菜刀。"
with_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


def git(root: Path, *words: str) -> str:
    """What git says in a folder."""
    named = ["git", "-c", "user.name=某人", "-c", "user.email=x@localhost", "-c", "core.quotePath=false", *words]
    return subprocess.run(named, cwd=root, capture_output=True, encoding="utf-8", check=True).stdout


def in_git(root: Path) -> Path:
    """Commit everything that lies in a register."""
    (root / ".gitignore").write_text("/.cache/\n/site/\n", encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "开始")
    return root


def register(folder: Path) -> Path:
    """The tiny register with the theme, committed."""
    root = tiny.write(folder / "登记 册")
    shutil.copytree(ROOT / "theme", root / "theme", dirs_exist_ok=True)
    return in_git(root)


def camera(seed: int = 1, kind: str = "JPEG") -> bytes:
    """A photograph as a telephone makes it: turned, with the place where it was taken."""
    image = Image.effect_noise((960, 640), 30 + seed).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "某牌手机"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (33.0, 44.0, 1.0), "E", (113.0, 1.0, 2.0)
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


def written(values: Mapping[str, Any], body: str = BODY) -> str:
    """Front matter as Decap might write it: flow style is YAML too."""
    import json  # noqa: PLC0415

    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    return f"---\n{lines}---\n{body}\n"


def persist(
    desk: Desk, raw: str, photos: Mapping[str, bytes] | None = None, path: str = PATH, slug: str = SLUG,
    window: str = "", **more: Any,
) -> Reply:  # fmt: skip
    """Save as Decap does."""
    assets = [
        {"path": f"{path.rpartition('/')[0]}/{name}", "content": base64.b64encode(data).decode(), "encoding": "base64"}
        for name, data in (photos or {}).items()
    ]
    options = {"collectionName": "story", "commitMessage": "x", "useWorkflow": True, "status": "draft", **more}
    params = {"branch": "HEAD", "dataFiles": [{"slug": slug, "path": path, "raw": raw}], "assets": assets}
    request = {"branch": "HEAD", "action": "persistEntry", "params": {**params, "options": options}}
    return answer(desk, TODAY, request, window)


def asked(desk: Desk, action: str, window: str = "", **params: Any) -> Reply:
    """Any other request."""
    return answer(desk, TODAY, {"branch": "HEAD", "action": action, "params": {"branch": "HEAD", **params}}, window)


def package() -> Path:
    """Decap's browser files, fetched by npm once for all tests and kept in this checkout's cache."""
    found = _fetched()
    if isinstance(found, str):
        pytest.skip(found)
    return found


@functools.cache
def _fetched() -> Path | str:
    """The files, or why there are none: without npm or a network nothing can be tried, and nothing of ours is wrong."""
    try:
        return decap.installed(ROOT / ".cache", Recorded())
    except decap.DecapMissingError as error:
        npm = shutil.which("npm")
        asked = [npm or "npm", "view", "decap-cms", "name", "--fetch-retries=0"]
        if npm and subprocess.run(asked, capture_output=True, timeout=120, check=False).returncode == 0:
            raise
        return f"{error.message}（没有 npm，或者 npm 连不到它的软件源）"
