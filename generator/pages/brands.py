"""Pages of brand lines, projects, exemplary volunteers, communities and honours."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.cards import Cards, amount
from generator.pages.sources import PageSource
from generator.pages.views import BrandView, Link, PersonView, ProjectView, Shelf
from generator.records.federation import BrandLine

PLAIN_COLOUR = "#A3195B"


def brand_pages(cards: Cards) -> Iterator[PageSource]:
    """All brand lines on one page, and each on its own."""
    shown = cards.shown
    views: list[BrandView] = []
    for line in shown.federation.brands:
        address = f"brands/{line.id}.html"
        entry = shown.library.brands.get(line.id)
        for part, shelf in cards.shelves(shown.by_brand.get(line.name, []), address):
            view = _brand(cards, line, shelf)
            first = part.page.number == 1
            if first:
                views.append(view)
            title = line.name if first else f"{line.name}（第 {part.page.number} 页）"
            body = entry.document.body if entry and first else ""
            origin = entry.path if entry else "teams/federation.yml"
            yield PageSource(part.address, "brand.html", title, view, body, view.summary, origin)
    description = f"{shown.federation.place}巾帼志愿服务品牌"
    yield PageSource("brands/index.html", "brands.html", "服务品牌", {"brands": tuple(views)}, description=description)


def _brand(cards: Cards, line: BrandLine, shelf: Shelf) -> BrandView:
    shown = cards.shown
    entry = shown.library.brands.get(line.id)
    stories = shown.by_brand.get(line.name, [])
    projects = [each for each in shown.projects.values() if each.fields.brand == line.name]
    names = dict.fromkeys(name for project in projects for name in project.fields.teams)
    pictured = any(cards.story(story).picture for story in stories)
    return BrandView(
        name=line.name,
        brand_id=line.id,
        address=f"brands/{line.id}.html",
        motto=line.motto,
        summary=entry.fields.summary if entry else line.motto,
        serves=line.serves,
        contents=line.contents,
        colour=line.colour or PLAIN_COLOUR,
        projects=tuple(cards.project(each) for each in projects),
        teams=cards.team_links(names),
        gallery=f"gallery/brand-{line.id}.html" if pictured else None,
        stories=shelf,
    )


def project_pages(cards: Cards) -> Iterator[PageSource]:
    """All projects by brand line, and each on its own."""
    shown = cards.shown
    all_cards = tuple(cards.project(entry) for entry in shown.projects.values())
    groups = tuple(
        (cards.brand_link(line.name), found)
        for line in shown.federation.brands
        if (found := tuple(card for card in all_cards if card.brand == line.name))
    )
    yield PageSource(
        "projects/index.html",
        "projects.html",
        "品牌项目",
        {"groups": groups},
        description="巾帼志愿服务品牌项目",
    )
    for entry, card in zip(shown.projects.values(), all_cards, strict=True):
        fields = entry.fields
        for part, shelf in cards.shelves(shown.by_project.get(entry.address, []), card.address):
            view = ProjectView(
                card=card,
                brand=cards.brand_link(fields.brand),
                since=fields.since,
                teams=cards.team_links(fields.teams),
                data=tuple((each.label, amount(each.value), each.unit, each.source) for each in fields.data),
                pictures=cards.album.pictures(entry, shown.photos(entry)),
                stories=shelf,
            )
            title = fields.title if part.page.number == 1 else f"{fields.title}（第 {part.page.number} 页）"
            body = entry.document.body if part.page.number == 1 else ""
            yield PageSource(part.address, "project.html", title, view, body, fields.summary, entry.path)


def people_pages(cards: Cards) -> Iterator[PageSource]:
    """All exemplary volunteers, and each on her own page."""
    shown = cards.shown
    view = {"people": cards.people}
    yield PageSource("volunteers/index.html", "people.html", "优秀志愿者", view, description="优秀巾帼志愿者的故事")
    for entry, card in zip(shown.volunteers, cards.people, strict=True):
        fields = entry.fields
        key = shown.team_key(fields.team)
        facts = [
            ("志愿服务开始", fields.since or ""),
            ("服务时长", f"{amount(fields.hours)} 小时" if fields.hours else ""),
        ]
        person = PersonView(
            card=card,
            team=cards.team_link(fields.team) or Link(cards.team_name(key), ""),
            categories=fields.categories,
            facts=tuple((label, value) for label, value in facts if value),
            honours=fields.honours,
            related=cards.stories(shown.by_team.get(key, [])[:3]),
        )
        yield PageSource(
            card.address, "person.html", fields.name, person, entry.document.body, fields.headline, entry.path
        )
