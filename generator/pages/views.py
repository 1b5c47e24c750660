"""What templates may see. No private field exists here, so no template can show one."""

from __future__ import annotations

from dataclasses import dataclass

from generator.pages.campaign_views import ComingDate
from generator.pages.charts import Section
from generator.pages.forms import (
    Award,
    Band,
    Facet,
    Figure,
    Link,
    Mark,
    Page,
    PersonCard,
    ProjectCard,
    Sheet,
    Shelf,
    Star,
    StoryCard,
    TeamCard,
)
from generator.pages.pictures import Picture


@dataclass(frozen=True, slots=True)
class SiteView:
    """The frame around every page: what the site says of itself, and the ways to its sections."""

    title: str
    tagline: str
    description: str
    url: str
    """The site's full address with a slash at its end; empty where none is known."""
    sample: bool
    host: str
    office: str
    """Postal address."""
    icp: str
    police: str
    site_code: str
    contacts: tuple[tuple[str, str], ...]
    """Label and value."""
    themes: tuple[str, ...]
    brands: tuple[Mark, ...]
    sections: tuple[Link, ...]
    footer_links: tuple[Link, ...]
    addresses: tuple[str, ...]
    """All pages that search engines shall list, ready to follow ``url``."""
    privacy: str
    """Address of the page that tells how to have something taken down; empty where there is none."""
    takedown: str
    """Where on it, ``#…``; empty where the text names no place."""
    children: str
    """The same for the rules on children."""
    search: str
    """Address of the page that searches; empty where there is none."""
    picture: Picture | None
    """For the card that a chat draws of a page without a picture of its own."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    lead: StoryCard | None
    stories: tuple[StoryCard, ...]
    brands: tuple[Band, ...]
    people: tuple[PersonCard, ...]
    figures: tuple[Figure, ...]
    coming: tuple[ComingDate, ...]
    projects: tuple[ProjectCard, ...]
    places: tuple[Link, ...]
    """Districts in which something was told."""
    ways: tuple[Link, ...]
    """How to join and how to send a story: the pages beside the one about the federation."""


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story's own page."""

    card: StoryCard
    pictures: tuple[Picture, ...]
    """Without the lead picture, which is the card's."""
    spot: str
    place: Link | None
    """The district that the story took place in."""
    teams: tuple[Link, ...]
    brand: Link
    project: Link | None
    campaign: Link | None
    categories: tuple[Link, ...]
    facts: tuple[tuple[str, str], ...]
    """Label and value: people served, volunteers, hours."""
    credits: tuple[tuple[str, str], ...]
    newer: Link | None
    older: Link | None
    related: tuple[StoryCard, ...]


@dataclass(frozen=True, slots=True)
class StoriesView:
    """Stories of all years or of one, newest first."""

    stories: Shelf
    ways: tuple[tuple[str, tuple[Link, ...]], ...]
    """Ways to other lists: by year, brand line, district, service category."""
    year: int | None
    """None on the list of all years."""


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team's own page; its contacts are sealed and not here."""

    card: TeamCard
    above: tuple[Link, ...]
    """From the second level down, without the team itself."""
    beside: tuple[Link, ...]
    """The other teams of the one above; not of a second-level team, whose neighbours are whole districts."""
    facts: tuple[tuple[str, str], ...]
    intro: str
    leader: tuple[str, str] | None
    """Name and post, only under consent."""
    numbers: tuple[tuple[str, str, str], ...]
    """Value, unit, label of what the team and those below it did."""
    volunteers: tuple[PersonCard, ...]
    projects: tuple[ProjectCard, ...]
    communities: tuple[Link, ...]
    stories: Shelf


@dataclass(frozen=True, slots=True)
class TreeView:
    """The top team with the tree of all teams."""

    tree: TeamCard
    facts: tuple[tuple[str, str], ...]
    intro: str
    leader: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class PersonView:
    """An exemplary volunteer's own page."""

    card: PersonCard
    team: Link
    number: str
    """Her volunteer number, public on purpose; empty where none is told."""
    categories: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    star: Star | None
    honours: tuple[str, ...]
    related: tuple[StoryCard, ...]


@dataclass(frozen=True, slots=True)
class PeopleView:
    """All exemplary volunteers."""

    people: tuple[PersonCard, ...]


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
    projects: tuple[ProjectCard, ...]
    teams: tuple[Link, ...]
    numbers: tuple[tuple[str, str, str], ...]
    """Value, unit, label."""
    pictures: tuple[Picture, ...]
    """A few from its wall of photographs."""
    gallery: str
    """Address of the wall; empty where there is none."""
    stories: Shelf


@dataclass(frozen=True, slots=True)
class BrandsView:
    """All brand lines."""

    brands: tuple[BrandView, ...]


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
class ProjectsView:
    """All projects, grouped by brand line."""

    groups: tuple[tuple[Link, tuple[ProjectCard, ...]], ...]


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
class CommunitiesView:
    """All communities, grouped by kind."""

    groups: tuple[tuple[str, tuple[CommunityView, ...]], ...]


@dataclass(frozen=True, slots=True)
class HonoursView:
    """One year's honours."""

    year: int
    address: str
    document: str
    on: str
    issuer: str
    awards: tuple[Award, ...]


@dataclass(frozen=True, slots=True)
class HonoursListView:
    """All years of honours, newest first."""

    years: tuple[HonoursView, ...]


@dataclass(frozen=True, slots=True)
class GalleryView:
    """A wall of photographs."""

    sheets: tuple[Sheet, ...]
    """Story by story."""
    total: int
    page: Page
    others: tuple[tuple[str, tuple[Link, ...]], ...]
    """Other walls, grouped: by year, by brand line, by district."""


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The figures page."""

    headline: tuple[Figure, ...]
    sections: tuple[Section, ...]
    counted: tuple[tuple[str, str, str], ...]
    """Anchor, what is counted, and how."""
    until: str
    """First day of the newest story: figures say how far they reach, not when they were built."""


@dataclass(frozen=True, slots=True)
class FinderView:
    """The search page."""

    facets: tuple[Facet, ...]
    years: tuple[Link, ...]
    """Lists of stories for those who cannot search."""


@dataclass(frozen=True, slots=True)
class GuideView:
    """A page of the handbook beside the handbook's contents."""

    contents: tuple[Link, ...]
