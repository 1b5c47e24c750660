"""The whole job on a tiny register with the real theme: what goes in, what comes out, and what survives a bad end."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.console import Recorded
from generator.publish import search_files
from generator.publish.leaks import PUBLIC_SUFFIXES
from generator.site import plan_site
from tests import tiny
from tests.built import BUILD, MKDOCS, change, copied, digests, left, run, tiny_register
from tests.pages.payloads import Oracle

EVIL = "\"'><script>mark()</script><img src=x onerror=mark()>"
BESIDE = re.compile(
    r"(?:feed|brands/[a-z0-9-]+)\.(?:xml|json)|calendar\.ics|campaigns/[a-z0-9-]+\.ics|search/.+|manifest\.json"
)
"""What lies beside the pages of the site: feeds, calendars, the search index, the list of all files."""


@pytest.fixture(scope="module")
def first() -> Path:
    """The tiny register, built; only to be read."""
    return tiny_register()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A built register of one's own."""
    return copied(tmp_path / "r")


def test_mkdocs_and_jinguo_build_the_same_bytes(root: Path) -> None:
    """``mkdocs build`` is the same job: same checks, same files but for the list, nothing left beside the site."""
    before = digests(root / "site")
    assert before.pop("manifest.json")
    assert len(before) > 40
    shutil.rmtree(root / "site")
    done = run(root, *MKDOCS)
    assert done.returncode == 0, done.stderr
    assert digests(root / "site") == before
    assert left(root) == []


def test_the_same_register_gives_the_same_bytes_anywhere(first: Path, tmp_path: Path) -> None:
    """Another folder, an empty cache, another time zone, hash seed, umask, locale and file times change no byte."""
    other = tiny.with_theme(tiny.write(tmp_path / "elsewhere" / "r"))
    for path in (*other.rglob("*.md"), *other.rglob("*.jpg")):
        os.utime(path, (1, 1))
    old = os.umask(0o077)
    try:
        done = run(other, *BUILD, TZ="Pacific/Kiritimati", PYTHONHASHSEED="7", LC_ALL="C", PYTHONUTF8="1")
    finally:
        os.umask(old)
    assert done.returncode == 0, done.stderr
    assert digests(other / "site") == digests(first / "site")


def test_the_day_of_the_build_is_not_in_the_output(first: Path) -> None:
    """A year later, with nothing expired, every page, feed and calendar is planned the same."""
    plans = [plan_site(first, day, Recorded()) for day in (dt.date(2025, 1, 1), dt.date(2026, 8, 8))]
    assert plans[0].pages == plans[1].pages
    assert plans[0].files == plans[1].files


def test_a_second_build_encodes_nothing(root: Path) -> None:
    """Photographs come from the cache: no file of it is written, whatever the file times say."""
    for path in root.rglob("*.jpg"):
        path.touch()
    cached = {path: path.stat().st_mtime_ns for path in (root / ".cache").rglob("*") if path.is_file()}
    assert plan_site(root, dt.date(2025, 1, 1), Recorded()).encoded == 0
    assert {path: path.stat().st_mtime_ns for path in (root / ".cache").rglob("*") if path.is_file()} == cached


def test_nothing_but_pages_and_developed_photos_comes_out(root: Path) -> None:
    """Originals, sheets, texts and whatever else lies in the register's folders never reach the site."""
    stray: dict[str, str | bytes] = {
        "content/名单.dat": b"PK\x03\x00", "content/volunteers/wang-he/more.jpg": tiny.clean((3, 3, 3)),
        "content/assets/x.js": b"mark()\0", "content/guide/shot.png": b"\x89PNG", "content/assets/x.css": b"a{}\0",
        f"{tiny.STORY}/raw.heic": b"x",
    }  # fmt: skip
    change(root, stray)
    originals = {hashlib.sha256((root / path).read_bytes()).hexdigest() for path in [*tiny.PHOTOS, *stray]}
    done = run(root, *BUILD)
    assert done.returncode == 0, done.stderr
    built = digests(root / "site")
    assert not originals & set(built.values())
    assert {Path(name).suffix for name in built if not search_files.belongs(name)} <= PUBLIC_SUFFIXES
    assert {name for name in built if not name.endswith(".html")} == {
        name for name in built if name.startswith(("photos/", "assets/")) or BESIDE.fullmatch(name)
    }
    assert "assets/x.js" not in built
    assert not [name for name in built if "/." in f"/{name}"]
    everything = b"".join((root / "site" / name).read_bytes() for name in built)
    for trace in (b"mark()", b"c-2024-", b"report.md", b"team.yml"):
        assert trace not in everything


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
def test_photos_on_the_site_reveal_nothing(first: Path) -> None:
    """A second program finds nothing in them but what pixels need."""
    told = subprocess.run(
        ["exiftool", "-G1", "-s", "-r", str(first / "site" / "photos")], capture_output=True, text=True, check=True
    ).stdout
    assert told.count("FileName") >= 4
    groups = {line.split("]")[0].strip("[ ") for line in told.splitlines() if line.startswith("[")}
    assert groups <= {"ExifTool", "System", "File", "RIFF", "JFIF", "Composite"}


FREE = frozenset({
    "title", "headline", "summary", "alt", "caption", "credit", "group", "spot", "source", "photo", "edit", "proof",
    "review", "issue", "motto", "about", "intro", "post", "label", "host", "tagline", "description", "issuer",
    "number", "open", "address",
})  # fmt: skip
"""Keys whose text nothing else refers to."""


def _hostile(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        named = "name" in value and ({"post", "consent"} & set(value) or key == "campaigns")
        return {name: _hostile(each, "title" if named and name == "name" else name) for name, each in value.items()}
    if isinstance(value, list):
        return [_hostile(each, key) for each in value]
    return f"{value}{EVIL}" if key in FREE and isinstance(value, str) else value


def _hostile_file(path: str, text: str) -> str:
    """The file with markup at the end of every text in it."""
    if not path.endswith(".yml") and not text.startswith("---\n"):
        return f"{text}\n{EVIL}\n"
    front, body = text.split("---\n", 2)[1:] if text.startswith("---\n") else (text, "")
    values = _hostile(yaml.load(front, yaml.BaseLoader))  # noqa: S506 - reads scalars as plain text
    if path.startswith(("content/volunteers", "content/communities", "teams/x", "teams/y")):
        values["name"] += EVIL
        values.setdefault("intro", EVIL) if path.startswith("teams") else None
    written = str(yaml.safe_dump(values, allow_unicode=True, sort_keys=False))
    return f"---\n{written}---\n{body}\n\n{EVIL}\n" if body else written


def test_markup_in_any_field_stays_text(tmp_path: Path) -> None:
    """Scripts written into titles, captions, names, slogans and bodies come out as letters on every page."""
    root = tiny.with_theme(tiny.write(tmp_path / "r"))
    ours = {path: text for path, text in tiny.FILES.items() if "[wechat]" not in text}  # A21: no such title fits there
    change(root, {path: _hostile_file(path, text) for path, text in ours.items()})
    done = run(root, *BUILD)
    assert done.returncode == 0, done.stderr
    pages = sorted((root / "site").rglob("*.html"))
    escaped = 0
    for page in pages:
        text = page.read_text(encoding="utf-8")
        escaped += text.count("&lt;script&gt;mark()")
        oracle = Oracle(text)
        tags = {fault for fault in oracle.faults if " " not in fault}
        assert tags <= {"html", "head", "title", "body", "meta", "link", "script", "style", "img", "picture", "source",
                        "svg", "button", "form", "input", "label", "select", "option", "search", "noscript",
                        } | {fault for fault in tags if fault.startswith("doctype")}, page  # fmt: skip
        assert not [fault for fault in oracle.faults if fault.partition(" ")[2].startswith("on")], page
        assert "<script>mark" not in text
        assert "<img src=x" not in text
    assert escaped > len(pages)


def test_the_register_is_no_place_to_import_from(root: Path) -> None:
    """A Python file in the register's folder never runs."""
    change(root, {"yaml.py": "raise SystemExit('ran')\n", "mkdocs.py": "raise SystemExit('ran')\n"})
    done = run(root, "-P", *BUILD)  # as the installed command starts: without the folder that it stands in
    assert "ran" not in done.stdout + done.stderr
    assert done.returncode == 0, done.stderr
