"""Key dates of a year: fixed days, nth weekdays, lunar days and solar terms."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from lunar_python import Lunar, Solar

from generator.records.campaigns import Campaign


def days(campaign: Campaign, year: int) -> tuple[dt.date, dt.date]:
    """First and last day of a campaign in a Gregorian year.

    Raises:
        ValueError: the federation wrote a day that does not exist, such as 02-30.
    """
    if campaign.on:
        day = _month_day(year, campaign.on)
    elif campaign.lunar:
        day = _lunar_day(year, campaign.lunar)
    elif campaign.term:
        day = _solar_term(year, campaign.term)
    elif campaign.first and campaign.last:
        return _month_day(year, campaign.first), _month_day(year, campaign.last)
    else:
        day = _nth_weekday(year, campaign)
    return day, day


def days_away(campaign: Campaign, first: dt.date, last: dt.date) -> tuple[int, dt.date] | None:
    """How many days a stretch of days is from a key date, and the day of it that is nearest.

    A key date may itself be a stretch over New Year, and a federation may write a day that only leap years have.

    Returns:
        Of two that are as far the one ahead; None where no year near has such a day.
    """
    found: list[tuple[int, bool, dt.date]] = []
    for year in range(first.year - 1, last.year + 2):
        stretch = _stretch(campaign, year)
        if stretch is None:
            continue
        begins, ends = stretch
        if first > ends:
            found.append(((first - ends).days, True, ends))
        else:
            found.append((max(0, (begins - last).days), False, begins))
    best = min(found, default=None)
    return (best[0], best[2]) if best else None


@lru_cache(maxsize=4096)
def _stretch(campaign: Campaign, year: int) -> tuple[dt.date, dt.date] | None:
    """First and last day of a key date that begins in a year; None where the year has no such day."""
    try:
        if not (campaign.first and campaign.last):
            return days(campaign, year)
        first = _month_day(year, campaign.first)
        return first, _end(year + (campaign.last < campaign.first), campaign.last)
    except ValueError:
        return None


def _end(year: int, text: str) -> dt.date:
    """The last day of a stretch; one that lasts until 02-29 ends a day earlier in most years."""
    try:
        return _month_day(year, text)
    except ValueError:
        if text != "02-29":
            raise
        return dt.date(year, 2, 28)


def _month_day(year: int, text: str) -> dt.date:
    month, day = (int(part) for part in text.split("-"))
    return dt.date(year, month, day)


def _lunar_day(year: int, text: str) -> dt.date:
    """A lunar day falls into the Gregorian year of the same number, but for the last two lunar months."""
    month, day = (int(part) for part in text.split("-"))
    for lunar_year in (year, year - 1):
        try:
            solar = Lunar.fromYmd(lunar_year, month, day).getSolar()
        except Exception:  # noqa: BLE001, S112 - the library raises nothing narrower where a month has 29 days
            continue
        if solar.getYear() == year:
            return dt.date(solar.getYear(), solar.getMonth(), solar.getDay())
    raise ValueError(f"no lunar day {text} in {year}")


def _solar_term(year: int, name: str) -> dt.date:
    table = Solar.fromYmd(year, 6, 15).getLunar().getJieQiTable()
    name = {"冬至": "DONG_ZHI"}.get(name, name)  # the table begins with the 冬至 of the year before
    if name not in table or table[name].getYear() != year:
        raise ValueError(f"no solar term {name} in {year}")
    term = table[name]
    return dt.date(term.getYear(), term.getMonth(), term.getDay())


def _nth_weekday(year: int, campaign: Campaign) -> dt.date:
    month, nth, weekday = campaign.month or 1, campaign.nth or 1, campaign.weekday or 1
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
