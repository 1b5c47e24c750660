"""Walls of photographs: all, by year, by brand line, by district."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.pages.cards import Cards, story_address
from generator.pages.listings import PHOTOS, slices
from generator.pages.published import Story
from generator.pages.sources import PageSource
from generator.pages.views import GalleryItem, GalleryView, Link
from generator.records.library import TOP


def pages(cards: Cards) -> Iterator[PageSource]:
    """Every wall; a wall without photographs has no page, but the first one always exists."""
    walls = [(link, items) for link, stories in _walls(cards) if (items := _items(cards, stories))]
    groups = (("按年份", "gallery/2"), ("按品牌", "gallery/brand-"), ("按地区", "gallery/place-"))
    others = tuple((name, tuple(link for link, _ in walls if link.address.startswith(start))) for name, start in groups)
    everything = (Link("图集", "gallery/index.html"), _items(cards, cards.shown.stories))
    for link, items in (everything, *walls):
        for part in slices(link.address, len(items), PHOTOS):
            title = link.title if part.page.number == 1 else f"{link.title}（第 {part.page.number} 页）"
            view = GalleryView(link.title, tuple(items[part.start : part.stop]), len(items), part.page, others)
            yield PageSource(part.address, "gallery.html", title, view, description=f"{link.title}：巾帼志愿服务照片")


def _walls(cards: Cards) -> Iterator[tuple[Link, Sequence[Story]]]:
    shown = cards.shown
    for year in sorted(shown.by_year, reverse=True):
        yield Link(f"{year} 年图集", f"gallery/{year}.html"), shown.by_year[year]
    for line in shown.federation.brands:
        yield Link(f"{line.name}图集", f"gallery/brand-{line.id}.html"), shown.by_brand.get(line.name, [])
    for team in shown.children.get(TOP, []):
        place = shown.division_name(team.fields.division)
        name = place if team.fields.division != shown.federation.code else team.fields.unit
        yield Link(f"{name}图集", f"gallery/place-{team.address}.html"), shown.by_team.get(team.address, [])


def _items(cards: Cards, stories: Sequence[Story]) -> list[GalleryItem]:
    return [
        GalleryItem(picture, Link(story.fields.title, story_address(story.address), f"{story.fields.date.first}"))
        for story in stories
        for picture in cards.album.pictures(story, cards.shown.photos(story))
    ]
