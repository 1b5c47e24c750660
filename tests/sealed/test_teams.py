"""Which teams an export is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.sealed.refused import Refused
from generator.sealed.teams import TeamFacts, chosen, head, head_level, line_up

if TYPE_CHECKING:
    from tests.sealed.conftest import Register


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        ((), ["总队", "xinhua", "xinhua/a", "xinhua/b", "yexian", "yexian/c"]),
        (("总队",), ["总队", "xinhua", "xinhua/a", "xinhua/b", "yexian", "yexian/c"]),
        (("xinhua",), ["xinhua", "xinhua/a", "xinhua/b"]),
        (("teams/xinhua/a/",), ["xinhua/a"]),
        (("yexian", "xinhua/b"), ["xinhua/b", "yexian", "yexian/c"]),
        (("叶县丙镇巾帼志愿服务小队",), ["yexian/c"]),
    ],
)
def test_a_team_takes_all_below_it(register: Register, only: tuple[str, ...], expected: list[str]) -> None:
    """By address or full name; in the register's order."""
    assert [team.address for team in chosen(register.facts, only)] == expected


@pytest.mark.parametrize(("word", "hint"), [("xinhau", "是不是 “xinhua”？"), ("zzzz", "可以写：总队、xinhua")])
def test_an_unknown_team_is_refused(register: Register, word: str, hint: str) -> None:
    """With the nearest one there is, or with examples."""
    with pytest.raises(Refused, match=f"没有 “{word}” 这支队伍 —— {hint}"):
        chosen(register.facts, ("yexian", word))


def test_heads_in_a_province_with_four_levels() -> None:
    """省总队, 市总队, 分队, 小队: one sheet a team directly below the top, whatever its level is called."""
    names = {"省": None, "a": "省", "a/b": "a", "a/b/c": "a/b", "lost": "nowhere"}
    levels = dict(zip(names, ["总队", "市总队", "分队", "小队", "小队"], strict=True))
    by_address = {each: TeamFacts(each, each, levels[each], names[each], "", "", 5) for each in names}
    heads = {each: head(team, by_address).address for each, team in by_address.items()}
    assert head_level(by_address.values()) == "市总队"
    assert heads == {"省": "省", "a": "a", "a/b": "a", "a/b/c": "a", "lost": "lost"}


def test_a_loop_of_parents_ends() -> None:
    """Facts are taken as they come; a loop is somebody else's Problem and no endless work here."""
    loop = {"a": TeamFacts("a", "a", "小队", "b", "", "", 5), "b": TeamFacts("b", "b", "小队", "a", "", "", 5)}
    assert line_up(loop["a"], loop) == ["a", "b"]
