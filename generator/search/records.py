"""What can be found: one record for each page that tells of something, made from what is published and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.pages import honours, texts
from generator.pages.cards import Cards, team_address
from generator.pages.days import spoken, when, written
from generator.pages.finder import district_names
from generator.pages.pictures import Picture
from generator.pages.published import Story
from generator.pages.views import HonoursView
from generator.records.campaigns import Campaign
from generator.records.federation import BrandLine
from generator.records.kinds import Community, Project, Team, Volunteer
from generator.records.library import TOP, Entry
from generator.search.text import words

Fact = tuple[str, str]
"""Label and value."""


@dataclass(frozen=True, slots=True)
class Findable:
    """One page of the site as the search knows it."""

    type: str
    """One of those that ``pages/finder.py`` lists."""
    title: str
    address: str
    facts: tuple[Fact, ...] = ()
    """Names and places that can be found beside the title."""
    text: str = ""
    day: dt.date | None = None
    days: str = ""
    """The day as the page writes it."""
    place: str = ""
    picture: Picture | None = None
    brand: str = ""
    districts: tuple[str, ...] = ()
    """Names by which readers choose: a district, and the city that it lies in where cities are listed."""
    categories: tuple[str, ...] = ()

    @property
    def year(self) -> str:
        """The year by which readers choose; empty for what belongs to no year."""
        return f"{self.day.year}" if self.day else ""

    @property
    def searched(self) -> tuple[str, ...]:
        """What is searched between the title and the text: facts, the place, the day as it is spoken."""
        values = [value for _, value in self.facts]
        day = spoken(self.day) if self.day else ""
        place = "" if any(self.place in value for value in values) else self.place
        return tuple(each for each in (*values, place, day) if each)


def findables(cards: Cards) -> list[Findable]:
    """Everything that can be found, newest first; what has no day follows by type."""
    shown = cards.shown
    found = [
        *(_story(cards, entry) for entry in shown.stories),
        *(_project(cards, entry) for entry in shown.projects.values()),
        *(_person(cards, entry) for entry in shown.volunteers.values()),
        *(_team(cards, entry) for entry in shown.teams.values()),
        *(_community(cards, entry) for entry in shown.communities.values()),
        *(_brand(cards, line) for line in shown.federation.brands),
        *(_campaign(campaign) for campaign in shown.federation.campaigns),
        *_honours(cards),
        *_pages(cards),
    ]
    dated = sorted((each for each in found if each.day), key=lambda each: (each.day, each.address), reverse=True)
    return [*dated, *(each for each in found if not each.day)]


def _facts(*facts: tuple[str, str | Iterable[str] | None]) -> tuple[Fact, ...]:
    """Facts with a value; several values are written behind each other."""
    told = ((label, value if isinstance(value, str) else "、".join(value or ())) for label, value in facts)
    return tuple((label, value) for label, value in told if value)


def _districts(cards: Cards, *codes: str) -> tuple[str, ...]:
    """Each division of which the page would list it, once."""
    names = district_names(cards.shown.federation)
    found = dict.fromkeys(each for code in codes for each in cards.shown.divisions_of(code))
    return tuple(names[code] for code in found)


def _names(cards: Cards, teams: Iterable[str]) -> list[str]:
    return [link.title for link in cards.team_links(teams)]


def _divisions(cards: Cards, names: Iterable[str]) -> list[str]:
    """The divisions of those of several teams that are still there."""
    shown = cards.shown
    teams = (shown.teams.get(shown.team_key(name)) for name in names)
    return [team.fields.division for team in teams if team]


def _place(cards: Cards, divisions: Iterable[str]) -> str:
    """The first of some divisions as a page names it, unless it is the whole federation."""
    shown = cards.shown
    first = next(iter(divisions), shown.federation.code)
    return shown.division_name(first) if first != shown.federation.code else ""


def _story(cards: Cards, entry: Story) -> Findable:
    fields, card, shown = entry.fields, cards.story(entry), cards.shown
    project = cards.project_link(fields.project)
    campaign = next((each.name for each in shown.federation.campaigns if each.id == fields.campaign), "")
    captions = (photo.caption or "" for photo in shown.photos(entry))
    return Findable(
        type="活动",
        title=fields.title,
        address=card.address,
        facts=_facts(
            ("地点", f"{card.place}{fields.place.spot or ''}"),
            ("队伍", _names(cards, fields.teams)),
            ("品牌", fields.brand),
            ("项目", project.title if project else ""),
            ("节点", campaign),
            ("类别", fields.categories),
            ("服务对象", fields.served.group if fields.served else ""),
            ("来源", fields.credits.source),
            ("摘要", fields.summary),
            ("图说", [caption for caption in captions if caption]),
        ),
        text=words(entry.document.body),
        day=fields.date.first,
        days=written(fields.date),
        place=card.place,
        picture=card.picture,
        brand=fields.brand,
        districts=_districts(cards, shown.division_of(entry)),
        categories=fields.categories,
    )


def _project(cards: Cards, entry: Entry[Project]) -> Findable:
    fields, card = entry.fields, cards.project(entry)
    facts = _facts(("队伍", _names(cards, fields.teams)), ("品牌", fields.brand), ("摘要", fields.summary))
    divisions = _divisions(cards, fields.teams)
    return Findable(
        "项目", fields.title, card.address, facts, words(entry.document.body), place=_place(cards, divisions),
        picture=card.picture, brand=fields.brand, districts=_districts(cards, *divisions),
    )  # fmt: skip


def _person(cards: Cards, entry: Entry[Volunteer]) -> Findable:
    fields, card = entry.fields, cards.person(entry)
    facts = _facts(
        ("介绍", fields.headline), ("队伍", card.team), ("类别", fields.categories), ("表彰", fields.honours)
    )
    divisions = _divisions(cards, [fields.team])
    return Findable(
        "志愿者", fields.name, card.address, facts, words(entry.document.body), place=_place(cards, divisions),
        picture=card.picture, districts=_districts(cards, *divisions), categories=fields.categories,
    )  # fmt: skip


def _team(cards: Cards, entry: Entry[Team]) -> Findable:
    fields, shown = entry.fields, cards.shown
    leader = shown.leader(entry)
    place = shown.division_name(fields.division) + (fields.township or "")
    facts = _facts(
        ("层级", fields.level), ("单位", fields.unit), ("地点", place),
        ("领队", leader.name if leader else ""), ("类别", fields.categories),
        ("服务时间", fields.service_times),
    )  # fmt: skip
    address = "teams/index.html" if entry.address == TOP else team_address(entry.address)
    return Findable(
        "队伍", fields.name, address, facts, words(fields.intro or ""), place=place,
        districts=_districts(cards, fields.division), categories=fields.categories,
    )  # fmt: skip


def _community(cards: Cards, entry: Entry[Community]) -> Findable:
    fields, shown = entry.fields, cards.shown
    pictures = cards.album.pictures(entry, shown.photos(entry))
    place = f"{shown.division_name(fields.division)}{fields.township}"
    facts = _facts(
        ("类型", fields.kind), ("地点", place), ("开放时间", fields.open), ("队伍", _names(cards, fields.teams)),
        ("摘要", fields.summary),
    )  # fmt: skip
    return Findable(
        "阵地", fields.name, f"communities/{entry.address}.html", facts, words(entry.document.body), place=place,
        picture=pictures[0] if pictures else None, districts=_districts(cards, fields.division),
    )  # fmt: skip


def _brand(cards: Cards, line: BrandLine) -> Findable:
    entry = cards.shown.brand_pages.get(line.id)
    facts = _facts(
        ("口号", line.motto), ("介绍", entry.fields.summary if entry else ""), ("服务对象", line.serves),
        ("服务内容", line.contents),
    )  # fmt: skip
    text = words(entry.document.body) if entry else ""
    return Findable("品牌", line.name, f"brands/{line.id}.html", facts, text, brand=line.name)


def _campaign(campaign: Campaign) -> Findable:
    facts = _facts(("时间", when(campaign)), ("品牌", campaign.brands))
    return Findable("节点", campaign.name, f"campaigns/{campaign.id}.html", facts, campaign.about or "")


def _honours(cards: Cards) -> Iterator[Findable]:
    """Each year's honours; its page decides who may be named."""
    for page in honours.pages(cards):
        view = page.view
        if isinstance(view, HonoursView):
            facts = _facts(
                ("文件", view.document), ("授予单位", view.issuer),
                *((award.honour, [each.title for each in award.recipients]) for award in view.awards),
            )  # fmt: skip
            day = dt.date.fromisoformat(view.on)
            text = "；".join(award.honour for award in view.awards)
            yield Findable("表彰", page.title, page.address, facts, text, day, spoken(day))


def _pages(cards: Cards) -> Iterator[Findable]:
    """What the public is told comes before the handbook, which is for the staff."""
    contacts = [f"{each.label} {each.value}" for each in cards.shown.federation.contacts]
    for page in sorted(texts.pages(cards.shown), key=lambda page: page.address.startswith("guide/")):
        told = contacts if page.address == "about/index.html" else []
        facts = _facts(("摘要", page.description), ("联系", told))
        yield Findable("页面", page.title, page.address, facts, words(page.body))
