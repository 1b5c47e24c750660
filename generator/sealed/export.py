"""The job: open the sheets of the teams asked for and write the roster into a private folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from generator.console import Console, Recorded
from generator.problems import Problem
from generator.sealed.age import Identities
from generator.sealed.as_csv import as_csv
from generator.sealed.as_xlsx import as_xlsx
from generator.sealed.deliver import Contents, Order, deliver, prepare
from generator.sealed.gather import TeamRows, gather, stray_sheets
from generator.sealed.paper_docx import paper_document
from generator.sealed.reports.roster_paper import roster_paper
from generator.sealed.rosters import CONTACT, ROSTER, Column
from generator.sealed.tables import book
from generator.sealed.teams import TeamFacts, chosen

XLSX = "名册.xlsx"
CSV = "名册.csv"
DOCX = "名册.docx"


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
    docx: bool = False
    """Also to print: a table a team."""


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
    """Rows of rosters and contacts that could not be read although the key opens their team; each has a Problem."""
    problems: tuple[Problem, ...]
    teams: tuple[str, ...]
    """Addresses of the teams that it is about."""
    opened: int = 0
    """Teams of which the key opens something."""
    closed: int = 0
    """Teams that are sealed to other people alone: the key of a 分队 need not open what is not its own."""
    locked: int = 0
    """Sheets of which the key at hand opens nothing; set only when it opens none at all."""


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
    """Write the roster as xlsx, csv and, where asked for, docx into ``out``, and a line about it into ``exports.log``.

    Rows that cannot be read are Problems and do not hold up the others.

    Raises:
        Refused: unknown team, full values without a reason, or a folder where clear text may not lie.
    """
    teams = chosen(facts, request.only)
    order = Order("名册", out, request.full, request.reason, request.sample, request.password)
    folder = prepare(root, order, (XLSX, CSV, *((DOCX,) if request.docx else ())))
    sheets = gather(root, teams, identities, console or Recorded(), full=request.full)
    result = _result(root, facts, sheets, whole=not request.only)
    if not result.rows and not result.contacts and result.unreadable:
        return result
    made = book(sheets, facts, full=request.full, sample=request.sample)
    printed = roster_paper(sheets, facts, full=request.full, sample=request.sample) if request.docx else None
    del sheets  # a hundred thousand rows are kept once only
    columns = (*made.rosters[0].columns[2:], *CONTACT) if made.rosters else (*ROSTER, *CONTACT)
    data = {XLSX: as_xlsx(made), CSV: as_csv(made), **({DOCX: paper_document(printed)} if printed else {})}
    return replace(result, files=deliver(folder, data, order, _contents(result, columns), now))


def _result(root: Path, facts: Sequence[TeamFacts], sheets: Sequence[TeamRows], *, whole: bool) -> ExportResult:
    """The counts, before anything is written."""
    closed = [each for each in sheets if each.closed]
    mine = [each for each in sheets if not each.closed]
    listed = [sheet for each in sheets for sheet in (each.roster, each.contact) if sheet.unreadable or sheet.rows]
    nothing = all(sheet.locked for sheet in listed)
    if nothing:  # what is wrong with the key is then all that there is to say
        mine, closed = list(sheets), []
    problems = [problem for each in mine for problem in each.problems]
    problems += stray_sheets(root, facts) if whole else []
    return ExportResult(
        files=(),
        locked=len(listed) if nothing else 0,
        rows=sum(len(each.roster.rows) for each in mine),
        contacts=sum(bool(each.contact.rows) for each in mine),
        unreadable=sum(each.roster.unreadable + each.contact.unreadable for each in mine),
        problems=tuple(sorted(problems)),
        teams=tuple(each.team.address for each in mine),
        opened=sum(bool(each.roster.rows or each.contact.rows) for each in mine),
        closed=len(closed),
    )


def _contents(result: ExportResult, columns: Iterable[Column]) -> Contents:
    counts = {
        "rows": result.rows,
        "contacts": result.contacts,
        "unreadable": result.unreadable,
        "closed": result.closed,
    }
    return Contents(result.teams, tuple(column.title for column in columns), counts)
