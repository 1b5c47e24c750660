"""Walls of photographs: all, by year, by brand line, by district."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from generator.pages.cards import Cards, story_address
from generator.pages.forms import Link, Sheet
from generator.pages.listings import PHOTOS, slices
from generator.pages.pictures import Picture
from generator.pages.published import Story
from generator.pages.rows import SHEET, hung
from generator.pages.sources import PageSource
from generator.pages.views import GalleryView


def pages(cards: Cards) -> Iterator[PageSource]:
    """Every wall; a wall without photographs has no page, but the first one always exists."""
    walls = [(Link("图集", "gallery/index.html"), _items(cards, cards.shown.stories))]
    others: dict[str, list[Link]] = {}
    for group, link, stories in _walls(cards):
        if items := _items(cards, stories):
            walls.append((link, items))
            others.setdefault(group, []).append(link)
    groups = tuple((group, tuple(links)) for group, links in others.items())
    hung_before: dict[tuple[str, str, int], Sheet] = {}
    for link, items in walls:
        description = f"{link.title}：巾帼志愿服务照片"
        for part in slices(link.address, len(items), PHOTOS):
            view = GalleryView(_sheets(items[part.start : part.stop], hung_before), len(items), part.page, groups)
            above = () if link is walls[0][0] else (walls[0][0],)
            page = PageSource(part.address, "gallery.html", part.titled(link.title), view, description=description)
            yield replace(page, trail=part.trail(*above, title=link.title))


def _walls(cards: Cards) -> Iterator[tuple[str, Link, Sequence[Story]]]:
    """Group, address and stories of every wall but the first, group by group."""
    shown = cards.shown
    for year in sorted(shown.by_year, reverse=True):
        yield "按年份", Link(f"{year} 年图集", f"gallery/{year}.html"), shown.by_year[year]
    for line in shown.federation.brands:
        link = Link(f"{line.name}图集", f"gallery/brand-{line.id}.html")
        yield "按品牌", link, shown.by_brand.get(line.name, [])
    for division in shown.federation.divisions:
        link = Link(f"{division.label}图集", wall_of_place(division.code))
        yield "按地区", link, shown.by_division.get(division.code, [])


def wall_of_place(code: str) -> str:
    """Address of the wall of a division."""
    return f"gallery/place-{code}.html"


def _items(cards: Cards, stories: Sequence[Story]) -> list[tuple[Link, Picture]]:
    return [
        (Link(story.fields.title, story_address(story.address), f"{story.fields.date.first}"), picture)
        for story in stories
        for picture in cards.album.pictures(story, cards.shown.photos(story))
    ]


def _sheets(items: Sequence[tuple[Link, Picture]], before: dict[tuple[str, str, int], Sheet]) -> tuple[Sheet, ...]:
    """The photographs of one page, story by story: a story's name is said once.

    The same story hangs on four walls, so what was hung ``before`` is not hung again.
    """
    sheets = []
    for story, shown in groupby(items, key=itemgetter(0)):
        pictures = [picture for _, picture in shown]
        place = story.address, pictures[0].key, len(pictures)
        if place not in before:
            before[place] = Sheet(story, hung(pictures, SHEET))
        sheets.append(before[place])
    return tuple(sheets)


_FEW = 6
_LOOKED_AT = 24


def some(cards: Cards, stories: Sequence[Story]) -> tuple[Picture, ...]:
    """A few photographs of the newest stories for a page that leads to their wall.

    Not the lead ones, which stand on the page already, on the cards of the same stories.
    """
    inner = (cards.album.pictures(story, cards.shown.photos(story)[1:]) for story in stories[:_LOOKED_AT])
    firsts = [pictures[0] for pictures in inner if pictures]
    return hung(firsts[:_FEW])
