"""The register counted: publicity figures whose totals equal the sums of their rows."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from generator.pages.cards import Cards, amount
from generator.pages.forms import Table
from generator.pages.published import Published, Story
from generator.pages.sources import PageSource
from generator.pages.views import FiguresView
from generator.records.library import TOP


def pages(cards: Cards) -> Iterator[PageSource]:
    """The figures page."""
    shown = cards.shown
    until = f"{shown.stories[0].fields.date.last}" if shown.stories else ""
    tables = (_by_unit(shown), _by_brand(shown), _by_category(shown), _by_year(shown))
    view = FiguresView(headline(shown), tables, until)
    yield PageSource("stats/index.html", "stats.html", "数据", view, description="队伍、志愿者、活动和服务时长")


def headline(shown: Published) -> tuple[tuple[str, str, str], ...]:
    """Four numbers for the home page: value, unit, label."""
    served, hours = _served(shown.stories), _hours(shown.stories)
    lowest = shown.federation.levels[-1].name
    teams = [team for team in shown.teams.values() if team.fields.level == lowest]
    return (
        (f"{len(teams)}", "支", f"巾帼志愿服务{lowest}"),
        (f"{sum(team.fields.size for team in teams):,}", "人", f"{lowest}志愿者"),
        (f"{len(shown.stories):,}", "场", "已刊登的活动"),
        (f"{hours:,.0f}", "小时", f"活动服务时长，服务 {served:,} 人次"),
    )


def _served(stories: Iterable[Story]) -> int:
    return sum(story.fields.served.people for story in stories if story.fields.served)


def _hours(stories: Iterable[Story]) -> float:
    return sum(story.fields.hours or 0 for story in stories)


def _volunteers(stories: Iterable[Story]) -> int:
    return sum(story.fields.volunteers or 0 for story in stories)


_HEAD = ("活动（场）", "参加志愿者（人次）", "服务时长（小时）", "服务对象（人次）")


def _counts(stories: Iterable[Story]) -> tuple[float, ...]:
    listed = list(stories)
    return len(listed), _volunteers(listed), _hours(listed), _served(listed)


def _row(name: str, counts: Iterable[float]) -> tuple[str, ...]:
    return (name, *(amount(round(count, 1)) for count in counts))


def _sum(rows: Iterable[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(sum(column) for column in zip(*rows, strict=True))


def _by_unit(shown: Published) -> Table:
    """One row for each team directly below the top; a story counts once, for its organiser."""
    lowest = shown.federation.levels[-1].name
    direct = [shown.teams[TOP], *shown.children.get(TOP, [])] if TOP in shown.teams else []
    names = {team.address: team.fields.name for team in direct}
    organised: dict[str, list[Story]] = {address: [] for address in names}
    for story in shown.stories:
        organised.setdefault(_unit(shown.team_key(story.fields.teams[0]), names), []).append(story)
    squads: dict[str, list[int]] = {}
    for address, team in shown.teams.items():
        if team.fields.level == lowest:
            squads.setdefault(_unit(address, names), []).append(team.fields.size)
    rows = [
        (names.get(unit, "上级已撤销的队伍"), (len(sizes), sum(sizes), *_counts(organised.get(unit, []))))
        for unit in dict.fromkeys([*organised, *squads])
        for sizes in [squads.get(unit, [])]
    ]
    head = ("队伍", f"{lowest}（支）", f"{lowest}志愿者（人）", *_HEAD)
    total = _row("合计", _sum([row for _, row in rows])) if rows else ()
    note = "几支队伍合办的活动，计入组织者一次。"
    title = f"各{shown.federation.levels[1].name}"
    return Table(title, head, tuple(_row(name, row) for name, row in rows), total, note)


_GONE = "?"


def _unit(team: str, units: Container[str]) -> str:
    """The team directly below the top to which a team belongs; a disbanded one has no row of its own."""
    first = team.partition("/")[0]
    return first if first in units else _GONE


def _by_brand(shown: Published) -> Table:
    rows = [(line.name, _counts(shown.by_brand.get(line.name, []))) for line in shown.federation.brands]
    total = _row("合计", _sum([row for _, row in rows]))
    return Table("各品牌", ("品牌", *_HEAD), tuple(_row(name, row) for name, row in rows), total)


def _by_year(shown: Published) -> Table:
    rows = [(f"{year} 年", _counts(shown.by_year[year])) for year in sorted(shown.by_year)]
    total = _row("合计", _sum([row for _, row in rows])) if rows else ()
    return Table("各年度", ("年度", *_HEAD), tuple(_row(name, row) for name, row in rows), total)


def _by_category(shown: Published) -> Table:
    lowest = shown.federation.levels[-1].name
    teams = [team for team in shown.teams.values() if team.fields.level == lowest]
    rows = []
    for category in shown.federation.categories:
        stories = [story for story in shown.stories if category in story.fields.categories]
        rows.append(_row(category, (sum(category in team.fields.categories for team in teams), *_counts(stories))))
    head = ("服务类别", f"{lowest}（支）", *_HEAD)
    return Table("各服务类别", head, tuple(rows), note="一支队伍、一场活动可以有几个类别，所以不合计。")
