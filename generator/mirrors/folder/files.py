"""The files of one release in a folder: read from the disk, linked, sent, opened to readers; none is written into."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator.publish.manifest import NAME, File, ManifestError, plain, read

_PART = 1 << 20
_READERS = 4
_FOLDER, _FILE = 0o755, 0o644


def found(folder: Path) -> tuple[File, ...]:
    """What lies there, by path; what is no plain file, which no release has, has no digest."""
    with ThreadPoolExecutor(_READERS) as readers:
        return tuple(sorted(readers.map(lambda path: _measured(folder, path), _things(folder))))


def whole(folder: Path, there: tuple[File, ...]) -> bool:
    """Whether what lies there is what the release's own list says, and the folder is named after that list."""
    try:
        manifest = read((folder / NAME).read_bytes())
    except (OSError, ManifestError):
        return False
    return folder.name[: len(manifest.id)] == manifest.id and there == manifest.everything()


def link_all(source: Path, target: Path) -> None:
    """The same files once more, without their bytes."""
    for path in _things(source):
        name = path.relative_to(source)
        if path.is_symlink() or not path.is_file() or not plain(name.as_posix()):
            continue
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        os.link(path, target / name, follow_symlinks=False)


def send_file(site: Path, folder: Path, file: File) -> None:
    """A file beside its place, then renamed: what shares its bytes with other releases keeps them."""
    target = folder / file.path
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    staged = target.with_name(f".{secrets.token_hex(8)}.part")
    with (site / file.path).open("rb") as source, staged.open("wb") as sink:
        shutil.copyfileobj(source, sink, _PART)
    staged.replace(target)


def without_empty(folder: Path) -> None:
    """Folders in which nothing lies any more go."""
    for top, _, _ in os.walk(folder, topdown=False):
        if Path(top) != folder:
            with contextlib.suppress(OSError):
                Path(top).rmdir()


def open_to_readers(folder: Path) -> None:
    """Rights as a web server needs them, whatever the mask of who publishes."""
    for top, _, names in os.walk(folder):
        for path, rights in ((Path(top), _FOLDER), *((Path(top) / name, _FILE) for name in names)):
            if path.stat().st_mode & 0o777 != rights:
                path.chmod(rights)


def _things(folder: Path) -> Iterator[Path]:
    """Everything but folders."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _things(Path(entry.path))
            else:
                yield Path(entry.path)


def _measured(folder: Path, path: Path) -> File:
    name = path.relative_to(folder).as_posix()
    if path.is_symlink() or not path.is_file():
        return File(name, 0, "")
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while part := file.read(_PART):
            digest.update(part)
            size += len(part)
    return File(name, size, digest.hexdigest())
