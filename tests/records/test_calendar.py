"""Key dates: what a federation may write has a day in the years when it has one, and nothing raises but ValueError."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from generator.records.calendar import days, days_away
from generator.records.campaigns import _TERMS, Campaign

YEARS = range(2020, 2045)


def campaign(**when: object) -> Campaign:
    """A key date."""
    return Campaign.model_validate(
        {"id": "x", "name": "节点", **{key.strip("_"): value for key, value in when.items()}}
    )


@pytest.mark.parametrize(
    ("when", "year", "first", "last"),
    [
        ({"on": "03-05"}, 2026, (3, 5), (3, 5)),
        ({"lunar": "01-15"}, 2026, (3, 3), (3, 3)),
        ({"lunar": "09-09"}, 2026, (10, 18), (10, 18)),
        ({"lunar": "05-05"}, 2025, (5, 31), (5, 31)),
        ({"lunar": "12-08"}, 2026, (1, 26), (1, 26)),
        ({"term": "清明"}, 2026, (4, 5), (4, 5)),
        ({"term": "秋分"}, 2026, (9, 23), (9, 23)),
        ({"term": "冬至"}, 2026, (12, 22), (12, 22)),
        ({"term": "小寒"}, 2026, (1, 5), (1, 5)),
        ({"month": "5", "nth": "2", "weekday": "7"}, 2026, (5, 10), (5, 10)),
        ({"month": "5", "nth": "3", "weekday": "7"}, 2026, (5, 17), (5, 17)),
        ({"from_": "03-01", "to_": "03-08"}, 2026, (3, 1), (3, 8)),
    ],
)
def test_known_days(when: dict[str, object], year: int, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Festivals fall on the days that the almanac gives."""
    assert days(campaign(**when), year) == (dt.date(year, *first), dt.date(year, *last))


@pytest.mark.parametrize("term", _TERMS)
def test_every_term_has_a_day_each_year(term: str) -> None:
    """All twenty-four solar terms, 冬至 as well."""
    for year in YEARS:
        first, last = days(campaign(term=term), year)
        assert first == last
        assert first.year == year


@pytest.mark.parametrize("month", range(1, 13))
def test_every_lunar_month_has_its_days(month: int) -> None:
    """A lunar day is in the year, or the year has none; no other error comes out of the almanac."""
    for year in YEARS:
        for day in ("01", "15", "29", "30"):
            try:
                first, _ = days(campaign(lunar=f"{month:02}-{day}"), year)
            except ValueError:
                continue
            assert first.year == year


@pytest.mark.parametrize("on", ["02-30", "04-31", "13-01", "00-10", "01-00", "3-5", "０３-０５"])
def test_days_that_never_exist_are_refused(on: str) -> None:
    """No federation can write a day that no year has."""
    with pytest.raises(ValidationError):
        campaign(on=on)


@pytest.mark.parametrize(
    ("when", "day", "away", "nearest"),
    [
        ({"on": "03-05"}, (2026, 3, 9), 4, (2026, 3, 5)),
        ({"on": "01-02"}, (2025, 12, 30), 3, (2026, 1, 2)),
        ({"from_": "12-20", "to_": "01-10"}, (2026, 1, 4), 0, (2025, 12, 20)),
        ({"from_": "12-20", "to_": "01-10"}, (2025, 12, 18), 2, (2025, 12, 20)),
        ({"from_": "12-20", "to_": "01-10"}, (2026, 1, 13), 3, (2026, 1, 10)),
        ({"from_": "12-20", "to_": "02-29"}, (2028, 2, 29), 0, (2027, 12, 20)),
        ({"from_": "12-20", "to_": "02-29"}, (2026, 3, 2), 2, (2026, 2, 28)),
        ({"on": "02-29"}, (2028, 3, 1), 1, (2028, 2, 29)),
    ],
)
def test_how_far_a_day_is_from_a_key_date(
    when: dict[str, object], day: tuple[int, int, int], away: int, nearest: tuple[int, int, int]
) -> None:
    """Over New Year, and of days that most years do not have."""
    there = dt.date(*day)
    assert days_away(campaign(**when), there, there) == (away, dt.date(*nearest))


def test_a_day_that_no_year_near_has() -> None:
    """Then nothing is near."""
    assert days_away(campaign(on="02-29"), dt.date(2026, 3, 1), dt.date(2026, 3, 2)) is None
