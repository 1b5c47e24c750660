"""Sealed lines go into the register: under its lock, whole files at a time, and never a clear text on the disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from generator.faults import words_of
from generator.records.changes import UnchangedError, writing
from generator.records.sheets import MAX_SHEET
from generator.sealed.history import refuse_slow_clock
from generator.sealed.list_marks import first_marks
from generator.sealed.refused import Refused
from generator.swap import StaleError, swap, sweep


def append(root: Path, lines: Mapping[str, Sequence[str]]) -> None:
    """Put lines at the end of sheets; those already there keep every byte.

    Args:
        root: the register's root.
        lines: POSIX path of a sheet below it → its new lines, without their ends.

    Raises:
        Refused: this computer's clock is behind, a sheet is a link or too long, or cannot be written; none was
            changed unless it says so.
    """

    def longer(path: str, before: bytes) -> bytes:
        gap = b"" if not before or before.endswith(b"\n") else b"\n"
        return before + gap + "".join(f"{line}\n" for line in lines[path]).encode("ascii")

    refuse_slow_clock(root, datetime.now(UTC))
    with _locked(root):
        before = {path: _read(root, path) for path in lines}
        marks = first_marks(root, lines)  # first: where they cannot be written nothing is, and rows are not added twice
        _put(root, {path: old for path, (old, _) in marks.items()}, {path: new for path, (_, new) in marks.items()})
        _put(root, before, {path: longer(path, before[path]) for path in lines if lines[path]})


def rewrite(root: Path, sheets: Mapping[str, bytes], expected: Mapping[str, bytes]) -> None:
    """Put whole sheets in the place of others that still hold what was read.

    Args:
        root: the register's root.
        sheets: POSIX path → new content; an empty one is kept as an empty file.
        expected: what each held when it was read; empty where there was none.

    Raises:
        Refused: somebody changed one of them meanwhile, or it cannot be written.
    """
    with _locked(root):
        before = {path: _read(root, path) for path in sheets}
        for path in sheets:
            if before[path] != expected.get(path, b""):
                raise Refused(f"{path} 刚刚有人改过，什么也没有写 —— 请再运行一次")
        _put(root, before, sheets)


def _put(root: Path, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    for path, data in after.items():
        if len(data) > MAX_SHEET:
            raise Refused(f"{path} 会超过 {MAX_SHEET // 1024 // 1024} MB，什么也没有写 —— 请把队伍分开登记")
    done = 0
    for path, data in sorted(after.items(), key=_sheets_first):
        if data == before[path]:
            continue
        try:
            sweep(root / path)
            swap(root / path, data, expected=before[path] if (root / path).exists() else None)
        except (OSError, StaleError) as error:
            why = words_of(error, "刚刚有人改过")
            so_far = f"；已经写好 {done} 张，再运行一次会接着写" if done else "，什么也没有写"
            raise Refused(f"{path} 写不进去（{why}）{so_far}") from None
        done += 1


def _sheets_first(item: tuple[str, bytes]) -> tuple[bool, str]:
    """A list of recipients tells to whom sheets are sealed: it comes when they are."""
    return not item[0].endswith(".sealed"), item[0]


def _read(root: Path, path: str) -> bytes:
    full = root / path
    if any(each.is_symlink() for each in (full, *full.parents) if each != root and root in each.parents):
        raise Refused(f"{path} 是指向别处的链接，密封表不允许用链接")
    if full.exists() and not full.is_file():
        raise Refused(f"{path} 不是普通文件 —— 请删掉它，从 git 历史里恢复密封表")
    try:
        return full.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise Refused(f"{path} 读不出来：{words_of(error)}") from None


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    """The register's lock, with its faults in words."""
    try:
        with writing(root):
            yield
    except UnchangedError as error:
        raise Refused(error.reason) from None
