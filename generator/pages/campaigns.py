"""Pages of key dates: the calendar of the year, and each key date with its stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from generator.pages import key_dates
from generator.pages.campaign_views import CalendarDay, CalendarMonth, CampaignsView, CampaignView, ComingDate
from generator.pages.cards import Cards
from generator.pages.days import stretch, when
from generator.pages.forms import Link, Shelf
from generator.pages.key_dates import KeyDate
from generator.pages.published import Published
from generator.pages.sources import PageSource
from generator.records.campaigns import Campaign


def pages(cards: Cards) -> Iterator[PageSource]:
    """The calendar of the year, and each key date with its stories."""
    shown = cards.shown
    for campaign in shown.federation.campaigns:
        for part, shelf in cards.shelves(shown.by_campaign.get(campaign.id, []), _address(campaign)):
            page, title = _view(cards, campaign, shelf), part.titled(campaign.name)
            trail = part.trail(Link("节点", "campaigns/index.html"), title=campaign.name)
            about = "，".join(filter(None, (f"{campaign.name}（{when(campaign)}）", campaign.about)))
            yield PageSource(part.address, "campaign.html", title, page, "", about, trail=trail)
    description = "巾帼志愿服务重要节点"
    yield PageSource("campaigns/index.html", "campaigns.html", "重要节点", _calendar(shown), description=description)


def coming(shown: Published) -> tuple[ComingDate, ...]:
    """The key dates that come after the newest story, the soonest first."""
    return tuple(
        ComingDate(date.campaign.name, _address(date.campaign), date.campaign.about or "", date.first)
        for date in key_dates.coming(shown)
    )


def _view(cards: Cards, campaign: Campaign, shelf: Shelf) -> CampaignView:
    shown = cards.shown
    return CampaignView(
        name=campaign.name,
        address=_address(campaign),
        about=campaign.about or "",
        when=when(campaign),
        dates=tuple((each.year, stretch(each.first, each.last, each.year)) for each in key_dates.of(shown, campaign)),
        brands=tuple(cards.brand_link(name) for name in campaign.brands),
        total=shelf.total,
        stories=shelf,
        calendar=key_dates.address(shown, campaign),
    )


def _address(campaign: Campaign) -> str:
    return f"campaigns/{campaign.id}.html"


def _calendar(shown: Published) -> CampaignsView:
    """Every key date under the month in which it begins, or ends if that was last year; seen from the newest story."""
    year = key_dates.years(shown)[0]
    campaigns = shown.federation.campaigns
    found = (key_dates.in_year(each, begun) for each in campaigns for begun in (year - 1, year))
    dates = sorted((each for each in found if each and each.last.year >= year), key=attrgetter("first", "last"))
    undated = [each for each in campaigns if not key_dates.in_year(each, year)]
    ahead = key_dates.coming(shown)
    days = [_day(shown, date, year, _state(shown, date, ahead)) for date in dates]
    return CampaignsView(
        year=year,
        next=_day(shown, ahead[0], ahead[0].year, "next") if ahead else None,
        months=tuple(CalendarMonth(month, tuple(each)) for month, each in groupby(days, lambda day: _month(day, year))),
        undated=tuple(Link(each.name, _address(each), when(each)) for each in undated),
        calendar=key_dates.address(shown),
    )


def _month(day: CalendarDay, year: int) -> int:
    return day.first.month if day.first.year == year else 1


def _state(shown: Published, date: KeyDate, ahead: Sequence[KeyDate]) -> str:
    if not shown.stories:
        return ""
    since = shown.stories[0].fields.date.first
    if date.last < since:
        return "past"
    if date.first <= since:
        return "now"
    return "next" if date.first == ahead[0].first else ""


def _day(shown: Published, date: KeyDate, year: int, state: str) -> CalendarDay:
    campaign = date.campaign
    lines = (shown.federation.brand(name) for name in campaign.brands)
    return CalendarDay(
        name=campaign.name,
        address=_address(campaign),
        about=campaign.about or "",
        when=when(campaign),
        first=date.first,
        days=stretch(date.first, date.last, year),
        state=state,
        brands=tuple(line.id for line in lines if line),
        stories=len(shown.by_campaign.get(campaign.id, [])),
    )
