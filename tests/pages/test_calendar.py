"""Key dates against the table that two other libraries agree on, 2024 to 2030."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.pages.days import lunar_day, stretch, when
from generator.pages.key_dates import after
from generator.records.calendar import days
from generator.records.campaigns import Campaign

LUNAR = ("01-01", "01-15", "05-05", "07-07", "08-15", "09-09")
TABLE = {
    2024: ("02-10", "02-24", "06-10", "08-10", "09-17", "10-11", "05-19"),
    2025: ("01-29", "02-12", "05-31", "08-29", "10-06", "10-29", "05-18"),
    2026: ("02-17", "03-03", "06-19", "08-19", "09-25", "10-18", "05-17"),
    2027: ("02-06", "02-20", "06-09", "08-08", "09-15", "10-08", "05-16"),
    2028: ("01-26", "02-09", "05-28", "08-26", "10-03", "10-26", "05-21"),
    2029: ("02-13", "02-27", "06-16", "08-16", "09-22", "10-16", "05-20"),
    2030: ("02-03", "02-17", "06-05", "08-05", "09-12", "10-05", "05-19"),
}
QINGMING = {2024: "04-04", 2025: "04-04", 2026: "04-05", 2027: "04-05", 2028: "04-04", 2029: "04-04", 2030: "04-05"}
QIUFEN = {2024: "09-22", 2025: "09-23", 2026: "09-23", 2027: "09-23", 2028: "09-22", 2029: "09-23", 2030: "09-23"}


def campaign(**when_it_is: object) -> Campaign:
    """A key date."""
    fields = {key: str(value) for key, value in when_it_is.items()}
    return Campaign.model_validate({"id": "x", "name": "某日", **fields})


def day(year: int, **when_it_is: object) -> str:
    """Month and day of a key date in a year."""
    first, last = days(campaign(**when_it_is), year)
    assert first == last
    assert first.year == year
    return f"{first:%m-%d}"


@pytest.mark.parametrize("year", TABLE)
def test_lunar_days_and_nth_sundays(year: int) -> None:
    """Spring festival to 重阳, and the third Sunday of May, fall where the table says."""
    found = [day(year, lunar=lunar) for lunar in LUNAR]
    assert (*found, day(year, month=5, nth=3, weekday=7)) == TABLE[year]


@pytest.mark.parametrize("year", TABLE)
def test_solar_terms(year: int) -> None:
    """清明 and 秋分 as the almanac of the Purple Mountain Observatory prints them."""
    assert day(year, term="清明") == QINGMING[year]
    assert day(year, term="秋分") == QIUFEN[year]


def test_mothers_and_fathers_day() -> None:
    """Second Sunday of May, third Sunday of June; a month that begins on the weekday counts it."""
    assert day(2026, month=5, nth=2, weekday=7) == "05-10"
    assert day(2026, month=6, nth=3, weekday=7) == "06-21"
    assert day(2025, month=6, nth=1, weekday=7) == "06-01"


def test_a_lunar_day_of_the_last_month_falls_into_the_asked_year() -> None:
    """腊月廿三 of a Gregorian year is that of the lunar year before."""
    assert day(2024, lunar="12-23") == "02-02"
    assert day(2026, lunar="12-08") == "01-26"


@pytest.mark.parametrize("year", range(2024, 2031))
def test_the_last_day_of_the_lunar_year_is_found_or_refused(year: int) -> None:
    """腊月三十 exists in some years only; where it does, it is the eve of the spring festival."""
    eve = dt.date.fromisoformat(f"{year}-{TABLE[year][0]}") - dt.timedelta(days=1)
    try:
        found = days(campaign(lunar="12-30"), year)[0]
    except ValueError:
        assert year in {2025, 2026, 2027, 2028, 2029, 2030}
    else:
        assert found == eve


def test_fixed_days_and_stretches() -> None:
    """A fixed day is itself; a stretch has a first and a last day; 29 February only where it exists."""
    assert days(campaign(**{"from": "03-01", "to": "03-08"}), 2026) == (dt.date(2026, 3, 1), dt.date(2026, 3, 8))
    assert day(2028, on="02-29") == "02-29"
    with pytest.raises(ValueError, match="day"):
        days(campaign(on="02-29"), 2026)


def test_the_next_day_skips_years_without_one() -> None:
    """The next 重阳 after 重阳 is next year's; a day of this year that is still to come is this year's."""
    chongyang = campaign(lunar="09-09")
    assert [each.first for each in after([chongyang], dt.date(2025, 10, 29))] == [dt.date(2026, 10, 18)]
    assert [each.first for each in after([chongyang], dt.date(2025, 10, 28))] == [dt.date(2025, 10, 29)]
    leap = campaign(on="02-29")
    assert [each.first for each in after([leap], dt.date(2026, 5, 1))] == [dt.date(2028, 2, 29)]
    assert after([leap], dt.date(2025, 5, 1)) == ()  # the calendar does not reach so far


def test_what_comes_next_comes_in_its_order() -> None:
    """Each key date once, the soonest first, of equals the shorter; what runs already comes next year."""
    eighth, week = campaign(on="03-08"), campaign(**{"from": "03-08", "to": "03-14"})
    spring = campaign(**{"from": "01-01", "to": "04-30"})
    found = after([spring, week, eighth], dt.date(2026, 3, 1))
    assert [(each.campaign, each.year) for each in found] == [(eighth, 2026), (week, 2026), (spring, 2027)]


def test_how_a_day_is_fixed_is_said_in_words() -> None:
    """Readers see the rule, not the code."""
    assert when(campaign(lunar="09-09")) == "农历九月初九"
    assert when(campaign(lunar="12-23")) == "农历腊月廿三"
    assert when(campaign(term="秋分")) == "秋分当天"
    assert when(campaign(on="12-05")) == "每年12月5日"
    assert when(campaign(month=5, nth=3, weekday=7)) == "每年5月第三个星期日"
    assert when(campaign(**{"from": "03-01", "to": "03-08"})) == "每年3月1日至3月8日"
    assert when(campaign(**{"from": "12-20", "to": "01-10"})) == "每年12月20日至次年1月10日"
    assert [lunar_day(each) for each in (1, 10, 11, 15, 20, 21, 30)] == [
        "初一", "初十", "十一", "十五", "二十", "廿一", "三十",
    ]  # fmt: skip


def test_a_stretch_says_which_year_it_reaches_into() -> None:
    """Seen from the year in which it begins or from that in which it ends."""
    assert stretch(dt.date(2026, 3, 1), dt.date(2026, 3, 8), 2026) == "3月1日—3月8日"
    assert stretch(dt.date(2026, 3, 5), dt.date(2026, 3, 5), 2026) == "3月5日"
    first, last = dt.date(2026, 12, 20), dt.date(2027, 1, 10)
    assert stretch(first, last, 2026) == "12月20日—次年1月10日"
    assert stretch(first, last, 2027) == "上年12月20日—1月10日"
