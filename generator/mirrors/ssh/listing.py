"""What lies on a server against what a release holds: first one digest, then digests of parts, then few lines.

The server tells digests of what it reads from its disk (``ssh_script``); here the same is worked out for a release.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.mirrors.parts import MirrorError
from generator.publish.manifest import File

_FEW = 256
_MANY = 40_000
_SHOWN = 20
"""Signs of a digest that tell two files of one path apart; the whole list is compared in the end all the same."""
_SUM = 6
"""Signs of a part's digest, as the server prints them."""
_MOST = 64 << 20
"""Bytes of what a server tells of its files; ten times what the largest site needs."""
_GZIP = 31


@dataclass(frozen=True)
class Listing:
    """The list of a release as the server makes it."""

    files: dict[str, File]
    digest: str
    digits: int
    """Signs at the beginning of a line that say to which part it belongs."""
    parts: dict[str, list[str]]


def listing(files: Iterable[File]) -> Listing:
    """The list of these files."""
    known = {each.path: each for each in files}
    lines = sorted(f"{each.sha256}  ./{each.path}\n".encode() for each in known.values())
    digits = 1 if len(known) < _FEW else 2 if len(known) < _MANY else 3
    parts: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        text = line.decode()
        parts[text[:digits]].append(text)
    return Listing(known, hashlib.sha256(b"".join(lines)).hexdigest(), digits, dict(parts))


def differing(own: Listing, told: bytes) -> list[str]:
    """The parts that are not the same on both sides, by what the server tells of its parts."""
    theirs = {line[: own.digits]: line[own.digits :] for line in unpacked(told).split("\n") if line}
    ours = {name: hashlib.sha256("".join(lines).encode()).hexdigest()[:_SUM] for name, lines in own.parts.items()}
    return sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))


@dataclass(frozen=True, slots=True)
class Difference:
    """What makes what lies there the release."""

    send: tuple[File, ...]
    """Files that are not there, or are others."""
    replaced: frozenset[str]
    """Paths of these at which something lies."""
    gone: tuple[str, ...]
    """Paths that the release does not have."""


NOTHING = Difference((), frozenset(), ())


def difference(own: Listing, names: Iterable[str], told: bytes) -> Difference:
    """What differs, by the lines of the differing parts."""
    theirs = {line[_SHOWN:]: line[:_SHOWN] for line in unpacked(told).split("\n") if line}
    ours = {line[68:-1]: line[:_SHOWN] for name in names for line in own.parts.get(name, ())}
    send = sorted(path for path, digest in ours.items() if theirs.get(path) != digest)
    # A file that changes is in another part; its old line and its new one both differ.
    gone = sorted(path for path in theirs.keys() - own.files.keys())
    return Difference(tuple(own.files[path] for path in send), frozenset(theirs) & frozenset(send), tuple(gone))


def reconciled(own: Listing, told: bytes, rows: Callable[[str], bytes]) -> Difference:
    """What differs; ``rows`` asks the server for the lines of parts, ``all`` of them or some by name."""
    names = differing(own, told)
    every = len(names) * 2 > len(own.parts)
    return difference(own, own.parts if every else names, rows("all" if every else " ".join(names)))


def unpacked(told: bytes) -> str:
    """Text that the server may have compressed.

    Raises:
        MirrorError: it cannot be unpacked, or is more than anybody has to tell.
    """
    if told[:2] != b"\x1f\x8b":
        return told.decode("utf-8", "surrogateescape")
    opened = zlib.decompressobj(_GZIP)
    try:
        data = opened.decompress(told, _MOST)
    except zlib.error:
        data = b""
    if not opened.eof:
        raise MirrorError("服务器说的文件清单读不出来，或者大得不像话：请管服务器的人检查")
    return data.decode("utf-8", "surrogateescape")
