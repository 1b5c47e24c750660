"""Opened sheets become the tables of an export: a summary, one table a 分队, the contacts, and everybody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.sealed.gather import Shown, TeamRows
from generator.sealed.rosters import CONTACT, ROSTER, Column, as_text
from generator.sealed.teams import TeamFacts, head, head_level

Cell = str | int | float

SUMMARY_TITLE = "汇总"
CONTACTS_TITLE = "领队联系方式"
SAMPLE_MARK = "样例数据：本册人员均为虚构，仅供演示"
MASK_NOTE = "手机、证件号码、微信号和出生月日已隐去一部分"
FULL_NOTE = "本册含完整的个人信息，用后请按规定保管或销毁"

SUMMARY = (
    Column("squads", "下属队伍", 10),
    Column("declared", "申报人数", 10),
    Column("rows", "名册行数", 10),
    Column("unreadable", "打不开", 10),
    Column("difference", "差额", 10),
    Column("note", "人数对不上的队伍（名册/申报）", 60),
)
_ORDER = Column("order", "序号", 6)
_TEAM = Column("team", "队伍", 42)
_LEVEL = Column("level", "级别", 8)
_UNIT = Column("unit", "单位", 22)

_MAX_TITLE = 31
_ILLEGAL = re.compile(r"[\[\]:*?/\\]")
_RESERVED = {"history"}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; a text is never to be read as a number or a formula."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """All that an export says."""

    summary: Table
    totals: tuple[int, ...]
    """Sums of the summary's number columns."""
    rosters: tuple[Table, ...]
    """One a 分队: its own members and those of the teams below it."""
    contacts: Table
    level: str
    """What the federation calls the teams that have a table each."""
    units: tuple[str, ...]
    """Their full names, in the order of the tables."""
    sample: bool
    full: bool

    @property
    def note(self) -> str:
        """What a reader must know about the values."""
        return FULL_NOTE if self.full else MASK_NOTE

    def everyone(self) -> Iterator[tuple[str, ...]]:
        """All rosters in one: the headings, then row by row, so that no second copy of everybody is kept."""
        columns = self.rosters[0].columns[1:] if self.rosters else (_TEAM, *ROSTER)
        yield (self.level, *(column.title for column in columns))
        for unit, table in zip(self.units, self.rosters, strict=True):
            for row in table.rows:
                yield (unit, *map(str, row[1:]))


def amount(number: Decimal | float) -> Cell:
    """A number for a cell: whole where it is whole, else with two decimals at most."""
    rounded = round(float(number), 2)
    return int(rounded) if rounded == int(rounded) else rounded


def book(sheets: Sequence[TeamRows], facts: Sequence[TeamFacts], *, full: bool, sample: bool) -> Book:
    """Tables of the teams that were opened; ``facts`` holds all teams, so that each finds its head."""
    by_address = {team.address: team for team in facts}
    level = head_level(facts)
    unit = Column("unit", level, 34)
    groups: dict[str, list[TeamRows]] = {}
    for each in sheets:
        top = head(each.team, by_address).address
        group = groups.setdefault(top, [])
        # its own members come before those of the teams below it
        group.insert(0 if each.team.address == top else len(group), each)
    heads = sorted((by_address[address] for address in groups), key=lambda top: top.parent is not None)
    lines = tuple(_summary_line(top, groups[top.address]) for top in heads)
    titles = sheet_titles([_short(top, level) for top in heads], taken=(SUMMARY_TITLE, CONTACTS_TITLE))
    used = _used(sheets)
    contacts = [(as_text(top.name), *row) for top in heads for row in _contacts(groups[top.address])]
    return Book(
        summary=Table(SUMMARY_TITLE, (unit, *SUMMARY), tuple((as_text(str(line[0])), *line[1:]) for line in lines)),
        totals=tuple(sum(int(line[index]) for line in lines) for index in range(1, len(SUMMARY))),
        rosters=tuple(
            Table(title, (_ORDER, _TEAM, *(ROSTER[index] for index in used)), _people(groups[top.address], used))
            for title, top in zip(titles, heads, strict=True)
        ),
        contacts=Table(CONTACTS_TITLE, (unit, _TEAM, _LEVEL, _UNIT, *CONTACT), tuple(contacts)),
        level=level,
        units=tuple(as_text(top.name) for top in heads),
        sample=sample,
        full=full,
    )


def sheet_titles(names: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """Names for the sheets of a workbook: legal, at most 31 characters, different whatever their case."""
    used = {each.casefold() for each in taken} | _RESERVED
    titles = []
    for name in names:
        plain = _ILLEGAL.sub("", as_text(name)).strip(" '")[:_MAX_TITLE].strip(" '") or "队伍"
        title, number = plain, 1
        while title.casefold() in used:
            number += 1
            ending = f" ({number})"
            title = plain[: _MAX_TITLE - len(ending)] + ending
        used.add(title.casefold())
        titles.append(title)
    return titles


def _summary_line(top: TeamFacts, group: Sequence[TeamRows]) -> tuple[Cell, ...]:
    declared = sum(each.team.declared_size for each in group)
    rows = sum(each.roster.row_count for each in group)
    unreadable = sum(each.roster.unreadable for each in group)
    below = sum(each.team.address != top.address for each in group)
    wrong = [each for each in group if each.roster.row_count != each.team.declared_size]
    note = "；".join(f"{each.team.name} {each.roster.row_count}/{each.team.declared_size}" for each in wrong)
    return (top.name, below, declared, rows, unreadable, rows - declared, as_text(note))


def _used(sheets: Iterable[TeamRows]) -> tuple[int, ...]:
    """Which columns of the roster have a place: those that are rare only where somebody has a value."""
    rare = {index for index, column in enumerate(ROSTER) if column.rare}
    unused = set(rare)
    for each in sheets:
        for row in each.roster.rows:
            unused -= {index for index in unused if row[index]}
    return tuple(index for index in range(len(ROSTER)) if index not in unused)


def _people(group: Sequence[TeamRows], used: Sequence[int]) -> tuple[tuple[Cell, ...], ...]:
    """Numbered through."""
    named = (
        (team, row) for team, rows in ((as_text(each.team.name), each.roster.rows) for each in group) for row in rows
    )
    return tuple((number, team, *(row[index] for index in used)) for number, (team, row) in enumerate(named, start=1))


def _contacts(group: Sequence[TeamRows]) -> list[tuple[str, ...]]:
    """One line a team: who leads it and who answers for it are two sealed rows, so that git shows which exist."""
    return [
        (as_text(each.team.name), as_text(each.team.level), as_text(each.team.unit), *_reached(each.contact))
        for each in group
        if each.contact.rows
    ]


def _reached(contact: Shown) -> tuple[str, ...]:
    # Each row was masked before they are joined: a mask knows one value, not two behind one another.
    return tuple("；".join(dict.fromkeys(filter(None, column))) for column in zip(*contact.rows, strict=True))


def _short(top: TeamFacts, level: str) -> str:
    """新华区巾帼志愿服务分队 → 新华区."""
    plain = top.name.removesuffix(top.ending)
    return re.sub(f"(巾帼)?(志愿)?(服务)?{re.escape(level)}$", "", plain) or top.name
