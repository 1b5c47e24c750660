"""Key dates as templates see them: one with its stories, those that come next, and the calendar of a year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.pages.forms import Link, Shelf


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A key date in the calendar of one year."""

    name: str
    address: str
    about: str
    when: str
    """How it is fixed: 每年3月5日, 农历九月初九 …"""
    first: dt.date
    days: str
    """``3月5日`` or ``3月1日—3月8日``, as seen in the calendar's year."""
    state: str
    """``past``, ``now``, ``next`` or nothing, seen from the newest story."""
    brands: tuple[str, ...]
    """Ids of the brand lines that suit it."""
    stories: int


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """The key dates that begin in one month; in January also those that began in the year before."""

    number: int
    days: tuple[CalendarDay, ...]


@dataclass(frozen=True, slots=True)
class ComingDate:
    """One of the next key dates after the newest story, on the home page."""

    name: str
    address: str
    about: str
    day: dt.date
    """The first, where there are several."""


@dataclass(frozen=True, slots=True)
class CampaignView:
    """A key date with its days in the years from the newest story on, and its stories."""

    name: str
    address: str
    about: str
    when: str
    """How it is fixed: 每年3月5日, 农历九月初九 …"""
    dates: tuple[tuple[int, str], ...]
    """Year and day or days."""
    brands: tuple[Link, ...]
    total: int
    stories: Shelf
    calendar: str
    """Address of its days for a phone's calendar; empty where there are none."""


@dataclass(frozen=True, slots=True)
class CampaignsView:
    """All key dates in the order of the year."""

    year: int
    next: CalendarDay | None
    months: tuple[CalendarMonth, ...]
    undated: tuple[Link, ...]
    """Key dates without a day in this year."""
    calendar: str
