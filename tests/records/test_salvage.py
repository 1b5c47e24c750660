"""A record with one bad key is held against all rules, and nothing is said of what could not be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.records.kinds import Activity, Community, Project, Team, Volunteer

Register = Callable[..., Path]
Problems = Callable[[Path], list[str]]

WHOLE = Path(__file__).parent.parent / "sites" / "whole"
RECORDS = (
    ("teams/donghe/liulin-aixin/team.yml", Team),
    ("activities/2026/0305-liulin-leifeng/report.md", Activity),
    ("content/projects/linli-shouwang.md", Project),
    ("content/volunteers/yang-qiuhe.md", Volunteer),
    ("content/communities/liulin.md", Community),
)
KEYS = [(path, key) for path, model in RECORDS for key in model.model_fields]


def replaced(text: str, key: str, value: str) -> str:
    """The same record with another value for a top-level key, which may be new."""
    line = f"{key}: {value}\n"
    changed, count = re.subn(rf"^{key}:.*\n(?:[ ]+.*\n)*", lambda _: line, text, count=1, flags=re.MULTILINE)
    start = "---\n" if text.startswith("---\n") else ""
    return changed if count else start + line + text.removeprefix(start)


@pytest.mark.parametrize(("path", "key"), KEYS)
def test_one_bad_key_is_one_complaint(register: Register, problems: Problems, path: str, key: str) -> None:
    """Whatever key cannot be read, every line of the report is about that key of that file."""
    text = replaced((WHOLE / path).read_text(encoding="utf-8"), key, "[[甲], [乙]]")
    line = next(number for number, each in enumerate(text.splitlines(), 1) if each.startswith(f"{key}:"))
    found = problems(register({path: text}))
    assert found
    assert [each for each in found if not each.startswith(f"{path}:{line}:")] == []


@pytest.mark.parametrize(
    ("path", "key"), [("teams/donghe/liulin-aixin/team.yml", "founded"), (RECORDS[1][0], "status")]
)
def test_a_bad_key_hides_no_other(register: Register, problems: Problems, path: str, key: str) -> None:
    """A word that no list knows is said beside the key that could not be read."""
    text = replaced((WHOLE / path).read_text(encoding="utf-8"), key, "不知道")
    text = replaced(text, "categories", "[不知道]")
    said = problems(register({path: text}))
    assert any("没有" in each and "服务类别" in each for each in said)
    assert any(f"{key}：" in each for each in said)
