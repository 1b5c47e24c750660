"""Originals, and whatever was not used: in a private folder beside the register, with an index that says why."""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from generator.checks.privacy import masked
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


@dataclass(frozen=True, slots=True)
class Original:
    """A file that was handed in, as it lay there before anything was read."""

    path: Path
    said: str
    """The name that people know."""
    size: int
    changed: int
    """When, as the disk has it."""


def originals(paths: Sequence[Path]) -> tuple[Original, ...]:
    """Every plain file of what is handed in; asked before reading, so that none can vanish unnoticed."""
    found = []
    for path, said in _files(paths):
        try:
            there = path.stat()
        except OSError:
            continue
        if stat.S_ISREG(there.st_mode):
            found.append(Original(path, said, there.st_size, there.st_mtime_ns))
    return tuple(found)


def room(root: Path, day: str) -> Path:
    """A new private folder for one delivery, proven to be out of git's reach; no other run has the same.

    Raises:
        Refused: git would pick it up, or others may read it.
    """
    names = (INDEX, f"{_ORIGINALS}/x", f"{_UNUSED}/x")
    for above in (root / "private", root / FOLDER):  # each of them 0700: an export there asks for it
        private_folder(root, above, ())
    for number in range(1, 10_000):
        folder = root / FOLDER / f"{day}-{number}"
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            continue
        except OSError as error:
            raise Refused(f"不能在 {FOLDER.as_posix()} 建立文件夹：{words_of(error)}") from None
        return private_folder(root, folder, names)
    raise Refused(f"{FOLDER.as_posix()} 里今天的文件夹太多了，请整理以后再收")


def discard(folder: Path) -> None:
    """Take away a room whose delivery came to nothing: whoever handed it in has the originals still."""
    shutil.rmtree(folder, ignore_errors=True)


def keep(folder: Path, given: Sequence[Original], unused: Sequence[Kept], index: Iterable[str]) -> list[str]:
    """Copy everything, and write the index last; the names of originals that nobody here may read.

    Raises:
        Refused: it cannot be written, or an original has gone or changed since; nothing is left behind then.
    """
    try:
        return _kept(folder, given, unused, index)
    except OSError as error:
        discard(folder)
        raise Refused(f"原件放不进 {folder}：{words_of(error)}，草稿没有写") from None
    except BaseException:
        discard(folder)
        raise


def _kept(folder: Path, given: Sequence[Original], unused: Sequence[Kept], index: Iterable[str]) -> list[str]:
    lines = [*index, "", "原件："]
    moved: list[str] = []
    closed: list[str] = []
    for number, each in enumerate(given, start=1):
        name = f"{number:03}-{_safe(each.said)}"
        try:
            stream = each.path.open("rb")
        except PermissionError:
            closed.append(each.said)
            lines.append(f"  {each.said}：打不开，没有留下")
            continue
        except OSError:
            moved.append(each.said)
            continue
        with stream:
            if not _is_as_it_was(stream.fileno(), each) or not _copied(stream, folder / _ORIGINALS / name, each):
                moved.append(each.said)
        lines.append(f"  {_ORIGINALS}/{name}")
    if moved:
        said = "、".join(masked(each) for each in moved[:10])
        raise Refused(f"读完以后，有 {len(moved)} 个原件不见了或者变了：{said}。什么也没有写，请再收一次")
    lines += ["", "没有用上的："] if unused else []
    for number, one in enumerate(unused, start=1):
        name = f"{number:03}-{_safe(one.name.rpartition(' › ')[2])}"
        if one.source is not None:
            with one.source.open("rb") as stream:
                _copied(stream, folder / _UNUSED / name)
        else:
            _written(one.data, folder / _UNUSED / name)
        lines.append(f"  {_UNUSED}/{name} ← {one.name}：{one.reason}")
    write_all(folder, {}, INDEX, "\n".join(lines))
    return closed


def _is_as_it_was(handle: int, given: Original) -> bool:
    now = os.fstat(handle)
    return (now.st_size, now.st_mtime_ns) == (given.size, given.changed)


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


def unknown_originals(root: Path, given: Sequence[Original]) -> list[Original]:
    """Those of which no earlier delivery has left a copy."""
    sizes: dict[int, list[Path]] = {}
    for path in (root / FOLDER).glob(f"*/{_ORIGINALS}/*"):
        if path.is_file():
            sizes.setdefault(path.stat().st_size, []).append(path)
    return [
        each
        for each in given
        if not any(filecmp.cmp(each.path, path, shallow=False) for path in sizes.get(each.size, ()))
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


def _copied(stream: BinaryIO, target: Path, given: Original | None = None) -> bool:
    """Whether what was copied is what was read."""
    with os.fdopen(_new(target), "wb") as out:
        shutil.copyfileobj(stream, out, 1 << 20)
    return given is None or _is_as_it_was(stream.fileno(), given)


def _written(data: bytes, target: Path) -> None:
    with os.fdopen(_new(target), "wb") as out:
        out.write(data)


def _new(target: Path) -> int:
    """Nobody else may read it from its first moment on."""
    return os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
