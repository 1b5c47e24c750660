"""What each page says of itself to programs: search engines, chats that draw a card, monitors of public sites."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.pages.forms import Link
from generator.pages.interchange import reference
from generator.pages.pictures import MADE, Picture, Rendition
from generator.pages.sources import About, PageSource
from generator.pages.views import SiteView

_SCHEMA = "https://schema.org"


@dataclass(frozen=True, slots=True)
class HeadView:
    """The parts of ``<head>`` that differ from page to page."""

    title: str
    """Of the window: the page's, then the site's."""
    description: str
    canonical: str
    """Full address; empty where the site's own is not known."""
    indexed: bool
    """Whether search engines shall list the page."""
    names: tuple[tuple[str, str], ...]
    """``<meta name>`` pairs by which Chinese public sites are read (网页设计规范 of 国办发〔2017〕47号)."""
    properties: tuple[tuple[str, str], ...]
    """``<meta property>`` pairs: Open Graph."""
    trail: tuple[Link, ...]
    """Pages above this one, without the home page."""
    data: str
    """JSON-LD, ready to stand inside a ``<script>``."""


def heads(pages: Iterable[PageSource], site: SiteView) -> dict[str, HeadView]:
    """The head of every page by its address."""
    return {page.address: head(page, site) for page in pages}


def head(page: PageSource, site: SiteView) -> HeadView:
    """The head of one page.

    Addresses are full where the site's own address is known, else relative to the page: JSON-LD and browsers
    resolve them, and nothing is invented.
    """
    home = page.address == "index.html"
    title = f"{site.title} · {site.tagline}" if home else f"{page.title} - {site.title}"
    description = page.description or site.description
    canonical = reference(site, page.address, page.address) if site.url else ""
    trail = _trail(page, site)
    return HeadView(
        title,
        description,
        canonical,
        page.about.indexed,
        tuple(_names(page, site)),
        tuple(_properties(page, site, description)),
        trail,
        _inside_script({"@context": _SCHEMA, "@graph": list(_graph(page, site, description, trail))}),
    )


def section(site: SiteView, address: str) -> str:
    """Title of the section that a page stands in; empty for the home page and for pages beside all sections."""
    folder = address.partition("/")[0]
    return next((each.title for each in site.sections if folder and each.address == f"{folder}/index.html"), "")


def _inside_script(data: Mapping[str, Any]) -> str:
    """JSON in which no text, whatever a record holds, can end or begin an element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _names(page: PageSource, site: SiteView) -> Iterable[tuple[str, str]]:
    about = page.about
    yield "SiteName", site.title
    if site.url:
        yield "SiteDomain", site.url.partition("://")[2].partition("/")[0]
    if site.site_code:
        yield "SiteIDCode", site.site_code
    column = section(site, page.address)
    if column:
        yield "ColumnName", column
    if about.keywords:
        yield "Keywords", ",".join(about.keywords)
    if about.day is None:
        return
    yield "ArticleTitle", page.title
    # The norm asks for hour and minute; a register knows days.
    yield "PubDate", f"{about.day.isoformat()} 00:00"
    yield "ContentSource", about.source or site.host
    if about.author:
        yield "Author", about.author
    if about.picture:
        yield "Image", reference(site, page.address, about.picture.jpeg.address)
    if site.url:
        yield "Url", reference(site, page.address, page.address)


def _properties(page: PageSource, site: SiteView, description: str) -> Iterable[tuple[str, str]]:
    home, about = page.address == "index.html", page.about
    yield "og:site_name", site.title
    yield "og:locale", "zh_CN"
    yield "og:type", "article" if about.day else "profile" if about.person else "website"
    yield "og:title", site.title if home else page.title
    yield "og:description", description
    if site.url:
        yield "og:url", reference(site, page.address, page.address)
    picture = about.picture or site.picture
    if picture:
        yield "og:image", reference(site, page.address, picture.jpeg.address)
        yield "og:image:width", f"{picture.jpeg.width}"
        yield "og:image:height", f"{picture.jpeg.height}"
        yield "og:image:alt", picture.described
    if about.day:
        yield "article:published_time", about.day.isoformat()
        yield "article:section", section(site, page.address)


def _graph(page: PageSource, site: SiteView, description: str, trail: tuple[Link, ...]) -> Iterable[dict[str, Any]]:
    about = page.about
    if page.address == "index.html":
        yield _publisher(page, site)
        yield _website(page, site, description)
        return
    if about.day:
        yield _article(page, about, site, description)
    elif about.person:
        person = _without_gaps({"@type": "Person", "name": page.title, "description": description,
                                "image": _image(page, site, about.picture)})  # fmt: skip
        yield {"@type": "ProfilePage", "name": page.title, "inLanguage": "zh-CN", "mainEntity": person}
    else:
        yield {"@type": "WebPage", "name": page.title, "description": description, "inLanguage": "zh-CN"}
    yield _breadcrumbs(page, site, trail)


def _publisher(page: PageSource, site: SiteView) -> dict[str, Any]:
    return {"@type": "Organization", "name": site.host, "url": reference(site, page.address, "index.html")}


def _website(page: PageSource, site: SiteView, description: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@type": "WebSite",
        "name": site.title,
        "url": reference(site, page.address, "index.html"),
        "description": description,
        "inLanguage": "zh-CN",
    }
    if site.url and site.search:
        target = f"{site.url}{site.search}?q={{words}}"
        told["potentialAction"] = {"@type": "SearchAction", "target": target, "query-input": "required name=words"}
    return told


def _article(page: PageSource, about: About, site: SiteView, description: str) -> dict[str, Any]:
    author = {"@type": "Organization", "name": about.source or site.host}
    place = {"@type": "Place", "name": about.place} if about.place else None
    return _without_gaps({
        "@type": "NewsArticle",
        "headline": page.title,
        "description": description,
        "datePublished": about.day.isoformat() if about.day else None,
        "image": _image(page, site, about.picture),
        "author": author,
        "publisher": _publisher(page, site),
        "articleSection": section(site, page.address) or None,
        "keywords": list(about.keywords) or None,
        "contentLocation": place,
        "inLanguage": "zh-CN",
        "mainEntityOfPage": reference(site, page.address, page.address) if site.url else None,
    })  # fmt: skip


def _image(page: PageSource, site: SiteView, picture: Picture | None) -> dict[str, Any] | None:
    if picture is None:
        return None
    file: Rendition = picture.jpeg
    told = {
        "@type": "ImageObject",
        "url": reference(site, page.address, file.address),
        "width": file.width,
        "height": file.height,
        "caption": picture.caption or picture.alt,
        "creditText": "，".join(each for each in (picture.credit, MADE if picture.ai else "") if each) or None,
    }
    return _without_gaps(told)


def _trail(page: PageSource, site: SiteView) -> tuple[Link, ...]:
    if page.trail:
        return page.trail
    index = f"{page.address.partition('/')[0]}/index.html"
    column = section(site, page.address)
    return (Link(column, index),) if column and page.address != index else ()


def _breadcrumbs(page: PageSource, site: SiteView, trail: tuple[Link, ...]) -> dict[str, Any]:
    """The way that the page itself shows, with the page at its end."""
    steps = (Link("首页", "index.html"), *trail, Link(page.title, page.address))
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "name": step.title,
            "item": reference(site, page.address, step.address),
        }
        for number, step in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _without_gaps(told: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value is not None}
