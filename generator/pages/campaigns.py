"""Pages of key dates: the year's list, and each with its stories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from generator.pages.cards import Cards
from generator.pages.days import stretch, when
from generator.pages.sources import PageSource
from generator.pages.views import CampaignsView, CampaignView
from generator.records import calendar
from generator.records.federation import Campaign


def pages(cards: Cards) -> Iterator[PageSource]:
    """The year's key dates in the order in which they fall, and each with its stories."""
    shown = cards.shown
    views = []
    for campaign in shown.federation.campaigns:
        view = campaign_view(cards, campaign)
        views.append(view)
        for part, shelf in cards.shelves(shown.by_campaign.get(campaign.id, []), view.address):
            page, title = replace(view, stories=shelf), part.titled(campaign.name)
            yield PageSource(part.address, "campaign.html", title, page, "", campaign.about or campaign.name)
    views.sort(key=lambda view: (view.coming is None, (view.coming or dt.date.max).timetuple()[1:3]))
    yield PageSource(
        "campaigns/index.html",
        "campaigns.html",
        "重要节点",
        CampaignsView(tuple(views)),
        description="巾帼志愿服务重要节点",
    )


def campaign_view(cards: Cards, campaign: Campaign) -> CampaignView:
    """A key date with its days around the year of the newest story, without its stories."""
    shown = cards.shown
    year = shown.stories[0].fields.date.first.year if shown.stories else shown.today.year
    found = ((each, _days(campaign, each)) for each in (year, year + 1))
    dates = {each: days for each, days in found if days}
    return CampaignView(
        name=campaign.name,
        address=f"campaigns/{campaign.id}.html",
        about=campaign.about or "",
        when=when(campaign),
        coming=dates[year][0] if year in dates else None,
        dates=tuple((each, stretch(*days)) for each, days in dates.items()),
        brands=tuple(cards.brand_link(name) for name in campaign.brands),
        total=len(shown.by_campaign.get(campaign.id, [])),
        stories=None,
    )


def next_day(campaign: Campaign, since: dt.date) -> dt.date | None:
    """The first day of a key date after a day, in that year or the next."""
    found = (_days(campaign, year) for year in (since.year, since.year + 1))
    return next((days[0] for days in found if days and days[0] > since), None)


def _days(campaign: Campaign, year: int) -> tuple[dt.date, dt.date] | None:
    """First and last day in a year; None where the year has no such day."""
    try:
        return calendar.days(campaign, year)
    except ValueError:
        return None
