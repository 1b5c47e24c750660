"""The job: open the sheets of the teams asked for and write the roster into a private folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from generator.console import Console, Recorded
from generator.problems import Problem
from generator.sealed.age import Identities
from generator.sealed.as_csv import as_csv
from generator.sealed.as_xlsx import as_xlsx
from generator.sealed.deliver import Contents, Order, deliver, prepare
from generator.sealed.gather import TeamSheets, gather, stray_sheets
from generator.sealed.rosters import CONTACT, ROSTER
from generator.sealed.tables import book
from generator.sealed.teams import TeamFacts, chosen

XLSX = "名册.xlsx"
CSV = "名册.csv"


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What is asked for."""

    only: tuple[str, ...] = ()
    """Addresses or full names of teams, each with the teams below it; all teams when empty."""
    full: bool = False
    """Phones, id numbers, WeChat ids and birthdays in full."""
    reason: str = ""
    """Why in full; goes to the log."""
    sample: bool = False
    """The register is a demonstration, and the export says so."""
    password: str | None = field(default=None, repr=False)
    """On the workbook; the CSV file, which cannot carry one, is then left out."""


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What came of it."""

    files: tuple[Path, ...]
    """Empty when not a single row could be read: the last export is then left alone."""
    rows: int
    """Volunteers exported."""
    contacts: int
    """Teams whose contact was exported."""
    unreadable: int
    """Rows of rosters and contacts that could not be read; each has a Problem."""
    problems: tuple[Problem, ...]
    teams: tuple[str, ...]
    """Addresses of the teams that it is about."""


def export_rosters(
    root: Path,
    facts: Sequence[TeamFacts],
    identities: Identities,
    out: Path,
    request: ExportRequest,
    *,
    console: Console | None = None,
    now: datetime | None = None,
) -> ExportResult:
    """Write ``名册.xlsx`` and ``名册.csv`` into ``out`` and a line about it into ``exports.log``.

    Rows that cannot be read are Problems and do not hold up the others.

    Raises:
        Refused: unknown team, full values without a reason, or a folder where clear text may not lie.
    """
    teams = chosen(facts, request.only)
    order = Order("名册", out, request.full, request.reason, request.sample, request.password)
    folder = prepare(root, order, (XLSX, CSV))
    sheets = gather(root, teams, identities, console or Recorded())
    result = _result(root, facts, sheets, whole=not request.only)
    if not result.rows and not result.contacts and result.unreadable:
        return result
    made = book(sheets, facts, full=request.full, sample=request.sample)
    files = deliver(folder, {XLSX: as_xlsx(made), CSV: as_csv(made)}, order, _contents(result), now)
    return replace(result, files=files)


def _result(root: Path, facts: Sequence[TeamFacts], sheets: Sequence[TeamSheets], *, whole: bool) -> ExportResult:
    """The counts, before anything is written."""
    problems = [problem for each in sheets for problem in each.problems]
    problems += stray_sheets(root, facts) if whole else []
    return ExportResult(
        files=(),
        rows=sum(len(each.roster.rows) for each in sheets),
        contacts=sum(bool(each.contact.rows) for each in sheets),
        unreadable=sum(each.roster.unreadable + each.contact.unreadable for each in sheets),
        problems=tuple(sorted(problems)),
        teams=tuple(each.team.address for each in sheets),
    )


def _contents(result: ExportResult) -> Contents:
    columns = tuple(column.title for column in (*ROSTER, *CONTACT))
    counts = {"rows": result.rows, "contacts": result.contacts, "unreadable": result.unreadable}
    return Contents(result.teams, columns, counts)
