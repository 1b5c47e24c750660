"""What templates may see of places and service categories."""

from __future__ import annotations

from dataclasses import dataclass

from generator.pages.forms import Link, PersonCard, ProjectCard, Shelf, TeamCard
from generator.pages.pictures import Picture


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A district with everything that is its own."""

    name: str
    """As it stands everywhere on the site."""
    full_name: str
    address: str
    numbers: tuple[tuple[str, str, str], ...]
    """Value, unit, label."""
    line: tuple[str, ...]
    """The numbers in short, without those that are nought."""
    townships: tuple[tuple[str, int], ...]
    """Where in it something was done, and how often; most often first."""
    teams: tuple[TeamCard, ...]
    """The highest teams of the place, each with those below it."""
    people: tuple[PersonCard, ...]
    projects: tuple[ProjectCard, ...]
    communities: tuple[Link, ...]
    pictures: tuple[Picture, ...]
    """A few from its wall."""
    gallery: str
    """Address of its wall of photographs; empty where there is none."""
    stories: Shelf


@dataclass(frozen=True, slots=True)
class PlacesView:
    """All places in the federation's own order."""

    places: tuple[PlaceView, ...]


@dataclass(frozen=True, slots=True)
class CategoryView:
    """A service category with the teams that offer it and the stories that tell of it."""

    name: str
    address: str
    teams: tuple[Link, ...]
    others: tuple[Link, ...]
    """All categories with stories or teams."""
    stories: Shelf


@dataclass(frozen=True, slots=True)
class SiteMapView:
    """Ways to every part of the site."""

    groups: tuple[tuple[str, tuple[Link, ...]], ...]
