"""Where clear text may lie: a folder of its own, 0700, files 0600, never published or tracked."""

from __future__ import annotations

import os
import secrets
import stat
import time
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.faults import words_of
from generator.programs import tracked_by_git
from generator.sealed.refused import Refused

PUBLIC = (
    "site", "content", "theme", "teams", "activities", "dist",
    "generator", "tests", "benchmarks", ".cache", ".git", ".github", ".ci",
)  # fmt: skip
"""Folders of a register that are published, tracked or cached."""

_STAGED = ".part"
_HOUR = 3600
# O_NOFOLLOW and O_CLOEXEC do not exist on Windows
_SAFELY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def private_folder(root: Path, out: Path, names: Iterable[str]) -> Path:
    """The folder for clear text, made if need be and proven private; returned without links.

    Args:
        root: the register's root.
        out: the folder asked for.
        names: the files that will be written there, at most one folder deeper, such as ``登记表/甲队.docx``.

    Raises:
        Refused: it is or leads to a public place, git would pick it up, or others may read it.
        ValueError: a name leads elsewhere.
    """
    below, asked = _one_folder_deeper(names)
    try:
        target = Path(os.path.abspath(out)).resolve()  # noqa: PTH100 -- ".." in the middle must not follow a link twice
        _refuse_public(root.resolve(), target)
        _refuse_tracked(root.resolve(), target, asked)
        target.parent.mkdir(parents=True, exist_ok=True)
        for each in (target, *(target / name for name in below)):
            each.mkdir(mode=0o700, exist_ok=True)
            _refuse_readable(each)
    except (OSError, RuntimeError) as error:
        why = words_of(error, "路径不对")
        raise Refused(f"不能在 {out} 建立导出文件夹：{why} —— 请换一个文件夹") from None
    return target


def write_all(folder: Path, files: Mapping[str, bytes], log: str, line: str) -> list[Path]:
    """Write files beside their places, note the export, then rename; either file is whole at any moment.

    The note comes before the renaming: an export that cannot be noted does not appear.
    """
    _sweep(folder, files)
    staged: dict[Path, Path] = {}
    try:
        for name, data in files.items():
            place = folder / name
            beside = place.with_name(f".{place.name}.{secrets.token_hex(4)}{_STAGED}")
            staged[beside] = place
            _write(beside, data, os.O_EXCL)
        _write(folder / log, f"{line}\n".encode(), os.O_APPEND)
        for beside, place in staged.items():
            beside.replace(place)
    finally:
        for beside in staged:
            beside.unlink(missing_ok=True)
    return list(staged.values())


def _write(path: Path, data: bytes, how: int) -> None:
    """The mode is given when the file is made: at no moment can others read it."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | how | _SAFELY, 0o600)
    with os.fdopen(handle, "wb") as stream:
        if os.name == "posix":
            os.fchmod(stream.fileno(), 0o600)
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _abandoned(path: Path) -> bool:
    try:
        return path.stat().st_mtime < time.time() - _HOUR
    except OSError:
        return False


def _sweep(folder: Path, names: Iterable[str]) -> None:
    """Remove what a crashed export left beside its places, and what any other left an hour ago."""
    places = {folder / name for name in names}
    for each in {place.parent for place in places}:
        for left in each.glob(f".*{_STAGED}"):
            # .名册.xlsx.1a2b3c4d.part
            name = left.name[1:].removesuffix(_STAGED).rpartition(".")[0]
            if each / name in places or _abandoned(left):
                left.unlink(missing_ok=True)


def _one_folder_deeper(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """The folders inside that files of these names need, and one file of each kind to ask git about."""
    below: dict[str, str] = {}
    flat = []
    for name in names:
        folder, slash, file = name.rpartition("/")
        if any(part.startswith(".") or not part or "\\" in part for part in (*([folder] if slash else []), file)):
            raise ValueError("a name leads elsewhere")
        if "/" in folder:
            raise ValueError("a name leads too deep")
        if slash:
            below.setdefault(folder, name)
        else:
            flat.append(name)
    return list(below), [*flat, *below, *below.values()]


def _refuse_public(root: Path, target: Path) -> None:
    if target == root:
        raise Refused("不能导出到登记册的根目录 —— 请写 --out private/")
    for name in PUBLIC:
        if _inside(target, root / name):
            raise Refused(f"不能导出到 {name}/ 里：那里的文件会公开或进入 git —— 请写 --out private/")
    if any(part.startswith(".site-") for part in target.parts):
        raise Refused("不能导出到正在生成的网站里 —— 请写 --out private/")


def _inside(target: Path, folder: Path) -> bool:
    """Whether ``target`` is ``folder`` or below it, also through a link or on a disk that ignores case."""
    if any(_same(each, folder) for each in (target, *target.parents)):
        return True
    real = [_plain(part) for part in folder.parts]
    return [_plain(part) for part in target.parts][: len(real)] == real


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _plain(part: str) -> str:
    return unicodedata.normalize("NFC", part).casefold()


def _refuse_tracked(root: Path, target: Path, names: Iterable[str]) -> None:
    """Ask git from where the folder will be: it may lie in another repository than the register."""
    if ".git" in target.parts:
        raise Refused("不能导出到 .git 里 —— 请写 --out private/")
    start = next(each for each in (target, *target.parents) if each.is_dir())
    under_git = any((each / ".git").exists() for each in (start, *start.parents))
    for place in (target, *(target / name for name in names)):
        tracked = tracked_by_git(start, place)
        if tracked is None and under_git:
            message = f"问不到 git：不知道 {place} 会不会进入仓库"
            raise Refused(f"{message} —— 请检查 git 能否使用，或者换一个仓库以外的文件夹")
        if tracked:
            message = f"{place} 会进入 git，资料会随仓库传出去"
            raise Refused(f"{message} —— {_ignored_how(root, target)}")


def _ignored_how(root: Path, target: Path) -> str:
    """What to do about a folder that git would track; who wrote ``private/`` already is not told to write it."""
    if target == root / "private":
        return "请在登记册最上层的 .gitignore 里加一行 private/；已经提交过的，先用 git rm -r --cached private 移出来"
    return "请写 --out private/，或者先把这个文件夹写进 .gitignore"


def _refuse_readable(target: Path) -> None:
    found = target.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise Refused(f"{target} 不是文件夹 —— 请换一个文件夹")
    if os.name != "posix":
        return  # Windows keeps folders of a user's profile private by its own lists
    if found.st_uid != os.geteuid():
        raise Refused(f"{target} 是别人的文件夹 —— 请换一个自己的文件夹")
    mode = stat.S_IMODE(found.st_mode)
    if mode & 0o077:
        hint = "请换一个还不存在的文件夹，例如 private，程序会建好"
        raise Refused(f"{target} 别人也能读（权限 {mode:04o}）—— {hint}")
