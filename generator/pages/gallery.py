"""Walls of photographs: all, by year, by brand line, by district."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.pages.cards import Cards, story_address
from generator.pages.forms import GalleryItem, Link
from generator.pages.listings import PHOTOS, slices
from generator.pages.published import Story
from generator.pages.sources import PageSource
from generator.pages.views import GalleryView
from generator.records.library import TOP


def pages(cards: Cards) -> Iterator[PageSource]:
    """Every wall; a wall without photographs has no page, but the first one always exists."""
    walls = [(Link("图集", "gallery/index.html"), _items(cards, cards.shown.stories))]
    others: dict[str, list[Link]] = {}
    for group, link, stories in _walls(cards):
        if items := _items(cards, stories):
            walls.append((link, items))
            others.setdefault(group, []).append(link)
    groups = tuple((group, tuple(links)) for group, links in others.items())
    for link, items in walls:
        description = f"{link.title}：巾帼志愿服务照片"
        for part in slices(link.address, len(items), PHOTOS):
            view = GalleryView(tuple(items[part.start : part.stop]), len(items), part.page, groups)
            yield PageSource(part.address, "gallery.html", part.titled(link.title), view, description=description)


def _walls(cards: Cards) -> Iterator[tuple[str, Link, Sequence[Story]]]:
    """Group, address and stories of every wall but the first, group by group."""
    shown = cards.shown
    for year in sorted(shown.by_year, reverse=True):
        yield "按年份", Link(f"{year} 年图集", f"gallery/{year}.html"), shown.by_year[year]
    for line in shown.federation.brands:
        link = Link(f"{line.name}图集", f"gallery/brand-{line.id}.html")
        yield "按品牌", link, shown.by_brand.get(line.name, [])
    for team in shown.children.get(TOP, []):
        place = shown.division_name(team.fields.division)
        name = place if team.fields.division != shown.federation.code else team.fields.unit
        link = Link(f"{name}图集", f"gallery/place-{team.address}.html")
        yield "按地区", link, shown.by_team.get(team.address, [])


def _items(cards: Cards, stories: Sequence[Story]) -> list[GalleryItem]:
    return [
        GalleryItem(picture, Link(story.fields.title, story_address(story.address), f"{story.fields.date.first}"))
        for story in stories
        for picture in cards.album.pictures(story, cards.shown.photos(story))
    ]
