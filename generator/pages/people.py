"""Pages of exemplary volunteers: all of them, and each with her story."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.cards import Cards, amount
from generator.pages.forms import Link, Star
from generator.pages.sources import About, PageSource
from generator.pages.views import PeopleView, PersonView
from generator.records.kinds import Volunteer
from generator.records.library import Entry


def pages(cards: Cards) -> Iterator[PageSource]:
    """All exemplary volunteers, and each on her own page."""
    everybody = PeopleView(tuple(cards.person(entry) for entry in cards.shown.volunteers.values()))
    description = "优秀巾帼志愿者的故事"
    yield PageSource("volunteers/index.html", "people.html", "优秀志愿者", everybody, description=description)
    for entry in cards.shown.volunteers.values():
        view, fields = _view(cards, entry), entry.fields
        address, body = view.card.address, entry.document.body
        about = About(view.card.picture, person=True)
        yield PageSource(address, "person.html", fields.name, view, body, fields.headline, entry.path, about)


def _star(cards: Cards, hours: float | None) -> Star | None:
    """The highest level that publicity hours reach; nothing below the first."""
    levels = sorted(cards.shown.federation.stars, key=lambda each: each.hours)
    reached = [each for each in levels if hours is not None and hours >= each.hours]
    return Star(reached[-1].name, len(reached), len(levels), amount(reached[-1].hours)) if reached else None


def _view(cards: Cards, entry: Entry[Volunteer]) -> PersonView:
    shown, fields = cards.shown, entry.fields
    key = shown.team_key(fields.team)
    facts = (
        ("志愿服务开始", fields.since or ""),
        ("服务时长", f"{amount(fields.hours)} 小时" if fields.hours else ""),
    )
    return PersonView(
        card=cards.person(entry),
        team=cards.team_link(fields.team) or Link(shown.team_name(key), ""),
        number=fields.number or "",
        categories=fields.categories,
        facts=tuple((label, value) for label, value in facts if value),
        star=_star(cards, fields.hours),
        honours=fields.honours,
        related=cards.stories(shown.by_team.get(key, [])[:3]),
    )
