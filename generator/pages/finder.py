"""The search page: by what readers may choose, and the ways on for somebody whose browser cannot search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.pages.cards import Cards
from generator.pages.forms import Facet, Link
from generator.pages.sources import PageSource
from generator.pages.views import FinderView
from generator.records.federation import Federation

ADDRESS = "search.html"
TYPES = ("活动", "项目", "志愿者", "队伍", "阵地", "品牌", "节点", "表彰", "页面")
"""What a record that can be found may be."""


def page(cards: Cards) -> PageSource:
    """The search page."""
    shown = cards.shown
    facts = shown.federation
    years = sorted(shown.by_year, reverse=True)
    honoured = {entry.fields.document.on.year for entry in shown.honours}
    facets = (
        Facet("type", "类型", TYPES),
        Facet("brand", "品牌", tuple(line.name for line in facts.brands)),
        Facet("district", "地区", tuple(_districts(cards))),
        Facet("year", "年份", tuple(f"{year}" for year in sorted({*years, *honoured}, reverse=True))),
        Facet("category", "类别", facts.categories),
    )
    links = tuple(
        Link(f"{year} 年活动", f"activities/{year}/index.html", f"{len(shown.by_year[year])}") for year in years
    )
    description = f"查找{facts.place}巾帼志愿服务的活动、项目、志愿者、队伍和阵地"
    return PageSource(ADDRESS, "search.html", "搜索", FinderView(facets, links), description=description)


def district_names(federation: Federation) -> dict[str, str]:
    """Code → the name by which readers choose a division: its label, or more where two divisions have the same."""
    names = {each.code: each.label for each in federation.divisions}
    for longer in (_with_city, _with_code):
        often = Counter(names.values())
        names = {code: longer(federation, code, name) if often[name] > 1 else name for code, name in names.items()}
    return names


def _with_city(federation: Federation, code: str, name: str) -> str:
    """Its city's label before it; where no cities are listed, the full name may say more."""
    city, division = federation.division(f"{code[:4]}00"), federation.division(code)
    if city and city != division:
        return f"{city.label}{name}"
    return division.name if division else name


def _with_code(federation: Federation, code: str, name: str) -> str:
    del federation
    return f"{name}（{code}）"


def _districts(cards: Cards) -> Iterator[str]:
    """The divisions in which there is something to find, in the federation's order."""
    shown = cards.shown
    codes = {team.fields.division for team in shown.teams.values()}
    codes |= {community.fields.division for community in shown.communities.values()}
    found = {each for code in codes for each in shown.divisions_of(code)} | shown.by_division.keys()
    return (name for code, name in district_names(shown.federation).items() if code in found)
