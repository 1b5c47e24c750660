"""What the private side needs to know of the teams, as plain facts, and which of them an export is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.problems import did_you_mean
from generator.sealed.refused import Refused


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """One team of the register."""

    address: str
    """Folder below ``teams/``, such as ``xinhua/guangminglu-aixin``; whatever name the top team goes by."""
    name: str
    level: str
    parent: str | None
    """Address of the team above; None for the top team, whose sheets lie in ``teams/`` itself."""
    unit: str
    division_name: str
    declared_size: int
    ending: str = ""
    """What the federation asks names of this level to end with, such as 巾帼志愿服务分队."""
    division: str = ""
    """Code of GB/T 2260, or of a zone."""
    unit_kind: str = ""
    """Such as 县（市、区）妇联; empty when the unit is of no kind that the federation knows."""
    township: str = ""
    founded: str = ""
    """``2018-03``."""
    categories: tuple[str, ...] = ()
    other_category: str = ""
    """What 其他 means here."""
    service_times: tuple[str, ...] = ()
    filed_with: str = ""
    """备案: name of the team above that holds the record; empty when it was not filed."""
    filed_on: date | None = None
    updated: date | None = None
    """When somebody last checked what the record says."""
    status: str = "active"
    min_size: int = 0
    """The fewest people that a team of this level must have."""
    leader: str = ""
    """Only the name that the open record shows under consent."""
    post: str = ""

    @property
    def folder(self) -> str:
        """POSIX path of its sheets, relative to the register's root."""
        return "teams" if self.parent is None else f"teams/{self.address}"


def chosen(facts: Sequence[TeamFacts], only: Iterable[str]) -> list[TeamFacts]:
    """The teams asked for by address or full name, each with all below it; all teams when none is named.

    Raises:
        Refused: no team is called that.
    """
    asked = list(only)
    if not asked:
        return list(facts)
    by_address = {team.address: team for team in facts}
    by_name = {team.name: team.address for team in facts}
    by_name["teams"] = next((team.address for team in facts if team.parent is None), "")
    heads = set()
    for word in asked:
        address = word.strip().replace("\\", "/").strip("/").removesuffix("/team.yml").removeprefix("teams/")
        address = by_name.get(address, address)
        if address not in by_address:
            short = next((f"是不是 {team.address}（{team.name}）？" for team in facts if address in team.name), "")
            guess = did_you_mean(address, [*by_address, *by_name]) or (short if address else "")
            hint = guess or f"可以写：{'、'.join(list(by_address)[:8])} …"
            raise Refused(f"没有 “{word}” 这支队伍 —— {hint}")
        heads.add(address)
    return [team for team in facts if heads & set(line_up(team, by_address))]


def head(team: TeamFacts, by_address: Mapping[str, TeamFacts]) -> TeamFacts:
    """The team on whose sheet it stands: the one directly below the top at or above it; the top itself stands alone."""
    line = [by_address[address] for address in line_up(team, by_address)]
    below_the_top = line[-1].parent is None and len(line) > 1
    return line[-2] if below_the_top else line[-1]


def head_level(facts: Iterable[TeamFacts]) -> str:
    """What the federation calls the level directly below the top, such as 分队."""
    listed = list(facts)
    tops = {team.address for team in listed if team.parent is None}
    return next((team.level for team in listed if team.parent in tops), "队伍")


def line_up(team: TeamFacts, by_address: Mapping[str, TeamFacts]) -> list[str]:
    """Its own address and those of all teams above it; a loop or an unknown parent ends the line."""
    line = [team.address]
    while (team.parent is not None) and team.parent in by_address and team.parent not in line:
        team = by_address[team.parent]
        line.append(team.address)
    return line
