"""Pages of communities, honours and key dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.pages.cards import Cards, team_address
from generator.pages.listings import Slice
from generator.pages.sources import PageSource
from generator.pages.views import AwardView, CampaignView, CommunityView, HonoursView, Link, Shelf
from generator.records import calendar
from generator.records.federation import Campaign
from generator.records.kinds import Community, Recipient
from generator.records.library import Entry


def community_pages(cards: Cards) -> Iterator[PageSource]:
    """All communities by kind, and each on its own page."""
    views = [(entry, _community(cards, entry)) for entry in cards.shown.communities.values()]
    kinds = dict.fromkeys(view.kind for _, view in views)
    groups = tuple((kind, tuple(view for _, view in views if view.kind == kind)) for kind in kinds)
    description = "、".join(kinds) or "妇女群众身边的服务阵地"
    yield PageSource(
        "communities/index.html", "communities.html", "服务阵地", {"groups": groups}, description=description
    )
    for entry, view in views:
        yield PageSource(view.address, "community.html", view.name, view, entry.document.body, view.summary, entry.path)


def _community(cards: Cards, entry: Entry[Community]) -> CommunityView:
    fields, shown = entry.fields, cards.shown
    stories = shown.by_township.get((fields.division, fields.township), [])
    return CommunityView(
        name=fields.name,
        address=f"communities/{entry.address}.html",
        kind=fields.kind,
        place=f"{shown.division_name(fields.division)}{fields.township}",
        summary=fields.summary,
        open=fields.open or "",
        teams=cards.team_links(fields.teams),
        pictures=cards.album.pictures(entry, shown.photos(entry)),
        stories=cards.stories(stories[:6]),
    )


def honours_pages(cards: Cards) -> Iterator[PageSource]:
    """All years on one page, and each year on its own."""
    views = []
    for entry in cards.shown.honours:
        document = entry.fields.document
        awards = tuple(
            AwardView(award.honour, tuple(link for each in award.recipients if (link := _recipient(cards, each))))
            for award in entry.fields.awards
        )
        address = f"honours/{entry.fields.year}.html"
        view = HonoursView(
            entry.fields.year,
            address,
            f"{document.title}（{document.number}）",
            f"{document.on}",
            document.issuer,
            awards,
        )
        views.append(view)
        yield PageSource(address, "honours-year.html", f"{view.year} 年度表彰", view, "", view.document, entry.path)
    yield PageSource(
        "honours/index.html",
        "honours.html",
        "表彰",
        {"years": tuple(views)},
        description="、".join(cards.shown.federation.honours) or "历年表彰",
    )


def _recipient(cards: Cards, recipient: Recipient) -> Link | None:
    """A link to the honoured, or her name under consent, or nothing."""
    shown = cards.shown
    if recipient.volunteer:
        person = next((each for each in shown.volunteers if each.address == recipient.volunteer), None)
        if person is None:
            return None
        team = cards.team_link(person.fields.team)
        return Link(person.fields.name, f"volunteers/{person.address}.html", team.title if team else "")
    if recipient.project:
        project = shown.projects.get(recipient.project)
        return Link(project.fields.title, f"projects/{project.address}.html") if project else None
    if recipient.community:
        community = shown.communities.get(recipient.community)
        return Link(community.fields.name, f"communities/{community.address}.html") if community else None
    if recipient.team:
        key = shown.team_key(recipient.team)
        team_entry = shown.teams.get(key)
        return Link(team_entry.fields.name, team_address(key)) if team_entry else None
    return Link(recipient.name or "", "", recipient.unit or "") if shown.named(recipient.consent) else None


def campaign_pages(cards: Cards) -> Iterator[PageSource]:
    """The year's key dates in the order in which they fall, and each with its stories."""
    shown = cards.shown
    views = []
    for campaign in shown.federation.campaigns:
        address = f"campaigns/{campaign.id}.html"
        for part, shelf in cards.shelves(shown.by_campaign.get(campaign.id, []), address):
            view = campaign_view(cards, campaign, part, shelf)
            if part.page.number == 1:
                views.append(view)
            title = campaign.name if part.page.number == 1 else f"{campaign.name}（第 {part.page.number} 页）"
            yield PageSource(part.address, "campaign.html", title, view, "", campaign.about or campaign.name)
    views.sort(key=lambda view: (view.coming is None, (view.coming or dt.date.max).timetuple()[1:3]))
    yield PageSource(
        "campaigns/index.html",
        "campaigns.html",
        "重要节点",
        {"campaigns": tuple(views)},
        description="巾帼志愿服务重要节点",
    )


def campaign_view(
    cards: Cards, campaign: Campaign, part: Slice | None = None, shelf: Shelf | None = None
) -> CampaignView:
    """A key date with its days around the year of the newest story."""
    shown = cards.shown
    year = shown.stories[0].fields.date.first.year if shown.stories else shown.today.year
    dates = tuple((each, days) for each in (year, year + 1) if (days := _days(campaign, each)))
    return CampaignView(
        name=campaign.name,
        address=part.address if part and part.page.number == 1 else f"campaigns/{campaign.id}.html",
        about=campaign.about or "",
        when=when(campaign),
        coming=_first(campaign, year),
        dates=dates,
        brands=tuple(cards.brand_link(name) for name in campaign.brands),
        total=len(shown.by_campaign.get(campaign.id, [])),
        stories=shelf,
    )


def next_day(campaign: Campaign, since: dt.date) -> dt.date | None:
    """The first day of a key date after a day, in that year or the next."""
    days = (_first(campaign, year) for year in (since.year, since.year + 1))
    return next((day for day in days if day and day > since), None)


def _first(campaign: Campaign, year: int) -> dt.date | None:
    try:
        return calendar.days(campaign, year)[0]
    except ValueError:
        return None


def _days(campaign: Campaign, year: int) -> str:
    try:
        first, last = calendar.days(campaign, year)
    except ValueError:
        return ""
    return (
        f"{first.month}月{first.day}日" if first == last else f"{first.month}月{first.day}日—{last.month}月{last.day}日"
    )


_WEEKDAYS = "一二三四五六日"
_NUMBERS = "零一二三四五六七八九十"
_LUNAR_MONTHS = ("", "正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")


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
        return f"每年{first}月{day}日至{last}月{end}日"
    return f"每年{campaign.month}月第{_NUMBERS[campaign.nth or 1]}个星期{_WEEKDAYS[(campaign.weekday or 1) - 1]}"


def lunar_day(day: int) -> str:
    """初一 … 三十."""
    tens, ones = divmod(day, 10)
    if day in {10, 20, 30}:
        return {10: "初十", 20: "二十", 30: "三十"}[day]
    return ("初", "十", "廿", "三十")[tens] + _NUMBERS[ones]
