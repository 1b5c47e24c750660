"""Zip files, in memory only: measured before they are unpacked; no name in them is ever used as a path."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from generator.intake.encodings import guessed, readable
from generator.intake.limits import MAX_RATIO, MEGABYTE
from generator.intake.recognised import MAX_LISTED
from generator.intake.unusable import UnusableError

MAX_UNPACKED = 300 * MEGABYTE
_ENTRY = b"PK\x01\x02"
_UTF8 = 0x800
_ENCRYPTED = 0x1
_PART = 1 << 16
_SMALL = 20 * MEGABYTE
"""Bytes below which nobody minds how well something is packed: a blank page as a bitmap is packed a thousandfold."""
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_BROKEN = "压缩包损坏，打不开，请重新压缩再交"
_BOMB = "压缩包解开以后太大，像是压缩炸弹，没有解开，请只压缩要交的文件"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive."""

    name: str
    """Its path inside, folders split by ``/``, without anything that leads elsewhere."""
    data: bytes
    crooked: bool = False
    """Its path led elsewhere: upwards, to a drive, from the root."""
    link: bool = False
    """A symbolic link; its data says where to."""


@dataclass
class Unpacked:
    """What came out."""

    entries: list[Entry]
    encrypted: int = 0
    broken: int = 0


def unpacked(data: bytes, room: int) -> Unpacked:
    """Every file of an archive.

    Raises:
        UnusableError: it is broken, a bomb, or too large.
    """
    if data.count(_ENTRY) > MAX_LISTED:
        raise UnusableError(f"压缩包里的文件太多（超过 {MAX_LISTED} 个），没有解开，请只压缩要交的文件")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpacked(archive, len(data), min(room, MAX_UNPACKED))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        raise UnusableError(_BROKEN) from None


def _unpacked(archive: zipfile.ZipFile, size: int, room: int) -> Unpacked:
    found = Unpacked([])
    listed = [each for each in archive.infolist() if not each.is_dir()]
    if any(each.file_size > _SMALL and each.file_size > MAX_RATIO * max(each.compress_size, 1) for each in listed):
        raise UnusableError(_BOMB)
    if sum(each.file_size for each in listed) > max(room, 0) or _overlap(listed, size):
        raise UnusableError(_BOMB)
    for each in listed:
        if each.flag_bits & _ENCRYPTED:
            found.encrypted += 1
            continue
        try:
            with archive.open(each) as stream:
                content = _content(stream, each.file_size)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
            found.broken += 1
            continue
        name, crooked = _straight(_name(each))
        link = stat.S_ISLNK(each.external_attr >> 16)
        found.entries.append(Entry(name, content, crooked, link))
    return found


def _overlap(listed: list[zipfile.ZipInfo], size: int) -> bool:
    """Whether entries share their bytes, which multiplies a small file without a high ratio."""
    return sum(each.compress_size for each in listed) > size


def _content(stream: IO[bytes], told: int) -> bytes:
    """No more than the archive has told: what lies about its size is a bomb."""
    parts = []
    left = told
    while part := stream.read(min(_PART, left + 1)):
        left -= len(part)
        if left < 0:
            raise UnusableError(_BOMB)
        parts.append(part)
    return b"".join(parts)


def _name(entry: zipfile.ZipInfo) -> str:
    """Names without the mark of UTF-8 are in the code page of whoever packed them, which zipfile reads as cp437."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        raw = entry.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    return guessed(raw)


def _straight(name: str) -> tuple[str, bool]:
    """A path as folders and a name, and whether it led elsewhere."""
    plain = name.replace("\\", "/").partition("\0")[0]
    parts = plain.split("/")
    kept = [
        part.strip() for part in parts if part.strip() not in {"", ".", ".."} and not re.fullmatch(r"[A-Za-z]:", part)
    ]
    crooked = plain.startswith("/") or ".." in parts or bool(re.match(r"[A-Za-z]:", plain))
    kept = [re.sub(r"^[A-Za-z]:", "", part) if crooked else part for part in kept]
    kept = [f"_{part}" if _DEVICE.fullmatch(part) else part for part in kept]
    return "/".join(map(readable, kept)) or "未命名", crooked


def walk(entries: list[Entry]) -> Iterator[tuple[list[str], Entry]]:
    """Entries with their folders, in the order of names as a file manager shows them."""
    for entry in sorted(entries, key=lambda each: natural(each.name)):
        yield entry.name.split("/"), entry


def natural(name: str) -> list[tuple[int, int, str]]:
    """Order in which people number files: 2 before 10."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"(\d{1,9})", name)]
