"""A report before it is a file: titled tables with what a reader must know, the same for xlsx and docx."""

from __future__ import annotations

from dataclasses import dataclass

from generator.sealed.tables import Cell, Table


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a report with the lines that belong to it."""

    table: Table
    """Its title names the sheet of a workbook, or stands above the table on paper."""
    total: tuple[Cell, ...] = ()
    """The last line, one cell a column; empty when there is nothing to add up."""
    above: tuple[str, ...] = ()
    """Lines between title and table, such as the unit and the day."""
    notes: tuple[str, ...] = ()
    """Lines under the table: what the figures mean, what is missing."""
    apart: bool = False
    """On paper it begins a new page, as one team's roster does."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One report."""

    name: str
    """File name without its ending, such as 统计表."""
    title: str
    """The heading on the first page."""
    parts: tuple[Part, ...]
    note: str
    """At the foot of every page: how its values are shown, see ``tables.MASK_NOTE`` and ``tables.FULL_NOTE``."""
    sample: bool = False
    landscape: bool = True
