"""Open the sheets of many teams; one that cannot be read costs its rows, never the whole export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.console import Console
from generator.problems import Problem
from generator.records.files import read_text, walk
from generator.records.sheets import Sheet, parse_sheet
from generator.sealed.age import Identities
from generator.sealed.rosters import CONTACT, ROSTER, Column, row_problems
from generator.sealed.sheets import OpenedSheet, open_sheet
from generator.sealed.teams import TeamFacts

ROSTER_SHEET = "roster.sealed"
CONTACT_SHEET = "contact.sealed"


@dataclass(frozen=True, slots=True)
class TeamSheets:
    """The opened private sheets of one team."""

    team: TeamFacts
    roster: OpenedSheet
    contact: OpenedSheet

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with both."""
        return (*self.contact.problems, *self.roster.problems)


def gather(root: Path, teams: Sequence[TeamFacts], identities: Identities, console: Console) -> list[TeamSheets]:
    """Roster and contact of each team, in the order of the teams."""
    found = []
    for done, team in enumerate(teams, start=1):
        roster = opened(root, f"{team.folder}/{ROSTER_SHEET}", identities, ROSTER)
        contact = opened(root, f"{team.folder}/{CONTACT_SHEET}", identities, CONTACT)
        found.append(TeamSheets(team, roster, contact))
        console.progress("打开密封表", done, len(teams))
    return found


def opened(root: Path, path: str, identities: Identities, columns: Sequence[Column]) -> OpenedSheet:
    """One sheet; a sheet that does not exist has no rows and no problem."""
    sheet = read_sheet(root, path)
    result = open_sheet(sheet, identities)
    more = [problem for row in result.rows for problem in row_problems(path, row, columns)]
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
