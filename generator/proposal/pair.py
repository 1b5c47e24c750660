"""The two registers of a proposal beside each other, and the records in which they differ."""

from __future__ import annotations

import datetime as dt
import filecmp
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from generator.checks.privacy import masked
from generator.proposal.sides import KINDS, Side
from generator.records.library import Entry
from generator.records.names import Hidden, hidden


class Touched(NamedTuple):
    """A record that is new or differs."""

    kind: str
    address: str
    entry: Entry[Any]
    old: Entry[Any] | None
    """As it was before; None where it is new."""


@dataclass(frozen=True)
class Pair:
    """What was, and what is proposed, on one day."""

    base: Side
    head: Side
    today: dt.date

    @cached_property
    def texts(self) -> frozenset[str]:
        """Text files that differ, or that one of both alone has."""
        before, after = self.base.library.texts, self.head.library.texts
        return frozenset(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))

    @cached_property
    def media(self) -> frozenset[str]:
        """The same of all other files."""
        before, after = set(self.base.library.media), set(self.head.library.media)
        both = before & after
        return frozenset((before ^ after) | {path for path in both if self._differs(path)})

    @cached_property
    def touched(self) -> tuple[Touched, ...]:
        """Records that are new or differ in their text or in a photograph."""
        folders = {path.rpartition("/")[0] for path in self.media}
        found = []
        for kind in KINDS:
            before: dict[str, Entry[Any]] = getattr(self.base.library, kind)
            after: dict[str, Entry[Any]] = getattr(self.head.library, kind)
            for address, entry in sorted(after.items()):
                if entry.path in self.texts or (entry.folder in folders and entry.folder not in {"teams", "content"}):
                    found.append(Touched(kind, address, entry, before.get(address)))
        return tuple(found)

    def veil(self, text: str) -> str:
        """A text without names to which consent is not live, and without what looks like personal data."""
        for names in self._hidden:
            text = names.masked(text)
        return masked(text)

    @cached_property
    def _hidden(self) -> tuple[Hidden, ...]:
        libraries = (self.base.library, self.head.library)
        return tuple(hidden(library, self.today) for library in libraries if library.federation is not None)

    def _differs(self, path: str) -> bool:
        one, other = self.base.root / path, self.head.root / path
        try:
            return not (one.samefile(other) or filecmp.cmp(one, other, shallow=False))
        except OSError:
            return _there(one) != _there(other)


def _there(path: Path) -> bool:
    return path.is_file()
