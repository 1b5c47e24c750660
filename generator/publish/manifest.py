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
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.swap import swap

NAME = "manifest.json"
"""Of the list, in the site; it does not list itself."""
FORMAT = 1
_PART = 1 << 20
_READERS = 4
_DIGEST = re.compile(r"[0-9a-f]{64}")
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


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
        lines = ",\n".join(_json(_entry(each)) for each in self.files)
        return f'{_json(head)[:-1]}, "files": [\n{lines}\n]}}\n'


def measure(site: Path, commit: str = "", url: str = "") -> Manifest:
    """Read every file of a built site, except an older list.

    Raises:
        OSError: something cannot be read.
        ManifestError: something in it is no plain file.
    """
    paths = sorted(_walk(site), key=lambda path: path.relative_to(site).as_posix())
    paths = [path for path in paths if path != site / NAME]
    with ThreadPoolExecutor(_READERS) as readers:  # hashing lets other threads work
        files = tuple(readers.map(lambda path: _measured(site, path), paths, chunksize=64))
    return Manifest(files, commit, url)


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
    if manifest.commit and not _COMMIT.fullmatch(manifest.commit):
        raise ManifestError("清单 manifest.json 里的提交编号不对")
    return manifest


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


def _entry(file: File) -> dict[str, Any]:
    return {"path": file.path, "size": file.size, "sha256": file.sha256}


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _walk(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path))
            elif entry.is_file(follow_symlinks=False):
                yield Path(entry.path)
            else:
                raise ManifestError(f"网站里有不是普通文件的东西：{entry.name}")


def _measured(site: Path, path: Path) -> File:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while part := file.read(_PART):
            digest.update(part)
            size += len(part)
    return File(path.relative_to(site).as_posix(), size, digest.hexdigest())


def changes(before: Iterable[File], after: Iterable[File]) -> tuple[list[File], list[File], list[str]]:
    """What is new, what has other bytes, and the paths of what is gone; each by path."""
    old = {each.path: each for each in before}
    new = {each.path: each for each in after}
    added = [file for path, file in sorted(new.items()) if path not in old]
    changed = [file for path, file in sorted(new.items()) if path in old and old[path] != file]
    return added, changed, sorted(old.keys() - new.keys())
