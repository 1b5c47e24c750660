"""Every change that a command makes to a record goes through here, so that no two of them undo each other.

Commands work for minutes: they read the register, look for faces, encode photos, and meanwhile somebody saves the
record in an editor or another command runs. So whatever was read before is forgotten: under a lock of the register the
file is read anew, a photo is found by its file name in what stands there now, and the file is replaced only if it
still holds what was read. Nothing slow happens under the lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from generator.faults import words_of
from generator.locks import alone
from generator.problems import Problem
from generator.records.edits import UneditableError, with_value
from generator.records.marks import KeyPath
from generator.records.source import read_record
from generator.swap import StaleError, swap, sweep

LOCK = Path(".cache/writing")
"""Folder of the lock, in the register."""
PORTRAIT = "content/volunteers/"
"""Records here have one photo, under another key."""
_UNKNOWN = "现在的写法，程序不敢改"
_STALE = "刚刚有人改过"

Edit = Callable[[str], str]
"""From the text of a file as it stands to what it shall be; raises ``UneditableError`` where it cannot be done."""


class UnchangedError(Exception):
    """A file was not written; the text is half a Chinese sentence that says which and why."""

    def __init__(self, reason: str, *, late: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.late = late
        """Whether what had to be done before the records were written is done, and stays so."""


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """One command at a time writes into a register; where the system has no locks, comparing has to do."""
    with ExitStack() as stack:
        with _said(LOCK.as_posix()):
            stack.enter_context(alone(root / LOCK))
        yield


def change(root: Path, edits: Mapping[str, Edit], first: Callable[[], None] | None = None) -> int:
    """Change some records, all of them or none; says how many say something else now.

    Args:
        root: of the register.
        edits: path of a record, relative to the root → its change.
        first: what has to be done once it is certain that all edits are possible, such as putting photos in place.

    Raises:
        UnchangedError: at least one file was not written; none at all unless it is ``late``.
    """
    before, after = {}, {}
    with writing(root):
        for path, edit in edits.items():
            with _said(path):
                before[path] = (root / path).read_bytes()
                after[path] = edit(before[path].decode()).encode()
        if first is not None:
            with _said():
                first()
        changed = [path for path in edits if after[path] != before[path]]
        for number, path in enumerate(changed):
            with _said(path, late=first is not None or number > 0):
                sweep(root / path)
                swap(root / path, after[path], expected=before[path])
        return len(changed)


def replace(root: Path, path: str, data: bytes, expected: bytes) -> None:
    """Put new bytes in the place of a file of the register that still holds the old ones.

    Raises:
        UnchangedError: it could not be written, or does not hold them any more.
    """
    with writing(root), _said(path):
        sweep(root / path)
        swap(root / path, data, expected=expected)


def places(path: str, text: str, file: str) -> list[KeyPath]:
    """Where a record names a photo, by what its text says now.

    Raises:
        UneditableError: it says so nowhere, or the text cannot be read.
    """
    wrong: list[Problem] = []
    values: Any = read_record(path, text.removeprefix("\ufeff").replace("\r\n", "\n"), wrong).values
    if wrong or not isinstance(values, Mapping):
        raise UneditableError
    key, many = ("portrait", False) if path.startswith(PORTRAIT) else ("photos", True)
    found = values.get(key)
    listed = (found if isinstance(found, list) else []) if many else [found]
    named = [number for number, each in enumerate(listed) if isinstance(each, Mapping) and _named(each) == file]
    if not named:
        raise UneditableError(f"里面没有照片 {file} 这一项")
    return [(key, number) if many else (key,) for number in named]


def with_photo(path: str, text: str, file: str, key: str, value: object) -> str:
    """The text of a record with a value at the one photo of this name.

    Raises:
        UneditableError: there is none or more than one, or no safe change is known.
    """
    found = places(path, text, file)
    if len(found) > 1:
        raise UneditableError(f"照片 {file} 写了两次")
    return with_value(text, (*found[0], key), value)


def _named(photo: Mapping[str, Any]) -> str:
    return str(photo.get("file") or "").strip()


@contextmanager
def _said(path: str = "", *, late: bool = False) -> Iterator[None]:
    """Whatever keeps a file from being written, in words."""
    try:
        yield
    except UnicodeDecodeError:
        why = f"{_UNKNOWN}（不是 UTF-8 编码）"
    except UneditableError as error:
        why = f"{error}" or _UNKNOWN
    except StaleError:
        why = _STALE
    except OSError as error:
        why = f"写不进去（{words_of(error)}），可能在别的程序里打开着，或者是只读的"
    else:
        return
    raise UnchangedError(f"{path} {why}".lstrip(), late=late)
