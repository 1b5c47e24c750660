"""The home page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages import campaigns, figures
from generator.pages.cards import Cards
from generator.pages.forms import Band, Link
from generator.pages.places import place_links
from generator.pages.sources import About, PageSource
from generator.pages.views import HomeView

_STORIES = 7
_PEOPLE = 6
_PROJECTS = 6
_DATES = 4


def page(cards: Cards) -> PageSource:
    """The newest stories, the figures, the brand lines, some people and projects, the next key dates."""
    shown = cards.shown
    newest = cards.stories(shown.stories[:_STORIES])
    lead = next((card for card in newest if card.picture), newest[0] if newest else None)
    view = HomeView(
        lead=lead,
        stories=tuple(card for card in newest if card is not lead),
        brands=tuple(_bands(cards)),
        people=tuple(cards.person(each) for each in list(shown.volunteers.values())[:_PEOPLE]),
        figures=figures.headline(shown),
        coming=campaigns.coming(shown)[:_DATES],
        projects=tuple(cards.project(each) for each in list(shown.projects.values())[:_PROJECTS]),
        places=tuple(link for link in place_links(cards) if link.note != "0"),
        ways=tuple(
            Link(page.fields.title or "", f"{address}.html", page.fields.summary or "")
            for address, page in shown.written_pages.items()
            if address.startswith("about/") and address != "about/index" and page.fields.title
        ),
    )
    entry = shown.written_pages.get("index")
    body, origin = (entry.document.body, entry.path) if entry else ("", "")
    site = shown.federation.site
    about = About(lead.picture if lead else None)
    return PageSource("index.html", "home.html", site.title, view, body, site.description, origin, about)


def _bands(cards: Cards) -> Iterator[Band]:
    for line in cards.shown.federation.brands:
        told = cards.shown.by_brand.get(line.name, [])
        newest = cards.story(told[0]) if told else None
        yield Band(line.id, line.name, f"brands/{line.id}.html", line.motto, newest)
