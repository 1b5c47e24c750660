"""The search page: by what readers may choose, and the ways on for somebody whose browser cannot search."""

from __future__ import annotations

from generator.pages.cards import Cards
from generator.pages.forms import Facet, Link
from generator.pages.sources import PageSource
from generator.pages.views import FinderView

ADDRESS = "search.html"
KINDS = ("活动", "项目", "志愿者", "队伍", "阵地", "品牌", "节点", "表彰", "页面")
"""The kinds of record that can be found."""


def page(cards: Cards) -> PageSource:
    """The search page."""
    shown = cards.shown
    facts = shown.federation
    years = sorted(shown.by_year, reverse=True)
    honoured = {entry.fields.document.on.year for entry in shown.honours}
    facets = (
        Facet("type", "类型", KINDS),
        Facet("brand", "品牌", tuple(line.name for line in facts.brands)),
        Facet("district", "地区", tuple(dict.fromkeys(each.label for each in facts.divisions))),
        Facet("year", "年份", tuple(f"{year}" for year in sorted({*years, *honoured}, reverse=True))),
        Facet("category", "类别", facts.categories),
    )
    links = tuple(
        Link(f"{year} 年活动", f"activities/{year}/index.html", f"{len(shown.by_year[year])}") for year in years
    )
    description = f"查找{facts.place}巾帼志愿服务的活动、项目、志愿者、队伍和阵地"
    return PageSource(ADDRESS, "search.html", "搜索", FinderView(facets, links), description=description)
