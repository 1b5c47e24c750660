"""Key dates as a calendar for phones and computers (RFC 5545): ``calendar.ics`` and one file for each key date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from icalendar import Calendar, Event

from generator.pages.cards import Cards
from generator.pages.days import when
from generator.pages.interchange import lasting_id, one_line, reference
from generator.pages.published import Published
from generator.pages.views import SiteView
from generator.records import calendar
from generator.records.campaigns import Campaign

ADDRESS = "calendar.ics"
_YEARS = 3
_MAKER = "-//jinguo//key dates//ZH-CN"
_LOOK_AGAIN = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class KeyDate:
    """A key date in one year."""

    campaign: Campaign
    year: int
    first: dt.date
    last: dt.date


def years(shown: Published) -> tuple[int, ...]:
    """The year of the newest story and the two after it: what is told of the years follows from the register alone.

    A register without stories has no year of its own; it takes that of the day.
    """
    first = shown.stories[0].fields.date.first.year if shown.stories else shown.today.year
    return tuple(range(first, first + _YEARS))


@cache
def in_year(campaign: Campaign, year: int) -> KeyDate | None:
    """A key date in a year; None where the year has no such day, as 腊月三十 or 29 February.

    Kept, because pages and files ask for the same few years and a lunar day takes long to find.
    """
    try:
        first, last = calendar.days(campaign, year)
        if last < first:  # a stretch over New Year ends in the year after
            last = calendar.days(campaign, year + 1)[1]
    except ValueError:
        return None
    return KeyDate(campaign, year, first, last)


def of(shown: Published, campaign: Campaign) -> tuple[KeyDate, ...]:
    """The days of a key date in the years that the site tells of."""
    found = (in_year(campaign, year) for year in years(shown))
    return tuple(each for each in found if each)


def after(campaigns: Iterable[Campaign], day: dt.date) -> tuple[KeyDate, ...]:
    """The next time of each key date that begins after a day, the soonest first, as far as the calendar reaches."""
    ahead = range(day.year, day.year + _YEARS)
    dates = (filter(None, (in_year(campaign, year) for year in ahead)) for campaign in campaigns)
    found = (next((date for date in each if date.first > day), None) for each in dates)
    return tuple(sorted(filter(None, found), key=attrgetter("first", "last")))


def coming(shown: Published) -> tuple[KeyDate, ...]:
    """The next time of each key date after the newest story: it follows from the register, not from the day."""
    return after(shown.federation.campaigns, shown.stories[0].fields.date.first) if shown.stories else ()


def address(shown: Published, campaign: Campaign | None = None) -> str:
    """Where the calendar of one key date or of all lies; empty where no day could stand in it."""
    campaigns = (campaign,) if campaign else shown.federation.campaigns
    if not any(of(shown, each) for each in campaigns):
        return ""
    return f"campaigns/{campaign.id}.ics" if campaign else ADDRESS


def files(cards: Cards, site: SiteView) -> dict[str, bytes]:
    """The calendar of all key dates, and each key date alone; none where there are no key dates."""
    shown = cards.shown
    everything: list[KeyDate] = []
    found: dict[str, bytes] = {}
    for campaign in shown.federation.campaigns:
        dates = of(shown, campaign)
        everything += dates
        if dates:
            found[address(shown, campaign)] = _file(shown, site, Calendar(), dates)
    if everything:
        everything.sort(key=lambda each: (each.first, each.campaign.id))
        found[ADDRESS] = _file(shown, site, _subscribed(shown, site), everything)
    return found


def _subscribed(shown: Published, site: SiteView) -> Calendar:
    """A calendar that a program keeps under a name of its own and looks up again once a week."""
    whole = Calendar()
    name = one_line(f"{site.title}重要节点")
    covered = years(shown)
    whole.add("name", name)
    whole.add("x-wr-calname", name)
    whole.add("x-wr-caldesc", f"{covered[0]} 年到 {covered[-1]} 年的重要节点；农历和节气已经换算成公历")
    whole.add("refresh-interval", _LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    whole.add("x-published-ttl", "P7D")
    return whole


def _file(shown: Published, site: SiteView, whole: Calendar, dates: Iterable[KeyDate]) -> bytes:
    whole.add("prodid", _MAKER)  # without a version: a newer program or library changes no calendar
    whole.add("version", "2.0")
    for each in dates:
        whole.add_component(_event(shown, site, each))
    data: bytes = whole.to_ical()
    return data


def _event(shown: Published, site: SiteView, date: KeyDate) -> Event:
    """A key date has no alarm: the office sets its own, and nobody wants eighty of somebody else's.

    It says when the calendar was made, as RFC 5545 demands: the first day of its first year, which no program takes
    for the future and which changes once a year.
    """
    campaign = date.campaign
    event = Event()
    event.add("uid", str(lasting_id(shown.federation.code, "campaigns", campaign.id, str(date.year))))
    event.add("dtstamp", dt.datetime(years(shown)[0], 1, 1, tzinfo=dt.UTC))
    event.add("dtstart", date.first)
    event.add("dtend", date.last + dt.timedelta(days=1))  # the day after the last one
    event.add("summary", one_line(campaign.name))
    event.add("description", "\n".join(_description(campaign)))
    if campaign.brands:
        event.add("categories", [one_line(each) for each in campaign.brands])
    if site.url:
        event.add("url", reference(site, ADDRESS, f"campaigns/{campaign.id}.html"))
    event.add("transp", "TRANSPARENT")  # a day to remember, not a day on which nobody has time
    return event


def _description(campaign: Campaign) -> Iterable[str]:
    if campaign.about:
        yield one_line(campaign.about)
    if campaign.brands:
        yield one_line(f"适合的品牌：{'、'.join(campaign.brands)}")
    yield f"日子：{when(campaign)}"
