"""Answers as people type them become values, and what cannot be taken is refused with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from generator.cli import asking, typed_days
from generator.cli.asking import Choice, WrongAnswerError

TEAMS = [Choice("xinhua", "新华区分队"), Choice("xinhua/aixin", "建设路爱心小队"), Choice("yexian/a", "任店镇爱心小队")]


@pytest.fixture(autouse=True)
def the_day_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Days without a year are counted back from it."""
    monkeypatch.setattr(typed_days, "today", lambda: dt.date(2026, 3, 6))


@pytest.mark.parametrize(
    "typed",
    ["2026-03-05", "2026年3月5日", "2026.3.5", "2026/03/05", "２０２６年３月５号", "3月5日", "3-5", "昨天", "3.5"],
)
def test_a_day(typed: str) -> None:
    """However it is written."""
    assert typed_days.day(typed) == dt.date(2026, 3, 5)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-03-05至2026-03-07",
        "2026年3月5日 到 2026年3月7日",
        "2026.3.5—2026.3.7",
        "2026-3-5 至 3-7",
        "3月5日至7日",
        "3月5-7日",
        "3月5日-7日",
        "3月5日-3月7日",
        "2026年3月5日到7号",
    ],
)
def test_days(typed: str) -> None:
    """From one to another."""
    assert typed_days.days(typed) == (dt.date(2026, 3, 5), dt.date(2026, 3, 7))
    assert typed_days.days("2026-03-05") == (dt.date(2026, 3, 5), dt.date(2026, 3, 5))


@pytest.mark.parametrize(
    ("read", "typed"),
    [
        (typed_days.day, "三月五日"), (typed_days.day, "2026-02-30"), (typed_days.day, ""), (typed_days.days, ""),
        (typed_days.days, "2026-03-07至2026-03-05"), (typed_days.days, "2026-03-05至2026-03-06至2026-03-07"),
        (typed_days.month, "2018-13"), (typed_days.month, "去年"), (typed_days.month, "3月5日"),
        (asking.number, "十来个"), (asking.number, "-3"), (asking.number, "1.5"),
        (asking.number, ""), (asking.text, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_taken(read: Callable[[str], object], typed: str) -> None:
    """Is refused in Chinese, never an accident."""
    with pytest.raises(WrongAnswerError, match=r"不|写"):
        read(typed)


def test_a_day_without_a_year_is_the_latest_one() -> None:
    """Never one ahead: who writes of 3月7日 on the 6th means last year's; of the 29th of February a leap year's."""
    assert typed_days.day("3月7日") == dt.date(2025, 3, 7)
    assert typed_days.day("今天") == dt.date(2026, 3, 6)
    assert typed_days.day("前天") == dt.date(2026, 3, 4)
    assert typed_days.day("2月29日") == dt.date(2024, 2, 29)
    assert typed_days.days("2025-12-30 至 1-2") == (dt.date(2025, 12, 30), dt.date(2026, 1, 2))
    for typed in ("2月30日", "13月1日", "0-0", "2026-02-29", "昨天吧"):
        with pytest.raises(WrongAnswerError):
            typed_days.day(typed)
    for typed in ("2026-03-05 至 13-40", "2026-03-05 至 32日", "2026-03-05 至 3-4"):
        with pytest.raises(WrongAnswerError):
            typed_days.days(typed)


def test_long_lists_say_how_many_more() -> None:
    """A reason stays short, and says what to do; a number that is none says which there are."""
    many = [Choice(f"t{number}", f"爱心{number:02}队") for number in range(40)]
    with pytest.raises(WrongAnswerError, match="还有 32 个，请多写几个字"):
        asking.chosen(many, "爱心")
    with pytest.raises(WrongAnswerError, match="没有 “12”，编号是 1–11"):
        asking.chosen(many[:11], "12")


def test_months_and_numbers() -> None:
    """With the words that people add."""
    assert [typed_days.month(each) for each in ("2018-3", "2018年3月", "2018-03-05")] == [
        "2018-03",
        "2018-03",
        "2018-03-05",
    ]
    assert [asking.number(each) for each in ("12", "12人", "１２")] == [12, 12, 12]


@pytest.mark.parametrize(
    ("typed", "value"),
    [("2", "xinhua/aixin"), ("xinhua", "xinhua"), ("建设路", "xinhua/aixin"), ("任店镇爱心小队", "yexian/a")],
)
def test_a_choice(typed: str, value: str) -> None:
    """By number, value, name, or a part of a name that only one has."""
    assert asking.chosen(TEAMS, typed) == value


@pytest.mark.parametrize(
    ("typed", "said"),
    [("爱心", "不止一个"), ("9", "没有 “9”"), ("0", "没有 “0”"), ("", "没有写"), ("叶县", "可以写：")],
)
def test_no_choice(typed: str, said: str) -> None:
    """The reason lists what there is."""
    with pytest.raises(WrongAnswerError, match=said):
        asking.chosen(TEAMS, typed)
    assert asking.chosen(TEAMS, "", optional=True) == ""
