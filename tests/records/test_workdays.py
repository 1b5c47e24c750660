"""The Chinese working calendar: weekends, holidays, and the weekends that are worked."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.campaigns import Workdays
from generator.records.workdays import is_estimate, is_workday, workdays_after, workdays_between

DAYS = st.dates(dt.date(2010, 1, 1), dt.date(2035, 12, 31))
KNOWN = {
    "2024-02-09": True, "2024-02-10": False, "2024-02-18": True, "2024-05-11": True, "2024-10-12": True,
    "2025-01-01": False, "2025-01-26": True, "2025-01-28": False, "2025-02-04": False, "2025-02-08": True,
    "2025-10-08": False, "2025-10-11": True,
    "2026-01-04": True, "2026-02-14": True, "2026-02-16": False, "2026-02-23": False, "2026-02-24": True,
    "2026-09-30": True, "2026-10-01": False, "2026-10-07": False, "2026-10-08": True, "2026-10-10": True,
    "2026-10-11": False, "2026-11-21": False, "2026-11-23": True,
}  # fmt: skip
"""As the State Council announced them, ordinary days among them."""


@pytest.mark.parametrize(("day", "works"), KNOWN.items())
def test_published_years_are_as_announced(day: str, *, works: bool) -> None:
    """Holidays in the week are free, and the weekends given for them are worked."""
    assert is_workday(dt.date.fromisoformat(day)) is works
    assert not is_estimate(dt.date.fromisoformat(day))


def test_the_golden_week_does_not_count() -> None:
    """Ten working days after 30 September 2026 pass the holiday and use the Saturday that is worked."""
    assert workdays_after(dt.date(2026, 9, 30), 10) == dt.date(2026, 10, 20)
    assert workdays_after(dt.date(2026, 10, 3), 1) == dt.date(2026, 10, 8)


def test_an_unknown_year_is_an_estimate() -> None:
    """Weekends and the thirteen days of the law are free, the eve of the New Year among them; and it says so."""
    year = [dt.date(2035, 1, 1) + dt.timedelta(days=step) for step in range(365)]
    free = {day for day in year if not is_workday(day)}
    assert all(is_estimate(day) for day in year)
    assert {day for day in year if day.isoweekday() > 5} < free
    law = ["01-01", "02-07", "02-08", "02-09", "02-10", "04-05", "05-01", "05-02", "06-10", "09-16", "10-01", "10-02",
           "10-03"]  # fmt: skip
    holidays = {dt.date.fromisoformat(f"2035-{day}") for day in law}
    assert free == {day for day in year if day.isoweekday() > 5} | holidays


def test_the_federation_knows_better() -> None:
    """What ``federation.yml`` says of a day wins over the calendar, and its year is no estimate any more."""
    moved = Workdays(off=("2035-02-12",), on=("2035-02-11",))
    sunday, monday = dt.date(2035, 2, 11), dt.date(2035, 2, 12)
    assert not is_workday(sunday)
    assert is_workday(monday)
    assert is_workday(sunday, moved)
    assert not is_workday(monday, moved)
    assert not is_estimate(monday, moved)
    assert is_estimate(dt.date(2034, 2, 12), moved)


@given(DAYS, st.integers(0, 40), st.integers(0, 40))
def test_counting_adds_up(day: dt.date, some: int, more: int) -> None:
    """The n-th working day after a day is a working day, n working days lie up to it, and steps can be joined."""
    there = workdays_after(day, some)
    assert some == 0 or is_workday(there)
    assert workdays_between(day, there) == some
    assert workdays_after(there, more) == workdays_after(day, some + more)


@given(DAYS)
def test_no_holiday_is_longer_than_ten_days(day: dt.date) -> None:
    """Wherever one starts, work begins again soon."""
    assert (workdays_after(day, 1) - day).days <= 10
