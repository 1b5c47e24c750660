"""What a field of the form offers, from the register itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from generator.records.federation import Federation
from generator.records.library import TOP, Library

Option = dict[str, str]
Choices = dict[str, list[Option]]

_WORDS: dict[str, dict[str, str]] = {
    "story.kind": {"report": "活动报道", "practice": "经验做法", "notice": "活动预告"},
    "story.channels": {"web": "网站", "wechat": "微信公众号"},
    "story.minor_volunteers": {"consented": "监护人同意", "accompanied": "监护人陪同"},
    "project.status": {"running": "进行中", "finished": "已结束"},
    "community.kind": {"妇女之家": "妇女之家", "示范社区": "示范社区"},
}


def choices(library: Library) -> Choices:
    """Options by collection and key, ``story.brand``; a key that is not here is typed."""
    facts = library.facts
    teams = _teams(library)
    projects = [_option(entry.fields.title, slug) for slug, entry in sorted(library.projects.items())]
    consents = [_option(f"{number}（{_scope(library, number)}）", number) for number in sorted(library.consents)]
    brands = [_option(brand.name) for brand in facts.brands]
    categories = [_option(name) for name in facts.categories]
    townships = _townships(facts)
    divisions = [_option(division.name, division.code) for division in facts.divisions]
    return {
        "story.teams": teams, "story.brand": brands, "story.project": projects, "story.categories": categories,
        "story.campaign": [_option(each.name, each.id) for each in facts.campaigns],
        "story.place.township": townships, "story.place.division": divisions,
        "story.served.group": [_option(name) for name in facts.served_groups],
        "story.named": consents, "story.photos.householder": consents,
        "project.brand": brands, "project.teams": teams, "project.named": consents,
        "project.photos.householder": consents,
        "community.division": divisions, "community.township": townships, "community.teams": teams,
        "community.named": consents, "community.photos.householder": consents,
        "volunteer.team": teams, "volunteer.consent": consents, "volunteer.categories": categories,
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


def _scope(library: Library, number: str) -> str:
    words = {"name": "姓名", "portrait": "肖像", "story": "事迹", "home": "家中"}
    fields = library.consents[number].fields
    said = "、".join(words[each] for each in fields.scope)
    return f"{said}，已撤回" if fields.withdrawn else said


def _townships(facts: Federation) -> list[Option]:
    """Every township once; where two divisions have one of that name, both are told."""
    where: dict[str, list[str]] = defaultdict(list)
    for division in facts.divisions:
        for name in _named(division.townships):
            where[name].append(division.label)
    return [_option(f"{name}（{'、'.join(places)}）", name) for name, places in where.items()]


def _named(townships: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(townships)
