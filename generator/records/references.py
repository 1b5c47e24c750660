"""Cross-references: what one record says of another must exist, and every address stands once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from generator.problems import Problem, did_you_mean
from generator.records.addresses import check_addresses
from generator.records.federation import Federation
from generator.records.honours import Recipient
from generator.records.kinds import Activity, Photo
from generator.records.library import ALL, TOP, Entry, Library
from generator.records.marks import KeyPath
from generator.records.source import Document
from generator.records.vocabulary import check_vocabulary


def check_references(library: Library) -> list[Problem]:
    """Dangling references, unknown vocabulary, and addresses that are malformed or stand twice."""
    found: list[Problem] = []
    targets = _Targets(library)
    for walk in (_activities, _contents, _honours, _people):
        found += walk(library, targets)
    found += _brand_pages(library)
    found += check_addresses(library)
    if library.federation is not None:
        found += check_vocabulary(library.federation)
    return found


class _Targets:
    """What can be referred to, by kind; broken records count as existing."""

    def __init__(self, library: Library) -> None:
        facts = library.federation.fields if library.federation else None
        self.facts = facts
        self.names: dict[str, set[str]] = {
            kind: {
                *getattr(library, kind),
                *(address for broken, address in library.broken if broken == kind),
            }
            for kind in ("teams", "projects", "volunteers", "communities", "consents")
        }
        if TOP in self.names["teams"]:
            self.names["teams"] = self.names["teams"] - {TOP} | _names_of_the_top(library)
        self.names["brands"] = {brand.name for brand in facts.brands} if facts else set()
        self.names["campaigns"] = {campaign.id for campaign in facts.campaigns} if facts else set()
        self.names["categories"] = set(facts.categories) if facts else set()
        self.names["honours"] = set(facts.honours) if facts else set()
        unread = {kind for kind, address in library.broken if address == ALL}
        if facts is None:
            unread |= {"brands", "campaigns", "categories", "honours"}
        self.known = set(self.names) - unread


def _names_of_the_top(library: Library) -> set[str]:
    """How records write the team at the top: as its level, which a broken federation.yml does not tell."""
    if library.federation is not None:
        return {library.federation.fields.levels[0].name}
    top = library.teams.get(TOP)
    return {top.fields.level} if top else set()


_LABELS = {
    "teams": "队伍", "projects": "品牌项目", "volunteers": "志愿者页面", "communities": "社区", "consents": "同意书",
    "brands": "品牌", "campaigns": "重要节点", "categories": "服务类别", "honours": "表彰名称",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Named:
    """One reference as written: what kind of thing, which one, and where it stands."""

    kind: str
    name: str
    at: KeyPath


def _dangling(document: Document, targets: _Targets, references: Iterable[_Named]) -> Iterator[Problem]:
    for reference in references:
        names = targets.names[reference.kind]
        if reference.kind in targets.known and reference.name not in names:
            message = f"没有这个{_LABELS[reference.kind]}：“{reference.name[:60]}”"
            hint = did_you_mean(reference.name, names) or _example(reference.kind, names)
            if reference.kind == "volunteers":  # another person is no slip of the pen
                hint = "请检查写法；她的页面删掉了的，这里也请删掉"
            if reference.kind == "brands" and len(set(re.split("[、，,；;/ ]+", reference.name)) & names) > 1:
                hint = "一个活动只写一个品牌，请只留最主要的一个"
            if reference.kind == "consents":  # the consent of somebody else is no help
                hint = "请先在 teams/consents.yml 里登记这份同意书"
            yield document.problem("R1", message, hint, at=reference.at)


def _example(kind: str, names: Collection[str]) -> str:
    if not names:
        return f"登记册里还没有{_LABELS[kind]}"
    few = 12
    if len(names) <= few:
        return f"可以写：{'、'.join(sorted(names))}"
    return f"请检查写法，例如 {min(names)}"


def _each(kind: str, names: Iterable[str], *at: str | int) -> list[_Named]:
    return [_Named(kind, name, (*at, index)) for index, name in enumerate(names)]


def _maybe(kind: str, name: str | None, *at: str | int) -> list[_Named]:
    return [] if name is None else [_Named(kind, name, at)]


def _activities(library: Library, targets: _Targets) -> Iterator[Problem]:
    for entry in library.activities.values():
        fields = entry.fields
        references = [
            *_each("teams", fields.teams, "teams"),
            *_each("categories", fields.categories, "categories"),
            *_maybe("brands", fields.brand, "brand"),
            *_maybe("projects", fields.project, "project"),
            *_maybe("campaigns", fields.campaign, "campaign"),
            *_each("consents", fields.named, "named"),
        ]
        for number, photo in enumerate(fields.photos):
            references += _portrayed(photo, "photos", number)
        yield from _dangling(entry.document, targets, references)
        yield from _place(entry, targets.facts, library)
        yield from _group(entry, targets.facts)
        yield from _folder_date(
            entry.document,
            entry.address,
            fields.date.first.strftime("%Y"),
            fields.date.first.strftime("%m%d"),
        )


def _portrayed(photo: Photo, *at: str | int) -> list[_Named]:
    """Consents of the people who can be recognised in a photograph."""
    house = _maybe("consents", photo.householder, *at, "householder")
    named = [_Named("consents", name, (*at, "people", index)) for index, name in enumerate(photo.people or ())]
    return [*(each for each in named if each.name not in {"none", "crowd"}), *house]


def _group(entry: Entry[Activity], facts: Federation | None) -> Iterator[Problem]:
    served = entry.fields.served
    if served and facts and facts.served_groups and served.group not in facts.served_groups:
        message = f"服务对象 “{served.group[:30]}” 不在名录里"
        hint = did_you_mean(served.group, facts.served_groups) or f"可以写：{'、'.join(facts.served_groups)}"
        yield entry.document.problem("R5", message, hint, at=("served", "group"), severity="warning")


def _place(entry: Entry[Activity], facts: Federation | None, library: Library) -> Iterator[Problem]:
    place, organiser = entry.fields.place, library.teams.get(entry.fields.teams[0])
    code = place.division or (organiser.fields.division if organiser else None)
    if facts is None or code is None:
        return
    division = facts.division(code)
    if division is None and place.division and place.division != facts.code:
        message = f"没有这个行政区划：{code}"
        yield entry.document.problem("R1", message, facts.listed_divisions(), at=("place", "division"))
    if division and division.townships and place.township not in division.townships:
        message = f"{division.name}没有 “{place.township[:30]}” 这个乡镇（街道）"
        near = facts.township_hint(place.township, division)
        hint = near if near.endswith("？") else "；".join(filter(None, (near, "跨区的活动请加上 division: 区划代码")))
        yield entry.document.problem("R1", message, hint, at=("place", "township"))


def _folder_date(document: Document, address: str, year: str, day: str) -> Iterator[Problem]:
    folder_year, _, folder = address.partition("/")
    if folder_year != year:
        message = f"文件夹在 {folder_year} 年，date 却是 {year} 年"
        yield document.problem("R3", message, "请改 date，或者把文件夹移到对应的年份", at=("date",))
    elif re.match(r"\d{4}-", folder) and folder[:4] != day:
        message = f"文件夹名写的是 {folder[:2]}-{folder[2:4]}，date 却是 {day[:2]}-{day[2:]}"
        yield document.problem("R3", message, "请让两处一致", at=("date",), severity="warning")


def _contents(library: Library, targets: _Targets) -> Iterator[Problem]:
    for project in library.projects.values():
        references = [
            *_maybe("brands", project.fields.brand, "brand"),
            *_each("teams", project.fields.teams, "teams"),
            *_each("consents", project.fields.named, "named"),
        ]
        for number, photo in enumerate(project.fields.photos):
            references += _portrayed(photo, "photos", number)
        yield from _dangling(project.document, targets, references)
    for community in library.communities.values():
        references = _each("teams", community.fields.teams, "teams")
        references += _each("consents", community.fields.named, "named")
        for number, photo in enumerate(community.fields.photos):
            references += _portrayed(photo, "photos", number)
        yield from _dangling(community.document, targets, references)
        facts, code = targets.facts, community.fields.division
        division = facts.division(code) if facts else None
        if facts and code != facts.code and division is None:
            message = f"没有这个行政区划：{code}"
            yield community.document.problem("R1", message, facts.listed_divisions(), at=("division",))
        if facts and division and division.townships and community.fields.township not in division.townships:
            message = f"{division.name}没有 “{community.fields.township[:30]}” 这个乡镇（街道）"
            hint = facts.township_hint(community.fields.township, division) or "请检查 division 和 township"
            yield community.document.problem("R1", message, hint, at=("township",))


def _people(library: Library, targets: _Targets) -> Iterator[Problem]:
    for team in library.teams.values():
        leader, filed = team.fields.leader, team.fields.filed
        references = _maybe("consents", leader.consent if leader else None, "leader", "consent")
        references += _maybe("teams", filed.with_ if filed else None, "filed", "with")
        yield from _dangling(team.document, targets, references)
    for volunteer in library.volunteers.values():
        references = [
            *_maybe("teams", volunteer.fields.team, "team"),
            *_maybe("consents", volunteer.fields.consent, "consent"),
            *_each("categories", volunteer.fields.categories, "categories"),
        ]
        if volunteer.fields.portrait:
            references += _portrayed(volunteer.fields.portrait, "portrait")
        yield from _dangling(volunteer.document, targets, references)


def _honours(library: Library, targets: _Targets) -> Iterator[Problem]:
    for year in library.honours.values():
        if year.address != str(year.fields.year):
            message = f"文件名是 {year.address}.yml，year 却是 {year.fields.year}"
            yield year.document.problem("R3", message, "请让两处一致", at=("year",))
        for number, award in enumerate(year.fields.awards):
            references = _maybe("honours", award.honour, "awards", number, "honour")
            for index, recipient in enumerate(award.recipients):
                references += _recipient(recipient, ("awards", number, "recipients", index))
            yield from _dangling(year.document, targets, references)


def _recipient(recipient: Recipient, at: KeyPath) -> list[_Named]:
    return [
        *_maybe("volunteers", recipient.volunteer, *at, "volunteer"),
        *_maybe("projects", recipient.project, *at, "project"),
        *_maybe("teams", recipient.team, *at, "team"),
        *_maybe("communities", recipient.community, *at, "community"),
        *_maybe("consents", recipient.consent, *at, "consent"),
    ]


def _brand_pages(library: Library) -> Iterator[Problem]:
    """Each brand line of the federation has its page, and each page its line."""
    if library.federation is None:
        return
    lines = {brand.id: brand for brand in library.federation.fields.brands}
    for address, entry in library.brands.items():
        if address not in lines:
            hint = did_you_mean(address, lines) or f"可以用：{'、'.join(lines)}"
            yield entry.document.problem("R1", f"teams/federation.yml 里没有品牌 “{address}”", hint)
        elif lines[address].name != entry.fields.name:
            message = f"品牌名称与 teams/federation.yml 不一致（那里写的是 “{lines[address].name}”）"
            yield entry.document.problem("R3", message, "请让两处一致", at=("name",))
    for index, address in enumerate(lines):
        if address not in library.brands and ("brands", address) not in library.broken:
            message = f"品牌 “{lines[address].name}” 缺少页面"
            hint = f"请写 content/brands/{address}.md"
            yield library.federation.document.problem("R1", message, hint, at=("brands", index, "id"))
