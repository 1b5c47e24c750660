"""Which files may go out: by their kind, and under names that every server and every computer can hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath

from generator.problems import visible
from generator.publish import search_files
from generator.publish.leaks import PUBLIC_SUFFIXES

STATE = "_jinguo"
"""Our own folder on servers that have no place beside the site."""
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_SIGNS = re.compile(r'[<>:"|?*]')
_LONGEST_PART = 200
"""Bytes: most systems hold 255, and a file on its way has a longer name."""
_LONGEST = 800
SHOWN = 5
"""Paths of many that are named."""


def listed(paths: Iterable[str]) -> str:
    """Some paths of many, harmless to print."""
    every = list(paths)
    more = f" 等 {len(every)} 个" if len(every) > SHOWN else ""
    return "、".join(visible(path) for path in every[:SHOWN]) + more


def faults_of(paths: Iterable[str]) -> Iterator[str]:
    """What is wrong with the files of a site, in Chinese."""
    every = list(paths)
    for what, wrong in _WRONG:
        found = [path for path in every if wrong(path)]
        if found:
            yield f"{what}：{listed(found)}"
    alike = sorted(_alike(every))
    if alike:
        yield f"名称只差大小写，在很多电脑上是同一个文件：{listed(alike)}"


def _foreign(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() not in PUBLIC_SUFFIXES and not search_files.belongs(path)


def _hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _unfit(path: str) -> bool:
    parts = path.split("/")
    odd = any(_SIGNS.search(part) or part != part.rstrip(" .").lstrip() or _DEVICES.fullmatch(part) for part in parts)
    return odd or len(path.encode()) > _LONGEST or any(len(part.encode()) > _LONGEST_PART for part in parts)


_WRONG: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("有不能公开的种类的文件", _foreign),
    ("有隐藏文件", _hidden),
    ("有服务器放不下的文件名（特殊符号、末尾的点和空格、太长）", _unfit),
    (f"有文件占了发布记录的文件夹 {STATE}/", lambda path: path.lower().startswith(f"{STATE}/")),
)


def _alike(paths: Iterable[str]) -> Iterator[str]:
    """Paths that another one is told from by case or by the way its letters are composed only; folders as well."""
    seen: dict[str, str] = {}
    for path in sorted(paths):
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            place = "/".join(parts[:end])
            folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", place).casefold())
            if seen.setdefault(folded, place) != place:
                yield path
                break
