"""Rules P12 and W6: officials named in their office are those of the federation's own table, with their own title."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from generator.checks.naming import Name, named_at
from generator.checks.near_names import slip_at
from generator.checks.passages import Passage, Story
from generator.checks.registry import Facts, declare
from generator.checks.roles import OFFICES
from generator.problems import Problem
from generator.records.federation import Official

declare(
    "P12",
    "写到的干部在 federation.yml 的 officials 里，职务写对",
    "warning",
    "民法典第九百九十九条；政府网站检查指标（领导姓名职务）",
)
_LONGEST = tuple(sorted(OFFICES, key=len, reverse=True))
_NEAR, _MARKS = 14, " *_“”\"‘’'"


def officials(story: Story, facts: Facts) -> Iterator[Problem]:
    """Who is named with an office: unknown, with another title, or before or after her time."""
    federation = facts.library.federation
    table: dict[str, list[Official]] = {}
    for each in federation.fields.officials if federation else ():
        table.setdefault(each.name, []).append(each)
    day = story.day or facts.today
    for passage in story.passages:
        slips = dict(_slips(passage, table, day))
        for start, (office, veiled) in slips.items():
            message = f"“{office}” 的姓名（{veiled}）与 officials 里同一职务的人只差一个字"
            yield passage.problem("W6", start, message, "请核对姓名；真是另一个人，就把她也写进 officials")
        for name in passage.names:
            if name.start in slips:
                story.told.add(name.text)
            elif name.office and name.text not in story.told:
                story.told.add(name.text)
                message = f"这里写了 “{name.office}” 和姓名（{name.veiled}），officials 里没有这个人"
                hint = "请核对姓名和职务，写进 teams/federation.yml 的 officials；不必写姓名的只写职务"
                yield passage.problem("P12", name.start, message, hint)
        for written, posts in table.items():
            for match in re.finditer(re.escape(written), passage.text):
                said = _wrong(named_at(passage.text, *match.span()), posts, day)
                if said is not None:
                    yield passage.problem("P12", match.start(), *said)


def _slips(passage: Passage, table: dict[str, list[Official]], day: dt.date) -> Iterator[tuple[int, tuple[str, str]]]:
    """Where a name beside an office is nearly that of who holds it, whether it looks like a name or not."""
    text = passage.text
    surnames = {each[0] for each in table}
    if not surnames:
        return
    for match in re.finditer(f"[{''.join(map(re.escape, sorted(surnames)))}]", text):
        start = match.start()
        size, _ = slip_at(text, start, table)
        if not size or text.startswith(tuple(passage.known), start):
            continue
        left, right = text[max(0, start - _NEAR) : start].rstrip(_MARKS), text[start + size :].lstrip(_MARKS)
        office = next((each for each in _LONGEST if left.endswith(each)), "")
        office = office or next((each for each in _LONGEST if right.startswith(each)), "")
        if office and slip_at(text, start, _holding(office, table, day))[0]:
            yield start, (office, Name(start, start + size, text[start : start + size]).veiled)


def _holding(office: str, table: dict[str, list[Official]], day: dt.date) -> list[str]:
    """Who holds an office on a day."""
    return [
        written
        for written, posts in table.items()
        if any(office in _titles(each.post) for each in posts if (each.first or day) <= day <= (each.last or day))
    ]


def _wrong(name: Name, posts: list[Official], day: dt.date) -> tuple[str, str] | None:
    if not name.office:
        return None
    in_time = [each for each in posts if (each.first or day) <= day <= (each.last or day)]
    if not in_time:
        return f"按 officials 的任期，{day} 这一天这个人（{name.veiled}）不在任", "请核对职务和日期"
    if not any(name.office in _titles(each.post) for each in in_time):
        return f"这里的职务是 “{name.office}”，officials 里这个人（{name.veiled}）是别的职务", "请核对，让两处一致"
    return None


def _titles(post: str) -> set[str]:
    """The offices of a post: ``党组书记、主席`` are two."""
    parts = re.split("[、，,；; ]", post)
    return {next((office for office in _LONGEST if part.endswith(office)), part) for part in parts}
