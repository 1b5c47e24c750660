"""What FTP servers answer when they are asked what lies in a folder: facts (MLSD), or lines made for people (LIST)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNIX = re.compile(
    r"(?P<kind>[-dlbcps])[-rwxsStTlL]{9}[+.@]?\s+(?:\S.*?\s)?(?P<size>\d+)\s+"
    r"(?P<when>(?:[A-Za-z]{3}|\d{1,2}月)\s+\d{1,2}日?\s+(?:\d{1,2}:\d\d|\d{4})"
    r"|\d{1,2}\s+[A-Za-z]{3}\s+(?:\d{1,2}:\d\d|\d{4})|\d{4}-\d\d-\d\d\s+\d\d:\d\d(?::\d\d)?)\s(?P<name>.+)"
)
_DOS = re.compile(
    r"(?P<when>(?:\d\d-\d\d-\d\d(?:\d\d)?|\d{4}[-/]\d\d[-/]\d\d)\s+\d{1,2}:\d\d(?:[AaPp][Mm])?)\s+"
    r"(?P<size><DIR>|<JUNCTION>|<SYMLINKD?>|[\d,]+)\s(?:\s*)(?P<name>\S.*)"
)
_SILENT = re.compile(r"\s*|(?:total|总用量|总计)\s*\d*\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a folder."""

    name: str
    kind: str
    """``file``, ``folder``, or ``other``: links and devices, which are nobody's files."""
    size: int
    tag: str
    """When it was changed, in the server's own words: they are compared with each other, never with a clock."""


class StrangeError(ValueError):
    """A line that we do not understand."""


def from_list(line: str) -> Line | None:
    """A line of LIST in the two usual forms; None for a line that names nothing.

    Raises:
        StrangeError: it is in some other form.
    """
    line = line.rstrip("\r\n")
    if found := _UNIX.fullmatch(line):
        kind = {"-": "file", "d": "folder"}.get(found["kind"], "other")
        name = found["name"].split(" -> ")[0] if found["kind"] == "l" else found["name"]
        return _line(name, kind, int(found["size"]), found["when"])
    if found := _DOS.fullmatch(line):
        number = found["size"].replace(",", "")
        kind = "file" if number.isdigit() else "folder" if found["size"] == "<DIR>" else "other"
        return _line(found["name"], kind, int(number) if number.isdigit() else 0, found["when"])
    if _SILENT.fullmatch(line):
        return None
    raise StrangeError(line)


def from_facts(line: str) -> Line | None:
    """A line of MLSD or MLST: ``type=file;size=3;modify=20261122130000; name``.

    Raises:
        StrangeError: it is none.
    """
    facts, gap, name = line.strip("\r\n").lstrip(" ").partition(" ")
    if not gap or "=" not in facts:
        raise StrangeError(line)
    told = dict(fact.lower().split("=", 1) for fact in facts.rstrip(";").split(";") if "=" in fact)
    kind = {"file": "file", "dir": "folder"}.get(told.get("type", ""), "other")
    if told.get("type") in {"cdir", "pdir"}:
        return None
    size = told.get("size", "")
    if kind == "file" and not (size.isascii() and size.isdigit()):
        raise StrangeError(line)
    return _line(name, kind, int(size) if kind == "file" else 0, told.get("modify", ""))


def _line(name: str, kind: str, size: int, when: str) -> Line | None:
    if name in {"", ".", ".."}:
        return None
    return Line(name, kind, size, " ".join(when.split()))
