"""Pages of projects: all by brand line, and each with its stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.pages.cards import Cards, amount
from generator.pages.forms import Link, Shelf
from generator.pages.rows import led
from generator.pages.sources import About, PageSource
from generator.pages.views import ProjectsView, ProjectView
from generator.records.kinds import Project
from generator.records.library import Entry


def pages(cards: Cards) -> Iterator[PageSource]:
    """All projects by brand line, and each on its own."""
    shown = cards.shown
    groups = tuple(
        (cards.brand_link(line.name), tuple(cards.project(entry) for entry in shown.brand_projects[line.name]))
        for line in shown.federation.brands
        if line.name in shown.brand_projects
    )
    description = "巾帼志愿服务品牌项目"
    yield PageSource("projects/index.html", "projects.html", "品牌项目", ProjectsView(groups), description=description)
    for entry in shown.projects.values():
        parts = cards.shelves(shown.by_project.get(entry.address, []), cards.project(entry).address)
        view = _view(cards, entry, parts[0][1])
        about = About(view.card.picture, keywords=(entry.fields.brand,))
        for part, shelf in parts:
            page = replace(view, stories=shelf)
            trail = part.trail(Link("项目", "projects/index.html"), title=entry.fields.title)
            title, body = part.titled(entry.fields.title), entry.document.body if part.first else ""
            yield PageSource(
                part.address, "project.html", title, page, body, entry.fields.summary, entry.path, about, trail
            )


def _view(cards: Cards, entry: Entry[Project], shelf: Shelf) -> ProjectView:
    fields = entry.fields
    return ProjectView(
        card=cards.project(entry),
        brand=cards.brand_link(fields.brand),
        since=fields.since,
        teams=cards.team_links(fields.teams),
        data=tuple((each.label, amount(each.value), each.unit, each.source) for each in fields.data),
        pictures=led(cards.album.pictures(entry, cards.shown.photos(entry))),
        stories=shelf,
    )
