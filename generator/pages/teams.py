"""Pages of teams: the tree on one page, and each team with its stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.pages.cards import Cards, team_address, worked
from generator.pages.forms import Link, Shelf
from generator.pages.published import with_parents
from generator.pages.sources import PageSource
from generator.pages.tallies import tally
from generator.pages.views import TeamView, TreeView
from generator.records.kinds import Team
from generator.records.library import TOP, Entry


def pages(cards: Cards) -> Iterator[PageSource]:
    """The tree, then one page for each team below the top."""
    shown = cards.shown
    top = shown.teams.get(TOP)
    if top is None:
        return
    tree = TreeView(cards.team(top), _facts(cards, top), top.fields.intro or "", _leader(cards, top))
    description = f"{top.fields.name}和各级巾帼志愿服务队伍"
    yield PageSource("teams/index.html", "teams.html", "志愿队伍", tree, description=description, origin=top.path)
    for address, team in shown.teams.items():
        if address == TOP:
            continue
        parts = cards.shelves(shown.by_team.get(address, []), team_address(address))
        view = _view(cards, team, parts[0][1])
        description = team.fields.intro or team.fields.name
        for part, shelf in parts:
            page, title = replace(view, stories=shelf), part.titled(team.fields.name)
            trail = part.trail(Link("队伍", "teams/index.html"), *view.above, title=team.fields.name)
            source = PageSource(part.address, "team.html", title, page, description=description, origin=team.path)
            yield replace(source, trail=trail)


def _view(cards: Cards, team: Entry[Team], shelf: Shelf) -> TeamView:
    shown, address = cards.shown, team.address
    above = [each for each in with_parents(address) if each != address and each in shown.teams]
    return TeamView(
        card=cards.team(team),
        above=tuple(Link(shown.teams[each].fields.name, team_address(each)) for each in reversed(above) if each != TOP),
        beside=_beside(cards, team),
        facts=_facts(cards, team),
        intro=team.fields.intro or "",
        leader=_leader(cards, team),
        numbers=worked(tally(shown.by_team.get(address, [])), "参加的活动"),
        volunteers=tuple(cards.person(each) for each in shown.team_volunteers.get(address, [])),
        projects=tuple(cards.project(each) for each in shown.team_projects.get(address, [])),
        communities=tuple(
            Link(each.fields.name, f"communities/{each.address}.html")
            for each in shown.team_communities.get(address, [])
        ),
        stories=shelf,
    )


def _beside(cards: Cards, team: Entry[Team]) -> tuple[Link, ...]:
    parent = team.address.rpartition("/")[0]
    if parent == TOP or parent not in cards.shown.teams:
        return ()
    siblings = cards.shown.children.get(parent, [])
    return tuple(Link(each.fields.name, team_address(each.address)) for each in siblings if each is not team)


def _leader(cards: Cards, team: Entry[Team]) -> tuple[str, str] | None:
    leader = cards.shown.leader(team)
    return (leader.name, leader.post or "") if leader else None


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
