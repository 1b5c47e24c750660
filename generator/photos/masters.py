"""Photos as they lie in the register: read whole, or refused before a single pixel is decoded."""

from __future__ import annotations

import hashlib
import stat
from typing import TYPE_CHECKING

from generator.photos.formats import Unreadable

if TYPE_CHECKING:
    from pathlib import Path

HEAVIEST = 40 * 1024 * 1024
"""Bytes; a photo straight from a phone has 3 to 15 million."""


def judge(path: Path) -> None:
    """Refuse what must not even be opened.

    A symbolic link is refused because it could name a file outside the register, a device or pipe because
    reading it might never end.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        raise Unreadable("找不到这个照片文件，请检查文件名和大小写", lasting=False) from None
    except (OSError, ValueError) as fault:  # ValueError: a NUL byte in the name
        raise Unreadable("照片文件读不出来，请检查读取权限或磁盘", lasting=False) from fault
    if stat.S_ISLNK(found.st_mode):
        raise Unreadable("这是指向别处的链接，请放照片文件本身", lasting=False)
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable("这不是文件，请放照片文件本身", lasting=False)


def read(path: Path) -> bytes:
    """The bytes of one master."""
    judge(path)
    try:
        with path.open("rb") as file:
            data = file.read(HEAVIEST + 1)
    except FileNotFoundError:
        raise Unreadable("找不到这个照片文件，请检查文件名和大小写", lasting=False) from None
    except (OSError, ValueError) as fault:  # ValueError: a NUL byte in the name
        raise Unreadable("照片文件读不出来，请检查读取权限或磁盘", lasting=False) from fault
    if len(data) > HEAVIEST:
        raise Unreadable(f"照片超过 {HEAVIEST // 1024 // 1024} MB，请先缩小再放入", lasting=False)
    return data


def digest(data: bytes) -> str:
    """What identifies a master wherever it lies and whatever it is called."""
    return hashlib.sha256(data).hexdigest()
