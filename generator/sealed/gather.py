"""Open the sheets of many teams; one that cannot be read costs its rows, never the whole export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from generator.console import Console
from generator.problems import Problem
from generator.records.files import read_text, walk
from generator.records.sheets import Sheet, parse_sheet
from generator.sealed.age import Identities
from generator.sealed.masking import masked
from generator.sealed.readers import Readers
from generator.sealed.rosters import KINDS, Column, cells, row_problems
from generator.sealed.sheets import LOCKED, OpenedSheet, open_sheet
from generator.sealed.teams import TeamFacts
from generator.sealed.workers import Opening

ROSTER_SHEET = "roster.sealed"
CONTACT_SHEET = "contact.sealed"


@dataclass(frozen=True, slots=True)
class Shown:
    """What an export keeps of one sheet: its rows as texts, and what could not be read."""

    path: str
    rows: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    """In the order of the sheet's columns, masked unless asked for in full."""
    row_count: int = 0
    """Rows that there should be, whether they opened or not."""
    unreadable: int = 0
    problems: tuple[Problem, ...] = ()
    locked: bool = False
    """Not a single row is for the key at hand, and that is all that is wrong."""


@dataclass(frozen=True, slots=True)
class TeamRows:
    """The private sheets of one team, as far as an export shows them."""

    team: TeamFacts
    roster: Shown
    contact: Shown

    @property
    def closed(self) -> bool:
        """All that there is of it is sealed to other people than whoever holds the key."""
        held = [sheet for sheet in (self.roster, self.contact) if sheet.unreadable or sheet.rows]
        return bool(held) and all(sheet.locked for sheet in held)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with both."""
        return (*self.contact.problems, *self.roster.problems)


def gather(
    root: Path, teams: Sequence[TeamFacts], identities: Identities, console: Console, *, full: bool = False
) -> list[TeamRows]:
    """Roster and contact of each team, in the order of the teams; masked unless ``full``."""
    paths = [f"{team.folder}/{name}" for team in teams for name in (ROSTER_SHEET, CONTACT_SHEET)]
    sheets = Opening(root, identities, partial(_shown, hide=not full), console).each(paths)
    found = []
    for done, team in enumerate(teams, start=1):
        found.append(TeamRows(team, next(sheets), next(sheets)))
        console.progress("打开密封表", done, len(teams))
    return found


def _shown(root: Path, path: str, identities: Identities, *, hide: bool) -> Shown:
    """One sheet as texts; equal ones are kept once, which also makes them small to hand over."""
    columns = KINDS[path.rpartition("/")[2]]
    sheet = opened(root, path, identities, columns)
    once: dict[str, str] = {}
    rows = []
    for row in sheet.rows:
        shown = masked(cells(row, columns), columns) if hide else cells(row, columns)
        rows.append(tuple(once.setdefault(cell, cell) for cell in shown))
    locked = bool(sheet.unreadable) and all(each.message.startswith(LOCKED) for each in sheet.problems)
    return Shown(path, tuple(rows), sheet.row_count, sheet.unreadable, sheet.problems, locked and not rows)


def opened(root: Path, path: str, identities: Identities, columns: Sequence[Column]) -> OpenedSheet:
    """One sheet; a sheet that does not exist has no rows and no problem."""
    return opened_from(root, read_sheet(root, path), identities, columns)


def opened_from(root: Path, sheet: Sheet, identities: Identities, columns: Sequence[Column]) -> OpenedSheet:
    """The same of a sheet that has been read."""
    path = sheet.path
    result = open_sheet(sheet, identities)
    more = [problem for row in result.rows for problem in row_problems(path, row, columns)]
    if path.startswith("teams/"):  # the readers of a service record depend on the person's team, not on its place
        more += Readers(root).outdated(result)
    if sheet.emptied and (root / path).is_file():
        more.append(sheet.emptied)
    return OpenedSheet(path, result.rows, tuple(sorted((*result.problems, *more))), result.unreadable)


def read_sheet(root: Path, path: str) -> Sheet:
    """The closed rows of one sheet below ``root``."""
    full = root / path
    if full.is_symlink():
        message = "这是一个符号链接，密封表不允许用链接"
        return Sheet(path, problems=(Problem(path, 1, 1, "S1", "error", message, "请把文件本身放进来"),))
    if not full.exists():
        return Sheet(path)
    problems: list[Problem] = []
    text = read_text(root, path, problems)
    sheet = parse_sheet(path, text or "")
    return replace(sheet, problems=(*problems, *sheet.problems))


def all_sheets(root: Path) -> Iterator[str]:
    """Paths of all sealed sheets of a register, links excluded."""
    return (path for path in walk(root).texts if path.endswith(".sealed"))


def stray_sheets(root: Path, facts: Sequence[TeamFacts]) -> list[Problem]:
    """Rosters and contacts that belong to no team, so that nobody is forgotten in an export of all."""
    folders = {team.folder for team in facts}
    message = "这张表旁边没有队伍，没有导出"
    hint = "请检查文件夹名字，或者把表移回队伍的文件夹后重新密封"
    return [
        Problem(path, 1, 1, "S7", "warning", message, hint)
        for path in all_sheets(root)
        if path.endswith((f"/{ROSTER_SHEET}", f"/{CONTACT_SHEET}")) and path.rpartition("/")[0] not in folders
    ]
