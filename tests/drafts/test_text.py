"""A record's file from its values reads back as those values, whatever somebody typed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.drafts.text import record_text
from generator.problems import Problem
from generator.records import kinds
from generator.records.fields import Fields
from generator.records.source import read_record

STORY: dict[str, object] = {
    "title": "“谁掐那个表？”: 腊月集上", "date": dt.date(2026, 3, 5), "place": {"township": "焦店镇", "spot": None},
    "teams": ["xinhua"], "brand": "助困关爱", "photos": [{"file": "01.jpg", "alt": "甲, 乙", "people": "none"}],
    "credits": {"source": "新华区妇联"}, "status": "draft", "summary": None,
}  # fmt: skip


def back(text: str, path: str = "activities/2026/0305-a/report.md") -> tuple[Any, str]:
    """Values and body as the register reads them."""
    problems: list[Problem] = []
    document = read_record(path, text, problems)
    assert problems == []
    return document.values, document.body


def test_a_story_looks_as_the_handbook_writes_it() -> None:
    """Keys in the model's order, days bare, lists and mappings on one line, photographs a line each."""
    assert record_text(kinds.Activity, STORY, "第一段。\r\n\r\n第二段。\n\n") == (
        "---\ntitle: '“谁掐那个表？”: 腊月集上'\ndate: 2026-03-05\nplace: {township: 焦店镇}\nteams: [xinhua]\n"
        "brand: 助困关爱\nphotos:\n  - {file: 01.jpg, alt: '甲, 乙', people: none}\ncredits: {source: 新华区妇联}\n"
        "status: draft\n---\n第一段。\n\n第二段。\n"
    )


def test_remarks_stand_above_their_key_or_in_its_place() -> None:
    """Also for a key that is left out, also of several lines; the empty key is the top."""
    remarks = {"": "先看这里", "summary": "还要填\n一两句话", "status": "写完了改"}
    text = record_text(kinds.Activity, STORY, remarks=remarks)
    assert text.startswith("---\n# 先看这里\ntitle: ")
    assert "\n# 还要填\n# 一两句话\nphotos:\n" in text
    assert "\n# 写完了改\nstatus: draft\n---\n" in text
    assert back(text)[0]["title"] == STORY["title"]


def test_a_team_is_plain_yaml_under_file_names() -> None:
    """``with`` is the key in files, whatever the field is called; codes stay text; fields can be given as they are."""
    filed = kinds.Filed.model_validate({"with": "xinhua", "on": "2026-06-30"})
    text = record_text(kinds.Team, {"size": 8, "name": "队", "division": "410402", "filed": filed})
    assert text == "name: 队\ndivision: '410402'\nsize: 8\nfiled: {with: xinhua, on: 2026-06-30}\n"


@pytest.mark.parametrize("odd", ["yes", "no", "null", "~", "2018-03", "1.50", "#一", "- 一", "a: b", "[x", "'", '"', "\\", "&a", "*a", "!a", "%", "@x", "---", "...", "行一\n行二", "  两边空 ", "\ta", "a\x00b\u2028c", "：", "甲，乙", "a, b]}"])  # fmt: skip  # noqa: E501
def test_odd_texts_stay_texts(odd: str) -> None:
    """As a value, in a list, in a mapping of a list; only what no file can hold becomes a blank."""
    photos = [{"file": "01.jpg", "alt": odd, "credit": odd}]
    values = {"title": odd, "named": [odd, "c"], "place": {"township": odd}, "photos": photos}
    read, _ = back(record_text(kinds.Activity, values))
    said = odd.replace("\x00", " ").replace("\u2028", " ").strip()
    assert read["title"] == said
    assert read["named"] == [said, "c"]
    assert read["place"] == {"township": said}
    assert read["photos"][0] == {"file": "01.jpg", "alt": said, "credit": said}


@given(st.text(max_size=30), st.lists(st.text(max_size=8), max_size=3), st.text(max_size=60))
def test_whatever_is_typed_comes_back(title: str, named: list[str], body: str) -> None:
    """No text breaks the file or becomes another key."""
    read, _ = back(record_text(kinds.Activity, {"title": title, "named": named, "status": "draft"}, body))
    assert set(read) == {"title", "named", "status"}
    assert len(read["named"]) == len(named)
    if title.isprintable():
        assert (read["title"] or "") == title.strip()


def test_every_kind_reads_back() -> None:
    """Numbers, flags and several days too."""
    values: dict[str, object] = {
        "hours": 3.5,
        "volunteers": 4,
        "risk": True,
        "date": {"from": "2026-03-05", "to": "2026-03-06"},
    }
    text = record_text(kinds.Activity, values)
    assert "hours: 3.5\n" in text
    assert "risk: true\n" in text
    assert "date: {from: 2026-03-05, to: 2026-03-06}\n" in text
    models: list[type[Fields]] = [kinds.Project, kinds.Volunteer, kinds.Community, kinds.Page]
    assert all(record_text(model, {"summary": "一句"}).startswith("---\nsummary: 一句\n") for model in models)
