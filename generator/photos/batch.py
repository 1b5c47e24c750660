"""What was handed over, file by file: folders and zips opened, junk of operating systems left out, in natural order."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.photos import masters
from generator.photos.archive import members, read_member
from generator.photos.formats import Unreadable

MOST_FILES = 2000
_JUNK = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
_LONGEST_NAME = 80
_ZIP = b"PK\x03\x04"
_ARCHIVES = (".rar", ".7z")
_MEGA, _KILO = 1_000_000, 1_000


@dataclass(frozen=True, slots=True)
class Given:
    """One file that may be a photo."""

    path: Path
    """Of the file, or of the zip that holds it."""
    name: str
    """As people know it, safe to print; never used as a path."""
    member: int | None = None
    """Its number in the zip."""

    def read(self) -> bytes:
        """Its bytes, or ``Unreadable``."""
        return masters.read(self.path) if self.member is None else read_member(self.path, self.member)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was not taken, and in Chinese why."""

    name: str
    reason: str


def expand(paths: Iterable[Path]) -> tuple[list[Given], list[Refusal]]:
    """Everything in the files, folders and zips, in the natural order of names; what cannot be looked into is told."""
    given: list[Given] = []
    refused: list[Refusal] = []
    for path in paths:
        top = path.parent
        for file in _files(path):
            name = shown(file.relative_to(top).as_posix())
            if len(given) >= MOST_FILES:
                refused.append(Refusal(name, f"一次最多放 {MOST_FILES} 个文件，请分几次放"))
                return given, refused
            if _is_zip(file):
                _open_zip(file, name, given, refused)
            elif file.suffix.lower() in _ARCHIVES:
                refused.append(Refusal(name, "打不开这种压缩包，请先解压，或者换成 zip"))
            else:
                given.append(Given(file, name))
    return sorted(given, key=lambda each: natural(each.name)), refused


def shown(name: str) -> str:
    """A name that cannot break out of its line: nothing invisible, not too long; its end is kept."""
    clear = "".join(letter if letter.isprintable() else "?" for letter in name)
    return clear if len(clear) <= _LONGEST_NAME else f"…{clear[-_LONGEST_NAME:]}"


def weight(count: int) -> str:
    """Bytes as people say them."""
    return f"{count / _MEGA:.1f} MB" if count >= _MEGA else f"{max(1, round(count / _KILO))} KB"


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts ``IMG_9`` before ``IMG_10``."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name.casefold())
    return tuple(
        (0, len(number := part.lstrip("0")), number) if part[0].isascii() and part[0].isdigit() else (1, 0, part)
        for part in parts
    )


def _files(path: Path) -> Iterator[Path]:
    """A file itself, or all files in a folder; links are not followed out of it."""
    if path.is_symlink() or not path.is_dir():
        yield path
        return
    for folder, inner, names in os.walk(path):
        inner[:] = sorted(each for each in inner if not _is_junk(each))
        yield from (Path(folder, name) for name in sorted(names) if not _is_junk(name))


def _is_junk(name: str) -> bool:
    return (name.startswith(".") and name != "..") or name.lower() in _JUNK


def _is_zip(path: Path) -> bool:
    if path.suffix.lower() == ".zip":
        return True
    try:
        if path.is_symlink() or not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(4) == _ZIP and path.suffix.lower() not in {".docx", ".xlsx", ".pptx", ".wps"}
    except (OSError, ValueError):
        return False


def _open_zip(path: Path, name: str, given: list[Given], refused: list[Refusal]) -> None:
    try:
        masters.judge(path)
        listed = members(path)
    except Unreadable as refusal:
        refused.append(Refusal(name, refusal.message))
        return
    for member in listed:
        if any(_is_junk(part) for part in PurePosixPath(member.name.replace("\\", "/")).parts):
            continue
        within = shown(f"{name}/{member.name}")
        if member.refused:
            refused.append(Refusal(within, member.refused))
        else:
            given.append(Given(path, within, member.number))
    if not listed:
        refused.append(Refusal(name, "压缩包是空的"))
