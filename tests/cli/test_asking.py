"""Answers as people type them become values, and what cannot be taken is refused with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from generator.cli import asking
from generator.cli.asking import Choice, WrongAnswerError

TEAMS = [Choice("xinhua", "新华区分队"), Choice("xinhua/aixin", "建设路爱心小队"), Choice("yexian/a", "任店镇爱心小队")]


@pytest.mark.parametrize("typed", ["2026-03-05", "2026年3月5日", "2026.3.5", "2026/03/05", "２０２６年３月５号"])
def test_a_day(typed: str) -> None:
    """However it is written."""
    assert asking.day(typed) == dt.date(2026, 3, 5)


@pytest.mark.parametrize("typed", ["2026-03-05至2026-03-07", "2026年3月5日 到 2026年3月7日", "2026.3.5—2026.3.7"])
def test_days(typed: str) -> None:
    """From one to another."""
    assert asking.days(typed) == (dt.date(2026, 3, 5), dt.date(2026, 3, 7))
    assert asking.days("2026-03-05") == (dt.date(2026, 3, 5), dt.date(2026, 3, 5))


@pytest.mark.parametrize(
    ("read", "typed"),
    [
        (asking.day, "三月五日"), (asking.day, "2026-02-30"), (asking.day, ""), (asking.days, "2026-03-07至2026-03-05"),
        (asking.days, ""), (asking.days, "2026-03-05至2026-03-06至2026-03-07"), (asking.month, "2018-13"),
        (asking.month, "去年"), (asking.number, "十来个"), (asking.number, "-3"), (asking.number, "1.5"),
        (asking.number, ""), (asking.text, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_taken(read: Callable[[str], object], typed: str) -> None:
    """Is refused in Chinese, never an accident."""
    with pytest.raises(WrongAnswerError, match=r"不|写"):
        read(typed)


def test_months_and_numbers() -> None:
    """With the words that people add."""
    assert [asking.month(each) for each in ("2018-3", "2018年3月", "2018-03-05")] == [
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
