"""A release: the built site as a list of its files with their digests, under an id that is the digest of that list.

The list lies in the site as ``manifest.json``, one file a line, so that two lists differ in few lines. It tells
nothing that the files do not tell, but for the commit that the site was built from.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from generator.problems import visible
from generator.publish.digests import Digests
from generator.swap import swap

NAME = "manifest.json"
"""Of the list, in the site; it does not list itself."""
FORMAT = 1
_PART = 1 << 20
_READERS = 4
_BATCH = 200
_DIGEST = re.compile(r"[0-9a-f]{64}")
COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
"""The whole name of a commit."""


_HEAD = re.compile(
    rb'\{"jinguo": %d, "id": "[0-9a-f]{64}", "commit": "(?P<commit>(?:[0-9a-f]{40}(?:[0-9a-f]{24})?)?)", '
    rb'"url": (?P<url>"(?:[^"\\]|\\.)*"), "files": \[\n' % FORMAT
)
"""What a list begins with."""


class ManifestError(Exception):
    """A list that cannot be believed; the message is Chinese."""


@dataclass(frozen=True, slots=True, order=True)
class File:
    """One file of a release."""

    path: str
    """POSIX path inside the site."""
    size: int
    """Bytes."""
    sha256: str
    """Of its bytes, lower-case hexadecimal."""


@dataclass(frozen=True)
class Manifest:
    """What a release consists of."""

    files: tuple[File, ...]
    """By path."""
    commit: str = ""
    """The commit that it was built from; empty where the folder held something that is not committed."""
    url: str = ""
    """The address that it was built for; empty where it was built for any."""
    _known: Mapping[str, File] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_known", {each.path: each for each in self.files})

    @cached_property
    def id(self) -> str:
        """The digest of everything else in the list, 64 hexadecimal digits."""
        return hashlib.sha256(self._text("").encode()).hexdigest()

    @cached_property
    def text(self) -> str:
        """The file ``manifest.json``."""
        return self._text(self.id)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(each.size for each in self.files)

    def find(self, path: str) -> File | None:
        """The file of a path."""
        return self._known.get(path)

    def listed(self) -> File:
        """The list itself as a file of the release."""
        data = self.text.encode()
        return File(NAME, len(data), hashlib.sha256(data).hexdigest())

    def everything(self) -> tuple[File, ...]:
        """All files that a server holds: those of the list, and the list itself."""
        return tuple(sorted((*self.files, self.listed())))

    def _text(self, own: str) -> str:
        head = {"jinguo": FORMAT, "id": own, "commit": self.commit, "url": self.url}
        return f'{_json(head)[:-1]}, "files": [\n{self._lines}\n]}}\n'

    @cached_property
    def _lines(self) -> str:
        return ",\n".join(
            f'{{"path": {_json(each.path)}, "size": {each.size}, "sha256": "{each.sha256}"}}' for each in self.files
        )


def measure(site: Path, commit: str = "", url: str = "", known: Digests | None = None) -> Manifest:
    """Read every file of a built site, except an older list.

    Args:
        site: its folder.
        commit: what it was built from.
        url: what it was built for.
        known: of files that have been read before: what it knows is not read again, the others it learns.

    Raises:
        OSError: something cannot be read.
        ManifestError: something in it is no plain file, or has a name that no list can hold.
    """
    top, found, unread = os.fspath(site), [], []
    for path, entry in _walk(top, ""):
        if path == NAME:
            continue
        told = entry.stat(follow_symlinks=False) if known else None
        digest = known.find(told) if known and told else None
        if told and digest:
            found.append(File(path, told.st_size, digest))
        else:
            unread.append(path)
    batches = [unread[start : start + _BATCH] for start in range(0, len(unread), _BATCH)]
    with ThreadPoolExecutor(_READERS) as readers:  # hashing lets other threads work
        for batch in readers.map(partial(_measured, top, known), batches):
            found += batch
    return Manifest(tuple(sorted(found, key=attrgetter("path"))), commit, url)


def write(site: Path, manifest: Manifest) -> None:
    """Lay the list into the site that it is the list of."""
    swap(site / NAME, manifest.text.encode())


def read(data: bytes) -> Manifest:
    """A list as it lies in a site or comes from a server, checked against its own id.

    Raises:
        ManifestError: it is none, or something in it has been changed.
    """
    try:
        found = json.loads(data)
        manifest = Manifest(tuple(_files(found["files"])), str(found["commit"]), str(found["url"]))
        fits = found["jinguo"] == FORMAT and data == manifest.text.encode()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        fits = False
    if not fits:
        raise ManifestError("清单 manifest.json 读不懂，或者被改动过")
    if manifest.commit and not COMMIT.fullmatch(manifest.commit):
        raise ManifestError("清单 manifest.json 里的提交编号不对")
    return manifest


def true_to(data: bytes, site: Path, known: Digests) -> Manifest | None:
    """The list of a site, where ``data`` is just that; None where it is not, whatever the reason.

    Quicker than reading it and measuring the site: of what is the same, only one needs to be understood.

    Raises:
        OSError: something cannot be read.
        ManifestError: something in the site can be in no list.
    """
    head = _HEAD.match(data)
    if head is None:
        return None
    try:
        url = json.loads(head["url"])
        url.encode()  # half a character can be in no list
    except ValueError:
        return None
    found = measure(site, head["commit"].decode(), url, known)
    return found if found.text.encode() == data else None


def plain(path: str) -> bool:
    """Whether a path leads to a file inside a folder: relative, no dots, no signs that steer a terminal or a server."""
    parts = path.split("/")
    return bool(path) and path.isprintable() and "\\" not in path and not any(
        part in {"", ".", ".."} for part in parts
    )  # fmt: skip


def _files(listed: Any) -> Iterator[File]:
    before = ""
    for each in listed:
        file = File(each["path"], each["size"], each["sha256"])
        sound = isinstance(file.path, str) and plain(file.path) and file.path != NAME and file.path > before
        sized = type(file.size) is int and file.size >= 0
        if not (sound and sized and _DIGEST.fullmatch(file.sha256)):
            raise ValueError(file.path)
        before = file.path
        yield file


_json = json.JSONEncoder(ensure_ascii=False).encode
"""As ``json.dumps``, which makes an encoder for each of many thousand lines."""


def _walk(top: str, folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    fits = not folder or plain(folder[:-1])
    with os.scandir(f"{top}/{folder}") as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(top, f"{folder}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                if not (fits and plain(entry.name)):
                    raise ManifestError(f"网站里有文件名不能放到服务器上：{visible(folder + entry.name)}，请改名")
                yield folder + entry.name, entry
            else:
                raise ManifestError(f"网站里有不是普通文件的东西：{visible(entry.name)}")


def _measured(top: str, known: Digests | None, paths: list[str]) -> list[File]:
    """Many small files: what a file costs besides its bytes is what counts."""
    return [_read(f"{top}/{path}", path, known) for path in paths]


def _read(place: str, path: str, known: Digests | None) -> File:
    handle = os.open(place, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        told = os.fstat(handle)
        part = min(told.st_size + 1, _PART)
        digest, size = hashlib.sha256(), 0
        while data := os.read(handle, part):
            digest.update(data)
            size += len(data)
    finally:
        os.close(handle)
    if known and size == told.st_size:
        known.learn(told, digest.hexdigest())
    return File(path, size, digest.hexdigest())


def changes(before: Iterable[File], after: Iterable[File]) -> tuple[list[File], list[File], list[str]]:
    """What is new, what has other bytes, and the paths of what is gone; each by path."""
    old = {each.path: each for each in before}
    new = {each.path: each for each in after}
    added = [file for path, file in sorted(new.items()) if path not in old]
    changed = [file for path, file in sorted(new.items()) if path in old and old[path] != file]
    return added, changed, sorted(old.keys() - new.keys())
