"""The address of a new record is free, readable and one that the rules take."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.drafts.addresses import activity_address, free_page, slug
from generator.records.addresses import SLUG
from generator.records.library import Library, load
from tests import tiny

DAY = dt.date(2024, 3, 5)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The tiny register."""
    return load(tiny.write(tmp_path, photos=False))[0]


@pytest.mark.parametrize(
    ("team", "word", "address"),
    [
        ("xinhua/aixin", "xueleifeng", "2024/0305-xinhua-xueleifeng"),
        ("新华区巾帼志愿服务分队", "linli", "2024/0305-xinhua-linli"),
        ("总队", "zhukun", "2024/0305-zhukun"),
        ("没有这支队伍", "zhukun", "2024/0305-zhukun"),
        ("yexian", "学雷锋", "2024/0305-yexian-huodong"),
        ("yexian", "Xue Lei/../Feng", "2024/0305-yexian-xue-lei-feng"),
    ],
)
def test_day_division_and_word(library: Library, team: str, word: str, address: str) -> None:
    """Whatever the word is, each part is a slug."""
    made = activity_address(library, DAY, team=team, word=word)
    assert made == address
    assert all(SLUG.fullmatch(part) for part in made.split("/"))


def test_taken_by_a_record_a_broken_one_or_a_folder(library: Library) -> None:
    """Also where only letters' case differs, which some disks do not see."""
    root = library.root
    for name in ("0305-xinhua-a", "0305-XINHUA-a-2"):
        (root / "activities/2024" / name).mkdir()
    library.broken.add(("activities", "2024/0305-xinhua-a-3"))
    assert activity_address(library, DAY, team="xinhua", word="a") == "2024/0305-xinhua-a-4"


def test_pages(library: Library) -> None:
    """Files and folders of photographs alike."""
    (library.root / "content/projects/pufa").mkdir()
    assert [free_page(library, "projects", each) for each in ("linli", "pufa", "neu")] == ["linli-2", "pufa-2", "neu"]


def test_words_for_addresses() -> None:
    """Short, lower-case, nothing but letters, digits and hyphens."""
    assert slug("  A B--c！") == "a-b-c"
    assert slug("妇联") == ""
    assert len(slug("a" * 200)) == 40
