"""An article's folder: written beside, then renamed; a folder that holds anything else is left alone."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from generator.articles.parts import ArticleError
from generator.faults import words_of

_OURS = re.compile(r"\d{2,3}\.jpg|cover(-square)?\.jpg|(article|preview|page)\.html|fields\.(json|txt)|article\.txt")


def deliver(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put all files of an article into a folder, in the place of an earlier article.

    Raises:
        ArticleError: the folder holds what no article has, or cannot be written; what was there is still there.
    """
    strange = _strange(folder)
    if strange:
        raise ArticleError(
            f"{folder} 里有不是文章的东西（{strange[:60]}），不能覆盖；请移走，或者用 --out 换一个文件夹"
        )
    beside = folder.with_name(f".{folder.name}.{os.getpid()}.unfinished")
    aside = folder.with_name(f".{folder.name}.{os.getpid()}.last.unfinished")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        for left in folder.parent.glob(".*.unfinished"):
            if left.name.startswith(f".{folder.name}."):
                shutil.rmtree(left, ignore_errors=True)  # of a run that was killed
        beside.mkdir()
        for name, data in files.items():
            (beside / name).write_bytes(data)
        if folder.exists():
            folder.rename(aside)
        beside.rename(folder)
    except OSError as fault:
        if aside.exists() and not folder.exists():
            aside.rename(folder)
        raise ArticleError(f"{folder} 写不进去：{words_of(fault)}") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(aside, ignore_errors=True)


def _strange(folder: Path) -> str:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return folder.name
    listed = sorted(folder.iterdir()) if folder.exists() else []
    return next((each.name for each in listed if not each.is_file() or not _OURS.fullmatch(each.name)), "")
