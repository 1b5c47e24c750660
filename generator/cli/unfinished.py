"""What drafts and stories that wait still lack, told behind the problems of ``jinguo check``."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from generator.checks.privacy import masked
from generator.checks.registry import Facts
from generator.checks.run import look
from generator.cli.records_meant import under
from generator.cli.register import as_github
from generator.console import harmless
from generator.drafts.missing import Stage, missing_of
from generator.problems import Problem
from generator.records.library import Library

_STAGES: tuple[Stage, ...] = get_args(Stage)
_CALLED = {"draft": "草稿", "submitted": "投稿"}
_WANTED = {"submitted": "要投稿（submitted）", "selected": "要刊登（selected）"}
_MOST = 10
"""Stories that are told in full; whoever names more does not read them."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One story that is not shown yet."""

    path: str
    status: str
    lacking: Mapping[Stage, list[Problem]]
    """By the status that it could have; a later one does not repeat an earlier one."""


def waiting(library: Library, wanted: Collection[str] = ()) -> list[str]:
    """Addresses of drafts and of stories that wait for the reviewer, all or below some paths."""
    found = (
        (address, entry)
        for address, entry in library.activities.items()
        if entry.fields.status != "selected" and "status" not in entry.document.silent
    )
    return [address for address, entry in found if not wanted or any(under(entry.path, each) for each in wanted)]


def unfinished(
    library: Library, today: dt.date, said: Iterable[Problem], wanted: Collection[str], faces: Mapping[str, int]
) -> list[Unfinished]:
    """What the stories below some paths lack, each for every status that it does not have yet."""
    addresses = waiting(library, wanted)[:_MOST]
    if not addresses:
        return []
    facts, known = Facts(library, today, look(library), faces), list(said)
    lacking: dict[str, dict[Stage, list[Problem]]] = {address: {} for address in addresses}
    for stage in _STAGES:
        before = [each for each in addresses if _STAGES.index(stage) > _place(library, each)]
        for address, problems in missing_of(facts, before, stage, known).items() if before else ():
            told = {problem for earlier in lacking[address].values() for problem in earlier}
            lacking[address][stage] = [problem for problem in problems if problem not in told]
    entries = [library.activities[address] for address in addresses]
    return [Unfinished(masked(each.path), each.fields.status, lacking[each.address]) for each in entries]


def _place(library: Library, address: str) -> int:
    status = library.activities[address].fields.status
    return _STAGES.index(status) if status in _STAGES else -1


def told(stories: Sequence[Unfinished], shape: str, all_of_them: int) -> str:
    """All of it in the format of a check's problems; formats without a place for it have none."""
    if shape in {"text", "markdown"}:
        lines = [line for story in stories for line in _text(story)]
        if all_of_them > len(stories):
            lines += ["", f"还有 {all_of_them - len(stories)} 篇没有列出，请写到某一篇的文件夹。"]
        return "\n".join(re.sub("^  ", "- ", line) if shape == "markdown" else line for line in lines)
    if shape == "github":
        lacking = (problem for story in stories for each in story.lacking.values() for problem in each)
        return "\n".join(_as_notice(line) for line in as_github(lacking).splitlines())
    return ""


def with_notices(listed: str, stories: Sequence[Unfinished]) -> str:
    """The JSON list of a check with what is lacking: severity ``notice``, and until which status."""
    keys = ("path", "line", "column", "rule", "message", "hint")
    notices = [
        {**{key: getattr(problem, key) for key in keys}, "severity": "notice", "until": stage}
        for story in stories
        for stage, problems in story.lacking.items()
        for problem in problems
    ]
    return json.dumps([*json.loads(listed), *notices], ensure_ascii=False, indent=2)


def hint(library: Library) -> str:
    """One line about the stories that wait, for a check of everything; empty where there are none."""
    statuses = [library.activities[address].fields.status for address in waiting(library)]
    counts = [f"{statuses.count(status)} 篇{name}" for status, name in _CALLED.items() if status in statuses]
    if not counts:
        return ""
    return f"另有 {'、'.join(counts)}，看还缺什么：jinguo check activities/{waiting(library)[0]}"


def _text(story: Unfinished) -> Iterable[str]:
    yield ""
    yield harmless(f"{_CALLED[story.status]} {story.path}")
    for stage, problems in story.lacking.items():
        what = _WANTED[stage]
        yield f"{what}还缺：" if problems else f"{what}不缺什么。"
        yield from (f"  {problem}" for problem in problems)


def _as_notice(line: str) -> str:
    return "::notice " + line.removeprefix("::").partition(" ")[2]
