"""The sheets that a report is made from: opened with the keys at hand, or only counted where there is none."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from generator.console import Console
from generator.problems import Problem
from generator.records.sheets import RetiredRow
from generator.sealed.activities import ActivityFacts
from generator.sealed.age import Identities
from generator.sealed.gather import opened_from, read_sheet
from generator.sealed.rosters import KINDS
from generator.sealed.sheets import LOCKED, OpenedRow, OpenedSheet, Value
from generator.sealed.teams import TeamFacts
from generator.sealed.workers import Opening

ROSTER = "roster.sealed"
CONTACT = "contact.sealed"
RECORD = "record.sealed"
SERVICE = "service.sealed"
EMPTY = OpenedSheet("")
_Read = tuple[OpenedSheet, tuple[RetiredRow, ...]]


@dataclass(frozen=True, slots=True)
class Material:
    """Teams, activities, and as much of their sheets as can be read."""

    teams: tuple[TeamFacts, ...]
    activities: tuple[ActivityFacts, ...] = ()
    sheets: Mapping[str, OpenedSheet] = field(default_factory=dict)
    """By path; without a key a sheet has no rows, and all that it holds counts as unreadable."""
    retired: Mapping[str, tuple[RetiredRow, ...]] = field(default_factory=dict)
    """Deleted rows by the path of their sheet."""
    keyed: bool = False
    """Somebody brought a key."""

    def of(self, team: TeamFacts, name: str = ROSTER) -> OpenedSheet:
        """A team's sheet; empty where it has none."""
        return self.sheets.get(f"{team.folder}/{name}", EMPTY)

    def service(self, activity: ActivityFacts) -> OpenedSheet:
        """The service sheet beside a report."""
        return self.sheets.get(activity.sheet, EMPTY)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with the sheets."""
        return tuple(sorted(problem for sheet in self.sheets.values() for problem in sheet.problems))

    @property
    def closed_teams(self) -> tuple[TeamFacts, ...]:
        """With a key: teams that have rosters of which it opens no row."""
        found = ((team, self.of(team)) for team in self.teams) if self.keyed else ()
        return tuple(team for team, sheet in found if sheet.unreadable and not sheet.rows)

    @property
    def damaged(self) -> bool:
        """Some row is lost to every key: it was cut off, changed, moved or sealed in the future."""
        return self.keyed and any(is_damage(problem) for sheet in self.sheets.values() for problem in sheet.problems)

    @property
    def unreadable(self) -> int:
        """Rows of all sheets that did not open."""
        return sum(sheet.unreadable for sheet in self.sheets.values()) if self.keyed else 0


def is_damage(problem: Problem) -> bool:
    """Whether something is wrong with a sheet that no other key would cure."""
    return problem.severity == "error" and not problem.message.startswith(LOCKED)


def read_material(
    root: Path,
    teams: Sequence[TeamFacts],
    activities: Sequence[ActivityFacts],
    identities: Identities | None,
    console: Console,
    kinds: Collection[str] = (ROSTER,),
    *,
    keep: Collection[str] | None = None,
) -> Material:
    """Open the sheets of these kinds; without a key they are only counted.

    Args:
        root: the register.
        teams: whose sheets.
        activities: whose service sheets.
        identities: the keys, if there are any.
        console: where progress is shown.
        kinds: names of sheets.
        keep: of rosters only these values: 100,000 people with everything take twice the memory.
    """
    listed = _paths(teams, activities, kinds)
    paths = [path for path in listed if (root / path).exists() or (root / path).is_symlink()]
    kept = None if keep is None else frozenset(keep)
    found: Iterator[_Read]
    if identities is None:
        found = (_counted(root, path) for path in paths)
    else:
        found = Opening(root, identities, partial(_opened, keep=kept), console).each(paths)
    sheets: dict[str, OpenedSheet] = {}
    retired: dict[str, tuple[RetiredRow, ...]] = {}
    for done, path in enumerate(paths, start=1):
        sheets[path], retired[path] = next(found)
        console.progress("打开密封表" if identities else "读密封表", done, len(paths))
    return Material(tuple(teams), tuple(activities), sheets, retired, identities is not None)


def _counted(root: Path, path: str) -> _Read:
    closed = read_sheet(root, path)
    return OpenedSheet(path, (), closed.problems, closed.row_count + closed.malformed), closed.retired


def _opened(root: Path, path: str, identities: Identities, *, keep: frozenset[str] | None) -> _Read:
    closed = read_sheet(root, path)
    sheet = opened_from(root, closed, identities, KINDS[path.rpartition("/")[2]])
    if keep is not None and path.endswith(f"/{ROSTER}"):
        sheet = replace(sheet, rows=tuple(_slim(row, keep) for row in sheet.rows))
    return sheet, closed.retired


def _slim(row: OpenedRow, keep: frozenset[str]) -> OpenedRow:
    """Only these values; what was said before stays where there was something."""

    def kept(values: Mapping[str, Value]) -> dict[str, Value]:
        # equal texts are kept once, which also makes a sheet small to hand over to another process
        listed = ((sys.intern(key), value) for key, value in values.items() if key in keep)
        return {key: sys.intern(value) if isinstance(value, str) else value for key, value in listed}

    versions = tuple(replace(each, values=kept(each.values)) for each in row.versions) if row.versions[1:] else ()
    return replace(row, values=kept(row.values), versions=versions)


def _paths(teams: Sequence[TeamFacts], activities: Sequence[ActivityFacts], kinds: Collection[str]) -> Iterator[str]:
    for team in teams:
        yield from (f"{team.folder}/{name}" for name in (ROSTER, CONTACT, RECORD) if name in kinds)
    if SERVICE in kinds:
        yield from (activity.sheet for activity in activities)
