"""Columns whose heading may mean this or that: what stands below tells; and the column that names the team."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from generator.problems import Problem
from generator.sealed.handed.cells import Cell, one_line, read_day, split_values
from generator.sealed.handed.fields import Rules, known_word
from generator.sealed.handed.headings import compact
from generator.sealed.handed.tables import HandedTable, Place

V = TypeVar("V")
_SHORTEST = 2
"""Characters of a short name that may still be the team's."""


def decided(table: HandedTable, rules: Rules, team: Sequence[str] = ()) -> tuple[HandedTable, list[Problem]]:
    """The table with such columns under the key that they turn out to have, or without them.

    Args:
        table: with ``served`` (a day of joining or the times of service), ``kind`` (a source or categories), ``team``.
        rules: what values may be.
        team: what the one team is called, its full name first; empty where nobody asks.
    """
    problems: list[Problem] = []
    for key, decide in _DECIDE.items():
        if key in table.places:
            meant = decide(_filled(table, key), rules)
            said = _SAID[key] if not meant else "前面已经有同一项的列" if meant in table.places else ""
            if said and _filled(table, key):
                problems.append(_at(table, key, f"“{table.titles[key]}” 这一列没有读：{said}"))
            table = _renamed(table, key, "" if said else meant)
            if meant == "source" and not said:
                table, found = _only_sources(table, rules)
                problems += found
    return _without_team(table, team, problems), problems


def _served(cells: Sequence[Cell], _rules: Rules) -> str:
    """Days tell when she joined, words when she has time; bare numbers are hours, which no roster holds."""
    if cells and all(re.fullmatch(r"[0-9.]{1,6}(?:小时|h)?", one_line(cell)) and not read_day(cell) for cell in cells):
        return ""
    days = sum(read_day(cell) is not None for cell in cells)
    return "joined" if days * 2 > len(cells) else "times"


def _kind(cells: Sequence[Cell], rules: Rules) -> str:
    """Whichever list more of the words are in; the source where nobody lists the sources."""
    sources = sum(_all_known("source", cell, rules) for cell in cells)
    categories = sum(_all_known("categories", cell, rules) for cell in cells)
    if not sources and not categories:
        return ""
    return "categories" if categories > sources or (categories and not rules.sources) else "source"


def _all_known(key: str, cell: Cell, rules: Rules) -> bool:
    return all(known_word(key, word, rules) for word in split_values(cell))


_DECIDE: Mapping[str, Callable[[Sequence[Cell], Rules], str]] = {"served": _served, "kind": _kind}
_SAID = {
    "served": "服务了几小时，在每场活动旁边登记（jinguo service add），不进名册",
    "kind": "里面写的不是登记册规定的来源，也不是服务类别",
}


def _only_sources(table: HandedTable, rules: Rules) -> tuple[HandedTable, list[Problem]]:
    """Without the words of this column that are no source: what a list calls its people need not be ours."""
    strange = [row.line for row in table.rows if not _all_known("source", row.cells.get("source", ""), rules)]
    if not strange:
        return table, []
    rows = tuple(
        replace(row, cells={**row.cells, "source": ""}) if row.line in set(strange) else row for row in table.rows
    )
    listed = "、".join(str(line) for line in strange[:10])
    message = f"“{table.titles['source']}” 有 {len(strange)} 格不在规定的来源里，没有收（第 {listed} 行）"
    return replace(table, rows=rows), [_at(table, "source", message)]


def _without_team(table: HandedTable, team: Sequence[str], problems: list[Problem]) -> HandedTable:
    """A column that names the team must name this one: a list of two teams goes in twice."""
    names = [compact(each) for each in team if each]
    loose = 0
    for row in table.rows if names else ():
        said = compact(one_line(row.cells.get("team", "")))
        if not said or said in names:
            continue
        if len(said) >= _SHORTEST and any(_within(said, name) or _within(name, said) for name in names):
            loose += 1
            continue
        hint = f"这次加的是 “{team[0]}”：别队的人请从这张表里拿出来，加到那支队伍"
        problems.append(table.problem(row, "team", "这个人写的是别的队伍", hint))
    if loose:
        message = f"“{table.titles['team']}” 有 {loose} 格写的不是全称，当作 “{team[0]}”"
        problems.append(_at(table, "team", message, "请核对是不是都是这支队伍的人"))
    return _renamed(table, "team", "") if "team" in table.places else table


def _within(short: str, long: str) -> bool:
    """Whether a short name leaves out characters of a long one and changes none."""
    rest = iter(long)
    return all(char in rest for char in short)


def _filled(table: HandedTable, key: str) -> list[Cell]:
    return [cell for row in table.rows if (cell := row.cells.get(key, ""))]


def _at(table: HandedTable, key: str, message: str, hint: str = "") -> Problem:
    line = min((row.line for row in table.rows), default=2) - 1
    return Place(table.name, table.sheet, line, table.places[key]).problem("H2", message, hint, warning=True)


def _renamed(table: HandedTable, old: str, new: str) -> HandedTable:
    """The table with a column under another key, or without it."""
    rows = tuple(
        replace(row, cells=_moved(old, new, row.cells), written=_moved(old, new, row.written)) for row in table.rows
    )
    titles, places = _moved(old, new, table.titles), _moved(old, new, table.places)
    return replace(table, rows=rows, titles=titles, places=places)


def _moved(old: str, new: str, by_key: Mapping[str, V]) -> dict[str, V]:
    return {(new if key == old else key): value for key, value in by_key.items() if key != old or new}
