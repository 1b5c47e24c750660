"""An article's folder: written beside, then renamed; a folder that holds anything but an article is left alone."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

from generator.articles.parts import ArticleError
from generator.faults import words_of

LIST = ".jinguo"
"""What we put into a folder, as ``sha256sum`` writes it: by it we know the files that are ours to replace."""
_LINE = re.compile(r"([0-9a-f]{64})  ([^/\\]+)")
_NOISE = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
"""What file managers leave wherever somebody looks at pictures."""
_LONGEST_LIST = 1 << 20
_TRIES = 20
_HOUR = 3600


def deliver(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put all files of an article into a folder, in the place of an earlier article.

    Two runs at one moment both succeed, and one of the two articles lies there whole.

    Raises:
        ArticleError: the folder holds what is no article of ours, or cannot be written; what was there is still there.
    """
    _refuse_strange(folder)
    beside = _new(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        beside.mkdir()
        for name, data in {**files, LIST: _listed(files)}.items():
            (beside / name).write_bytes(data)
        _take_the_place(beside, folder)
    except OSError as fault:
        raise ArticleError(f"{folder} 写不进去：{words_of(fault)}") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def is_article(folder: Path) -> bool:
    """Whether an article lies there that nobody has changed."""
    return (folder / LIST).is_file() and not _strange(folder)


def _take_the_place(beside: Path, folder: Path) -> None:
    for left in range(_TRIES, 0, -1):
        aside = _new(folder, ".last")
        with contextlib.suppress(FileNotFoundError):
            os.utime(folder)  # what is put aside is young: no other run sweeps it away before it may come back
            folder.rename(aside)
        try:
            if aside.exists():
                _refuse_strange(aside, folder)  # somebody may have put something there meanwhile
            beside.rename(folder)
        except (OSError, ArticleError) as fault:
            if aside.exists() and not folder.exists():
                aside.rename(folder)
            elif isinstance(fault, OSError) and left > 1 and folder.exists():  # another run was faster
                shutil.rmtree(aside, ignore_errors=True)
                _refuse_strange(folder)
                continue
            raise
        shutil.rmtree(aside, ignore_errors=True)
        return


def _new(folder: Path, what: str = "") -> Path:
    return folder.with_name(f".{folder.name}.{secrets.token_hex(8)}{what}.unfinished")


def _sweep(folder: Path) -> None:
    """Of this article, what a run left that was killed; what is younger than an hour may be another run's."""
    ours = re.compile(rf"\.{re.escape(folder.name)}\.[0-9a-f]{{16}}(\.last)?\.unfinished")
    for left in folder.parent.iterdir():
        with contextlib.suppress(OSError):
            found = ours.fullmatch(left.name)
            if found and left.stat().st_mtime < time.time() - _HOUR and not (found[1] and _strange(left)):
                shutil.rmtree(left, ignore_errors=True)


def _listed(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())).encode()


def _refuse_strange(folder: Path, shown: Path | None = None) -> None:
    strange = fault = ""
    for _ in range(_TRIES):
        before, fault = _identity(folder), ""
        try:
            strange = _strange(folder)
        except OSError as error:
            fault = words_of(error)
        if _identity(folder) == before:  # else another run put its article there while we looked
            break
    if fault:
        raise ArticleError(f"{shown or folder} 读不出来：{fault}")
    if strange:
        message = f"{shown or folder} 里有不是文章的东西，或者做好以后改动过（{strange[:60]}），不能覆盖"
        raise ArticleError(f"{message}；请移走，或者用 --out 换一个文件夹")


def _identity(folder: Path) -> int:
    try:
        return folder.lstat().st_ino
    except OSError:
        return 0


def _strange(folder: Path) -> str:
    """The first file that is not one of ours to the byte; empty where the folder may be replaced."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return folder.name
    listed = sorted(folder.iterdir()) if folder.exists() else []
    ours = _ours(folder / LIST)
    for each in listed:
        known = each.name.lower() in _NOISE or (each.name == LIST and bool(ours))
        if each.is_symlink() or not each.is_file() or not (known or ours.get(each.name) == _digest(each)):
            return each.name
    return ""


def _ours(path: Path) -> dict[str, str]:
    """File → digest; empty where no article was ever put, or its list is damaged."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _LONGEST_LIST:
        return {}
    lines = [_LINE.fullmatch(line) for line in path.read_bytes().decode("utf-8", "replace").splitlines()]
    return {line[2]: line[1] for line in lines if line} if all(lines) else {}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
