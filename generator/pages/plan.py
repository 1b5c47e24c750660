"""The list of all pages: every address of the site is decided here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator.pages import brands, figures, gallery, places, stories, teams
from generator.pages.cards import Cards
from generator.pages.links import resolved
from generator.pages.pictures import Album
from generator.pages.published import Published
from generator.pages.sources import PageSource
from generator.pages.views import CampaignView, HomeView, Link
from generator.problems import ContentError, Problem

_HOME_STORIES = 7
_HOME_DATES = 4
_LISTS = (
    "brands",
    "projects",
    "activities",
    "volunteers",
    "teams",
    "gallery",
    "campaigns",
    "communities",
    "honours",
    "stats",
)


def plan(shown: Published, album: Album) -> list[PageSource]:
    """All pages of the site.

    Raises:
        ContentError: two pages have one address.
    """
    cards = Cards(shown, album)
    planned = [
        *_written(shown),
        _home(cards),
        *brands.brand_pages(cards),
        *brands.project_pages(cards),
        *brands.people_pages(cards),
        *stories.pages(cards),
        *teams.pages(cards),
        *gallery.pages(cards),
        *places.campaign_pages(cards),
        *places.community_pages(cards),
        *places.honours_pages(cards),
        *figures.pages(cards),
    ]
    taken: dict[str, PageSource] = {}
    twice: list[Problem] = []
    for page in planned:
        other = taken.setdefault(page.address.lower(), page)
        if other is not page:
            message = f"网址 {page.address} 与 {other.origin or '自动生成的页面'} 重复"
            twice.append(
                Problem(page.origin or "teams/federation.yml", 1, 1, "R2", "error", message, "请改其中一个的名称")
            )
    if twice:
        raise ContentError(twice)
    return resolved(planned)


def _written(shown: Published) -> Iterator[PageSource]:
    """Pages that people wrote as plain Markdown: about, handbook, privacy."""
    for address, entry in shown.library.pages.items():
        if address == "index" or address.partition("/")[0] in _LISTS or Path(address).name == "README":
            continue
        title = entry.fields.title or _heading(entry.document.body) or Path(address).name
        template = "guide.html" if address.startswith("guide/") else "text.html"
        yield PageSource(
            f"{address}.html", template, title, _guide(shown) if template == "guide.html" else None,
            entry.document.body, entry.fields.summary or "", entry.path,
        )  # fmt: skip


def _guide(shown: Published) -> tuple[Link, ...]:
    """The handbook's pages, its index first."""
    found = [
        Link(entry.fields.title or address, f"{address}.html")
        for address, entry in shown.library.pages.items()
        if address.startswith("guide/") and Path(address).name != "README"
    ]
    return tuple(sorted(found, key=lambda link: (not link.address.endswith("/index.html"), link.address)))


def _heading(body: str) -> str:
    first = next((line for line in body.splitlines() if line.startswith("# ")), "")
    return first.removeprefix("# ").strip()


def _home(cards: Cards) -> PageSource:
    shown = cards.shown
    newest = cards.stories(shown.stories[:_HOME_STORIES])
    lead = next((card for card in newest if card.picture), newest[0] if newest else None)
    lines = []
    for line in shown.federation.brands:
        told = shown.by_brand.get(line.name, [])
        link = Link(line.name, f"brands/{line.id}.html", line.motto)
        lines.append((link, line.colour or brands.PLAIN_COLOUR, cards.story(told[0]) if told else None))
    view = HomeView(
        lead=lead,
        stories=tuple(card for card in newest if card is not lead),
        brands=tuple(lines),
        people=cards.people[:6],
        figures=figures.headline(shown),
        coming=_coming(cards),
        projects=tuple(cards.project(each) for each in list(shown.projects.values())[:6]),
    )
    entry = shown.library.pages.get("index")
    body = entry.document.body if entry else ""
    site = shown.federation.site
    return PageSource("index.html", "home.html", site.title, view, body, site.description, entry.path if entry else "")


def _coming(cards: Cards) -> tuple[CampaignView, ...]:
    """The next key dates after the newest story: a function of the register, not of the day of the build."""
    shown = cards.shown
    if not shown.stories:
        return ()
    since = shown.stories[0].fields.date.first
    found = [(places.next_day(each, since), each) for each in shown.federation.campaigns]
    later = sorted(((day, each) for day, each in found if day), key=lambda pair: pair[0])
    return tuple(replace(places.campaign_view(cards, each), coming=day) for day, each in later[:_HOME_DATES])
