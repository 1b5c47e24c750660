"""Pages of key dates: the calendar of the year, and each key date with its stories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from generator.pages import key_dates
from generator.pages.cards import Cards
from generator.pages.dates import CalendarDay, CalendarMonth, CampaignsView, CampaignView
from generator.pages.days import stretch, when
from generator.pages.forms import Link
from generator.pages.key_dates import KeyDate
from generator.pages.published import Published
from generator.pages.sources import PageSource
from generator.records.federation import Campaign


def pages(cards: Cards) -> Iterator[PageSource]:
    """The calendar of the year, and each key date with its stories."""
    shown = cards.shown
    for campaign in shown.federation.campaigns:
        view = campaign_view(cards, campaign)
        for part, shelf in cards.shelves(shown.by_campaign.get(campaign.id, []), view.address):
            page, title = replace(view, stories=shelf), part.titled(campaign.name)
            yield PageSource(part.address, "campaign.html", title, page, "", campaign.about or campaign.name)
    description = "巾帼志愿服务重要节点"
    yield PageSource("campaigns/index.html", "campaigns.html", "重要节点", _calendar(shown), description=description)


def campaign_view(cards: Cards, campaign: Campaign) -> CampaignView:
    """A key date with its days from the year of the newest story on, without its stories."""
    shown = cards.shown
    dates = key_dates.of(shown, campaign)
    here = next((each for each in dates if each.year == key_dates.years(shown)[0]), None)
    return CampaignView(
        name=campaign.name,
        address=_address(campaign),
        about=campaign.about or "",
        when=when(campaign),
        coming=here.first if here else None,
        dates=tuple((each.year, stretch(each.first, each.last)) for each in dates),
        brands=tuple(cards.brand_link(name) for name in campaign.brands),
        total=len(shown.by_campaign.get(campaign.id, [])),
        stories=None,
        calendar=key_dates.address(shown, campaign),
    )


def next_day(campaign: Campaign, since: dt.date) -> dt.date | None:
    """The first day of a key date after a day, in that year or the next."""
    found = (key_dates.in_year(campaign, year) for year in (since.year, since.year + 1))
    return next((each.first for each in found if each and each.first > since), None)


def _address(campaign: Campaign) -> str:
    return f"campaigns/{campaign.id}.html"


def _calendar(shown: Published) -> CampaignsView:
    """Every key date under the month in which it begins; the days of a year seen from its newest story."""
    year = key_dates.years(shown)[0]
    found = [(each, key_dates.in_year(each, year)) for each in shown.federation.campaigns]
    dates = sorted((date for _, date in found if date), key=lambda date: (date.first, date.last))
    since = shown.stories[0].fields.date.first if shown.stories else None
    days = (_day(shown, date, _state(date, dates, since)) for date in dates)
    return CampaignsView(
        year=year,
        next=_next(shown),
        months=tuple(CalendarMonth(month, tuple(each)) for month, each in groupby(days, lambda day: day.first.month)),
        undated=tuple(Link(each.name, _address(each), when(each)) for each, date in found if not date),
        calendar=key_dates.address(shown),
    )


def _next(shown: Published) -> CalendarDay | None:
    """The first key date after the newest story, be it in the year after."""
    if not shown.stories:
        return None
    since = shown.stories[0].fields.date.first
    dates = (date for each in shown.federation.campaigns for date in key_dates.of(shown, each) if date.first > since)
    first = min(dates, key=lambda date: (date.first, date.last), default=None)
    return _day(shown, first, "next") if first else None


def _state(date: KeyDate, dates: Iterable[KeyDate], since: dt.date | None) -> str:
    if since is None:
        return ""
    if date.last < since:
        return "past"
    if date.first <= since:
        return "now"
    return "next" if date.first == min(each.first for each in dates if each.first > since) else ""


def _day(shown: Published, date: KeyDate, state: str) -> CalendarDay:
    campaign = date.campaign
    lines = (shown.federation.brand(name) for name in campaign.brands)
    return CalendarDay(
        name=campaign.name,
        address=_address(campaign),
        about=campaign.about or "",
        when=when(campaign),
        first=date.first,
        days=stretch(date.first, date.last),
        state=state,
        brands=tuple(line.id for line in lines if line),
        stories=len(shown.by_campaign.get(campaign.id, [])),
    )
