"""The tables of an export."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.console import Recorded
from generator.sealed.gather import gather
from generator.sealed.tables import Book, book, sheet_titles

if TYPE_CHECKING:
    from tests.sealed.conftest import Register


def made(register: Register, *, full: bool = False) -> Book:
    """The tables of the whole register."""
    sheets = gather(register.root, register.facts, register.owner, Recorded(), full=full)
    return book(sheets, register.facts, full=full, sample=False)


def test_the_summary_adds_up(register: Register) -> None:
    """A line a 分队 with what was declared and what is there; the totals are the sums."""
    summary = made(register).summary
    assert summary.rows == (
        ("示例市巾帼志愿服务总队", 0, 0, 0, 0, 0, ""),
        ("新华区巾帼志愿服务分队", 2, 6, 3, 0, -3, "新华区乙街道巾帼志愿服务小队 0/3"),
        ("叶县巾帼志愿服务分队", 1, 2, 2, 0, 0, ""),
    )
    assert made(register).totals == (3, 8, 5, 0, -3)


def test_an_unreadable_row_is_counted(register: Register) -> None:
    """It belongs to the roster, though nobody can read it."""
    path = register.root / "teams/yexian/c/roster.sealed"
    path.write_text(path.read_text(encoding="ascii")[:-40], encoding="ascii")
    line = made(register).summary.rows[2]
    assert line[2:6] == (2, 2, 1, 0)


def test_one_table_a_unit(register: Register) -> None:
    """Its own members come first, then those of its squads, numbered through."""
    tables = made(register).rosters
    assert [table.title for table in tables] == ["示例市巾帼志愿服务总队", "新华区", "叶县"]
    xinhua = tables[1]
    assert [column.title for column in xinhua.columns][:4] == ["序号", "队伍", "志愿者证号", "姓名"]
    assert [(row[0], row[1], row[3]) for row in xinhua.rows] == [
        (1, "新华区巾帼志愿服务分队", "王样荷"),
        (2, "新华区甲街道巾帼志愿服务小队", "李样梅"),
        (3, "新华区甲街道巾帼志愿服务小队", "张样兰"),
    ]


def test_masking_is_on_unless_asked(register: Register) -> None:
    """The same rows with and without."""
    assert "12000000004" not in repr(made(register))
    assert "12000000004" in repr(list(made(register, full=True).everyone()))
    assert "1200001" not in repr(made(register).contacts)
    assert "120****0003" in repr(made(register).contacts)


@given(st.lists(st.text(max_size=50), max_size=12))
def test_sheet_titles_are_legal(names: list[str]) -> None:
    """Whatever teams are called: 1–31 characters, none forbidden, all different, none taken or reserved."""
    titles = sheet_titles(names, taken=("汇总",))
    assert len({each.casefold() for each in titles} - {"汇总", "history"}) == len(names)
    for title in titles:
        assert 1 <= len(title) <= 31
        assert not set(title) & set("[]:*?/\\")
        assert title.strip(" '") == title


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        (["新华区", "新华区"], ["新华区", "新华区 (2)"]),
        (["甲/乙", "汇总", "'"], ["甲乙", "汇总 (2)", "队伍"]),
        (["长" * 40, "长" * 40], ["长" * 31, "长" * 27 + " (2)"]),
    ],
)
def test_sheet_titles_that_clash(names: list[str], titles: list[str]) -> None:
    """A clash gets a number at the end."""
    assert sheet_titles(names, taken=("汇总",)) == titles
