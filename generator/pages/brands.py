"""Pages of brand lines: all of them, and each with its projects, teams and stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.pages import gallery
from generator.pages.cards import Cards, worked
from generator.pages.forms import Link, Shelf
from generator.pages.sources import About, PageSource
from generator.pages.tallies import tally
from generator.pages.views import BrandsView, BrandView
from generator.records.federation import BrandLine

_ABOVE = Link("品牌", "brands/index.html")


def pages(cards: Cards) -> Iterator[PageSource]:
    """All brand lines on one page, and each on its own."""
    shown = cards.shown
    firsts: list[BrandView] = []
    for line in shown.federation.brands:
        parts = cards.shelves(shown.by_brand.get(line.name, []), f"brands/{line.id}.html")
        view = _view(cards, line, parts[0][1])
        firsts.append(view)
        entry = shown.brand_pages.get(line.id)
        pictures = (card.picture for card in view.stories.cards)
        about = About(next((each for each in pictures if each), None), keywords=(line.name, *line.contents))
        for part, shelf in parts:
            page = replace(view, stories=shelf)
            body = entry.document.body if entry and part.first else ""
            origin = entry.path if entry else "teams/federation.yml"
            title, trail = part.titled(line.name), part.trail(_ABOVE, title=line.name)
            yield PageSource(part.address, "brand.html", title, page, body, view.summary, origin, about, trail)
    description = f"{shown.federation.place}巾帼志愿服务品牌"
    everything = BrandsView(tuple(firsts))
    yield PageSource("brands/index.html", "brands.html", "服务品牌", everything, description=description)


def _view(cards: Cards, line: BrandLine, shelf: Shelf) -> BrandView:
    shown = cards.shown
    entry = shown.brand_pages.get(line.id)
    projects = shown.brand_projects.get(line.name, [])
    names = dict.fromkeys(name for project in projects for name in project.fields.teams)
    pictured = any(cards.story(story).picture for story in shown.by_brand.get(line.name, []))
    return BrandView(
        name=line.name,
        brand_id=line.id,
        address=f"brands/{line.id}.html",
        motto=line.motto,
        summary=entry.fields.summary if entry else line.motto,
        serves=line.serves,
        contents=line.contents,
        projects=tuple(cards.project(each) for each in projects),
        teams=cards.team_links(names),
        numbers=worked(tally(shown.by_brand.get(line.name, []))),
        pictures=gallery.some(cards, shown.by_brand.get(line.name, [])),
        gallery=f"gallery/brand-{line.id}.html" if pictured else "",
        stories=shelf,
    )
