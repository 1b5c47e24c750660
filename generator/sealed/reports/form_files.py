"""The job: the registration forms of the teams asked for, one file a team and one with all for printing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.console import Console
from generator.problems import Problem
from generator.sealed.age import Identities
from generator.sealed.deliver import Contents, Order, deliver, prepare
from generator.sealed.gather import CONTACT_SHEET, ROSTER_SHEET, opened, read_sheet
from generator.sealed.masking import masked
from generator.sealed.material import is_damage
from generator.sealed.reports.form import TITLES, FormFacts, FormWords, form_document, missing, month
from generator.sealed.reports.sizes import unlike
from generator.sealed.rosters import CONTACT, as_text, cells
from generator.sealed.sheets import LOCKED, OpenedSheet
from generator.sealed.tables import FULL_NOTE, MASK_NOTE
from generator.sealed.teams import TeamFacts, chosen

FOLDER = "登记表"
ALL = "登记表.docx"
_DISBANDED = "disbanded"
_LEADER = "leader"
"""Row of a contact sheet."""
_LONGEST = 80
"""Bytes of a name: with what is written beside it while it is made, every file system takes it."""
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FormResult:
    """What came of it."""

    files: tuple[Path, ...]
    """Empty when not a single contact could be read."""
    teams: int
    """Forms that were made."""
    disbanded: int
    """Teams left out."""
    unreadable: int
    """Rows of contact sheets that could not be read; each has a Problem."""
    closed: int
    """Teams whose contacts the keys at hand do not open at all; nothing is wrong with that."""
    damaged: bool
    """Some row is lost to every key."""
    problems: tuple[Problem, ...]
    blanks: Mapping[str, tuple[str, ...]]
    """Name of a team → places of its form that stay blank."""
    unlike: Mapping[str, str]
    """Name of a team → how the number of people on its form differs from its roster, as far as rows tell."""
    earlier: int
    """Forms of an earlier run that lie beside the new ones: teams since renamed, disbanded or not asked for."""


def make_forms(
    root: Path,
    facts: Sequence[TeamFacts],
    identities: Identities,
    words: FormWords,
    order: Order,
    only: Sequence[str] = (),
    *,
    console: Console,
    now: datetime | None = None,
) -> FormResult:
    """Write ``登记表/<队名>.docx`` for each team that is not disbanded, and ``登记表.docx`` with all of them.

    Raises:
        Refused: unknown team, full values without a reason, or a folder where clear text may not lie.
    """
    asked = chosen(facts, only)
    teams = [team for team in asked if team.status != _DISBANDED]
    names = [f"{FOLDER}/{name}.docx" for name in file_names([team.name for team in teams])]
    folder = prepare(root, order, (*names, ALL))
    sheets = _contacts(root, teams, identities, console)
    unreadable = sum(sheet.unreadable for sheet in sheets)
    filled = [_filled(team, sheet, full=order.full) for team, sheet in zip(teams, sheets, strict=True)]
    files: tuple[Path, ...] = ()
    if teams and (any(sheet.rows for sheet in sheets) or not unreadable):
        made = _made(names, filled, words, order)
        columns, addresses = tuple(TITLES.values()), tuple(team.address for team in teams)
        files = deliver(folder, made, order, Contents(addresses, columns, {"unreadable": unreadable}), now)
    return FormResult(
        files=files,
        teams=len(teams),
        disbanded=len(asked) - len(teams),
        unreadable=unreadable,
        closed=sum(bool(sheet.unreadable) and not sheet.rows for sheet in sheets),
        damaged=any(is_damage(problem) for sheet in sheets for problem in sheet.problems),
        problems=tuple(sorted(problem for sheet in sheets for problem in _to_tell(sheet))),
        blanks={each.name: blank for each in filled if (blank := tuple(missing(each)))},
        unlike={team.name: said for team in teams if (said := _unlike(root, team))},
        earlier=len(_docx_in(folder / FOLDER) - {Path(name).name for name in names}),
    )


def _contacts(root: Path, teams: Sequence[TeamFacts], identities: Identities, console: Console) -> list[OpenedSheet]:
    sheets = []
    for done, team in enumerate(teams, start=1):
        sheets.append(opened(root, f"{team.folder}/{CONTACT_SHEET}", identities, CONTACT))
        console.progress("打开密封表", done, len(teams))
    return sheets


def _to_tell(sheet: OpenedSheet) -> tuple[Problem, ...]:
    """A sheet that is simply somebody else's is counted, not complained of."""
    return tuple(problem for problem in sheet.problems if sheet.rows or not problem.message.startswith(LOCKED))


def file_names(teams: Sequence[str]) -> list[str]:
    """Names of teams as names of files: without signs that lead elsewhere, not too long, all different."""
    used: set[str] = set()
    listed = []
    for team in teams:
        plain = unicodedata.normalize("NFC", _NOT_IN_NAMES.sub("", as_text(team))).strip(" .") or "队伍"
        plain = f"{plain}_" if _DEVICES.fullmatch(plain) else plain
        name, number = _cut(plain, _LONGEST), 1
        while name.casefold() in used:
            number += 1
            ending = f"-{number}"
            name = _cut(plain, _LONGEST - len(ending)) + ending
        used.add(name.casefold())
        listed.append(name)
    return listed


def _cut(text: str, size: int) -> str:
    """At most so many bytes, never half a character."""
    return text.encode()[:size].decode(errors="ignore").strip(" .")


def _filled(team: TeamFacts, sheet: OpenedSheet, *, full: bool) -> FormFacts:
    """What the open record and the sealed contact say of a team."""
    contact = _contact(sheet, full=full)
    return FormFacts(
        unit=team.unit,
        name=team.name,
        size=str(team.declared_size),
        founded=month(team.founded),
        leader=contact.get("leader") or team.leader,
        post=contact.get("post") or team.post,
        phone=contact.get("phone", ""),
        wechat=contact.get("wechat", ""),
        categories=team.categories,
        other_text=team.other_category,
        service_times=team.service_times,
    )


def _unlike(root: Path, team: TeamFacts) -> str:
    """Rows are counted, not opened; a team without a roster has nothing to be held against."""
    rows = read_sheet(root, f"{team.folder}/{ROSTER_SHEET}").row_count
    return unlike(team.declared_size, rows, whole=False) if rows else ""


def _contact(sheet: OpenedSheet, *, full: bool) -> dict[str, str]:
    """Values of the leader's row; where older sheets name their rows otherwise, of the first that has them."""
    found: dict[str, str] = {}
    for each in sorted(sheet.rows, key=lambda each: each.row_id != _LEADER):
        row = cells(each, CONTACT)
        shown = row if full else masked(row, CONTACT)
        for column, value in zip(CONTACT, shown, strict=True):
            if value:
                found.setdefault(column.key, value)
    return found


def _made(names: Sequence[str], filled: Sequence[FormFacts], words: FormWords, order: Order) -> dict[str, bytes]:
    note = FULL_NOTE if order.full else MASK_NOTE
    made = {
        name: form_document([each], words, note, sample=order.sample) for name, each in zip(names, filled, strict=True)
    }
    return made if len(filled) == 1 else {**made, ALL: form_document(filled, words, note, sample=order.sample)}


def _docx_in(folder: Path) -> set[str]:
    return {each.name for each in folder.glob("*.docx")}
