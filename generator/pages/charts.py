"""Charts as plain numbers: a scale with round ticks, and bars in shares of the plot, ready to be drawn as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from generator.pages.cards import amount
from generator.pages.forms import Table

LONGEST = 20
"""Bars of one chart; the table beside it has every row."""
HEAD, PLOT = 1.5, 7.0
"""Of a column chart, in em: room for the value above the highest column, and the height of a full one."""
_INTERVALS = 4
_WIDTH = 0.66
"""Of a column, as a share of the room that it has."""
_SHORT = 3
"""Characters of a value that fit above a column on a phone."""
_MYRIAD = 10_000
_NAMELESS = "没有写明"


@dataclass(frozen=True, slots=True)
class Item:
    """What one bar stands for."""

    name: str
    value: float
    address: str = ""
    brand_id: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A lying bar."""

    name: str
    text: str
    """Its value as it is printed."""
    length: float
    """Per cent of the plot's width."""
    longest: bool
    address: str
    brand_id: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid."""

    text: str
    at: float
    """Per cent of the plot's width."""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Lying bars under each other."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    left_out: int
    """Rows that only the table has."""


@dataclass(frozen=True, slots=True)
class Column:
    """A standing bar: across in per cent of the drawing, up and down in em."""

    name: str
    text: str
    """Empty where there is nothing to count yet, as in months to come."""
    left: float
    middle: float
    top: float
    height: float
    highest: bool


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """Standing bars beside each other."""

    anchor: str
    title: str
    note: str
    told: str
    """All values in words, for those who do not see the drawing."""
    columns: tuple[Column, ...]
    lines: tuple[float, ...]
    """Heights of the grid's lines, in em."""
    width: float
    crowded: bool
    """Values are too long to stand beside each other, so that only the highest is written."""


@dataclass(frozen=True, slots=True)
class Section:
    """One way to divide the register's figures: what it shows in words, drawn, and in full."""

    anchor: str
    title: str
    finding: str
    """One sentence."""
    bars: tuple[BarChart, ...]
    columns: tuple[ColumnChart, ...]
    tables: tuple[Table, ...]


def ticks(highest: float) -> tuple[int, ...]:
    """Round numbers from zero to at most ``highest``, five of them or fewer; the longest bar fills its plot."""
    if highest <= 0:
        return (0,)
    step = next(
        step * power
        for power in (10**digits for digits in count())
        for step in (1, 2, 5)
        if step * power * (_INTERVALS + 1) > highest
    )
    return tuple(range(0, int(highest) + 1, step))


def bar_chart(title: str, unit: str, items: Iterable[Item], *, ranked: bool = True) -> BarChart:
    """Lying bars, the longest first and equals in their order, or all in their order."""
    listed = list(items)
    if ranked:
        listed.sort(key=lambda item: -item.value)
    most = max((item.value for item in listed), default=0)
    bars = [
        Bar(item.name or _NAMELESS, amount(item.value), _share(item.value, most), 0 < most == item.value,
            item.address, item.brand_id)
        for item in listed[:LONGEST]
    ]  # fmt: skip
    marks = tuple(Tick(_brief(tick), _share(tick, most)) for tick in ticks(most))
    return BarChart(title, unit, tuple(bars), marks, max(0, len(listed) - LONGEST))


def column_charts(
    rows: Sequence[tuple[str, str, str, Sequence[tuple[str, float | None]]]], unit: str, period: str = "月"
) -> tuple[ColumnChart, ...]:
    """Rows of columns on one scale, each an anchor, a title, a note and its columns; no value, no column."""
    found = [value for *_, columns in rows for _, value in columns if value is not None]
    most = max(found, default=0)
    crowded = any(len(amount(value)) > _SHORT for value in found)
    lines = tuple(round(HEAD + PLOT * (1 - tick / (most or 1)), 3) for tick in ticks(most))
    charts = []
    for anchor, title, note, columns in rows:
        room = 100 / max(1, len(columns))
        told = "，".join(f"{name} {period} {amount(value)} {unit}" for name, value in columns if value is not None)
        drawn = tuple(
            _column(name or _NAMELESS, value, room * place, room, most) for place, (name, value) in enumerate(columns)
        )
        charts.append(ColumnChart(anchor, title, note, told, drawn, lines, round(room * _WIDTH, 2), crowded))
    return tuple(charts)


def _column(name: str, value: float | None, left: float, room: float, most: float) -> Column:
    height = PLOT * (value or 0) / (most or 1)
    return Column(
        name=name,
        text="" if value is None else amount(value),
        left=round(left + room * (1 - _WIDTH) / 2, 2),
        middle=round(left + room / 2, 2),
        top=round(HEAD + PLOT - height, 3),
        height=round(height, 3),
        highest=value is not None and 0 < most == value,
    )


def _share(value: float, most: float) -> float:
    return round(100 * value / (most or 1), 2)


def _brief(tick: int) -> str:
    return f"{amount(tick / _MYRIAD)}万" if tick >= _MYRIAD else amount(tick)
