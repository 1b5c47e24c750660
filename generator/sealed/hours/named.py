"""Whose a row is: by her number, else by her name where her team has it once; and who stands in two rosters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from generator.problems import Problem
from generator.sealed.people import Person, plain
from generator.sealed.rosters import as_text
from generator.sealed.sheets import OpenedRow

RULE = "S12"
"""A private row belongs to nobody, or to somebody by another name; told to key holders only."""


class People:
    """Everybody of the opened rosters, found by number and by name."""

    def __init__(self, everyone: Sequence[Person]) -> None:
        self._everyone = everyone
        self._by_number: dict[str, list[int]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._first: list[int] = []
        by_id: dict[str, int] = {}
        for place, person in enumerate(everyone):
            certain = plain(person.text("id_number"))
            self._first.append(by_id.setdefault(certain, place) if certain else place)
            for number in {plain(person.number), plain(person.row.row_id)}:
                self._by_number[number].append(place)
            self._by_name[person.team.address, plain(person.text("name"))].append(place)

    def has(self, number: str) -> bool:
        """Whether somebody has a number."""
        return bool(number) and plain(number) in self._by_number

    def first(self, place: int) -> int:
        """The first of the places at which the same person stands: rows with one id number are one person."""
        return self._first[place]

    def after_leaving(self, sheet: str, row: OpenedRow, place: int, day: date) -> list[Problem]:
        """A service after the day on which she left that team."""
        left = self._everyone[place].text("left")
        if not left or f"{day}"[: len(left)] <= left:
            return []
        message = f"{row.row_id} 这一行的日期在她退出这支队伍以后，仍然计入"
        hint = "请核对日期；换了队伍的，用 jinguo service correct 写上现在的证号；没有退出的，更正名册"
        return [Problem(sheet, row.line, 1, RULE, "warning", message, hint)]

    def whose(self, sheet: str, row: OpenedRow, team: str, problems: list[Problem]) -> int | None:
        """The place of the person in the list; None, with a Problem, when it cannot be told."""
        number, name = (plain(as_text(row.values.get(key, ""))) for key in ("number", "name"))
        found = self._by_number.get(number, []) if number else self._by_name.get((team, name), []) if name else []
        if number and len(found) > 1:
            found = [place for place in found if self._everyone[place].team.address == team]
        if len(found) != 1:
            problems.append(_nobody(sheet, row, number, name, len(found)))
            return None
        called = plain(self._everyone[found[0]].text("name"))
        if number and name and called and name != called:
            message = f"{row.row_id} 这一行的姓名和名册里这个证号的姓名不一样，按证号计"
            hint = "改过名字就不用管；证号写错了，请更正这一行"
            problems.append(Problem(sheet, row.line, 1, RULE, "warning", message, hint))
        return found[0]


def _nobody(sheet: str, row: OpenedRow, number: str, name: str, count: int) -> Problem:
    hint = "请查对名册，用 jinguo service correct 写上证号"
    if number:
        message = "证号在打开的名册里没有" if not count else f"证号在 {count} 支队伍的名册里都有"
        hint = "人已注销或者换了队伍的，写上现在的证号；不该有的，更正这一行"
    elif name:
        message = "没有证号，名册里没有这个姓名" if not count else f"没有证号，名册里有 {count} 个同名的人"
    else:
        message = "既没有证号，也没有姓名"
    if not sheet.startswith("activities/"):
        hint = "请查对名册，写上证号，用 jinguo service record 重新登记"
    return Problem(sheet, row.line, 1, RULE, "warning", f"{row.row_id} 这一行{message}，没有计到任何人", hint)
