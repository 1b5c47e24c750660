"""Pages of teams: the tree on one page, and each team with its stories."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.cards import Cards, team_address
from generator.pages.published import with_parents
from generator.pages.sources import PageSource
from generator.pages.views import Link, Shelf, TeamView
from generator.records.kinds import Team
from generator.records.library import TOP, Entry


def pages(cards: Cards) -> Iterator[PageSource]:
    """The tree, then one page for each team below the top."""
    shown = cards.shown
    top = shown.teams.get(TOP)
    if top is None:
        return
    tree = cards.team(top, deep=True)
    leader = shown.leader(top)
    description = f"{top.fields.name}和各级巾帼志愿服务队伍"
    view = {
        "tree": tree,
        "facts": _facts(cards, top),
        "intro": top.fields.intro or "",
        "leader": (leader.name, leader.post or "") if leader else None,
    }
    yield PageSource("teams/index.html", "teams.html", "志愿队伍", view, description=description, origin=top.path)
    for address, team in shown.teams.items():
        if address != TOP:
            for part, shelf in cards.shelves(shown.by_team.get(address, []), team_address(address)):
                title = team.fields.name + (f"（第 {part.page.number} 页）" if part.page.number > 1 else "")
                body_description = team.fields.intro or team.fields.name
                yield PageSource(
                    part.address,
                    "team.html",
                    title,
                    _view(cards, team, shelf),
                    description=body_description,
                    origin=team.path,
                )


def _view(cards: Cards, team: Entry[Team], shelf: Shelf) -> TeamView:
    shown = cards.shown
    leader = shown.leader(team)
    above = [each for each in with_parents(team.address) if each != team.address]
    return TeamView(
        card=cards.team(team, deep=True),
        above=tuple(
            Link(shown.teams[each].fields.name, team_address(each)) for each in reversed(above) if each in shown.teams
        ),
        facts=_facts(cards, team),
        intro=team.fields.intro or "",
        leader=(leader.name, leader.post or "") if leader else None,
        volunteers=tuple(
            person
            for entry, person in zip(shown.volunteers, cards.people, strict=True)
            if team.address in with_parents(shown.team_key(entry.fields.team))
        ),
        projects=tuple(
            Link(project.fields.title, f"projects/{project.address}.html")
            for project in shown.projects.values()
            if any(team.address in with_parents(shown.team_key(name)) for name in project.fields.teams)
        ),
        communities=tuple(
            Link(each.fields.name, f"communities/{each.address}.html")
            for each in shown.communities.values()
            if any(team.address in with_parents(shown.team_key(name)) for name in each.fields.teams)
        ),
        stories=shelf,
    )


def _facts(cards: Cards, team: Entry[Team]) -> tuple[tuple[str, str], ...]:
    fields, shown = team.fields, cards.shown
    place = shown.division_name(fields.division) + (fields.township or "")
    facts = [
        ("层级", fields.level),
        ("所属单位", fields.unit),
        ("所在地", place),
        ("组建时间", fields.founded),
        ("人数", f"{fields.size} 人"),
        (
            "服务类别",
            "、".join(fields.categories) + (f"（{fields.other_category}）" if fields.other_category else ""),
        ),
        ("服务时间", "、".join(fields.service_times)),
    ]
    if fields.filed:
        facts.append(("备案", f"{fields.filed.on}"))
    if fields.updated:
        facts.append(("最近核对", f"{fields.updated}"))
    return tuple(facts)
