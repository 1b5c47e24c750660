"""Whether rows are sealed to those who may read them now: a list of recipients changes, sealed rows do not.

Each row carries a mark of the keys that it was sealed to, see ``reader_mark``. Rows of a service record are read by
those who may read the person's team, wherever the report lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.problems import ContentError, Problem
from generator.records.reader_marks import reader_mark
from generator.records.recipients import reader_count
from generator.sealed.activities import ActivityFacts
from generator.sealed.recipients import recipient_keys
from generator.sealed.sheets import OpenedSheet, Value
from generator.sealed.teams import TeamFacts

RULE = "S9"
"""Rule id: rows are sealed to the readers of now."""
SERVICE_SHEET = "service.sealed"


@dataclass
class Readers:
    """Who may read what, by the lists of recipients as they stand; each list is read once."""

    root: Path
    teams: Sequence[TeamFacts] = ()
    activities: Sequence[ActivityFacts] = ()
    _keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _folders: dict[str, str] = field(default_factory=dict)
    _organisers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Teams go by their address, and by their name in rows that somebody typed."""
        self._folders = {team.name: team.folder for team in self.teams}
        self._folders |= {team.address: team.folder for team in self.teams}
        self._organisers = {each.sheet: each.teams[0] for each in self.activities if each.teams}

    def place(self, sheet: str, values: Mapping[str, Value]) -> str:
        """Folder whose readers are those of a **new** row: its own, or that of the person's team in a service record.

        Where the team is not known, the organiser's; where that is not known, the top team's. Of a row that is there
        already ``Placing`` tells: what it says of its team may have been forged.
        """
        if not sheet.startswith("activities/"):
            return sheet.rpartition("/")[0]
        for address in (values.get("team"), self._organisers.get(sheet)):
            if isinstance(address, str) and address in self._folders:
                return self._folders[address]
        return "teams"

    def folder(self, team: str) -> str:
        """Folder of a team by its address or name; empty where there is none."""
        return self._folders.get(team, "")

    def keys(self, folder: str) -> tuple[str, ...]:
        """The public keys for sheets of a folder.

        Raises:
            ContentError: fewer than two, or a line that is no key.
        """
        if folder not in self._keys:
            self._keys[folder] = recipient_keys(self.root, f"{folder}/{SERVICE_SHEET}")
        return self._keys[folder]

    def outdated(self, opened: OpenedSheet) -> list[Problem]:
        """One warning about a sheet whose rows are sealed to other keys than they would be today.

        Rows of old bear no mark; of them ``jinguo check`` tells, which counts their keys. So it does of lists that
        cannot be used.
        """
        stale = []
        for row in opened.rows:
            try:
                mark = reader_mark(self.keys(opened.path.rpartition("/")[0]))
            except (ContentError, ValueError):
                return []
            stale += [version.line for version in row.versions if version.readers not in {"", mark}]
        return [outdated_problem(opened.path, stale)] if stale else []


def outdated_problem(path: str, lines: Iterable[int]) -> Problem:
    """The warning of ``outdated``."""
    listed = sorted(lines)
    message = f"有 {len(listed)} 行还是按旧的收件名单密封的：名单里新加的人打不开，已经去掉的人仍然打得开"
    return Problem(
        path, listed[0], 1, RULE, "warning", message, "请持钥匙的人运行 jinguo key rotate --identity 钥匙文件"
    )


def is_current(token: str, mark: str, keys: Sequence[str]) -> bool:
    """Whether a row is sealed to just these keys, as its mark and its header say."""
    return mark == reader_mark(keys) and reader_count(token) == len(set(keys))
