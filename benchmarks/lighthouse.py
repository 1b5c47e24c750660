"""Lighthouse 12 (mobile) on the kinds of page that readers meet first.

Run: ``.venv/bin/python -m benchmarks.lighthouse [FOLDER]`` where FOLDER holds ``node_modules`` with ``lighthouse@12``
(a temporary one is filled by npm where none is given). Builds the sample with one story of twelve photographs more,
serves it with compression and prints the four scores, the layout shift and the weight of the first view.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.serving import serving

ROOT = Path(__file__).resolve().parents[1]
TWELVE = "activities/2026/1120-shier"
PAGES = {
    "home": "",
    "list": "activities/index.html",
    "story, 12 photos": f"{TWELVE}.html",
    "project": "projects/linli-shouwang.html",
    "gallery": "gallery/index.html",
    "figures": "stats/index.html",
    "search": "search.html",
}
SCORES = ("performance", "accessibility", "best-practices", "seo")
_FIRST_VIEW = {"Document", "Stylesheet", "Script"}


def register(folder: Path) -> Path:
    """The sample with one story of twelve photographs."""
    for name in ("content", "teams", "activities", "theme"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    if (ROOT / ".cache").is_dir():
        shutil.copytree(ROOT / ".cache", folder / ".cache")
    masters = {path.read_bytes() for path in sorted((ROOT / "activities").rglob("*.jpg"))}
    story = folder / TWELVE
    story.mkdir(parents=True)
    photos = []
    for number, data in enumerate(sorted(masters)[:12], 1):
        (story / f"{number:02}.jpg").write_bytes(data)
        photos.append(
            f"  - {{file: {number:02}.jpg, alt: 示意插画第{number}张, caption: 第{number}张, people: none}}\n"
        )
    other = next(iter(sorted((ROOT / "activities" / "2026").glob("*/report.md")))).read_text(encoding="utf-8")
    kept = [
        line for line in other.split("---\n")[1].splitlines() if line.startswith(("place", "teams", "brand", "cred"))
    ]
    front = "title: 十二张照片的一天\ndate: 2026-11-20\nstatus: selected\n" + "\n".join(kept)
    (story / "report.md").write_text(f"---\n{front}\nphotos:\n{''.join(photos)}---\n" + "姐妹们忙了一天。\n\n" * 12)
    return folder


def audited(program: Path, address: str) -> dict[str, Any]:
    """What Lighthouse says of one page."""
    chrome = shutil.which("chromium") or shutil.which("google-chrome") or ""
    command = [
        str(program), address, "--quiet", "--output=json", "--output-path=stdout", "--form-factor=mobile",
        f"--only-categories={','.join(SCORES)}", "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "CHROME_PATH": chrome})
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def row(name: str, told: dict[str, Any]) -> str:
    """One line of the table."""
    scores = [round(told["categories"][each]["score"] * 100) for each in SCORES]
    requests = told["audits"]["network-requests"]["details"]["items"]
    weight = sum(each["transferSize"] for each in requests if each.get("resourceType") in _FIRST_VIEW)
    shift = told["audits"]["cumulative-layout-shift"]["numericValue"]
    largest = told["audits"]["largest-contentful-paint"]["numericValue"] / 1000
    failed = [
        key for key, each in told["audits"].items() if each["score"] == 0 and each["scoreDisplayMode"] == "binary"
    ]
    figures = " | ".join(f"{each:>3}" for each in scores)
    return (
        f"| {name:<16} | {figures} | {shift:.3f} | {largest:.1f} s | {weight / 1000:>5.1f} KB | {', '.join(failed)} |"
    )


def main() -> None:
    """Build, serve, audit and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        programs = Path(sys.argv[1]) if len(sys.argv) > 1 else folder / "npm"
        if not (programs / "node_modules").is_dir():
            subprocess.run(["npm", "install", "--prefix", str(programs), "--silent", "lighthouse@12"], check=True)
        root = register(folder / "register")
        site = root / "site"
        site.mkdir()
        with serving(site) as address:
            build = [sys.executable, "-m", "generator", "build", "--quiet", "--root", str(root), "--url", address]
            subprocess.run(build, check=True)
            print("| page             | perf | a11y | best | seo | CLS | LCP | HTML+CSS+JS | failed audits |")
            print("|---|---|---|---|---|---|---|---|---|")
            for title, page in PAGES.items():
                program = programs / "node_modules" / ".bin" / "lighthouse"
                print(row(title, audited(program, f"{address}{page}")), flush=True)


if __name__ == "__main__":
    main()
