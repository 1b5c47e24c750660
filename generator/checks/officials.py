"""Rules P12 and W6: officials named in their office are those of the federation's own table, with their own title."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from generator.checks.naming import Name, named_at
from generator.checks.near_names import meant
from generator.checks.passages import Story
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


def officials(story: Story, facts: Facts) -> Iterator[Problem]:
    """Who is named with an office: unknown, with another title, or before or after her time."""
    federation = facts.library.federation
    table: dict[str, list[Official]] = {}
    for each in federation.fields.officials if federation else ():
        table.setdefault(each.name, []).append(each)
    day = story.day or facts.today
    for passage in story.passages:
        for name in passage.names:
            if name.office and name.text not in story.told:
                story.told.add(name.text)
                if meant(name.text, _holding(name.office, table, day)):
                    message = f"“{name.office}” 的姓名（{name.veiled}）与 officials 里同一职务的人只差一个字"
                    yield passage.problem("W6", name.start, message, "请核对姓名；真是另一个人，就把她也写进 officials")
                    continue
                message = f"这里写了 “{name.office}” 和姓名（{name.veiled}），officials 里没有这个人"
                hint = "请核对姓名和职务，写进 teams/federation.yml 的 officials；不必写姓名的只写职务"
                yield passage.problem("P12", name.start, message, hint)
        for written, posts in table.items():
            for match in re.finditer(re.escape(written), passage.text):
                said = _wrong(named_at(passage.text, *match.span()), posts, day)
                if said is not None:
                    yield passage.problem("P12", match.start(), *said)


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
