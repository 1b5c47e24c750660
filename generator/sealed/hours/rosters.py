"""Who may have served at an activity: the rosters of its teams and of the teams below them.

Without a key a roster tells its numbers, with one its names. Nothing is read before somebody asks for it: a report
of the top team has every roster of the register below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from generator.records.library import TOP, load_only
from generator.sealed.age import Identities
from generator.sealed.gather import ROSTER_SHEET, read_sheet
from generator.sealed.numbers import as_number
from generator.sealed.people import plain
from generator.sealed.rosters import as_text
from generator.sealed.sheets import open_sheet

Found = tuple[str, str, str]
"""Address of her team, her number, her name (empty without a key)."""


class Rosters:
    """The people who may be meant."""

    def __init__(self, root: Path, top: str, teams: Sequence[str], identities: Identities | None = None) -> None:
        """``top`` is the top team's address, ``teams`` are those of the report, the first one its organiser."""
        self.root = root
        self.listed = tuple(teams)
        self._top = top
        self._identities = identities
        self._live: dict[str, dict[str, tuple[str, str]]] = {}
        self._gone: dict[str, frozenset[str]] = {}

    @property
    def keyed(self) -> bool:
        """Whether names can be read."""
        return self._identities is not None

    @cached_property
    def below(self) -> tuple[str, ...]:
        """Addresses of the teams below those of the report."""
        found = (
            path.parent.relative_to(self.root / "teams").as_posix()
            for team in self.listed
            for path in sorted((self.root / self.folder(team)).rglob("team.yml"))
        )
        return tuple(dict.fromkeys(each for each in found if each != "." and each not in self.listed))

    def folder(self, team: str) -> str:
        """POSIX path of a team's sheets, relative to the register's root."""
        return "teams" if team in {TOP, self._top} else f"teams/{team}"

    def team(self, text: str) -> str | None:
        """The team that somebody wrote, by address or name; None when it is none of those that may be meant."""
        address = text.strip().removeprefix("teams/").strip("/") or self._top
        if address in self.listed or address in self.below:
            return address
        names = self._names
        found = [team for team, name in names.items() if plain(name) == plain(text)]
        found = found or [team for team, name in names.items() if plain(text) in plain(name)]
        return found[0] if len(found) == 1 else None

    def number(self, text: str, team: str | None = None) -> list[Found]:
        """Who has a number, in the report's own teams or else below them."""
        number = plain(as_number(text) or text)
        for places in self._places(team):
            people = ((place, self._people(place).get(number)) for place in places)
            found = [(place, *each) for place, each in people if each]
            if found:
                return found
        return []

    def retired(self, text: str) -> bool:
        """Whether a number was somebody's whose row was deleted."""
        number = as_number(text) or text
        return any(number in self._gone.get(place, ()) for place in (*self.listed, *self.below))

    def elsewhere(self, text: str) -> str:
        """Full name of a team outside the report whose roster has a number; empty where there is none."""
        folder = self._others.get(plain(as_number(text) or text), "")
        library, _ = load_only(self.root, [f"{folder}/team.yml"] if folder else [])
        return next((each.fields.name for each in library.teams.values()), folder)

    def name(self, text: str, team: str | None = None) -> list[Found]:
        """Everybody of a name, in the report's own teams or else below them; nobody without a key."""
        wanted = plain(text)
        for places in self._places(team) if self.keyed else ():
            people = ((place, each) for place in places for each in self._people(place).values())
            found = [(place, *each) for place, each in people if plain(each[1]) == wanted]
            if found:
                return found
        return []

    def _places(self, team: str | None) -> Iterator[Iterable[str]]:
        if team is not None:
            yield (team,)
        else:
            yield self.listed
            yield self.below

    def _people(self, team: str) -> dict[str, tuple[str, str]]:
        """One roster: the number without hyphens → the number, the name."""
        if team not in self._live:
            sheet = read_sheet(self.root, f"{self.folder(team)}/{ROSTER_SHEET}")
            self._gone[team] = frozenset(row.row_id for row in sheet.retired)
            people = {row.row_id: "" for row in sheet.live}
            if self._identities is not None:
                opened = open_sheet(sheet, self._identities).rows
                people |= {row.row_id: as_text(row.values.get("name", "")) for row in opened}
            self._live[team] = {plain(row_id): (row_id, name) for row_id, name in people.items()}
        return self._live[team]

    @cached_property
    def _others(self) -> dict[str, str]:
        """Every number of teams that the report does not name → the folder of its roster; ids of rows are public."""
        ours = {self.folder(team) for team in (*self.listed, *self.below)}
        folders = (path.parent for path in sorted((self.root / "teams").rglob(ROSTER_SHEET)))
        outside = [each for path in folders if (each := path.relative_to(self.root).as_posix()) not in ours]
        sheets = ((folder, read_sheet(self.root, f"{folder}/{ROSTER_SHEET}")) for folder in outside)
        return {plain(row.row_id): folder for folder, sheet in sheets for row in sheet.live}

    @cached_property
    def _names(self) -> dict[str, str]:
        """Address → full name of the teams that may be meant."""
        folders = {team: self.folder(team) for team in (*self.listed, *self.below)}
        library, _ = load_only(self.root, (f"{folder}/team.yml" for folder in folders.values()))
        return {
            team: library.teams[address].fields.name
            for team, folder in folders.items()
            if (address := folder.removeprefix("teams").removeprefix("/")) in library.teams
        }
