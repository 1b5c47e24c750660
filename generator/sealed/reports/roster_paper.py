"""The roster to print and to file: a table a team, with the columns that fit a sheet of A4 across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.sealed.gather import TeamRows
from generator.sealed.papers import Paper, Part
from generator.sealed.reports.sizes import unlike
from generator.sealed.rosters import CONTACT, ROSTER, Column, as_text
from generator.sealed.tables import FULL_NOTE, MASK_NOTE, Cell, Table, sheet_titles
from generator.sealed.teams import TeamFacts, head

NAME = "名册"
TITLE = "巾帼志愿者名册"
_ORDER = Column("order", "序号", 6)
PRINTED = (
    "number", "name", "sex", "born", "id_number", "mobile", "area", "post", "skills", "categories", "source", "joined",
    "guardian", "guardian_phone",
)  # fmt: skip
"""Keys of the roster's columns that are printed, in their order; rare ones where somebody in the team has a value."""
_AT = {column.key: index for index, column in enumerate(ROSTER)}
_LEADER = next(index for index, column in enumerate(CONTACT) if column.key == "leader")


def roster_paper(sheets: Sequence[TeamRows], facts: Sequence[TeamFacts], *, full: bool, sample: bool) -> Paper:
    """A part a team that has a roster, those of one 分队 together; ``facts`` holds all teams.

    The rows come from ``gather`` and are masked there; ``full`` only says so at the foot of the page.
    """
    by_address = {team.address: team for team in facts}
    groups: dict[str, list[TeamRows]] = {}
    for each in sheets:
        top = head(each.team, by_address).address
        group = groups.setdefault(top, [])
        # its own members come before those of the teams below it
        group.insert(0 if each.team.address == top else len(group), each)
    listed = [each for group in groups.values() for each in group if each.roster.row_count]
    titles = sheet_titles([each.team.name for each in listed])
    return Paper(
        name=NAME,
        title=TITLE if len(listed) != 1 else f"{as_text(listed[0].team.name)}名册",
        parts=tuple(_part(each, title) for each, title in zip(listed, titles, strict=True)),
        note=FULL_NOTE if full else MASK_NOTE,
        sample=sample,
    )


def _part(sheet: TeamRows, title: str) -> Part:
    """Those who are in the team; who has left is counted only, as the printed columns would not show it."""
    team, roster = sheet.team, sheet.roster
    present = [row for row in roster.rows if not row[_AT["left"]]]
    gone = len(roster.rows) - len(present)
    people = roster.row_count - gone
    leader = next((row[_LEADER] for row in sheet.contact.rows if row[_LEADER]), as_text(team.leader))
    above = [f"单位：{as_text(team.unit)}", f"人数：{people}", *([f"领队：{leader}"] if leader else [])]
    notes = []
    if roster.unreadable:
        notes.append(f"有 {roster.unreadable} 行打不开，没有列在表里")
    if gone:
        notes.append(f"另有 {gone} 人已经退队，没有列在表里")
    if unlike(team.declared_size, people, whole=not roster.unreadable):
        notes.append(f"登记表上填报 {team.declared_size} 人，与名册不一致")
    places = [_AT[key] for key in PRINTED if not ROSTER[_AT[key]].rare or any(row[_AT[key]] for row in present)]
    columns = [replace(ROSTER[at], title=ROSTER[at].title.partition("(")[0]) for at in places]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (number, *(row[at] for at in places)) for number, row in enumerate(present, start=1)
    )
    return Part(Table(title, (_ORDER, *columns), rows), above=("　　".join(above),), notes=tuple(notes), apart=True)
