"""Pages of places: every district with its teams, people, projects, communities, photographs and stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from generator.pages import gallery
from generator.pages.cards import Cards, amount
from generator.pages.forms import Link, Shelf
from generator.pages.place_views import PlacesView, PlaceView
from generator.pages.published import with_parents
from generator.pages.sources import About, PageSource
from generator.pages.tallies import tally
from generator.records.federation import Division
from generator.records.kinds import Team
from generator.records.library import Entry


def pages(cards: Cards) -> Iterator[PageSource]:
    """All districts on one page, and each on its own."""
    shown = cards.shown
    firsts: list[PlaceView] = []
    for division in shown.federation.divisions:
        stories = shown.by_division.get(division.code, [])
        parts = cards.shelves(stories, place_address(division.code))
        view = _view(cards, division, parts[0][1])
        firsts.append(view)
        description = f"{division.name}的巾帼志愿服务队伍、活动、项目和阵地"
        pictures = (card.picture for card in view.stories.cards)
        about = About(next((each for each in pictures if each), None), keywords=(division.label,))
        for part, shelf in parts:
            page, title = replace(view, stories=shelf), part.titled(division.label)
            trail = part.trail(Link("地区", "places/index.html"), title=division.label)
            yield PageSource(part.address, "place.html", title, page, "", description, about=about, trail=trail)
    description = f"{shown.federation.place}各地的巾帼志愿服务"
    yield PageSource("places/index.html", "places.html", "地区", PlacesView(tuple(firsts)), description=description)


def place_address(code: str) -> str:
    """``410402`` → ``places/410402.html``."""
    return f"places/{code}.html"


def place_links(cards: Cards) -> tuple[Link, ...]:
    """Every district with the number of its stories."""
    shown = cards.shown
    return tuple(
        Link(each.label, place_address(each.code), f"{len(shown.by_division.get(each.code, []))}")
        for each in shown.federation.divisions
    )


def _view(cards: Cards, division: Division, shelf: Shelf) -> PlaceView:
    shown, code = cards.shown, division.code
    teams = shown.division_teams.get(code, [])
    here = {team.address for team in teams}
    highest = [team for team in teams if not here & set(list(with_parents(team.address))[1:])]
    stories = shown.by_division.get(code, [])
    numbers = _numbers(cards, division, teams)
    in_short = (f"支{shown.federation.levels[-1].name}", "名志愿者", "场活动", "小时")
    townships = Counter(story.fields.place.township for story in stories)
    wall = gallery.wall_of_place(code) if any(cards.story(story).picture for story in stories) else ""
    return PlaceView(
        name=division.label,
        full_name=division.name,
        address=place_address(code),
        numbers=numbers,
        line=tuple(f"{value} {words}" for (value, _, _), words in zip(numbers, in_short, strict=False) if value != "0"),
        townships=tuple(townships.most_common()),
        teams=tuple(cards.team(team) for team in highest),
        people=tuple(cards.person(each) for each in shown.division_volunteers.get(code, [])),
        projects=tuple(cards.project(each) for each in shown.division_projects.get(code, [])),
        communities=tuple(
            Link(each.fields.name, f"communities/{each.address}.html", each.fields.kind)
            for each in shown.division_communities.get(code, [])
        ),
        pictures=gallery.some(cards, stories),
        gallery=wall,
        stories=shelf,
    )


def _numbers(cards: Cards, division: Division, teams: list[Entry[Team]]) -> tuple[tuple[str, str, str], ...]:
    shown = cards.shown
    lowest = shown.federation.levels[-1].name
    own = [team for team in teams if team.fields.level == lowest]
    told = tally(shown.by_division.get(division.code, []))
    return (
        (f"{len(own)}", "支", f"巾帼志愿服务{lowest}"),
        (f"{sum(team.fields.size for team in own):,}", "人", f"{lowest}志愿者"),
        (f"{told.stories:,}", "场", "在这里的活动"),
        (amount(told.hours), "小时", "服务时长"),
        (f"{told.served:,}", "人次", "服务对象"),
    )
