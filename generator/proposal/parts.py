"""What a proposal's summary consists of: sections of lines, before anybody has decided how they are printed.

Every text is kept as it was written; whoever prints it makes it harmless.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["said", "quoted", "code", "gone", "new"]
"""``said`` are our own words, ``quoted`` somebody else's, ``code`` a path or an id, the others belong to a change."""

ARROW = " → "
"""Said between a value that goes and the one that comes; nothing else of them is left, so they need no marks."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line."""

    kind: Kind
    text: str
    limit: int = 0
    """Characters that are shown; 0 for all. Cut only when nothing of it can be half a name or a number any more."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a section."""

    spans: tuple[Span, ...]
    inner: bool = False
    """Belongs to the line above."""
    photo: str = ""
    """Path of a clean photograph that may be shown small beside it."""


@dataclass(slots=True)
class Section:
    """Some lines below a heading."""

    title: str
    lines: list[Line] = field(default_factory=list)
    note: str = ""
    """Said below the heading."""

    def add(self, *spans: Span, inner: bool = False, photo: str = "") -> None:
        """One more line."""
        self.lines.append(Line(spans, inner=inner, photo=photo))


@dataclass(frozen=True, slots=True)
class Summary:
    """All that is to be said of a proposal."""

    title: str
    lead: tuple[str, ...]
    """Our own sentences: the result in short."""
    sections: tuple[Section, ...]
    wrong: bool
    """Whether the proposal holds errors."""


def said(text: str) -> Span:
    """Our own words."""
    return Span("said", text)


def quoted(text: str, limit: int = 0) -> Span:
    """Words of a record."""
    return Span("quoted", text, limit)


def code(text: str) -> Span:
    """A path, an address or an id."""
    return Span("code", text)


def gone(text: str, limit: int = 0) -> Span:
    """What is taken away."""
    return Span("gone", text, limit)


def new(text: str, limit: int = 0) -> Span:
    """What is added."""
    return Span("new", text, limit)


def shortened(text: str, limit: int = 60) -> str:
    """One line, with dots where it was longer; a title stays within its marks. Only for what is veiled already."""
    line = " ".join(text.split())
    if line.startswith("《") and line.endswith("》"):
        return f"《{shortened(line[1:-1], limit)}》"
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
