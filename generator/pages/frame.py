"""What stands around every page: the site's name, its sections, its footer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from generator.pages.forms import Link, Mark
from generator.pages.sources import PageSource
from generator.pages.views import SiteView
from generator.records.federation import BrandLine, Federation

_SECTIONS = tuple(
    Link(title, f"{folder}index.html")
    for title, folder in (
        ("首页", ""), ("品牌", "brands/"), ("项目", "projects/"), ("活动", "activities/"), ("志愿者", "volunteers/"),
        ("队伍", "teams/"), ("图集", "gallery/"), ("节点", "campaigns/"), ("阵地", "communities/"),
        ("表彰", "honours/"), ("数据", "stats/"), ("关于", "about/"),
    )
)  # fmt: skip
_FOOTER = ("about/index.html", "guide/index.html", "privacy.html", "places/index.html", "sitemap.html")
"""Pages that every page leads to, under their own titles."""
_ICONS = ("heart", "scales", "house", "book", "sprout")
"""Drawings of the theme, given to brand lines in their order; any further line has the flower."""
_ANY_ICON = "flower"


def frame(facts: Federation, pages: Iterable[PageSource], url: str = "") -> SiteView:
    """The frame of a site with these pages: nothing in it leads to a page that is not there.

    ``url`` is where this build shall stand, for a register that is published in several places.
    """
    planned = {page.address: page for page in pages}
    there = set(planned)
    home = planned.get("index.html")
    site, footer = facts.site, facts.footer
    return SiteView(
        title=site.title,
        tagline=site.tagline,
        description=site.description,
        url=url or site.url or "",
        sample=facts.sample,
        host=footer.host,
        office=footer.address or "",
        icp=footer.icp or "",
        police=footer.police or "",
        site_code=footer.site_code or "",
        contacts=tuple((contact.label, contact.value) for contact in facts.contacts),
        themes=facts.themes,
        brands=tuple(_mark(position, line) for position, line in enumerate(facts.brands)),
        sections=tuple(link for link in _SECTIONS if link.address in there),
        footer_links=tuple(Link(planned[address].title, address) for address in _FOOTER if address in there),
        addresses=tuple(
            "" if address == "index.html" else quote(address) for address, page in planned.items() if page.about.indexed
        ),
        privacy="privacy.html" if "privacy.html" in there else "",
        takedown=_anchor(planned.get("privacy.html"), "takedown"),
        children=_anchor(planned.get("privacy.html"), "children"),
        search="search.html" if "search.html" in there else "",
        picture=home.about.picture if home else None,
    )


def _anchor(page: PageSource | None, name: str) -> str:
    """``#name`` where the text of a page has a heading with that name; else the page is long enough to read."""
    return f"#{name}" if page and re.search(rf"\{{ *#{name} *\}}", page.body) else ""


def _mark(position: int, line: BrandLine) -> Mark:
    icon = _ICONS[position] if position < len(_ICONS) else _ANY_ICON
    return Mark(line.id, line.name, f"brands/{line.id}.html", line.colour or "", icon)
