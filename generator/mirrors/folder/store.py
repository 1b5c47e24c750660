"""A plain folder of this machine as a place for files: for drives and network shares that know no links."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.faults import words_of
from generator.mirrors.leftovers import temporary
from generator.mirrors.parts import MirrorError
from generator.mirrors.plain.packed import MOST
from generator.mirrors.plain.store import Seen, Served

_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_LINK = "这里是通到别处的链接，不跟着走。请把它移走，再发布一次"


class FolderStore:
    """Files below one folder, which is made when the first of them is written."""

    width = 4
    """Files that are worth writing at once: each waits for the disk to say that it is safe."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.notes: list[str] = []

    def listing(self) -> dict[str, Seen]:
        """Every file, by a fresh look; links are not followed."""
        try:
            return dict(self._walk(self._folder, ""))
        except OSError as fault:
            raise _told("看不了", "", fault) from None

    def read(self, path: str, most: int = MOST) -> bytes | None:
        """The bytes of a file; None where there is none, or nothing that is a file."""
        self._stay_here(path)
        try:
            handle = os.open(self._folder / path, os.O_RDONLY | _NO_LINK)
            with os.fdopen(handle, "rb") as file:
                return file.read(most + 1) if stat.S_ISREG(os.fstat(handle).st_mode) else None
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as fault:
            if fault.errno == errno.ELOOP:
                return None
            raise _told("读不了", path, fault) from None

    def write(self, path: str, data: bytes, how: Served) -> Seen:
        """Write beside, make sure that it lies on the disk, rename."""
        del how
        self._stay_here(path)
        target, part = self._folder / path, self._folder / temporary(path)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with part.open("xb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)
            _settle(target.parent)
            return _seen(target.stat())
        except OSError as fault:
            raise _told("写不了", path, fault) from None

    def delete(self, path: str) -> None:
        """Remove a file, and the folders that it leaves empty."""
        self._stay_here(path)
        try:
            (self._folder / path).unlink(missing_ok=True)
        except NotADirectoryError:
            return
        except OSError as fault:
            raise _told("删不掉", path, fault) from None
        for parent in (self._folder / path).parents:
            if parent == self._folder or not parent.is_relative_to(self._folder):
                return
            try:
                parent.rmdir()
            except FileNotFoundError:
                continue
            except OSError:
                return

    def close(self) -> None:
        """Nothing to let go of."""

    def _stay_here(self, path: str) -> None:
        """No folder on the way is a link: what lies behind it is somebody else's."""
        for parent in (self._folder / path).parents:
            if parent == self._folder:
                return
            if parent.is_symlink():
                raise MirrorError(f"{parent}：{_LINK}")

    def _walk(self, folder: Path, place: str) -> Iterator[tuple[str, Seen]]:
        try:
            entries = os.scandir(folder)
        except FileNotFoundError:
            return
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from self._walk(Path(entry.path), f"{place}{entry.name}/")
                elif not entry.is_symlink():
                    with contextlib.suppress(FileNotFoundError):
                        yield f"{place}{entry.name}", _seen(entry.stat(follow_symlinks=False))


def _seen(found: os.stat_result) -> Seen:
    return Seen(found.st_size, str(found.st_mtime_ns))


def _settle(folder: Path) -> None:
    """Make a rename last through a loss of power, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _told(doing: str, path: str, fault: OSError) -> MirrorError:
    what = f"{doing} {path or '目标文件夹'}"
    if fault.errno in {errno.EISDIR, errno.ENOTDIR, errno.EEXIST}:
        return MirrorError(f"{what}：同名的地方是文件夹（或者文件）。请先把它移走，再发布一次")
    return MirrorError(f"{what}：{words_of(fault)}。请看看磁盘，改好以后再发布一次，会接着做")
