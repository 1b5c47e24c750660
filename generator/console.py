"""What a user sees while a command works: progress and results as an interface, so that tests can listen."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import Protocol, TextIO

_SPACES = "\u3000\u00a0\t"
"""Not printable by Python's measure, and harmless."""


def harmless(text: str) -> str:
    """What a terminal may be shown: whatever steers it, or turns the order of letters, is written out.

    Names of files, comments in lists and values that somebody typed are in it. Line ends are our own messages'; those
    in a name are for whoever puts the name into a message.
    """
    return "\n".join(_written_out(line) for line in text.split("\n"))


def _written_out(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(char if char.isprintable() or char in _SPACES else _escape(char) for char in line)


def _escape(char: str) -> str:
    return f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}"  # noqa: PLR2004 -- as Python writes them


class Console(Protocol):
    """Where long work reports to."""

    def say(self, text: str) -> None:
        """One finished line of results."""
        ...

    def warn(self, text: str) -> None:
        """One line that must be read even when output is redirected."""
        ...

    def progress(self, what: str, done: int, total: int) -> None:
        """``done`` of ``total`` pieces of ``what`` are ready."""
        ...


@dataclass
class Terminal:
    """Plain lines, harmless ones; a moving counter only on a real terminal and unless ``quiet``."""

    quiet: bool = False
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)

    def say(self, text: str) -> None:
        """Print to standard output."""
        if not self.quiet:
            print(harmless(text), file=self.out, flush=True)

    def warn(self, text: str) -> None:
        """Print to standard error, always."""
        print(harmless(text), file=self.err, flush=True)

    def progress(self, what: str, done: int, total: int) -> None:
        """Move the counter."""
        if self.quiet or not self.err.isatty():
            return
        end = "\n" if done >= total else ""
        print(f"\r{harmless(what)} {done}/{total}", end=end, file=self.err, flush=True)


@dataclass
class Recorded:
    """Keeps what was said, for tests and for callers that print later."""

    lines: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Keep a line."""
        self.lines.append(text)

    def warn(self, text: str) -> None:
        """Keep a warning."""
        self.warnings.append(text)

    def progress(self, what: str, done: int, total: int) -> None:
        """Nothing is kept of progress."""
        del what, done, total
