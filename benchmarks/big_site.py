"""A built site of any size without a build: pages, photographs and parts of a search index of realistic sizes.

Of two versions one story differs, with all that a build changes then: its page, a few lists, feeds, the map of the
site, two parts of the search index under new names, and the list of files.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
from pathlib import Path

from generator.mirrors.parts import Release
from generator.publish.digests import Digests
from generator.publish.manifest import measure, write

COMMIT = "0123456789abcdef0123456789abcdef01234567"
_PAGES, _PHOTOS = 0.80, 0.10
"""Shares of all files; the rest is the search index."""
_PAGE, _PHOTO, _PART = (15_000, 40_000), (20_000, 160_000), (8_000, 24_000)
_LISTS = ("index.html", "activities/index.html", "activities/2026/index.html", "brands/zhukun.html",
          "teams/xinhua.html", "teams/xinhua/jianshelu.html", "gallery/index.html")  # fmt: skip
_WORDS = 4_000


def write_site(folder: Path, files: int) -> Release:
    """The first version."""
    chance = random.Random(files)
    known = [chr(0x4E00 + chance.randrange(6_000)) + chr(0x4E00 + chance.randrange(6_000)) for _ in range(_WORDS)]
    text = "".join(chance.choices(known, k=400_000))
    addresses = []
    for number in range(int(files * _PAGES)):
        path = f"activities/{2016 + number % 11}/{number % 12 + 1:02d}{number % 28 + 1:02d}-story-{number}.html"
        addresses.append(path)
        _write(folder / path, _page(chance, text, str(number)))
    for number in range(int(files * _PHOTOS)):
        data = chance.randbytes(chance.randint(*_PHOTO))
        _write(folder / f"photos/{hashlib.sha256(data).hexdigest()[:16]}-{number}.webp", data)
    rest = files - len(addresses) - int(files * _PHOTOS) - len(_LISTS) - 3
    for _ in range(rest):
        _part(folder, chance)
    for name in _LISTS:
        _write(folder / name, _page(chance, text, name) * 2)
    _feeds(folder, addresses, "1")
    return _listed(folder)


def next_version(before: Path, folder: Path, number: int) -> Release:
    """One story has changed; all other files keep their times as well, which favours those who trust times."""
    shutil.copytree(before, folder, copy_function=os.link)
    chance = random.Random(number)
    page = sorted((folder / "activities" / "2026").glob("*-story-*.html"))[number]
    for path in (page, *(folder / name for name in _LISTS)):
        _replace(path, path.read_bytes().replace("。".encode(), f"。新{number}".encode(), 3))
    _write(page.with_name(f"1121-story-new-{number}.html"), page.read_bytes())
    parts = sorted((folder / "pagefind").iterdir())
    for part in parts[number * 2 : number * 2 + 2]:
        part.unlink()
        _part(folder, chance)
    addresses = sorted(path.relative_to(folder).as_posix() for path in (folder / "activities").glob("*/*.html"))
    _feeds(folder, addresses, str(number))
    return _listed(folder)


def _page(chance: random.Random, text: str, title: str) -> bytes:
    size, start = chance.randint(*_PAGE), chance.randrange(len(text) - 20_000)
    body = text[start : start + size // 4]
    paragraphs = [f'<p class="story__paragraph">{body[at : at + 90]}。</p>\n' for at in range(0, len(body), 90)]
    head = '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><link rel="stylesheet" href="../../a.css">'
    return f"{head}<title>{title}</title></head><body><main>{''.join(paragraphs)}</main></body></html>\n".encode()


def _part(folder: Path, chance: random.Random) -> None:
    data = chance.randbytes(chance.randint(*_PART))
    _write(folder / f"pagefind/{hashlib.sha256(data).hexdigest()[:10]}.pf_fragment", data)


def _feeds(folder: Path, addresses: list[str], version: str) -> None:
    places = "".join(f"<url><loc>https://example.org/{path}</loc></url>\n" for path in addresses)
    _replace(folder / "sitemap.xml", f"<urlset><!-- {version} -->\n{places}</urlset>\n".encode())
    _replace(folder / "feed.xml", f"<feed>{version} {places[:30_000]}</feed>\n".encode())
    _replace(folder / "feed.json", f'{{"version": "{version} {places[:30_000]}"}}\n'.encode())


def _listed(folder: Path) -> Release:
    known = Digests.of(folder.parent)
    manifest = measure(folder, COMMIT, known=known)  # as a build does
    known.keep()
    (folder / "manifest.json").unlink(missing_ok=True)
    write(folder, manifest)
    return Release(folder, manifest)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _replace(path: Path, data: bytes) -> None:
    """Never into the file that is there: versions share their bytes."""
    path.unlink(missing_ok=True)
    _write(path, data)
