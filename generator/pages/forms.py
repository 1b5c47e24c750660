"""Small forms inside views: links, cards, one page of a long list, a table of figures.

Addresses are relative to the site's root, e.g. ``activities/2026/0305-xinhua-leifeng.html``; templates turn
them into relative links.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

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
    """``2026年3月5日`` or ``2026年3月5日至7日``."""
    place: str
    brand: str
    brand_id: str
    summary: str
    picture: Picture | None
    kind: str


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
class PersonCard:
    """An exemplary volunteer in a list."""

    name: str
    address: str
    headline: str
    team: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Star:
    """The star level that a volunteer's hours reach."""

    name: str
    level: int
    of: int
    """How many levels there are."""
    hours: str
    """What the level takes."""


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
class Award:
    """One honour and who received it."""

    honour: str
    recipients: tuple[Link, ...]
    """Address is empty for a person without a page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The photographs of one story on a wall."""

    story: Link
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the register's great numbers, with the way to how it is counted."""

    value: str
    unit: str
    text: str
    address: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures whose last row is the sum where that makes sense."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a brand line is recognised everywhere on the site."""

    brand_id: str
    name: str
    address: str
    colour: str
    """Empty where the federation gave none."""
    icon: str
    """Name of a drawing of the theme."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that readers of the search page choose by."""

    name: str
    """As it stands in the page's address."""
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A brand line on the home page."""

    brand_id: str
    name: str
    address: str
    motto: str
    newest: StoryCard | None
