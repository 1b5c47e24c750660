"""Working days in China: weekends, public holidays, and the weekends that are worked instead (调休).

The State Council announces the arrangement of a year some weeks before it begins. What the calendar library knows is
taken as published; for a year that it does not know yet, weekends and the days of 《全国年节及纪念日放假办法》(2024
修订) are free and nothing is moved, which is an estimate. A federation writes what it knows better into
``federation.yml`` (``workdays: {off: […], on: […]}``), and that wins.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from lunar_python.util import HolidayUtil

from generator.records.calendar import days
from generator.records.campaigns import Campaign, Workdays

NOTHING_MOVED = Workdays()
"""A federation that says nothing of its own."""
RECORD_WITHIN = 10
"""Working days after the end of an activity within which it must be on record (民政部令第67号 第十一条)."""

_SATURDAY = 6
_STATUTORY: tuple[tuple[Campaign, int, int], ...] = (
    (Campaign(id="yuandan", name="元旦", on="01-01"), 0, 0),
    (Campaign(id="chunjie", name="春节", lunar="01-01"), -1, 2),
    (Campaign(id="qingming", name="清明", term="清明"), 0, 0),
    (Campaign(id="laodong", name="劳动节", on="05-01"), 0, 1),
    (Campaign(id="duanwu", name="端午", lunar="05-05"), 0, 0),
    (Campaign(id="zhongqiu", name="中秋", lunar="08-15"), 0, 0),
    (Campaign(id="guoqing", name="国庆", on="10-01"), 0, 2),
)
"""A day, how many days before it the holiday begins (除夕), and how many after it are free as well."""


def is_workday(day: dt.date, moved: Workdays = NOTHING_MOVED) -> bool:
    """Whether offices work on a day."""
    if day in moved.on or day in moved.off:
        return day in moved.on
    published = _published(day.year)
    if day in published:
        return published[day]
    free = frozenset() if published else _statutory(day.year)
    return day.isoweekday() < _SATURDAY and day not in free


def workdays_after(day: dt.date, count: int, moved: Workdays = NOTHING_MOVED) -> dt.date:
    """The ``count``-th working day after a day, which itself is not counted; 0 gives the day back."""
    for _ in range(count):
        day += dt.timedelta(days=1)
        while not is_workday(day, moved):
            day += dt.timedelta(days=1)
    return day


def workdays_between(day: dt.date, later: dt.date, moved: Workdays = NOTHING_MOVED) -> int:
    """Working days after ``day`` up to and with ``later``; none when it is not later."""
    between = (day + dt.timedelta(days=step) for step in range(1, (later - day).days + 1))
    return sum(is_workday(each, moved) for each in between)


def is_estimate(day: dt.date, moved: Workdays = NOTHING_MOVED) -> bool:
    """Whether the arrangement of the year is not known and weekends may still be moved."""
    return not _published(day.year) and all(each.year != day.year for each in (*moved.off, *moved.on))


@lru_cache(maxsize=64)
def _published(year: int) -> dict[dt.date, bool]:
    """Days that differ from the ordinary week, and whether they are worked; empty when the library has no data."""
    return {dt.date.fromisoformat(each.getDay()): bool(each.isWork()) for each in HolidayUtil.getHolidays(str(year))}


@lru_cache(maxsize=64)
def _statutory(year: int) -> frozenset[dt.date]:
    """The days that are free by law in every year."""
    return frozenset(
        days(holiday, year)[0] + dt.timedelta(days=step)
        for holiday, first, last in _STATUTORY
        for step in range(first, last + 1)
    )
