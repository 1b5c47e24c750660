"""Which report a service command is about, without reading the whole register."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.facts import activity_facts, sealed_address, team_facts
from generator.cli.one_team import federation_of, team_address
from generator.cli.records_meant import EXAMPLE, record_meant
from generator.console import Console
from generator.problems import errors
from generator.records.federation import Federation
from generator.records.library import TOP, load_only
from generator.sealed.activities import ActivityFacts
from generator.sealed.age import Identities
from generator.sealed.hours.rosters import Rosters
from generator.sealed.readers import Readers

_FEDERATION = "teams/federation.yml"


@dataclass(frozen=True, slots=True)
class Meant:
    """One report with what the commands need of the register."""

    root: Path
    path: str
    """Of the report, relative to the root."""
    federation: Federation
    activity: ActivityFacts

    @property
    def top(self) -> str:
        """Address of the top team."""
        return self.federation.levels[0].name

    def rosters(self, identities: Identities | None) -> Rosters:
        """The people who may be meant."""
        return Rosters(self.root, self.top, self.activity.teams, identities)

    def readers(self) -> Readers:
        """Who may read a row of the report's record, by the team of the person wherever it is."""
        paths = (path.relative_to(self.root).as_posix() for path in sorted((self.root / "teams").rglob("team.yml")))
        library, _ = load_only(self.root, [_FEDERATION, *paths])
        return Readers(self.root, team_facts(library), (self.activity,))

    def team_size(self) -> int | None:
        """Declared size of its one team, those below it not counted; None when it has several or teams below."""
        if len(self.activity.teams) != 1 or self.rosters(None).below:
            return None
        address = self.activity.teams[0]
        folder = "teams" if address == self.top else f"teams/{address}"
        library, _ = load_only(self.root, [f"{folder}/team.yml"])
        team = library.teams.get(TOP if folder == "teams" else address)
        return team.fields.size if team else None


def report_meant(root: Path, typed: str, console: Console) -> Meant:
    """The report that somebody means, by folder, file, address or the last part of the address.

    Raises:
        click.ClickException: there is none, or it cannot be read.
    """
    path = record_meant(root, typed)
    if not path.startswith("activities/"):
        raise click.ClickException(f"{path} 不是活动。{EXAMPLE}")
    federation = federation_of(root)
    library, problems = load_only(root, [_FEDERATION, path])
    if not library.activities or errors(problems):
        for problem in errors(problems):
            console.warn(str(problem))
        raise click.ClickException(f"{path} 读不出来，请先改好上面的错误")
    top = {TOP, federation.levels[0].name}
    for team in next(iter(library.activities.values())).fields.teams:
        if team not in top and not (root / "teams" / team / "team.yml").is_file():
            raise click.ClickException(f"报道的 teams 里写的 “{team[:60]}” 没有这支队伍，请先改好 {path}")
    return Meant(root, path, federation, activity_facts(library)[0])


def team_meant(rosters: Rosters, typed: str | None, federation: Federation) -> str:
    """The team of people whose row names none; the organiser when nobody says.

    Raises:
        click.ClickException: it is none of the report's teams.
    """
    if typed is None:
        return rosters.listed[0]
    team = rosters.team(sealed_address(team_address(rosters.root, typed, federation), federation))
    if team is None:
        listed = "、".join(rosters.listed)
        message = f"“{typed[:60]}” 不是这场活动的队伍。报道的 teams 里有：{listed}，它们下面的队伍也可以"
        raise click.ClickException(message)
    return team
