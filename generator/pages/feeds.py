"""Feeds of the newest stories, for the whole site and for each brand line: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from generator.pages.cards import Cards
from generator.pages.interchange import lasting_id, one_line, reference
from generator.pages.pictures import MADE, Picture
from generator.pages.published import Published, Story
from generator.pages.views import SiteView

NEWEST = 30
"""Stories in one feed; whoever looks once a week in the busiest month misses none."""
LANGUAGE = "zh-CN"
ATOM = "http://www.w3.org/2005/Atom"
VERSION = "https://jsonfeed.org/version/1.1"
_SAMPLE = "（示例登记册，人物、活动和数字均为虚构）"


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: where it lies, and the page that it follows."""

    title: str
    about: str
    page: str
    """Address of the page whose stories it holds."""
    brand_id: str
    """Empty for the feed of the whole site."""
    stories: Sequence[Story]

    @property
    def atom(self) -> str:
        """Address of the Atom file: ``feed.xml``, ``brands/zhukun.xml``."""
        return f"brands/{self.brand_id}.xml" if self.brand_id else "feed.xml"

    @property
    def json(self) -> str:
        """Address of the JSON file: ``feed.json``, ``brands/zhukun.json``."""
        return f"brands/{self.brand_id}.json" if self.brand_id else "feed.json"


@dataclass(frozen=True, slots=True)
class _Item:
    """A story as a reader of feeds sees it; all of it stands in the story's card or on its page."""

    id: str
    address: str
    title: str
    summary: str
    moment: str
    source: str
    brand: tuple[str, str]
    """Id and name."""
    categories: tuple[str, ...]
    picture: Picture | None


def feeds(shown: Published, site: SiteView) -> tuple[Feed, ...]:
    """The feed of the site, then one for each brand line, also for a line that has no stories yet."""
    sample = _SAMPLE if site.sample else ""
    title = one_line(site.title)
    whole = Feed(title, one_line(f"{site.description}{sample}"), "index.html", "", shown.stories[:NEWEST])
    lines = (
        Feed(
            one_line(f"{line.name} - {title}"), one_line(f"{line.motto}{sample}"), f"brands/{line.id}.html", line.id,
            shown.by_brand.get(line.name, [])[:NEWEST],
        )
        for line in shown.federation.brands
    )  # fmt: skip
    return whole, *lines


def files(cards: Cards, site: SiteView) -> dict[str, bytes]:
    """All feeds by address, each in both forms."""
    found: dict[str, bytes] = {}
    for feed in feeds(cards.shown, site):
        items = tuple(_item(cards, story) for story in feed.stories)
        found[feed.atom] = _atom(cards.shown, site, feed, items)
        found[feed.json] = _json(site, feed, items)
    return found


def _item(cards: Cards, story: Story) -> _Item:
    card, fields = cards.story(story), story.fields
    return _Item(
        id=lasting_id(cards.shown.federation.code, card.address).urn,
        address=card.address,
        title=one_line(card.title),
        summary=one_line(_summary(card.summary, card.picture)),
        moment=_moment(card.day),
        source=one_line(fields.credits.source),
        brand=(card.brand_id, one_line(card.brand)),
        categories=tuple(one_line(each) for each in fields.categories),
        picture=card.picture,
    )


def _summary(text: str, picture: Picture | None) -> str:
    """A reader of feeds shows the picture beside these words, and nothing else of what is told with it."""
    return f"{text}（配图：{MADE}）" if picture and picture.ai else text


def _moment(day: dt.date) -> str:
    """Midnight of a day in China; the register knows no hours, and no feed the time of its build."""
    return f"{day.isoformat()}T00:00:00+08:00"


def _updated(shown: Published, feed: Feed) -> str:
    """The newest day that the feed knows; Atom demands one also of a feed without stories."""
    newest = next(iter(feed.stories or shown.stories), None)
    return _moment(newest.fields.date.first if newest else dt.date(shown.today.year, 1, 1))


def _atom(shown: Published, site: SiteView, feed: Feed, items: Sequence[_Item]) -> bytes:
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": LANGUAGE})
    _add(root, "id", lasting_id(shown.federation.code, feed.atom).urn)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.about)
    _add(root, "updated", _updated(shown, feed))
    _add(_add(root, "author"), "name", one_line(site.host))
    _link(root, "self", "application/atom+xml", reference(site, feed.atom, feed.atom))
    _link(root, "alternate", "text/html", reference(site, feed.atom, feed.page))
    for item in items:
        entry = _add(root, "entry")
        _add(entry, "id", item.id)
        _add(entry, "title", item.title)
        _add(entry, "published", item.moment)
        _add(entry, "updated", item.moment)
        _add(_add(entry, "author"), "name", item.source)
        _link(entry, "alternate", "text/html", reference(site, feed.atom, item.address))
        _add(entry, "category", term=item.brand[0], label=item.brand[1])
        for each in item.categories:
            _add(entry, "category", term=each)
        _add(entry, "summary", item.summary)
        if item.picture:
            _enclosure(entry, item.picture, reference(site, feed.atom, item.picture.jpeg.address))
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _add(parent: ET.Element, name: str, text: str | None = None, **more: str) -> ET.Element:
    element = ET.SubElement(parent, name, more)
    element.text = text
    return element


def _link(parent: ET.Element, relation: str, kind: str, href: str) -> ET.Element:
    return _add(parent, "link", rel=relation, type=kind, href=href)


def _enclosure(parent: ET.Element, picture: Picture, href: str) -> None:
    link = _link(parent, "enclosure", "image/jpeg", href)
    if picture.jpeg.size:
        link.set("length", str(picture.jpeg.size))
    link.set("title", one_line(picture.described))


def _json(site: SiteView, feed: Feed, items: Sequence[_Item]) -> bytes:
    """Keys stand in the order of the specification, which wants the version first."""
    told = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": reference(site, feed.json, feed.page),
        "feed_url": reference(site, feed.json, feed.json),
        "description": feed.about,
        "language": LANGUAGE,
        "authors": [{"name": one_line(site.host)}],
        "items": [dict(_told(site, feed, item)) for item in items],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _told(site: SiteView, feed: Feed, item: _Item) -> Iterator[tuple[str, Any]]:
    yield "id", item.id
    yield "url", reference(site, feed.json, item.address)
    yield "title", item.title
    # An item must have a content; the whole story is on its page, which is rendered after the feeds are planned.
    yield "content_text", item.summary
    if item.picture:
        address = reference(site, feed.json, item.picture.jpeg.address)
        size = {"size_in_bytes": item.picture.jpeg.size} if item.picture.jpeg.size else {}
        title = one_line(item.picture.described)
        yield "image", address
        yield "attachments", [{"url": address, "mime_type": "image/jpeg", "title": title, **size}]
    yield "date_published", item.moment
    yield "date_modified", item.moment
    yield "authors", [{"name": item.source}]
    yield "tags", list(dict.fromkeys((item.brand[1], *item.categories)))
