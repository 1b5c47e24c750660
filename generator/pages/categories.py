"""Pages of service categories: the stories and teams of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from generator.pages.cards import Cards, team_address
from generator.pages.forms import Link
from generator.pages.place_views import CategoryView
from generator.pages.sources import PageSource

_LETTERS = 6
_SPELT = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


def category_address(name: str) -> str:
    """A name may be Chinese, an address may not; letters made from the name stay when the list is put in order."""
    digest = hashlib.sha256(name.encode()).hexdigest()[:_LETTERS]
    return f"categories/{digest.translate(_SPELT)}.html"


def category_links(cards: Cards) -> tuple[Link, ...]:
    """Every category that somebody offers or a story tells of, with the number of its stories."""
    shown = cards.shown
    offered = {name for team in shown.teams.values() for name in team.fields.categories}
    return tuple(
        Link(name, category_address(name), f"{len(shown.by_category.get(name, []))}")
        for name in shown.federation.categories
        if name in offered or name in shown.by_category
    )


def pages(cards: Cards) -> Iterator[PageSource]:
    """One list for each category."""
    shown, others = cards.shown, category_links(cards)
    for link in others:
        name = link.title
        teams = tuple(
            Link(team.fields.name, team_address(address))
            for address, team in shown.teams.items()
            if name in team.fields.categories
        )
        for part, shelf in cards.shelves(shown.by_category.get(name, []), link.address):
            view = CategoryView(name, link.address, teams, others, shelf)
            description = f"{name}类巾帼志愿服务活动和队伍"
            title, trail = f"{name}类活动", part.trail(Link("活动", "activities/index.html"), title=name)
            page = PageSource(part.address, "category.html", part.titled(title), view, description=description)
            yield replace(page, trail=trail)
