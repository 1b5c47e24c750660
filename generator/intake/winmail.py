"""winmail.dat (MS-OXTNEF), in which Outlook packs what it sends: its attachments by their long names, and its text.

Read by ourselves: the packaged parser believes any count in the file and goes on for hours over a forged one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.intake.encodings import guessed
from generator.intake.lines import clean
from generator.intake.unusable import UnusableError

_FIRST = 6
"""Bytes of signature and key."""
_HEAD = 9
_SUM = 2
_BODY, _TITLE, _DATA, _BEGINS, _MESSAGE, _ATTACHMENT = 0x800C, 0x8010, 0x800F, 0x9002, 0x9003, 0x9005
_LONG_NAME, _SHORT_NAME, _CONTENT, _PLAIN, _HTML = 0x3707, 0x3704, 0x3701, 0x1000, 0x1013
_NAMED = 0x8000
_SEVERAL = 0x1000
_WIDTHS = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
"""Types of fixed length, in bytes; short ones are filled up to four."""
_VARIABLE = frozenset({0x0D, 0x1E, 0x1F, 0x102})
_UNICODE = 0x1F
_OBJECT = 0x0D
_GUID = 16
_MOST = 2_000
_BROKEN = "winmail.dat 拆不开，请让发信人用“纯文本”或“HTML”格式重新发，或者把附件单独发来"


@dataclass
class Winmail:
    """What was in it."""

    attached: list[tuple[str, bytes]] = field(default_factory=list)
    html: str = ""
    text: str = ""


def opened(data: bytes) -> Winmail:
    """Take it apart.

    Raises:
        UnusableError: nothing could be found in it.
    """
    found = Winmail()
    files: list[_File] = []
    for kind, content in _attributes(data):
        if kind == _BEGINS:
            files.append(_File())
        elif kind == _MESSAGE:
            told = dict(_properties(content))
            found.html, found.text = told.get(_HTML, (b"", ""))[1], found.text or told.get(_PLAIN, (b"", ""))[1]
        elif kind == _BODY:
            found.text = guessed(content.rstrip(b"\0"))
        elif files:
            files[-1].learn(kind, content)
    named = [(_bare(each.name) or f"附件{number}", each.data) for number, each in enumerate(files, start=1)]
    found.attached = [each for each in named if each[1]]
    if not (found.attached or found.html or found.text):
        raise UnusableError(_BROKEN)
    return found


@dataclass
class _File:
    """One attachment while its parts are read."""

    name: str = ""
    data: bytes = b""

    def learn(self, kind: int, content: bytes) -> None:
        """One more part of it; the long name stands in the properties."""
        if kind == _TITLE:
            self.name = self.name or guessed(content.partition(b"\0")[0])
        elif kind == _DATA:
            self.data = content
        elif kind == _ATTACHMENT:
            told = dict(_properties(content))
            self.name = told.get(_LONG_NAME, told.get(_SHORT_NAME, (b"", "")))[1] or self.name
            self.data = self.data or told.get(_CONTENT, (b"", ""))[0]


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Identifier and content of each part; the end of what makes sense is the end."""
    at, count = _FIRST, 0
    while at + _HEAD <= len(data) and count < _MOST:
        length = _number(data, at + 5)
        start = at + _HEAD
        if start + length > len(data):
            return
        yield int.from_bytes(data[at + 1 : at + 3], "little"), data[start : start + length]
        at = start + length + _SUM
        count += 1


def _properties(data: bytes) -> Iterator[tuple[int, tuple[bytes, str]]]:
    """MAPI properties as bytes and as text; stops at the first that is not understood."""
    at = 4
    for _ in range(min(_number(data, 0), _MOST)):
        if at + 4 > len(data):
            return
        kind, name = int.from_bytes(data[at : at + 2], "little"), int.from_bytes(data[at + 2 : at + 4], "little")
        at = _behind_name(data, at + 4) if name >= _NAMED else at + 4
        several, kind = kind & _SEVERAL, kind & ~_SEVERAL
        values = 1
        if several or kind in _VARIABLE:
            values, at = _number(data, at), at + 4
        if values > _MOST or (kind not in _WIDTHS and kind not in _VARIABLE):
            return
        for _each in range(values):
            length = _WIDTHS.get(kind, -1)
            if length < 0:
                length, at = _number(data, at), at + 4
            if at + length > len(data):
                return
            value = data[at : at + length]
            yield name, (value[_GUID:] if kind == _OBJECT else value, _text(value, kind))
            at += length + -length % 4


def _behind_name(data: bytes, at: int) -> int:
    """Named properties bring a GUID and a number or a name along."""
    at += _GUID
    if _number(data, at) == 0:
        return at + 8
    length = _number(data, at + 4)
    return at + 8 + length + -length % 4


def _text(value: bytes, kind: int) -> str:
    if kind == _UNICODE:
        return value.decode("utf-16-le", "replace").rstrip("\0")
    return guessed(value.rstrip(b"\0"))


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


def _bare(name: str) -> str:
    return clean(re.split(r"[/\\]", name)[-1].replace("\0", "")).replace("\n", " ")
