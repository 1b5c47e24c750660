"""What templates may see. No private field exists here, so no template can show one.

Addresses are relative to the site's root, e.g. ``activities/2026/0305-xinhua-leifeng.html``; templates turn
them into relative links.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from generator.pages.pictures import Picture


@dataclass(frozen=True, slots=True)
class Link:
    """Some other page."""

    title: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story in a list."""

    title: str
    address: str
    day: dt.date
    days: str
    """``2026-03-05`` or ``2026-03-05 至 2026-03-07``."""
    place: str
    brand: str
    brand_id: str
    summary: str
    picture: Picture | None
    kind: str


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story's own page."""

    card: StoryCard
    pictures: tuple[Picture, ...]
    """Without the lead picture, which is the card's."""
    spot: str
    teams: tuple[Link, ...]
    brand: Link
    project: Link | None
    campaign: Link | None
    categories: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    """Label and value: people served, volunteers, hours."""
    credits: tuple[tuple[str, str], ...]
    newer: Link | None
    older: Link | None
    related: tuple[StoryCard, ...]


@dataclass(frozen=True, slots=True)
class TeamCard:
    """A team in the tree or in a list."""

    name: str
    address: str
    level: str
    unit: str
    size: int
    categories: tuple[str, ...]
    stories: int
    paused: bool
    children: tuple[TeamCard, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team's own page; its contacts are sealed and not here."""

    card: TeamCard
    above: tuple[Link, ...]
    """From the top down, without the team itself."""
    facts: tuple[tuple[str, str], ...]
    intro: str
    leader: tuple[str, str] | None
    """Name and post, only under consent."""
    volunteers: tuple[PersonCard, ...]
    projects: tuple[Link, ...]
    communities: tuple[Link, ...]
    stories: Shelf


@dataclass(frozen=True, slots=True)
class PersonCard:
    """An exemplary volunteer in a list."""

    name: str
    address: str
    headline: str
    team: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class PersonView:
    """An exemplary volunteer's own page."""

    card: PersonCard
    team: Link
    categories: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    honours: tuple[str, ...]
    related: tuple[StoryCard, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One of several pages of a long list."""

    number: int
    count: int
    newer: str | None
    """Address of the page before this one."""
    older: str | None
    links: tuple[tuple[int, str], ...]
    """Number and address of the pages worth naming."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Stories of one list page, with the way to the other pages."""

    cards: tuple[StoryCard, ...]
    total: int
    page: Page


@dataclass(frozen=True, slots=True)
class BrandView:
    """A brand line."""

    name: str
    brand_id: str
    address: str
    motto: str
    summary: str
    serves: tuple[str, ...]
    contents: tuple[str, ...]
    colour: str
    projects: tuple[ProjectCard, ...]
    teams: tuple[Link, ...]
    gallery: str | None
    stories: Shelf


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """A project in a list."""

    title: str
    address: str
    brand: str
    brand_id: str
    summary: str
    running: bool
    picture: Picture | None
    stories: int


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project's own page."""

    card: ProjectCard
    brand: Link
    since: str
    teams: tuple[Link, ...]
    data: tuple[tuple[str, str, str, str], ...]
    """Label, value, unit, source."""
    pictures: tuple[Picture, ...]
    stories: Shelf


@dataclass(frozen=True, slots=True)
class CommunityView:
    """A 妇女之家 or 示范社区, in a list and on its own page."""

    name: str
    address: str
    kind: str
    place: str
    summary: str
    open: str
    teams: tuple[Link, ...]
    pictures: tuple[Picture, ...]
    stories: tuple[StoryCard, ...]


@dataclass(frozen=True, slots=True)
class CampaignView:
    """A key date with its days in the years around now and its stories."""

    name: str
    address: str
    about: str
    when: str
    """How it is fixed: 每年3月5日, 农历九月初九 …"""
    coming: dt.date | None
    """Its first day in the year of the newest story; on the home page its next one after that story."""
    dates: tuple[tuple[int, str], ...]
    """Year and day or days."""
    brands: tuple[Link, ...]
    total: int
    stories: Shelf | None


@dataclass(frozen=True, slots=True)
class AwardView:
    """One honour and who received it."""

    honour: str
    recipients: tuple[Link, ...]
    """Address is empty for a person without a page."""


@dataclass(frozen=True, slots=True)
class HonoursView:
    """One year's honours."""

    year: int
    address: str
    document: str
    on: str
    issuer: str
    awards: tuple[AwardView, ...]


@dataclass(frozen=True, slots=True)
class GalleryItem:
    """A photograph with the story that it belongs to."""

    picture: Picture
    story: Link


@dataclass(frozen=True, slots=True)
class GalleryView:
    """A wall of photographs."""

    title: str
    items: tuple[GalleryItem, ...]
    total: int
    page: Page
    others: tuple[tuple[str, tuple[Link, ...]], ...]
    """Other walls, grouped: by year, by brand line, by district."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures whose last row is the sum where that makes sense."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The figures page."""

    headline: tuple[tuple[str, str, str], ...]
    """Value, unit, label."""
    tables: tuple[Table, ...]
    until: str
    """Day of the newest story: figures say how far they reach, not when they were built."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    lead: StoryCard | None
    stories: tuple[StoryCard, ...]
    brands: tuple[tuple[Link, str, StoryCard | None], ...]
    """Brand line, its colour, its newest story."""
    people: tuple[PersonCard, ...]
    figures: tuple[tuple[str, str, str], ...]
    coming: tuple[CampaignView, ...]
    projects: tuple[ProjectCard, ...] = field(default=())
