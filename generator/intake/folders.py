"""Files and folders on disk, as they were handed in: links are not followed, what computers leave behind is told."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.intake.limits import MAX_DEPTH, MAX_FILE, MAX_FILES, MEGABYTE
from generator.intake.unpacking import natural

_LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r", "$recycle.bin", "__macosx"})
_DEEPEST = 3 * MAX_DEPTH


def left_behind(parts: list[str]) -> bool:
    """Whether a path is something that computers leave behind: nobody has written it."""
    return any(
        part.lower() in _LEFT_BEHIND or part.startswith((".", "~$", "._")) for part in parts if part not in {".", ".."}
    )


@dataclass(frozen=True, slots=True)
class Found:
    """One file on disk."""

    path: Path
    folders: tuple[str, ...]
    """Folders between what was handed in and the file."""
    size: int


@dataclass
class Walked:
    """Everything below one folder."""

    files: list[Found] = field(default_factory=list)
    links: int = 0
    ignored: int = 0
    strange: list[str] = field(default_factory=list)
    """Names of what is neither file nor folder, or cannot be looked at."""


def walked(top: Path) -> Walked:
    """Look at a folder, whatever lies in it."""
    found = Walked()
    _look(top, (), found)
    return found


def _look(folder: Path, above: tuple[str, ...], found: Walked) -> None:
    try:
        names = sorted((each.name for each in folder.iterdir()), key=natural)
    except OSError:
        found.strange.append(folder.name)
        return
    for name in names:
        path = folder / name
        try:
            told = path.lstat()
        except OSError:
            found.strange.append(name)
            continue
        if stat.S_ISLNK(told.st_mode):
            found.links += 1
        elif left_behind([name]):
            found.ignored += 1
        elif stat.S_ISDIR(told.st_mode) and len(above) < _DEEPEST:
            _look(path, (*above, name), found)
        elif stat.S_ISREG(told.st_mode) and len(found.files) < MAX_FILES:
            found.files.append(Found(path, above, told.st_size))
        else:
            found.strange.append(name)


def told(found: Walked, name: str) -> Iterator[str]:
    """Notes about what was not taken."""
    if found.links:
        yield f"{name}里有 {found.links} 个链接（快捷方式），没有跟过去，请交文件本身"
    if found.ignored:
        yield f"{name}里有 {found.ignored} 个电脑自己留下的文件（隐藏文件、缩略图等），没有收"
    if found.strange:
        yield f"{name}里有 {len(found.strange)} 个文件或文件夹没有收：没有权限、套得太深或者文件太多，请分几次交"


TOO_LARGE = f"文件太大（超过 {MAX_FILE // MEGABYTE} MB），没有读，还在原来的地方，请自己保存好"
