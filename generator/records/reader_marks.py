"""The mark in a list of recipients: to whom the sheets under it were sealed when they were last sealed anew.

A sealed row tells everybody to how many keys it is sealed, not to which. Where somebody leaves and her key is put in
the place of another, nothing could be seen without a key. So whoever seals anew leaves one comment line in the list,
which ``age -R`` ignores.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = "密封标记"
_TAIL = "（jinguo key rotate 写的，请不要改）"
_GROUP = 4
_MARK = re.compile(rf"#\s*{_WORD}\s*(?P<mark>[^\s（(]*)")
_LINE = re.compile(rb"[ \t]*#[ \t]*" + _WORD.encode() + rb"[^\r\n]*(?:\r?\n|\Z)")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class ReaderMark:
    """The mark as it stands in a list."""

    text: str
    line: int
    """1-based."""


def reader_mark(recipients: Iterable[str]) -> str:
    """A short mark of a set of public keys: sealed into each row, it tells later that the list has changed."""
    return hashlib.sha256("\n".join(sorted(set(recipients))).encode()).hexdigest()[:16]


def shown_mark(recipients: Iterable[str]) -> str:
    """The same for a list of recipients: in groups, because eleven digits in a row may look like a telephone number."""
    mark = reader_mark(recipients)
    return ":".join(mark[at : at + _GROUP] for at in range(0, len(mark), _GROUP))


def mark_in(line: str) -> str | None:
    """The mark that a stripped line of a list bears; empty where somebody spoilt it, None in all other lines."""
    found = _MARK.match(line)
    return found["mark"] if found else None


def with_mark(data: bytes, recipients: Iterable[str]) -> bytes:
    """A list that bears the mark of these keys and no other; all other lines keep every byte.

    An old mark is replaced where it stands, and a new one goes to the end: a comment in between would be taken for
    the note of the key below it.
    """
    end = b"\r\n" if b"\r\n" in data else b"\n"
    line = f"# {_WORD} {shown_mark(recipients)}{_TAIL}".encode()
    lines = data.removeprefix(_BOM).splitlines(keepends=True)
    kept: list[bytes] = []
    placed = False
    for each in lines:
        if not _LINE.fullmatch(each):
            kept.append(each)
        elif not placed:
            kept.append(line + (each[len(each.rstrip(b"\r\n")) :] or end))
            placed = True
    if not placed:
        gap = end if kept and not kept[-1].endswith((b"\n", b"\r")) else b""
        kept.append(gap + line + end)
    return (_BOM if data.startswith(_BOM) else b"") + b"".join(kept)
