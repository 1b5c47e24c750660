"""A new record before it is written: its text, and what the rules would say of the register with it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from generator.checks.registry import Facts
from generator.checks.run import judged
from generator.drafts.text import record_text
from generator.problems import Problem
from generator.records import kinds
from generator.records.fields import Fields
from generator.records.library import Library, take_in
from generator.records.marks import unpack

Kind = Literal["activities", "teams", "projects", "volunteers", "communities"]
MODELS: dict[Kind, type[Fields]] = {
    "activities": kinds.Activity, "teams": kinds.Team, "projects": kinds.Project, "volunteers": kinds.Volunteer,
    "communities": kinds.Community,
}  # fmt: skip
_PATHS: dict[Kind, str] = {"activities": "activities/{}/report.md", "teams": "teams/{}/team.yml"}


@dataclass(frozen=True, slots=True)
class Begun:
    """A record that could be written."""

    path: str
    """Relative to the register's root."""
    text: str
    problems: list[Problem]
    """What the register did not have before."""
    keys: dict[int, str]
    """Line of the text → the key that stands there."""

    def key_of(self, problem: Problem) -> str:
        """The key whose value is wrong; empty where it is another file, or the whole one."""
        lines = [line for line in self.keys if line <= problem.line] if problem.path == self.path else []
        return self.keys[max(lines)] if lines else ""


def begun(
    library: Library, today: dt.date, kind: Kind, address: str, values: Mapping[str, object], remarks: Mapping[str, str]
) -> Begun:
    """The text of a new record, and everything that the rules have against it.

    Args:
        library: the register as it is; it is not changed.
        today: rules about age compare with it.
        kind: of record.
        address: of the record, free.
        values: by key as files write it.
        remarks: what a person should know, by key.
    """
    path = _PATHS.get(kind, f"content/{kind}/{{}}.md").format(address)
    text = record_text(MODELS[kind], values, remarks=remarks)
    before = dataclasses.replace(library, activities={})  # no rule weighs a new record against other stories
    after = _copied(before)
    read = take_in(after, path, text)
    after.teams = dict(sorted(after.teams.items()))
    known = set(judged(Facts(before, today)).problems)
    new = [each for each in judged(Facts(after, today), read).problems if each not in known]
    entry = getattr(after, kind).get(address)
    marks = entry.document.marks if entry else {}
    keys = {unpack(mark)[0]: str(at[0]) for at, mark in marks.items() if len(at) == 1}
    return Begun(path, text, new, keys)


def _copied(library: Library) -> Library:
    """The same with dictionaries of its own, so that a record can be put in."""
    own: dict[str, Any] = {}
    for each in dataclasses.fields(library):
        value = getattr(library, each.name)
        own[each.name] = value.copy() if isinstance(value, (dict, list, set)) else value
    return Library(**{**own, "_named": {}})
