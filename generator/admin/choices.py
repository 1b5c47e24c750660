"""What a field of the form offers, from the register itself."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from generator.records.consent import Scope, is_live, named_in
from generator.records.federation import Federation
from generator.records.kinds import Activity, Community, Project
from generator.records.library import TOP, Library

Option = dict[str, str]
Choices = dict[str, list[Option]]
_TITLE = 16
"""Characters of a title that remind of a story."""

_WORDS: dict[str, dict[str, str]] = {
    "story.kind": {"report": "活动报道", "practice": "经验做法", "notice": "活动预告"},
    "story.channels": {"web": "网站", "wechat": "微信公众号"},
    "story.minor_volunteers": {"consented": "监护人同意", "accompanied": "监护人陪同"},
    "project.status": {"running": "进行中", "finished": "已结束"},
    "community.kind": {"妇女之家": "妇女之家", "示范社区": "示范社区"},
}


def choices(library: Library, today: dt.date | None = None) -> Choices:
    """Options by collection and key, ``story.brand``; a key that is not here is typed.

    Args:
        library: the register.
        today: leaves out consents that have run out by then, unless a record names them.
    """
    facts = library.facts
    teams = _teams(library)
    projects = [_option(entry.fields.title, slug) for slug, entry in sorted(library.projects.items())]
    named, portraits = _consents(library, "name", today), _consents(library, "portrait", today)
    homes = _consents(library, "home", today)
    brands = [_option(brand.name) for brand in facts.brands]
    categories = [_option(name) for name in facts.categories]
    townships = _townships(facts)
    divisions = [_option(division.name, division.code) for division in facts.divisions]
    return {
        "story.teams": teams, "story.brand": brands, "story.project": projects, "story.categories": categories,
        "story.campaign": [_option(each.name, each.id) for each in facts.campaigns],
        "story.place.township": townships, "story.place.division": divisions,
        "story.served.group": [_option(name) for name in facts.served_groups],
        "story.named": named, "story.photos.householder": homes, "story.photos.people": portraits,
        "project.brand": brands, "project.teams": teams, "project.named": named,
        "project.photos.householder": homes,
        "community.division": divisions, "community.township": townships, "community.teams": teams,
        "community.named": named, "community.photos.householder": homes,
        "volunteer.team": teams, "volunteer.consent": named, "volunteer.categories": categories,
        "volunteer.portrait.householder": homes,
        "volunteer.honours": [_option(name) for name in facts.honours],
        **{at: [_option(label, value) for value, label in words.items()] for at, words in _WORDS.items()},
    }  # fmt: skip


def _option(label: str, value: str = "") -> Option:
    return {"label": label, "value": value or label}


def _teams(library: Library) -> list[Option]:
    """Teams still at work, by their folders; the one at the top is written as the first level."""
    top = library.facts.levels[0].name if library.facts.levels else ""
    return [
        _option(entry.fields.name, top if address == TOP else address)
        for address, entry in library.teams.items()
        if entry.fields.status != "disbanded" and (address != TOP or top)
    ]


def _consents(library: Library, scope: Scope, today: dt.date | None) -> list[Option]:
    """Consents that cover something, the newest first: whose they are stands in sealed sheets, so date and use tell."""
    used = _used(library)
    found = []
    for number, entry in library.consents.items():
        fields = entry.fields
        over = fields.withdrawn is not None or (today is not None and not is_live(fields, today))
        if number in used or (scope in fields.scope and not over):
            found.append((fields.given, number, _told(library, number, used.get(number, ""), over=over)))
    return [_option(label, number) for _, number, label in sorted(found, reverse=True)]


def _told(library: Library, number: str, use: str, *, over: bool) -> str:
    words = {"name": "姓名", "portrait": "肖像", "story": "事迹", "home": "家中"}
    fields = library.consents[number].fields
    said = ["、".join(words[each] for each in fields.scope), f"{fields.given} 签"]
    said += ["监护人签"] if fields.guardian else []
    said += ["已撤回" if fields.withdrawn else "已到期"] if over else []
    return f"{number}（{'，'.join([*said, use] if use else said)}）"


def _used(library: Library) -> dict[str, str]:
    """Where each consent is used, by a title and never by a name."""
    found: dict[str, str] = {}
    for volunteer in library.volunteers.values():
        found.setdefault(volunteer.fields.consent, "优秀志愿者")
    stories = [(entry.fields, entry.fields.title) for entry in library.activities.values()]
    projects = [(entry.fields, entry.fields.title) for entry in library.projects.values()]
    places = [(entry.fields, entry.fields.name) for entry in library.communities.values()]
    written: list[tuple[Activity | Project | Community, str]] = [*stories, *projects, *places]
    for fields, title in written:
        homes = (photo.householder for photo in fields.photos if photo.householder)
        shown = (number for photo in fields.photos for number in named_in(photo))
        for number in (*fields.named, *shown, *homes):
            found.setdefault(number, f"用在“{title[:_TITLE]}”")
    return found


def _townships(facts: Federation) -> list[Option]:
    """Every township once; where two divisions have one of that name, both are told."""
    where: dict[str, list[str]] = defaultdict(list)
    for division in facts.divisions:
        for name in _named(division.townships):
            where[name].append(division.label)
    return [_option(f"{name}（{'、'.join(places)}）", name) for name, places in where.items()]


def _named(townships: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(townships)
