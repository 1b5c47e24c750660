"""The two registers of a proposal beside each other, and the records in which they differ."""

from __future__ import annotations

import datetime as dt
import filecmp
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from generator.proposal.sides import KINDS, Side
from generator.proposal.veil import Veil, is_withheld, withheld
from generator.records.library import Entry, Library

FEDERATION = "teams/federation.yml"


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
    """Where the proposal set out: what differs from it is the proposal's."""
    head: Side
    today: dt.date
    tip: Library | None = None
    """Teams and federation as they are now where the proposal wants to go, if that has gone on since: who sets out
    chooses from where, so nobody's right may rest on that."""

    @property
    def ruling(self) -> Library:
        """The register that says who signs, which rules hold and whose a team is; the proposed one where none did."""
        standing = self.base.library if self.tip is None else self.tip
        return standing if FEDERATION in standing.texts else self.head.library

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

    @cached_property
    def veil(self) -> Veil:
        """What makes a text fit to be repeated."""
        return Veil(self.base.library, self.head.library, self.today)

    def is_withheld(self, path: str) -> bool:
        """Whether nothing is quoted of a file, because it holds, or held, what must not be public."""
        return is_withheld(path, self._withheld)

    @cached_property
    def _withheld(self) -> frozenset[str]:
        waived = (each.problem for each in self.head.waived)
        return withheld((*self.base.problems, *self.head.problems, *waived))

    def _differs(self, path: str) -> bool:
        one, other = self.base.root / path, self.head.root / path
        try:
            return not (one.samefile(other) or filecmp.cmp(one, other, shallow=False))
        except OSError:
            return _there(one) != _there(other)


def _there(path: Path) -> bool:
    return path.is_file()
