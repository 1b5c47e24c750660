"""The people of opened rosters, and who of them is the same person twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.sealed.material import Material
from generator.sealed.rosters import as_text
from generator.sealed.sheets import OpenedRow
from generator.sealed.teams import TeamFacts

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_BETWEEN = re.compile(r"[、,，;；/\s]+")
GROWN_UP = 18


@dataclass(frozen=True, slots=True)
class Person:
    """One row of a roster."""

    team: TeamFacts
    row: OpenedRow

    def text(self, key: str) -> str:
        """One value as a text; empty where it is missing."""
        return as_text(self.row.values.get(key, "")).strip()

    def several(self, key: str) -> tuple[str, ...]:
        """A list, also one that was typed as a text with 、 between."""
        value = self.row.values.get(key, "")
        parts = value if isinstance(value, list) else _BETWEEN.split(str(value))
        return tuple(dict.fromkeys(each.strip() for each in parts if each.strip()))

    @property
    def number(self) -> str:
        """Her volunteer number."""
        return self.text("number") or self.row.row_id

    @property
    def left(self) -> bool:
        """She is no longer in the team."""
        return bool(self.text("left"))

    def here_in(self, year: int) -> bool:
        """In the team at the end of a year."""
        return not (year_of(self.text("joined")) or 0) > year and (not self.left or self.left_in() > year)

    def left_in(self) -> int:
        """The year in which she left; 0 when it cannot be read, as if long ago."""
        return year_of(self.text("left")) or 0

    def age(self, on: date) -> int | None:
        """Whole years on a day; None when her birthday is not known to the day."""
        match = _DAY.fullmatch(self.text("born"))
        if match is None or match[3] is None:
            return None
        return on.year - int(match[1]) - ((on.month, on.day) < (int(match[2]), int(match[3])))


def people(material: Material, teams: Iterable[TeamFacts] | None = None) -> list[Person]:
    """Everybody whose row opened, in the order of the teams."""
    listed = material.teams if teams is None else teams
    return [Person(team, row) for team in listed for row in material.of(team).rows]


def distinct(everyone: Iterable[Person]) -> int:
    """How many different people: those with one id number are one; without an id number everybody counts."""
    known: set[str] = set()
    unknown = 0
    for person in everyone:
        number = plain(person.text("id_number"))
        if number:
            known.add(number)
        else:
            unknown += 1
    return len(known) + unknown


def twice(everyone: Sequence[Person]) -> Iterator[tuple[str, tuple[Person, ...]]]:
    """People who stand in several rows, each with why we think so: by id number, else by name and mobile."""
    certain = _grouped(everyone, lambda person: plain(person.text("id_number")))
    told = {frozenset((each.team.address, each.row.row_id) for each in group) for group in certain}
    for group in certain:
        yield "身份证件号码相同", group
    for group in _grouped(everyone, _name_and_mobile):
        rows = frozenset((each.team.address, each.row.row_id) for each in group)
        numbers = {plain(each.text("id_number")) for each in group} - {""}
        if not any(rows <= each for each in told):
            yield ("姓名、手机相同" if len(numbers) < len(group) else "姓名、手机相同，证件号码不同"), group


def year_of(text: str) -> int | None:
    """The year of ``2018``, ``2018-03`` or ``2018-03-05``."""
    match = _DAY.fullmatch(text)
    return int(match[1]) if match else None


def plain(text: str) -> str:
    """A number however it was typed."""
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper()


def _name_and_mobile(person: Person) -> str:
    name, mobile = plain(person.text("name")), plain(person.text("mobile"))
    return f"{name} {mobile}" if name and mobile else ""


def _grouped(everyone: Sequence[Person], sign: Callable[[Person], str]) -> list[tuple[Person, ...]]:
    groups: dict[str, list[Person]] = {}
    for person in everyone:
        if key := sign(person):
            groups.setdefault(key, []).append(person)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def by_team(everyone: Iterable[Person]) -> Mapping[str, list[Person]]:
    """People by the address of their team."""
    found: dict[str, list[Person]] = {}
    for person in everyone:
        found.setdefault(person.team.address, []).append(person)
    return found
