"""Copies that were made of the site or its articles (``dist/``): which of them show a person.

A program can read texts and compare pictures byte by byte; what it cannot look into is said to be so.
"""

from __future__ import annotations

import gzip
import hashlib
import html
import io
import os
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from generator.problems import visible
from generator.records.names import Hidden

FOLDER = "dist"
"""Where exports lie, below the register's root."""
_LARGEST = 64 * 1024 * 1024
"""Bytes of one file or member that is read."""
_DEEPEST = 2
"""Archives within archives that are opened."""
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".avif"})
_ENCLOSING = frozenset({".pdf", ".docx", ".pptx", ".xlsx", ".wps", ".rar", ".7z", ".gz", ".tar", ".tgz", ".mp4"})
_CLOSED = _ENCLOSING | _PICTURES
"""Kinds in which a name or a face may be that no text search finds."""
_PACKED = frozenset({".pf_fragment"})
"""Records of the search, packed one by one."""
_ARTICLE = re.compile(rf"({FOLDER}/(?:wechat|cms)/(\d{{4}}/[^/]+)/)[^/]+")
"""A file of an article: its pictures are encoded anew, so nothing but the story's address tells whom they show."""
_PRINT = re.compile(rf"{FOLDER}/print/(.+)-[^-\x00-\x7f][^-]*")
"""A print of a story, such as ``2026-0305-xinhua-leifeng-海报.pdf``."""
_TAGS = re.compile(r"<[^<>]*>")
_ESCAPES = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in the copies."""

    showing: tuple[str, ...] = ()
    """Files, members of archives as ``bundle.zip → page.html``, and folders of articles."""
    closed: tuple[str, ...] = ()
    """Files that nobody can look into but a person."""


@dataclass(frozen=True, slots=True)
class Sought:
    """By what a copy shows a person."""

    names: Hidden
    marks: tuple[str, ...] = ()
    """Addresses of her pages and pictures."""
    digests: frozenset[str] = frozenset()
    """Of her photographs and their web files."""
    stories: frozenset[str] = frozenset()
    """Addresses of the stories that tell of her or show her."""


def look(root: Path, sought: Sought) -> Looked:
    """Search ``dist/`` of a register; links are not followed."""
    showing: list[str] = []
    closed: list[str] = []
    for path in _files(root / FOLDER):
        name = path.relative_to(root).as_posix()
        for member, data in _members(path, name):
            if _of_her_stories(member, sought) or (data is not None and _shows(member, data, sought)):
                showing.append(member)
            elif data is None or _ending(member) in _CLOSED:
                closed.append(member)
    hers = {article[1] for member in showing if (article := _ARTICLE.fullmatch(member))}
    whole = [_whole(member, hers) for member in showing]
    left = [member for member in closed if _whole(member, hers) == member]
    return Looked(*(tuple(dict.fromkeys(_masked(each, sought) for each in listed)) for listed in (whole, left)))


def _of_her_stories(name: str, sought: Sought) -> bool:
    article, printed = _ARTICLE.fullmatch(name), _PRINT.fullmatch(name)
    return bool(
        (article and article[2] in sought.stories)
        or (printed and printed[1] in {each.replace("/", "-") for each in sought.stories})
    )


def _whole(name: str, folders: Collection[str]) -> str:
    """An article is made anew as a whole, so its folder stands for its files."""
    article = _ARTICLE.fullmatch(name)
    return article[1] if article and article[1] in folders else name


def digest(path: Path) -> str:
    """By which a photograph is recognised in a copy; empty where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders.sort()
        yield from (Path(place) / name for name in sorted(files) if not (Path(place) / name).is_symlink())


def _members(path: Path, name: str) -> Iterator[tuple[str, bytes | None]]:
    """A file, or everything in an archive; None stands for what cannot be read."""
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST or _ending(name) == ".zip" else None
    except OSError:
        data = None
    yield from _opened(name, data, 0)


def _opened(name: str, data: bytes | None, depth: int) -> Iterator[tuple[str, bytes | None]]:
    if data is None or _ending(name) != ".zip" or depth == _DEEPEST:
        yield name, data
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if not info.is_dir():
                    small = info.file_size <= _LARGEST
                    yield from _opened(f"{name} → {info.filename}", archive.read(info) if small else None, depth + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, zlib.error, ValueError):
        yield name, None


def _ending(name: str) -> str:
    return Path(name).suffix.lower()


def _shows(name: str, data: bytes, sought: Sought) -> bool:
    if _says(name, sought) or hashlib.sha256(data).hexdigest() in sought.digests:
        return True
    if _ending(name) in _CLOSED:
        return False
    if _ending(name) in _PACKED:
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError, zlib.error):
            return False
    text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")
    return any(_says(reading, sought) for reading in dict.fromkeys(_readings(text)))


def _readings(text: str) -> Iterator[str]:
    """As it stands, and as a browser or a program reads it."""
    yield text
    if "&" in text or "<" in text:
        yield html.unescape(_TAGS.sub("", text))
    if "\\u" in text:
        yield _ESCAPES.sub(lambda match: chr(int(match[1], 16)), text)
    if "%" in text:
        yield unquote(text)


def _says(text: str, sought: Sought) -> bool:
    return any(mark in text for mark in sought.marks) or any(sought.names.found(text))


def _masked(name: str, sought: Sought) -> str:
    return visible(sought.names.masked(name))
