"""What the rules say reaches a person in the words of her form."""

from __future__ import annotations

import pytest

from generator.admin.collections import COLLECTIONS
from generator.admin.forms import labels
from generator.admin.words import ordered, plain, told
from generator.problems import Problem
from generator.problems import Severity as Level

PATH = "activities/2026/0305-x/report.md"
TEXT = """\
---
title: 磨刀
place: {township: 建设路街道, spot: 广场}
photos:
  - {file: 01.jpg, alt: 磨刀, people: none}
  - {file: 02.jpg, alt: 钥匙, caption: 两串, people: none}
status: draft
---
第一段。

第二段。
"""
STORY = COLLECTIONS["story"]


@pytest.mark.parametrize(
    ("line", "column", "place"),
    [
        (2, 8, "标题"), (3, 20, "地点 · 乡镇（街道）"), (3, 34, "地点 · 公共场所名称"), (5, 5, "照片 1"),
        (6, 30, "照片 2 · 图说"), (9, 1, "正文第 1 段"), (11, 3, "正文第 2 段"), (1, 1, ""),
    ],
)  # fmt: skip
def test_a_line_is_a_place_in_the_form(line: int, column: int, place: str) -> None:
    """Photographs and paragraphs are counted as the form shows them."""
    assert told(STORY, TEXT, Problem(PATH, line, column, "A1", "error", "不对"), PATH).place == place


def test_a_photograph_is_named_by_its_number() -> None:
    """Problems of files stand at the files."""
    other = PATH.replace("report.md", "02.jpg")
    assert told(STORY, TEXT, Problem(other, 1, 1, "I1", "error", "不对"), PATH).place == "照片 2"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("没有写 people", "没有写 “照片里的人”"),
        ("请写 minors: false", "请写 “有没有认得出的未成年人”选“没有”"),
        ("请改成中文标点；也可以用 jinguo fix 自动改", "请改成中文标点；也可以按“自动改好”"),
        ("照片没有图说 caption", "照片没有图说"),
        ("请看 activities/2026/title/report.md", "请看 activities/2026/title/report.md"),
        ("见 example.title", "见 example.title"),
    ],
)
def test_keys_are_labels(said: str, shown: str) -> None:
    """And values what the form offers; paths are left alone."""
    assert plain(labels(STORY), said) == shown


def test_errors_come_first_and_places_stay_together() -> None:
    """A person goes through the form once."""
    listed: list[tuple[int, Level]] = [(9, "warning"), (2, "error"), (9, "error")]
    made = [told(STORY, TEXT, Problem(PATH, line, 1, "A1", level, "不对"), PATH) for line, level in listed]
    assert [each.severity for each in ordered(made)] == ["error", "error", "warning"]
