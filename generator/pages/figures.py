"""The figures page: publicity figures, drawn and in tables whose totals equal the sums of their rows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from generator.pages.cards import Cards, amount, team_address
from generator.pages.categories import category_links
from generator.pages.chart_sentences import most
from generator.pages.charts import Item, Section, bar_chart, column_charts
from generator.pages.days import spoken
from generator.pages.forms import Figure, Table
from generator.pages.places import place_address
from generator.pages.published import Published
from generator.pages.sources import PageSource
from generator.pages.tallies import Unit, by_month, by_place, by_unit, by_year, squads, tally
from generator.pages.views import FiguresView
from generator.records.library import TOP

ADDRESS = "stats/index.html"
_HEAD = ("活动（场）", "参加志愿者（人次）", "服务时长（小时）", "服务对象（人次）")
_YEARS = 4
"""Years whose months are drawn; the tables have all."""
_NOTHING = "还没有已刊登的活动"


def pages(cards: Cards) -> Iterator[PageSource]:
    """The figures page."""
    shown = cards.shown
    sections = (_units(shown), _places(shown), _brands(shown), _categories(cards), _times(shown))
    view = FiguresView(headline(shown), sections, _counted(shown), _until(shown))
    yield PageSource(ADDRESS, "stats.html", "数据", view, description="队伍、志愿者、活动和服务时长，都说明怎么算")


def headline(shown: Published) -> tuple[Figure, ...]:
    """Four numbers, each with the address of how it is counted."""
    told, teams = tally(shown.stories), squads(shown)
    lowest = shown.federation.levels[-1].name
    members = sum(team.fields.size for team in teams)
    return (
        Figure(f"{len(teams):,}", "支", f"巾帼志愿服务{lowest}", ADDRESS, "teams"),
        Figure(f"{members:,}", "人", f"{lowest}志愿者", ADDRESS, "volunteers"),
        Figure(f"{told.stories:,}", "场", "已刊登的活动", ADDRESS, "stories"),
        Figure(amount(told.hours), "小时", f"活动服务时长，服务 {told.served:,} 人次", ADDRESS, "hours"),
    )


def _counted(shown: Published) -> tuple[tuple[str, str, str], ...]:
    levels = [level.name for level in shown.federation.levels]
    above = "、".join(levels[:-1])
    return (
        ("teams", f"{levels[-1]}（支）", f"登记册里的{levels[-1]}，暂停活动的也算，撤销的不算；{above}不重复计算。"),
        ("volunteers", f"{levels[-1]}志愿者（人）", f"各{levels[-1]}登记的人数相加；一个人参加几支队伍，就算几次。"),
        ("stories", "活动（场）", "本站已经刊登的活动，一篇算一场；几支队伍合办，只算组织者一场。没有刊登的活动不算。"),
        ("hours", "服务时长（小时）", "各篇活动里写明的服务总时长相加，不取整；没有写明的不估算。"),
        ("served", "服务对象（人次）", "各篇活动里写明的服务人数相加；一个人得到几次服务，就算几次。"),
        ("joined", "参加志愿者（人次）", "各篇活动里写明的志愿者人数相加；一个人参加几场，就算几次。"),
    )


def _until(shown: Published) -> str:
    """The day on which the newest story began: a later one may not be over, and the day of the build says nothing."""
    return spoken(shown.stories[0].fields.date.first) if shown.stories else ""


def _table(
    title: str, head: Sequence[str], rows: Sequence[tuple[str, Sequence[float]]], note: str = "", *, added: bool = True
) -> Table:
    """A table, with the sums of its columns unless a thing may stand in several rows."""
    total = _row("合计", [math.fsum(column) for column in zip(*(row for _, row in rows), strict=True)])
    printed = tuple(_row(name, row) for name, row in rows)
    return Table(title, tuple(head), printed, total if rows and added else (), note)


def _row(name: str, counts: Iterable[float]) -> tuple[str, ...]:
    return (name, *map(amount, counts))


def _units(shown: Published) -> Section:
    second, lowest = shown.federation.levels[1].name, shown.federation.levels[-1].name
    units = by_unit(shown)
    names = [unit.team.fields.name if unit.team else "上级已撤销的队伍" for unit in units]
    labels = [_short(shown, unit) for unit in units]
    places = [team_address(unit.team.address) if unit.team else "" for unit in units]
    stories = [Item(label, len(unit.stories), to) for unit, label, to in zip(units, labels, places, strict=True)]
    members = [
        Item(label, sum(unit.sizes), to) for unit, label, to in zip(units, labels, places, strict=True) if unit.sizes
    ]
    rows = [
        (name, (len(unit.sizes), sum(unit.sizes), *tally(unit.stories)))
        for name, unit in zip(names, units, strict=True)
    ]
    finding = most(stories, "{who}组织的活动最多，{each}{value} 场", "已刊登的 {value} 场活动由{who}组织", _NOTHING)
    table = _table(
        f"各{second}", ("队伍", f"{lowest}（支）", f"{lowest}志愿者（人）", *_HEAD), rows,
        "活动按组织者所在的队伍计算；几支队伍合办的活动，计入组织者一次。",
    )  # fmt: skip
    bars = (bar_chart("组织的活动", "场", stories), bar_chart(f"{lowest}志愿者", "人", members))
    return Section("units", f"各{second}", finding, bars, (), (table,))


def _short(shown: Published, unit: Unit) -> str:
    """新华区巾帼志愿服务分队 → 新华区: what all names of a level have in common says nothing in a chart."""
    if unit.team is None:
        return "上级已撤销"
    if unit.team.address == TOP:
        return shown.federation.levels[0].name
    level = next((each for each in shown.federation.levels if each.name == unit.team.fields.level), None)
    name = unit.team.fields.name
    return name.removesuffix((level and level.name_includes) or "") or name


def _places(shown: Published) -> Section:
    lowest = shown.federation.levels[-1].name
    found = [(area, tally(area.stories)) for area in by_place(shown)]
    items = [Item(area.name, told.hours, place_address(area.code) if area.code else "") for area, told in found]
    finding = most(
        items, "在{who}服务的时间最长，{each}{value} 小时", "写明的 {value} 小时服务在{who}", "还没有写明时长的活动"
    )
    table = _table(
        "各地", ("地方", f"{lowest}（支）", f"{lowest}志愿者（人）", *_HEAD),
        [(area.name, (len(area.sizes), sum(area.sizes), *told)) for area, told in found],
        f"{lowest}按所在地计算；活动按举办的地方计算，没有写明地方的，算在组织者所在地。",
    )  # fmt: skip
    return Section("places", "服务在哪里", finding, (bar_chart("服务时长", "小时", items),), (), (table,))


def _brands(shown: Published) -> Section:
    found = [(line, tally(shown.by_brand.get(line.name, []))) for line in shown.federation.brands]
    stories = [Item(line.name, told.stories, f"brands/{line.id}.html", line.id) for line, told in found]
    hours = [Item(line.name, told.hours, f"brands/{line.id}.html", line.id) for line, told in found]
    finding = most(stories, "{who}的活动最多，{each}{value} 场", "已刊登的 {value} 场活动属于{who}", _NOTHING)
    table = _table("各品牌", ("品牌", *_HEAD), [(line.name, told) for line, told in found])
    bars = (bar_chart("活动", "场", stories, ranked=False), bar_chart("服务时长", "小时", hours, ranked=False))
    return Section("brands", "各品牌", finding, bars, (), (table,))


def _categories(cards: Cards) -> Section:
    shown, pages_of = cards.shown, {link.title: link.address for link in category_links(cards)}
    lowest, teams = shown.federation.levels[-1].name, squads(shown)
    found = [
        (name, sum(name in team.fields.categories for team in teams), tally(shown.by_category.get(name, [])))
        for name in shown.federation.categories
    ]
    items = [Item(name, told.stories, pages_of.get(name, "")) for name, _, told in found]
    able = [Item(name, own, pages_of.get(name, "")) for name, own, _ in found]
    finding = most(items, "{who}的活动最多，{each}{value} 场", "已刊登的 {value} 场活动属于{who}", _NOTHING)
    table = _table(
        "各服务类别", ("服务类别", f"{lowest}（支）", *_HEAD), [(name, (own, *told)) for name, own, told in found],
        f"一支{lowest}、一场活动可以有几个类别，所以不合计。", added=False,
    )  # fmt: skip
    bars = (bar_chart("活动", "场", items), bar_chart(f"能提供的{lowest}", "支", able))
    return Section("categories", "各服务类别", finding, bars, (), (table,))


def _times(shown: Published) -> Section:
    """Years in a table, their months in another and drawn, the newest year first."""
    years, months = by_year(shown), by_month(shown)
    drawn = [
        (
            f"year-{year}",
            f"{year} 年",
            f"{len(years[year]):,} 场，{amount(tally(years[year]).hours)} 小时",
            [(f"{month}", len(months[year, month]) if (year, month) in months else None) for month in range(1, 13)],
        )
        for year in sorted(years, reverse=True)[:_YEARS]
    ]
    items = [Item(f"{year} 年 {month} 月", len(told)) for (year, month), told in months.items()]
    finding = most(items, "{who}的活动最多，{each}{value} 场", "已刊登的 {value} 场活动在 {who}", _NOTHING)
    note = "几天的活动，算在开始的那一天。"
    yearly = [(f"{year} 年", tally(told)) for year, told in years.items()]
    monthly = [(f"{year}-{month:02}", tally(told)) for (year, month), told in months.items()]
    tables = (_table("各年度", ("年度", *_HEAD), yearly, note), _table("各月", ("月份", *_HEAD), monthly, note))
    return Section("months", "逐年逐月", finding, (), column_charts(drawn, "场"), tables)
