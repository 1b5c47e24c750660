"""The list of all pages: every address of the site is decided here."""

from __future__ import annotations

from generator.pages import (
    brands,
    campaigns,
    categories,
    communities,
    figures,
    finder,
    gallery,
    home,
    honours,
    people,
    places,
    projects,
    site_map,
    stories,
    teams,
    texts,
)
from generator.pages.cards import Cards
from generator.pages.links import resolved
from generator.pages.sources import PageSource
from generator.problems import ContentError, Problem


def plan(cards: Cards) -> list[PageSource]:
    """All pages of the site.

    Raises:
        ContentError: two pages have one address.
    """
    planned = [
        *texts.pages(cards.shown),
        home.page(cards),
        *brands.pages(cards),
        *projects.pages(cards),
        *people.pages(cards),
        *stories.pages(cards),
        *teams.pages(cards),
        *gallery.pages(cards),
        *campaigns.pages(cards),
        *places.pages(cards),
        *categories.pages(cards),
        *communities.pages(cards),
        *honours.pages(cards),
        *figures.pages(cards),
        finder.page(cards),
    ]
    planned.append(site_map.page(cards, planned))
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
