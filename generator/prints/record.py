"""A service record sheet: tables that somebody hands over, marked as the federation's own and as no 证明."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.prints.typeset import Sheet
from generator.records.federation import Federation

TEMPLATE = "record"
_NARROWEST = 5


@dataclass(frozen=True, slots=True)
class RecordPart:
    """One table with what belongs to it."""

    title: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordView:
    """What the template sees."""

    heading: str
    federation: str
    no_proof: str
    note: str
    """At the foot of every page."""
    parts: tuple[RecordPart, ...]


def record(facts: Federation, heading: str, parts: Sequence[RecordPart], note: str) -> Sheet:
    """The sheet of one person."""
    no_proof = f"本表由{facts.name}登记，不是志愿服务记录证明"
    listed = tuple(_narrowed(part) for part in parts)
    return Sheet(TEMPLATE, RecordView(heading, facts.name, no_proof, note, listed), heading, facts.name,
                 sample=facts.sample)  # fmt: skip


def _narrowed(part: RecordPart) -> RecordPart:
    """Without columns that are empty in every row, which paper has no room for."""
    kept = [
        place for place in range(len(part.heads))
        if not part.rows or any(row[place].strip() for row in part.rows) or not place
    ]  # fmt: skip

    def some(row: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(row[place] for place in kept)

    widths = tuple(max(part.widths[place], _NARROWEST) for place in kept)
    total = some(part.total) if part.total else ()
    return RecordPart(part.title, some(part.heads), widths, tuple(map(some, part.rows)), total, part.above, part.notes)
