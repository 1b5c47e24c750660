"""Originals, and whatever was not used: in a private folder beside the register, with an index that says why."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from generator.faults import words_of
from generator.intake.delivered import Kept
from generator.sealed.folder import private_folder, write_all
from generator.sealed.refused import Refused

FOLDER = Path("private/intake")
INDEX = "目录.txt"
_ORIGINALS, _UNUSED = "原件", "没有用上"
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]')
_LONGEST = 120
"""Bytes of a name."""


def room(root: Path, day: str) -> Path:
    """A new private folder for one delivery, proven to be out of git's reach.

    Raises:
        Refused: git would pick it up, or others may read it.
    """
    names = (INDEX, f"{_ORIGINALS}/x", f"{_UNUSED}/x")
    for above in (root / "private", root / FOLDER):  # each of them 0700: an export there asks for it
        private_folder(root, above, ())
    numbers = (number for number in range(1, 10_000) if not (root / FOLDER / f"{day}-{number}").exists())
    return private_folder(root, root / FOLDER / f"{day}-{next(numbers)}", names)


def keep(folder: Path, originals: Sequence[Path], unused: Sequence[Kept], index: Iterable[str]) -> None:
    """Copy everything, and write the index last.

    Raises:
        Refused: it cannot be written.
    """
    try:
        lines = [*index, "", "原件："]
        for number, (source, said) in enumerate(_files(originals), start=1):
            name = f"{number:03}-{_safe(said)}"
            _copied(source, folder / _ORIGINALS / name)
            lines.append(f"  {_ORIGINALS}/{name}")
        lines += ["", "没有用上的："] if unused else []
        for number, each in enumerate(unused, start=1):
            name = f"{number:03}-{_safe(each.name.rpartition(' › ')[2])}"
            if each.source is not None:
                _copied(each.source, folder / _UNUSED / name)
            else:
                _written(each.data, folder / _UNUSED / name)
            lines.append(f"  {_UNUSED}/{name} ← {each.name}：{each.reason}")
        write_all(folder, {}, INDEX, "\n".join(lines))
    except OSError as error:
        raise Refused(f"原件放不进 {folder}：{words_of(error)}，草稿没有写") from None


def note(folder: Path, lines: Iterable[str]) -> None:
    """Add to the index what came of it, once it has.

    Raises:
        Refused: it cannot be written.
    """
    try:
        write_all(folder, {}, INDEX, "\n".join(["", *lines]))
    except OSError as error:
        raise Refused(f"{folder / INDEX} 写不进去：{words_of(error)}，草稿已经写好") from None


def unknown(root: Path, unused: Sequence[Kept]) -> list[Kept]:
    """Those of which no earlier delivery has left a copy."""
    there = [path for path in (root / FOLDER).glob(f"*/{_UNUSED}/*") if path.is_file()]
    sizes = {path: path.stat().st_size for path in there}
    return [
        each
        for each in unused
        if each.source is not None
        or not any(size == len(each.data) and path.read_bytes() == each.data for path, size in sizes.items())
    ]


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Every plain file with the name that people know; links are not followed."""
    for path in paths:
        if not path.is_dir():
            yield path, path.name
            continue
        for folder, inner, names in os.walk(path):
            inner.sort()
            for name in sorted(names):
                full = Path(folder, name)
                if full.is_file() and not full.is_symlink():
                    yield full, full.relative_to(path.parent).as_posix()


def _safe(name: str) -> str:
    """A name for one file: no folders, no odd signs, not too long; its ending stays."""
    plain = _UNSAFE.sub("_", name).strip(" .") or "文件"
    stem, dot, suffix = plain.rpartition(".")
    short = 12
    if not dot or len(suffix) > short:
        stem, suffix = plain, ""
    return stem.encode()[:_LONGEST].decode(errors="ignore") + (f".{suffix}" if suffix else "")


def _copied(source: Path, target: Path) -> None:
    with source.open("rb") as stream, os.fdopen(_new(target), "wb") as out:
        shutil.copyfileobj(stream, out, 1 << 20)


def _written(data: bytes, target: Path) -> None:
    with os.fdopen(_new(target), "wb") as out:
        out.write(data)


def _new(target: Path) -> int:
    """Nobody else may read it from its first moment on."""
    return os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
