"""Charts are drawn to scale: no bar leaves its plot, and a bar twice as long stands for twice as much."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.chart_sentences import most
from generator.pages.charts import HEAD, LONGEST, PLOT, Item, bar_chart, column_charts, ticks

AMOUNTS = st.one_of(
    st.integers(0, 10_000_000).map(float),
    st.floats(0, 10_000_000).map(lambda value: round(value, 3)),
    st.just(0.0),
)
ITEMS = st.lists(st.builds(Item, st.text(max_size=30), AMOUNTS), max_size=60)
MONTHS = st.lists(st.one_of(st.none(), AMOUNTS), min_size=1, max_size=24)
SENTENCES = ("{who}最多，{each}{value} 场", "{value} 场都在{who}", "还没有")


@given(ITEMS, st.booleans())
def test_bars_stay_in_the_plot_and_keep_proportion(items: list[Item], ranked: bool) -> None:  # noqa: FBT001 - drawn
    """Any number of bars of any size: within 0 and 100 per cent, as long as their share of the highest."""
    chart = bar_chart("标题", "场", items, ranked=ranked)
    drawn = sorted(items, key=lambda item: -item.value) if ranked else items
    highest = max((item.value for item in items), default=0)
    assert len(chart.bars) + chart.left_out == len(items)
    assert len(chart.bars) <= LONGEST
    for bar, item in zip(chart.bars, drawn, strict=False):
        assert 0 <= bar.length <= 100
        assert bar.length == pytest.approx(100 * item.value / (highest or 1), abs=0.006)
        assert bar.longest == (0 < highest == item.value)
        assert bar.name
        assert float(bar.text.replace(",", "")) == pytest.approx(item.value, abs=0.0005)
    assert all(0 <= tick.at <= 100 and tick.text for tick in chart.ticks)


@given(AMOUNTS)
def test_the_grid_is_round_and_sparse(highest: float) -> None:
    """At most five lines at equal steps of 1, 2 or 5 with zeros, the first at zero, none above the highest value."""
    found = ticks(highest)
    assert found[0] == 0
    assert len(found) <= 5
    assert found[-1] <= highest
    steps = {later - earlier for earlier, later in pairwise(found)}
    assert len(steps) <= 1
    assert all(f"{step}".rstrip("0") in {"1", "2", "5"} for step in steps)
    assert len(found) > 2 or highest < 2


@given(st.lists(MONTHS, min_size=1, max_size=6))
def test_columns_stand_on_one_ground_and_share_a_scale(rows: list[list[float | None]]) -> None:
    """Of several charts: no column leaves its drawing or touches the next, and equal values are equally high."""
    charts = column_charts(
        [
            (f"a{place}", "年", "", [(f"{month}", value) for month, value in enumerate(row)])
            for place, row in enumerate(rows)
        ],
        "场",
    )
    highest = max((value for row in rows for value in row if value is not None), default=0)
    for chart, row in zip(charts, rows, strict=True):
        edge = 0.0
        for column, value in zip(chart.columns, row, strict=True):
            assert column.left >= edge
            edge = column.left + chart.width
            assert column.left < column.middle < edge <= 100
            assert column.top >= HEAD - 0.001
            assert column.top + column.height == pytest.approx(HEAD + PLOT, abs=0.002)
            assert column.height == pytest.approx(PLOT * (value or 0) / (highest or 1), abs=0.001)
            assert bool(column.text) == (value is not None)
        assert all(HEAD - 0.001 <= line <= HEAD + PLOT for line in chart.lines)
        assert chart.told.count("场") == len([value for value in row if value is not None])


def test_nothing_at_all() -> None:
    """A chart of no rows, of zeros, and of months to come can be drawn."""
    assert bar_chart("无", "场", []).bars == ()
    zeros = bar_chart("零", "场", [Item("甲", 0), Item("", 0)])
    assert [(bar.length, bar.text, bar.longest) for bar in zeros.bars] == [(0, "0", False)] * 2
    assert zeros.bars[1].name == "没有写明"
    assert [tick.text for tick in zeros.ticks] == ["0"]
    assert column_charts([], "场") == ()


def test_the_longest_comes_first_and_equals_keep_their_order() -> None:
    """Ranked by value; a chart whose order means something is left alone."""
    items = [Item("甲", 2), Item("乙", 5), Item("丙", 2), Item("丁", 5)]
    assert [bar.name for bar in bar_chart("", "", items).bars] == ["乙", "丁", "甲", "丙"]
    assert [bar.name for bar in bar_chart("", "", items, ranked=False).bars] == ["甲", "乙", "丙", "丁"]


def test_long_values_are_written_for_the_highest_month_only() -> None:
    """Where values would run into each other, the drawing says so; the words have them all."""
    chart = column_charts([("a", "年", "", [("1", 1200.0), ("2", 900.0)])], "小时")[0]
    assert chart.crowded
    assert chart.told == "1 月 1,200 小时，2 月 900 小时"


def test_large_numbers_on_the_grid_are_short() -> None:
    """Ten thousands are written as 万, so that marks do not run into each other on a phone."""
    assert [tick.text for tick in bar_chart("", "", [Item("甲", 10_000_000)]).ticks] == ["0", "500万", "1,000万"]
    assert [tick.text for tick in bar_chart("", "", [Item("甲", 12_000)]).ticks] == ["0", "5,000", "1万"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([], "还没有"), ([0, 0], "还没有"), ([3], "3 场都在甲"), ([0, 3], "3 场都在乙"), ([1, 3], "乙最多，3 场"),
        ([3, 3], "甲、乙最多，各 3 场"), ([3, 3, 1, 3], "甲、乙、丁最多，各 3 场"),
        ([2.5, 2.5, 2.5, 2.5], "甲、乙、丙等 4 个最多，各 2.5 场"),
    ],
)  # fmt: skip
def test_a_finding_says_what_is_there(values: list[float], said: str) -> None:
    """The most, several with as much, the only one, or nothing."""
    assert most([Item(name, value) for name, value in zip("甲乙丙丁", values, strict=False)], *SENTENCES) == said
