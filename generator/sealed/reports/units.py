"""Whose line a team stands on: a division of the federation, a unit of its own, the top itself, or nobody's.

A team belongs where the team directly below the top belongs that it is under (``teams.head``). Such a head stands for
its division when its unit is that division's federation; which kind of unit that is, is read from the heads whose
unit is called like their division, so that nothing is said here about any one federation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.records.federation import Star
from generator.sealed.teams import TeamFacts, head, line_up

NO_UNIT = "未归入"
TOP_KIND = "本级"
_ENDINGS = re.compile(r"(妇女联合会|妇联|妇女工作委员会|妇工委|妇委会)$")
_PAIRS_OF_ZEROS = re.compile(r"(00){1,2}$")


@dataclass(frozen=True, slots=True)
class Area:
    """One division of the federation."""

    code: str
    name: str
    """As it stands on a form: its short name where it has one."""
    zone: bool = False
    """A development zone and the like, without a code of GB/T 2260."""
    full_name: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """What reports need of the federation."""

    name: str
    place: str
    levels: tuple[str, ...]
    """From the top."""
    areas: tuple[Area, ...] = ()
    sources: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    stars: tuple[Star, ...] = ()
    stats_due: str = ""
    """``07-30``: until when units have reported; empty where the federation has fixed no day."""
    sample: bool = False

    def lines(self) -> tuple[Area, ...]:
        """The divisions that report to this federation: those that lie in no other one listed."""
        return tuple(each for each in self.areas if self.outermost(each.code) is each)

    def outermost(self, code: str) -> Area | None:
        """The division directly below the federation in which a code lies."""
        holding = [each for each in self.areas if code.startswith(_PAIRS_OF_ZEROS.sub("", each.code))]
        return min(holding, key=lambda each: len(_PAIRS_OF_ZEROS.sub("", each.code)), default=None)


@dataclass(frozen=True, slots=True)
class Unit:
    """One line of a report."""

    name: str
    kind: str
    teams: tuple[TeamFacts, ...] = ()
    heads: tuple[TeamFacts, ...] = ()
    """Of them those directly below the top: the unit's own word to it."""
    zone: bool = False
    reports: bool = True
    """It is asked for a report; the top itself and what belongs nowhere are not."""


@dataclass(slots=True)
class _Group:
    name: str
    kind: str
    zone: bool = False
    reports: bool = True
    teams: list[TeamFacts] = field(default_factory=list)


def units_of(teams: Iterable[TeamFacts], home: Home) -> tuple[Unit, ...]:
    """Every division, whether or not it has teams, then the other units, the top, and what belongs to no unit."""
    listed = list(teams)
    by_address = {team.address: team for team in listed}
    local = _kind_of_divisions(listed, home)
    areas = {each.code: _Group(each.name, local, each.zone) for each in home.lines()}
    others: dict[str, _Group] = {}
    top = _Group(f"{home.name}（本级）", TOP_KIND, reports=False)
    nowhere = _Group(NO_UNIT, "", reports=False)
    for team in listed:
        first = head(team, by_address)
        if by_address[line_up(team, by_address)[-1]].parent is not None:
            nowhere.teams.append(team)
        elif first.parent is None:
            top.teams.append(team)
        elif (area := _area(first, home, local)) is not None:
            areas[area.code].teams.append(team)
        else:
            name = first.unit or first.name
            others.setdefault(name, _Group(name, first.unit_kind)).teams.append(team)
    own = sorted(others.values(), key=lambda each: each.kind)
    return tuple(
        _unit(each, by_address) for each in (*areas.values(), *own, top, nowhere) if each.teams or each.reports
    )


def places(units: Sequence[Unit]) -> Mapping[str, int]:
    """Address of a team → index of its unit."""
    return {team.address: index for index, unit in enumerate(units) for team in unit.teams}


def _unit(group: _Group, by_address: Mapping[str, TeamFacts]) -> Unit:
    heads = tuple(team for team in group.teams if group.reports and head(team, by_address) is team)
    return Unit(group.name, group.kind, tuple(group.teams), heads, group.zone, group.reports)


def _area(first: TeamFacts, home: Home, local: str) -> Area | None:
    """The division for which a head stands, if it stands for one."""
    area = home.outermost(first.division)
    called = area is not None and _called_like(first, home)
    return area if called or (local and first.unit_kind == local) else None


def _called_like(first: TeamFacts, home: Home) -> bool:
    own = next((each for each in home.areas if each.code == first.division), None)
    stem = _ENDINGS.sub("", first.unit).removeprefix(home.place)
    return own is not None and stem in {own.name, own.full_name}


def _kind_of_divisions(teams: Sequence[TeamFacts], home: Home) -> str:
    """Such as 县（市、区）妇联; empty where no unit is called like a division."""
    by_address = {team.address: team for team in teams}
    heads = {head(team, by_address) for team in teams}
    kinds = Counter(each.unit_kind for each in heads if each.parent is not None and _called_like(each, home))
    del kinds[""]
    return min(kinds, key=lambda kind: (-kinds[kind], kind), default="")
