"""The columns of private sheets."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sealed.rosters import CONTACT, KINDS, MAX_CELL, ROSTER, Column, as_text, cells, row_problems
from generator.sealed.sheets import OpenedRow, Value

NOW = datetime(2026, 6, 30, tzinfo=UTC)


def row(**values: Value) -> OpenedRow:
    """One opened row."""
    return OpenedRow("r-1", 7, NOW, values)


def test_the_basics_that_the_law_asks_for() -> None:
    """民政部令第67号 第五条 names eight; the city's notice adds intention and source."""
    titles = {column.title for column in ROSTER}
    assert titles >= {"姓名", "性别", "出生日期", "身份证件号码", "居住区域", "专业技能", "服务类别"}
    assert titles >= {"志愿者证号", "联系方式(手机)", "服务意向", "来源", "入队时间"}
    assert {"领队姓名", "职务", "联系电话", "领队微信号", "责任人", "责任人电话"} <= {each.title for each in CONTACT}


@pytest.mark.parametrize("columns", KINDS.values())
def test_keys_and_titles_are_different(columns: tuple[Column, ...]) -> None:
    """No column hides another."""
    assert len({column.key for column in columns}) == len({column.title for column in columns}) == len(columns)


def test_a_row_in_the_order_of_the_columns() -> None:
    """Lists become one text, missing values empty ones."""
    columns = (Column("skills", "技能", 9), Column("note", "备注", 9), Column("hours", "时长", 9))
    assert cells(row(hours=7, skills=["理发", "急救"]), columns) == ("理发、急救", "", "7")


@given(st.text())
def test_every_text_fits_a_cell_and_an_encoding(text: str) -> None:
    """Control characters, line breaks and half characters cannot break a file."""
    plain = as_text(text)
    plain.encode("utf-8")
    assert len(plain) <= MAX_CELL + 1
    assert not {"\n", "\r", "\t", "\x00", "\u202e"} & set(plain)


def test_rare_characters_of_names_survive() -> None:
    """Characters of the supplementary planes, private ones and variation selectors are parts of names."""
    name = "王\U00020bb7\U00031350\ue000葛\U000e0100"
    assert as_text(name) == name


def test_what_is_not_exported_is_said() -> None:
    """A misspelt key and a value that is cut are warnings at the row's line, without the value."""
    found = row_problems("p", row(moble="12000000001", note="长" * 3000, name="王样荷"), ROSTER)
    assert [(each.line, each.rule, each.severity) for each in found] == [(7, "S6", "warning"), (7, "S6", "warning")]
    assert "“moble”" in found[0].message
    assert found[0].hint == "是不是 “mobile”？"
    assert "12000000001" not in str(found)
    assert len(as_text("长" * 3000)) == MAX_CELL + 1
