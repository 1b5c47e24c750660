"""Days as readers see them: stretches, and how a key date is fixed."""

from __future__ import annotations

import datetime as dt

from generator.records.campaigns import Campaign
from generator.records.fields import Span

_WEEKDAYS = "一二三四五六日"
_NUMBERS = "零一二三四五六七八九十"
_LUNAR_MONTHS = ("", "正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")


def spoken(day: dt.date) -> str:
    """``2026年3月5日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def written(span: Span) -> str:
    """``2026年3月5日``, ``2026年3月5日至7日``, ``2026年3月30日至4月2日``, ``2026年12月30日至2027年1月2日``."""
    first, last = span.first, span.last
    begin = spoken(first)
    if first == last:
        return begin
    year = f"{last.year}年" if last.year != first.year else ""
    month = f"{last.month}月" if year or last.month != first.month else ""
    return f"{begin}至{year}{month}{last.day}日"


def stretch(first: dt.date, last: dt.date, year: int) -> str:
    """``3月5日`` or ``3月1日—3月8日`` of a year; ``12月20日—次年1月10日`` where it ends in the year after."""
    begin = _day_of(first, year)
    return begin if first == last else f"{begin}—{_day_of(last, year)}"


def _day_of(day: dt.date, year: int) -> str:
    around = "上年" if day.year < year else "次年" if day.year > year else ""
    return f"{around}{day.month}月{day.day}日"


def when(campaign: Campaign) -> str:
    """How a key date is fixed, in words."""
    if campaign.lunar:
        month, day = (int(part) for part in campaign.lunar.split("-"))
        return f"农历{_LUNAR_MONTHS[month]}月{lunar_day(day)}"
    if campaign.term:
        return f"{campaign.term}当天"
    if campaign.on:
        month, day = (int(part) for part in campaign.on.split("-"))
        return f"每年{month}月{day}日"
    if campaign.first and campaign.last:
        (first, day), (last, end) = (
            [int(part) for part in text.split("-")] for text in (campaign.first, campaign.last)
        )
        return f"每年{first}月{day}日至{'次年' if (last, end) < (first, day) else ''}{last}月{end}日"
    return f"每年{campaign.month}月第{_NUMBERS[campaign.nth or 1]}个星期{_WEEKDAYS[(campaign.weekday or 1) - 1]}"


def lunar_day(day: int) -> str:
    """初一 … 三十."""
    tens, ones = divmod(day, 10)
    if day in {10, 20, 30}:
        return {10: "初十", 20: "二十", 30: "三十"}[day]
    return ("初", "十", "廿", "三十")[tens] + _NUMBERS[ones]
