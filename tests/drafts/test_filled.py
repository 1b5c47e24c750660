"""What a draft says by itself follows from the team, the day and the brand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.drafts import filled
from generator.records.federation import Federation
from generator.records.library import Library, load
from tests import tiny
from tests.conftest import SITES


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The tiny register: 学雷锋 for one brand only, 重阳 for all, and one over New Year."""
    spring = "  - {id: suimo, name: 岁末, from: 12-20, to: 01-05}\n  - {id: leap, name: 闰日, on: 02-29}\n"
    more = tiny.FEDERATION.replace("honours:", f"{spring}honours:")
    return load(tiny.write(tmp_path, {"teams/federation.yml": more}, photos=False))[0]


@pytest.mark.parametrize(
    ("day", "brand", "campaign"),
    [
        ("2026-03-05", "助困关爱", "xueleifeng"), ("2026-03-12", "助困关爱", "xueleifeng"),
        ("2026-02-26", "助困关爱", "xueleifeng"), ("2026-03-13", "助困关爱", None),
        ("2026-03-05", "维权维稳", None), ("2026-10-18", "维权维稳", "chongyang"),
        ("2025-12-31", "维权维稳", "suimo"), ("2026-01-12", "维权维稳", "suimo"), ("2026-01-13", "维权维稳", None),
        ("2028-02-28", "维权维稳", "leap"), ("2026-07-01", "维权维稳", None),
    ],
)  # fmt: skip
def test_the_key_date_of_a_day(library: Library, day: str, brand: str, campaign: str | None) -> None:
    """Within a week, of this brand or of all; a stretch over New Year counts on both sides."""
    found = filled.campaign_of(library.facts, dt.date.fromisoformat(day), brand)
    assert (found.id if found else None) == campaign


def test_between_two_the_one_ahead() -> None:
    """An activity is held on the day or before it."""
    facts = load(SITES.parents[1])[0].facts
    between = dt.date(2026, 3, 4)
    assert {each.id for each in facts.campaigns} >= {"yuanxiao", "xueleifeng"}
    found = filled.campaign_of(facts, between, "文明和谐")
    assert found is not None
    assert found.id == "xueleifeng"


def test_townships(library: Library) -> None:
    """The team's own division alone; others where the township lies there, all of them; none where nobody has it."""
    facts: Federation = library.facts
    home = facts.division("410402")

    def codes(township: str, of: str | None = "410402") -> list[str]:
        found = filled.divisions_of_township(facts, township, facts.division(of) if of else None)
        return [each.code for each in found]

    assert home is not None
    assert [codes("光明路街道"), codes("任店镇"), codes("无名镇")] == [["410402"], ["410422"], []]
    assert codes("任店镇", None) == ["410422"]


def test_projects_and_brands_of_a_team(library: Library) -> None:
    """Running projects only; the brand under which it has reported most."""
    assert filled.projects_of(library, "xinhua/aixin") == ["linli"]
    assert filled.projects_of(library, "yexian") == []
    assert filled.usual_brand(library, "xinhua/aixin") == "助困关爱"
    assert filled.usual_brand(library, "yexian") is None
