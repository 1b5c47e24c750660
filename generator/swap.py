"""Put new bytes in the place of a file in one step: whoever looks, whenever the power fails, one of both is whole."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

_STAGED = ".part"
_NEW = 0o666


class StaleError(Exception):
    """The file is not any more what the new bytes were made from; it was left as it is."""


def swap(target: Path, data: bytes, mode: int | None = None, *, expected: bytes | None = None) -> None:
    """Write beside, then rename; the folder is made if need be, the rights of an old file stay.

    Args:
        target: the file.
        data: its new content.
        mode: rights that it shall have; left out, those of the old file, or what is usual here.
        expected: what the file must still hold, to the byte, in the moment before it is replaced.

    Raises:
        StaleError: it holds something else, or is gone.
        OSError: it cannot be written, or it is a link: what it names may lie outside of the register.
    """
    if target.is_symlink():
        raise OSError(errno.ELOOP, "这是指向别处的链接", str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=_STAGED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_rights(target) if mode is None else mode)
        if expected is not None and not _holds(target, expected):
            raise StaleError
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)


def sweep(target: Path) -> None:
    """Remove what a killed command left beside a file: it may hold a whole picture. Only for who writes alone."""
    for left in target.parent.glob(f".{_quoted(target.name)}.*{_STAGED}"):
        with contextlib.suppress(OSError):
            left.unlink()


def _holds(target: Path, expected: bytes) -> bool:
    try:
        return target.read_bytes() == expected
    except FileNotFoundError:
        return False


def _quoted(name: str) -> str:
    """A file name in which a pattern's signs mean themselves."""
    return "".join(f"[{sign}]" if sign in "[]*?" else sign for sign in name)


def _rights(target: Path) -> int:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return _NEW & ~mask
