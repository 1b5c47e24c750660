"""One build of the public site, without any renderer: register → checks → photographs → planned pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.checks.photos import photo_path, photographs
from generator.checks.privacy import discreet
from generator.checks.registry import RULES
from generator.checks.run import check
from generator.console import Console
from generator.pages import feeds, key_dates
from generator.pages.cards import Cards
from generator.pages.frame import frame
from generator.pages.heads import HeadView, heads
from generator.pages.pictures import Album, covers, wanted
from generator.pages.plan import plan
from generator.pages.published import published
from generator.pages.sources import PageSource
from generator.pages.views import SiteView
from generator.photos.cache import IN_REGISTER, Cache
from generator.photos.develop import Developed, Photo, Probed, develop, probe
from generator.problems import ContentError, Problem, errors
from generator.publish.leaks import Allowed, office_emails
from generator.records.library import Library
from generator.search.index import search_files
from generator.search.records import findables


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Everything that a renderer needs."""

    site: SiteView
    """The frame around every page."""
    heads: dict[str, HeadView]
    """What each page says of itself to programs, by address."""
    pages: tuple[PageSource, ...]
    files: dict[str, bytes]
    """What lies beside the pages, by address: feeds, the calendar, the search index."""
    photos: dict[str, Path]
    """Address on the site → file in the cache, or in the register for pictures of the handbook."""
    illustrations: dict[str, tuple[int, int]]
    """Address of each picture of the handbook → its width and height."""
    allowed: Allowed
    """What the leak check lets pass."""
    withdrawn: frozenset[str]
    """Names that the leak check must not find, because consent to them is not live."""
    problems: tuple[Problem, ...]
    """Warnings."""
    encoded: int
    """Photographs that this build had to encode; the others came from the cache."""


def plan_site(root: Path, today: dt.date, console: Console, url: str = "") -> SitePlan:
    """Plan the whole site of a register, to stand at ``url`` or where the register itself says.

    Raises:
        ContentError: the register holds errors; every problem is in it.
    """
    library, problems = check(root, today, console=console)
    if errors(problems):
        raise ContentError(problems)
    shown = published(library, today)
    cache = Cache(root / IN_REGISTER)
    drawn = probe({path: root / path for path in shown.illustrations}, cache)
    developed = develop(wanted(shown), cache, console=console, covers=covers(shown))
    problems += _unreadable(library, developed)
    if errors(problems):
        raise ContentError(problems)
    cards = Cards(shown, Album(developed.results))
    pages = plan(cards)
    emails = office_emails(contact.value for contact in shown.federation.contacts)
    site = frame(shown.federation, pages, url)
    files = {**feeds.files(cards, site), **key_dates.files(cards, site), **search_files(findables(cards))}
    return SitePlan(
        site=site,
        heads=heads(pages, site),
        pages=tuple(pages),
        files=files,
        photos=_photos(developed) | {_address(path): root / path for path, _ in _sizes(drawn)},
        illustrations={_address(path): (size.width, size.height) for path, size in _sizes(drawn)},
        allowed=Allowed(emails),
        withdrawn=shown.hidden,
        problems=tuple(problems),
        encoded=developed.encoded,
    )


def _unreadable(library: Library, developed: Developed) -> Iterator[Problem]:
    places = {photo_path(entry, photo): (entry, at) for entry, photo, at in photographs(library)}
    for path, result in developed.results.items():
        if isinstance(result, str):
            entry, at = places[path]
            yield discreet(RULES["F8"].at(entry, result, "请换一张照片", *at, "file"))


def _sizes(drawn: Mapping[str, Probed | str]) -> Iterator[tuple[str, Probed]]:
    return ((path, each) for path, each in drawn.items() if isinstance(each, Probed))


def _address(path: str) -> str:
    """Of a file of the handbook, which lies on the site as it lies in ``content/``."""
    return path.removeprefix("content/")


def _photos(developed: Developed) -> dict[str, Path]:
    photos = (result for result in developed.results.values() if isinstance(result, Photo))
    return {source.name: source.path for photo in photos for source in photo.published}
