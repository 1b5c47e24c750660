"""The job: open the sheets of the teams asked for and write the roster into a private folder."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from generator.console import Console, Recorded
from generator.problems import Problem
from generator.sealed.age import Identities
from generator.sealed.as_csv import as_csv
from generator.sealed.as_xlsx import as_xlsx
from generator.sealed.folder import private_folder, write_all
from generator.sealed.gather import TeamSheets, gather, stray_sheets
from generator.sealed.rosters import CONTACT, ROSTER
from generator.sealed.tables import book
from generator.sealed.teams import ExportRefused, TeamFacts, chosen

XLSX = "名册.xlsx"
CSV = "名册.csv"
LOG = "exports.log"


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
        ExportRefused: unknown team, full values without a reason, or a folder where clear text may not lie.
    """
    if request.full and not request.reason.strip():
        raise ExportRefused("导出完整的手机号和证件号码要写明理由 —— 请加上 --reason，理由会记入导出记录")
    teams = chosen(facts, request.only)
    folder = private_folder(root, out, (XLSX, CSV, LOG))
    sheets = gather(root, teams, identities, console or Recorded())
    result = _result(root, facts, sheets, whole=not request.only)
    if not result.rows and not result.contacts and result.unreadable:
        return result
    made = book(sheets, facts, full=request.full, sample=request.sample)
    line = _log_line(request, result, now or datetime.now(UTC))
    try:
        files = write_all(folder, {XLSX: as_xlsx(made), CSV: as_csv(made)}, LOG, line)
    except OSError as error:
        reason = error.strerror or "写入失败"
        raise ExportRefused(f"写不进 {folder}：{reason} —— 如果名册正开着，请先关闭") from None
    return replace(result, files=tuple(files))


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


def _log_line(request: ExportRequest, result: ExportResult, now: datetime) -> str:
    """Who, when, which teams, which columns, how many rows; never a value."""
    return json.dumps(
        {
            "time": now.astimezone(UTC).isoformat(timespec="seconds"),
            "user": _user(),
            "teams": list(result.teams),
            "columns": [column.title for column in (*ROSTER, *CONTACT)],
            "values": "full" if request.full else "masked",
            "reason": request.reason.strip(),
            "rows": result.rows,
            "contacts": result.contacts,
            "unreadable": result.unreadable,
        },
        ensure_ascii=False,
    )


def _user() -> str:
    """Name and number of the account; the name may come from the environment, the number may not."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        name = "?"
    return f"{name} ({os.getuid()})" if os.name == "posix" else name
