"""Build beside, then swap: the last good ``site/`` stays whole until a new one has passed every check."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from generator.locks import alive
from generator.publish.leaks import PUBLIC_SUFFIXES

STAGED_BY = "JINGUO_STAGE"
"""Environment variable: a folder that the calling command has staged and will check and swap itself."""
STRICT = "JINGUO_STRICT"
"""Environment variable: warnings stop the build as well."""
URL = "JINGUO_URL"
"""Environment variable: where this build shall stand, in place of the address in ``federation.yml``."""
_PREFIX = ".site-"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""``renameat2`` flag on Linux, see renameat2(2); macOS has ``renamex_np`` with the same value for RENAME_SWAP."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One build on its way to becoming ``site/``."""

    site: Path
    """Where the public site lies in the end."""
    folder: Path
    """Where this build writes; beside ``site``, so that a rename suffices."""

    def commit(self) -> None:
        """Put the finished build in the place of the last one, in one step where the system has one.

        Raises:
            OSError: something holds the old site, such as a program on Windows that has a file of it open.
        """
        if not self.site.exists():
            try:
                self.folder.rename(self.site)
            except OSError:
                if not self.site.exists():
                    raise
            else:
                return
        if _exchange(self.folder, self.site):
            shutil.rmtree(self.folder, ignore_errors=True)  # what cannot be removed, the next build tries again
            return
        aside = self.site.with_name(f"{_PREFIX}last-{os.getpid()}")
        self.site.rename(aside)
        self.folder.rename(self.site)
        shutil.rmtree(aside, ignore_errors=True)

    def abandon(self) -> None:
        """Forget this build; the last good site stays."""
        shutil.rmtree(self.folder, ignore_errors=True)


def begin(site: Path) -> Stage:
    """Start a build: repair what a killed one left behind, then make an empty folder beside ``site``.

    Raises:
        OSError: the folder cannot be made, or ``site`` is something that no build made.
    """
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise OSError(errno.ENOTDIR, "这不是文件夹", str(site))
    if site.is_dir() and not _made_by_a_build(site):
        raise OSError(errno.ENOTEMPTY, "里面有不是网站的东西，不能覆盖；请移走它们，或者换一个文件夹", str(site))
    recover(site)
    folder = site.with_name(f"{_PREFIX}{os.getpid()}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return Stage(site, folder)


def _made_by_a_build(site: Path) -> bool:
    """Whether a folder is empty or an earlier result, which alone may be replaced: nobody's files are deleted."""
    listed = list(site.iterdir())
    pages = any(path.suffix == ".html" for path in listed)
    ours = all(path.is_dir() or path.suffix.lower() in PUBLIC_SUFFIXES for path in listed)
    return not listed or (pages and ours and not any(path.name.startswith(".") for path in listed))


def recover(site: Path) -> None:
    """Undo a swap that was killed halfway, and remove what dead builds left."""
    for left in sorted(site.parent.glob(f"{_PREFIX}*")):
        name = re.fullmatch(rf"{re.escape(_PREFIX)}(last-)?(\d+)", left.name)
        if name is None or not left.is_dir() or _at_work(int(name[2])):
            continue
        if name[1] and not site.exists():
            left.rename(site)
        else:
            shutil.rmtree(left, ignore_errors=True)


def _at_work(pid: int) -> bool:
    return sys.platform != "win32" and pid != os.getpid() and alive(pid)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders atomically; False where the system or the file system cannot."""
    name = {"linux": "renameat2", "darwin": "renamex_np"}.get(sys.platform)
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    if function is None:
        return False
    if name == "renameat2":
        result = function(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    else:
        result = function(os.fsencode(one), os.fsencode(other), _RENAME_EXCHANGE)
    return bool(result == 0)
