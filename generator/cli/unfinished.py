"""What drafts and stories that wait still lack, told behind the problems of ``jinguo check``."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from generator.checks.privacy import masked
from generator.checks.registry import Facts
from generator.checks.run import look
from generator.cli.records_meant import under
from generator.cli.register import as_github
from generator.console import harmless
from generator.drafts.left_open import left_open
from generator.drafts.missing import Stage, missing_of
from generator.problems import Problem
from generator.records.library import Library

_STAGES: tuple[Stage, ...] = get_args(Stage)
_CALLED = {"draft": "草稿", "submitted": "投稿"}
_WANTED = {"submitted": "要投稿（submitted）", "selected": "要刊登（selected）"}
_MOST = 10
"""Stories that are told in full; whoever names more does not read them."""
_GROUPED = 3
"""Photographs of which the same is said, and which one line tells together."""
_PHOTO = re.compile(r"照片 “[^”]*” ?|第 \d+ 张照片|照片")
_IS_DRAFT = re.compile("；?还没写好就先把 status 写成 draft")


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
    return [_told_once(library, address, lacking[address]) for address in addresses]


def _told_once(library: Library, address: str, lacking: Mapping[Stage, list[Problem]]) -> Unfinished:
    """A story with what its form has left open; a reminder of an earlier status that is an error later comes later."""
    entry = library.activities[address]
    stages = list(lacking)
    every = {stage: list(problems) for stage, problems in lacking.items()}
    if stages:
        every[stages[0]] += left_open(entry, library.texts.get(entry.path, ""))
    for number, stage in enumerate(stages):
        harder = {place(each) for later in stages[number + 1 :] for each in every[later]}
        left = (each for each in every[stage] if place(each) not in harder)
        every[stage] = sorted(_for_a_draft(each, entry.fields.status) for each in left)
    return Unfinished(masked(entry.path), entry.fields.status, every)


def _for_a_draft(problem: Problem, status: str) -> Problem:
    """Nobody is told to make a draft of what is one."""
    return replace(problem, hint=_IS_DRAFT.sub("", problem.hint)) if status == "draft" else problem


def place(problem: Problem) -> tuple[str, int, int, str, str]:
    """What is said and where, whatever its level."""
    return problem.path, problem.line, problem.column, problem.rule, problem.message


def without_repeats(problems: Iterable[Problem], stories: Collection[Unfinished]) -> list[Problem]:
    """The problems of a check without reminders that a list below tells as errors; many photographs in one line."""
    below = {place(each) for story in stories for listed in story.lacking.values() for each in listed}
    left = [each for each in problems if each.severity == "error" or place(each) not in below]
    paths = {story.path for story in stories}
    grouped = _grouped(each for each in left if each.path in paths)
    return sorted([*(each for each in left if each.path not in paths), *grouped])


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
        yield from (f"  {problem}" for problem in _grouped(problems))


def _grouped(problems: Iterable[Problem]) -> list[Problem]:
    """Many photographs that lack the same thing in one line, at the place of the first."""
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for each in problems:
        photo = _PHOTO.match(each.message) if each.rule.startswith("I") else None
        what = _PHOTO.sub("", each.message, count=1) if photo or each.rule == "I2" else f"{place(each)}"
        groups.setdefault((each.path, each.rule, each.severity, each.hint, what), []).append(each)
    listed = []
    for (*_, what), same in groups.items():
        lines = "、".join(str(line) for line in sorted({each.line for each in same}))
        many = replace(same[0], message=f"{len(same)} 张照片（第 {lines} 行）：{what.strip()}")
        listed += [many] if len(same) >= _GROUPED else same
    return sorted(listed)


def _as_notice(line: str) -> str:
    return "::notice " + line.removeprefix("::").partition(" ")[2]
