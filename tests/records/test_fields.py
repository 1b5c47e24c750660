"""Readers of one value: what is right is read, and every hint is itself right."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from generator.records.fields import EARLIEST_YEAR, LATEST_YEAR, Span, _read_amount, _read_count, read_day, read_month

DAYS = st.dates(dt.date(EARLIEST_YEAR, 1, 1), dt.date(LATEST_YEAR, 12, 31))


def complaint(read: Callable[[Any], Any], value: object) -> tuple[str, str]:
    """Message and hint of a refusal."""
    with pytest.raises(PydanticCustomError) as refused:
        read(value)
    context = refused.value.context or {}
    return str(context["message"]), str(context["hint"])


@given(DAYS)
def test_a_day_is_read(day: dt.date) -> None:
    """Every day of the years that make sense reads back, with blanks around it."""
    assert read_day(day.isoformat()) == day
    assert read_day(f" {day.isoformat()} ") == day
    assert read_month(day.isoformat()) == day.isoformat()
    assert read_month(day.isoformat()[:7]) == day.isoformat()[:7]


@given(DAYS, st.sampled_from(["{y}.{m}.{d}", "{y}/{m}/{d}", "{y}年{m}月{d}日", "{y}年{m:02}月{d:02}号", "{y}-{m}-{d}",
                             "{y} 年 {m} 月 {d} 日", "{y:04}{m:02}{d:02}"]))  # fmt: skip
def test_a_loose_day_gets_the_right_hint(day: dt.date, form: str) -> None:
    """However a real day is written, it is either read as that day or the hint is that day."""
    text = form.format(y=day.year, m=day.month, d=day.day)
    wide = "".join(chr(ord(char) + 0xFEE0) if char.isascii() and char.isdigit() else char for char in text)
    for written in {text, wide}:
        if written == day.isoformat():
            assert read_day(written) == day
        else:
            assert complaint(read_day, written)[1] == f"请写成 {day.isoformat()}"


@given(st.text(max_size=30) | st.from_regex(r"\d{1,4}[-./年]\d{1,3}([-./月]\d{1,3}日?)?", fullmatch=True))
def test_any_text_is_a_day_or_a_complaint(text: str) -> None:
    """Nothing else is raised, and a hint that names a day names one that is read."""
    for read in (read_day, read_month):
        try:
            read(text)
        except PydanticCustomError as error:
            hint = str((error.context or {})["hint"])
            meant = re.search(r"请写成 (\d{4}-\d{2}(?:-\d{2})?)$", hint)
            if meant:
                read(meant[1])


@pytest.mark.parametrize("value", [None, [], ["2026-03-05"], {"from": "2026-03-05"}, ""])
def test_what_is_no_text_is_no_day(value: object) -> None:
    """A list, a map or nothing in the place of a day is told as such."""
    assert complaint(read_day, value)[0] == "这里应该是日期"
    assert complaint(read_month, value)[0] == "这里应该是年月"


@given(st.integers(0, 999_999_999))
def test_a_count_is_read(number: int) -> None:
    """Plain digits are a count; with a unit or full-width digits the hint is the plain number."""
    assert _read_count(str(number)) == number
    assert complaint(_read_count, f"{number}人")[1] == f"只写数字，例如 {number}"
    assert complaint(_read_count, f"{number:,}人")[1] == f"只写数字，例如 {number}"


@given(st.decimals(0, 999_999_999, places=3, allow_nan=False))
def test_an_amount_is_read(number: Any) -> None:
    """Up to three decimals are an amount."""
    assert _read_amount(str(number)) == float(number)


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_a_complaint(text: str) -> None:
    """Nothing else is raised, and no sign, exponent or infinity is read."""
    for read in (_read_count, _read_amount):
        try:
            value = read(text)
        except PydanticCustomError:
            continue
        assert re.fullmatch(r"[0-9]+(\.[0-9]+)?", text.strip())
        assert 0 <= value < 1_000_000_000


@given(DAYS, DAYS)
def test_a_span_runs_forward(first: dt.date, last: dt.date) -> None:
    """From the first day to the last, never backwards; one day is a span of its own."""
    written = {"from": first.isoformat(), "to": last.isoformat()}
    if first <= last:
        span = Span.model_validate(written)
        assert (span.first, span.last) == (first, last)
    else:
        with pytest.raises(ValueError, match="早于"):
            Span.model_validate(written)
