"""Who writes the marks in lists of recipients: rotation, and whoever seals the first row under a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from generator.problems import ContentError
from generator.records.reader_marks import with_mark
from generator.records.recipients import FILE_NAME, parse_recipients, reader_count, recipients_of
from generator.records.sheets import MARK, parse_sheet
from generator.sealed.readers import Readers

_TOP = "teams"
_SHEETS = "*.sealed"


def lists_of(root: Path) -> dict[str, bytes]:
    """Every list of recipients of teams, by path; those that cannot be read are told where they are needed."""
    found = {}
    for full in sorted((root / _TOP).rglob(FILE_NAME)):
        try:
            if not full.is_symlink():
                found[full.relative_to(root).as_posix()] = full.read_bytes()
        except OSError:
            continue
    return found


def marked(lists: Mapping[str, bytes], readers: Readers, folder: str) -> dict[str, bytes]:
    """The lists once every sheet below a folder is sealed to its readers of now; those elsewhere as they are.

    Args:
        lists: all of them, see ``lists_of``.
        readers: who may read what now.
        folder: POSIX path below the register's root; empty for all of it.
    """
    made = dict(lists)
    for path, data in lists.items():
        home = path.rpartition("/")[0]
        if folder and not f"{home}/".startswith(f"{folder}/"):
            continue
        try:
            made[path] = with_mark(data, readers.keys(home))
        except ContentError:
            continue  # nothing can be sealed to it, so nothing is
    return made


def first_marks(root: Path, lines: Mapping[str, Sequence[str]]) -> dict[str, tuple[bytes, bytes]]:
    """Lists under which these are the first rows at all: what they hold, and the same with a mark.

    Where there are rows already nobody without a key can know to whom they are sealed.

    Args:
        root: the register's root, which nobody else is writing to.
        lines: path of a sheet → lines that are about to be put at its end.
    """
    found: dict[str, tuple[bytes, bytes]] = {}
    for sheet, added in lines.items():
        path = _governing(root, sheet)
        rows = parse_sheet(sheet, "\n".join(added)).rows
        if not path or not rows or path in found:
            continue
        readers = recipients_of(root, sheet)
        if readers.problems or any(reader_count(row.token) != len(readers.keys) for row in rows):
            continue
        data = (root / path).read_bytes()
        if not parse_recipients(path, data.decode("utf-8", errors="replace")).marks and not _governs(root, path):
            found[path] = data, with_mark(data, readers.keys)
    return found


def _governing(root: Path, sheet: str) -> str:
    """The list next to a sheet or next above it; empty where there is none, and for service records."""
    if not sheet.startswith(f"{_TOP}/"):
        return ""
    above = (str(folder / FILE_NAME) for folder in PurePosixPath(sheet).parents if folder.parts)
    return next((path for path in above if (root / path).is_file()), "")


def _governs(root: Path, path: str) -> bool:
    """Whether any row is sealed to just the readers of a list; stops at the first."""
    sheets = (root / path).parent.rglob(_SHEETS)
    names = (full for full in sheets if _governing(root, full.relative_to(root).as_posix()) == path)
    return any(f" {MARK}".encode() in full.read_bytes() for full in names if full.is_file())
