"""Small releases made by hand: a few pages that load assets whose names change with their bytes."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

from generator.mirrors.parts import Release
from generator.publish.manifest import measure, write

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def release(folder: Path, files: dict[str, bytes], commit: str = COMMIT) -> Release:
    """Write a site and its list."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    manifest = measure(folder, commit)
    write(folder, manifest)
    return Release(folder, manifest)


def story_site(version: str, pages: int = 30, ballast: int = 20_000) -> dict[str, bytes]:
    """A site all of whose pages say ``version``, link to each other, and load one asset named by its digest.

    Page ``activities/2026/N.html`` holds ``ballast`` bytes more, which no compression makes much shorter than half.
    """
    style = f"/* {version} */ main {{ margin: 0 }}\n".encode()
    asset = f"assets/site.{hashlib.sha256(style).hexdigest()[:16]}.css"
    files = {asset: style}
    for number in range(pages):
        name = f"activities/2026/{number:04d}.html"
        files[name] = _page(version, f"../../{asset}", [f"{(number + 1) % pages:04d}.html"], ballast)
    files[f"activities/2026/only-{version}.html"] = _page(version, f"../../{asset}", ["0000.html"], 100)
    links = [f"activities/2026/{number:04d}.html" for number in range(pages)]
    files["index.html"] = _page(version, asset, [*links, f"activities/2026/only-{version}.html"], 1_000)
    files["feed.xml"] = f"<feed>{version}</feed>\n".encode()
    return files


def _page(version: str, asset: str, links: list[str], ballast: int) -> bytes:
    noise = random.Random(f"{version} {links[0]}").randbytes(ballast // 2).hex()  # noqa: S311 -- repeatable
    anchors = "".join(f'<a href="{link}">{link}</a>' for link in links)
    head = f'<!doctype html><html lang="zh-CN"><link rel="stylesheet" href="{asset}">'
    return f'{head}<main data-version="{version}">{anchors}<!-- {noise} --></main></html>\n'.encode()
