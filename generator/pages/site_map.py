"""The page that names every part of the site: for who does not search, and for inspectors with a checklist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.pages.cards import Cards
from generator.pages.categories import category_links
from generator.pages.forms import Link
from generator.pages.place_views import SiteMapView
from generator.pages.places import place_links
from generator.pages.sources import PageSource

ADDRESS = "sitemap.html"
_TEXTS = ("text.html", "guide.html")


def page(cards: Cards, planned: Iterable[PageSource]) -> PageSource:
    """Groups of links; single stories, people and teams stand in the lists that it leads to."""
    groups = tuple((title, links) for title, links in _groups(cards, list(planned)) if links)
    description = "本站各个栏目、品牌、项目、地区和年份"
    return PageSource(ADDRESS, "sitemap.html", "网站地图", SiteMapView(groups), description=description)


def _groups(cards: Cards, planned: list[PageSource]) -> Iterator[tuple[str, tuple[Link, ...]]]:
    shown = cards.shown
    yield "品牌", tuple(cards.brand_link(line.name) for line in shown.federation.brands)
    yield "项目", tuple(Link(card.title, card.address) for card in map(cards.project, shown.projects.values()))
    yield "地区", place_links(cards)
    yield "类别", category_links(cards)
    yield (
        "年份",
        tuple(
            Link(f"{year} 年", f"activities/{year}/index.html", f"{len(shown.by_year[year])}")
            for year in sorted(shown.by_year, reverse=True)
        ),
    )
    yield "节点", tuple(Link(each.name, f"campaigns/{each.id}.html") for each in shown.federation.campaigns)
    yield (
        "阵地",
        tuple(Link(each.fields.name, f"communities/{each.address}.html") for each in shown.communities.values()),
    )
    yield "说明", tuple(Link(each.title, each.address) for each in planned if each.template in _TEXTS)
