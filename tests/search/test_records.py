"""What can be found, and that nothing else can."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from generator.bigrams import neighbours
from generator.pages.finder import TYPES
from tests import tiny
from tests.pages.test_published import ALIVE, DEAD, consents
from tests.search.conftest import indexed, records, said

if TYPE_CHECKING:
    from tests.search.conftest import Search

    Make = Callable[..., Search]


def test_every_type_of_page_can_be_found(search: Make) -> None:
    """Stories, projects, people, teams, communities, brand lines, key dates, honours and written pages."""
    found = search().found
    assert {each.type for each in found} == set(TYPES)
    assert len({each.address for each in found}) == len(found)
    story = search().titled("看望独居老人")
    assert (story.place, story.year, story.districts, story.brand) == (
        "新华区建设路街道", "2024", ("新华区",), "助困关爱",
    )  # fmt: skip
    assert story.picture is not None
    assert ("队伍", "新华区建设路爱心巾帼志愿服务小队") in story.facts


def test_the_newest_come_first(search: Make) -> None:
    """By day, newest first; what has no day follows."""
    days = [each.day for each in search().found]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days[: len(dated)] == dated


@pytest.mark.parametrize("title", ["还是草稿", "刚刚投稿", "只发微信"])
def test_what_is_not_published_cannot_be_found(search: Make, title: str) -> None:
    """A draft, a submission and a story for WeChat are in no file of the search, in words, bigrams or addresses."""
    files = search().files
    assert title not in said(files)
    assert not {title[at : at + 2] for at in range(3)} & (indexed(files) - {"微信", "投稿"})
    assert "看望独居老人" in said(files)
    assert {"看望", "独居"} <= indexed(files)


def test_a_story_of_tomorrow_cannot_be_found(search: Make) -> None:
    """Its day must have come."""
    files = search({"activities/2025/0102-mingtian/report.md": tiny.report("鹦鹉学舌", "2025-01-02")}).files
    assert "鹦鹉" not in said(files)
    assert "鹦鹉" not in indexed(files)


@pytest.mark.parametrize("consent", DEAD.values(), ids=DEAD)
@pytest.mark.parametrize(("number", "name"), [(1, "王样荷"), (3, "领队样桂"), (4, "周样菊")])
def test_without_live_consent_a_person_cannot_be_found(search: Make, number: int, name: str, consent: str) -> None:
    """A volunteer, a leader and an honoured woman vanish from records, captions and index together."""
    assert name in said(search().files)
    files = search(consents(number, consent)).files
    assert name not in said(files)
    assert not {name[:2], name[-2:]} & indexed(files)
    assert "李样梅" in said(files)


@pytest.mark.parametrize("consent", ALIVE.values(), ids=ALIVE)
def test_with_live_consent_she_can(search: Make, consent: str) -> None:
    """The day of giving and the day of expiry count."""
    assert "王样荷" in said(search(consents(1, consent)).files)


def test_private_fields_are_in_no_file(search: Make) -> None:
    """Who checked a text, numbers of consents, alternative texts and remarks are not searched."""
    body = "姐妹们打扫院子。\n\n<!-- 鹦鹉备注 -->\n"
    files = search(
        {"activities/2024/0305-leifeng/report.md": tiny.report("看望独居老人", "2024-03-05", body=body)}
    ).files
    for word in ("乙审核", "甲编辑", "c-2024", "鹦鹉"):
        assert word not in said(files)
    assert "鹦鹉" not in indexed(files)


def test_the_index_says_nothing_that_no_record_says(search: Make) -> None:
    """Every bigram of the index stands in a record that a visitor can see."""
    made = search()
    texts = [text for each in made.found for text in (each.title, *each.searched, each.text)]
    assert indexed(made.files) == neighbours(texts)
    shown = "\n".join(f"{each}" for each in records(made.files))
    assert all(each.title in shown for each in made.found)
