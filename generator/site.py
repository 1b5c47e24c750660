"""One build of the public site, without any renderer: register → checks → photographs → planned pages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from generator.checks.photos import UNREADABLE, photo_path, photographs
from generator.checks.privacy import discreet
from generator.checks.run import check
from generator.console import Console
from generator.pages.cards import Cards
from generator.pages.frame import frame
from generator.pages.pictures import Album, wanted
from generator.pages.plan import plan
from generator.pages.published import published
from generator.pages.sources import PageSource
from generator.pages.views import SiteView
from generator.photos.cache import Cache
from generator.photos.develop import Developed, Photo, develop
from generator.problems import ContentError, Problem, errors
from generator.publish.leaks import Allowed, office_emails

CACHE = Path(".cache/photos")
"""Relative to the register's root; safe to delete, safe to restore on another machine."""


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Everything that a renderer needs."""

    site: SiteView
    """The frame around every page."""
    pages: tuple[PageSource, ...]
    files: dict[str, bytes]
    """What lies beside the pages, by address: feeds, the calendar, the search index."""
    photos: dict[str, Path]
    """Address on the site → file in the cache."""
    allowed: Allowed
    """What the leak check lets pass."""
    problems: tuple[Problem, ...]
    """Warnings."""
    encoded: int
    """Photographs that this build had to encode; the others came from the cache."""


def plan_site(root: Path, today: dt.date, console: Console) -> SitePlan:
    """Plan the whole site of a register.

    Raises:
        ContentError: the register holds errors; every problem is in it.
    """
    library, problems = check(root, today)
    if errors(problems):
        raise ContentError(problems)
    shown = published(library, today)
    needed = wanted(shown)
    cache = Cache(root / CACHE)
    developed = develop(needed, cache, console=console)
    places = {photo_path(entry, photo): (entry, at) for entry, photo, at in photographs(library)}
    for path, result in developed.results.items():
        if isinstance(result, str):
            entry, at = places[path]
            problems.append(discreet(UNREADABLE.at(entry, result, "请换一张照片", *at, "file")))
    if errors(problems):
        raise ContentError(problems)
    cards = Cards(shown, Album(developed.results))
    pages = plan(cards)
    emails = office_emails(contact.value for contact in library.facts.contacts)
    frame_of_all = frame(library.facts, pages)
    files: dict[str, bytes] = {}
    return SitePlan(
        frame_of_all, tuple(pages), files, _photos(developed), Allowed(emails), tuple(problems), developed.encoded
    )


def _photos(developed: Developed) -> dict[str, Path]:
    photos = (result for result in developed.results.values() if isinstance(result, Photo))
    return {source.name: source.path for photo in photos for source in photo.sources}
