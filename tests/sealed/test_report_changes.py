"""动态管理: what happened to people and teams since a day, as the versions in the sheets tell it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from generator.records.sheets import retired_line
from generator.sealed.recipients import recipient_keys
from generator.sealed.reports.annual import RetiredTeam
from generator.sealed.reports.changes import CAME, CONTACTED, CORRECTED, DELETED, LEFT, Changes, changes
from generator.sealed.reports.late import Window
from generator.sealed.sheets import Value, seal_row
from tests.lines import add_lines
from tests.sealed.conftest import START, Register, person
from tests.sealed.report_register import COUNTY, HOME, read, team

SHEET = "teams/xinhua/a/roster.sealed"
TEAMS = (
    team("总队", "示例市妇联"),
    team("xinhua", "新华区妇联", "410402", COUNTY),
    team("xinhua/a", "甲街道妇联", "410402"),
    replace(team("yexian", "叶县妇联", "410422", COUNTY), status="paused", founded="2026-08"),
    team("yexian/c", "丙镇妇联", "410422"),
)
SINCE = dt.date(2026, 7, 2)


def later(register: Register, row_id: str, values: dict[str, Value], days: int, *, part: bool = True) -> None:
    """Seal one more line some days after the first ones."""
    keys = recipient_keys(register.root, SHEET)
    line = seal_row(SHEET, row_id, values, keys, START + dt.timedelta(days=days), part=part)
    add_lines(register.root / SHEET, [line])


def told(register: Register, since: dt.date = SINCE, *, full: bool = False) -> Changes:
    """The report for the owner."""
    retired = (RetiredTeam("xinhua/old", "旧队", "2026-09"), RetiredTeam("xinhua/older", "更旧队", "2025-09"))
    return changes(read(register.root, TEAMS, (), register.owner), HOME, Window(since), retired, full=full)


def lines(made: Changes) -> list[tuple[object, ...]]:
    """Number, kind, day, what."""
    return [(row[2], row[4], row[5], row[6]) for row in made.paper.parts[1].table.rows]


def test_before_the_day_nothing_is_told(register: Register) -> None:
    """All rows were sealed on 30 June; from July on nothing happened, from June on everybody came."""
    assert lines(told(register)) == []
    assert told(register, dt.date(2026, 6, 30)).counts[CAME] == 5
    assert told(register, dt.date(2026, 6, 30)).counts[CONTACTED] == 3


def test_the_day_is_one_in_china(register: Register) -> None:
    """Half past four in the afternoon of the 1st in London is the 2nd in China."""
    later(register, "r-1", {"area": "别处"}, 0)
    keys = recipient_keys(register.root, SHEET)
    stamp = dt.datetime(2026, 7, 1, 16, 30, tzinfo=dt.UTC)
    add_lines(register.root / SHEET, [seal_row(SHEET, "r-1", {"area": "丁处"}, keys, stamp, part=True)])
    assert [line[2] for line in lines(told(register))] == ["2026-07-02"]


def test_came_left_corrected_deleted(register: Register) -> None:
    """Each with its number and day; a correction names its fields, whether sealed in part or in whole."""
    later(register, "r-9", person("新样人", 9), 10, part=False)
    later(register, "r-1", {"mobile": "12000009999", "area": "别处"}, 11)
    later(
        register,
        "r-1",
        {**person("李样梅", 2), "mobile": "12000009999", "area": "别处", "left": "2026-07"},
        12,
        part=False,
    )
    add_lines(register.root / SHEET, [retired_line("r-2", dt.date(2026, 7, 20))])
    assert lines(told(register)) == [
        ("YL-0009", CAME, "2026-07-10", ""),
        ("YL-0002", CORRECTED, "2026-07-11", "居住区域、联系方式(手机)"),
        ("YL-0002", LEFT, "2026-07-12", "2026-07"),
        ("r-2", DELETED, "2026-07-20", ""),
    ]


def test_resealing_is_no_change(register: Register) -> None:
    """The same values again, as a rotation of keys leaves them, tell nothing."""
    later(register, "r-1", person("李样梅", 2), 20, part=False)
    assert lines(told(register)) == []


@pytest.mark.parametrize("full", [False, True])
def test_what_it_said_is_told_in_full_only(register: Register, *, full: bool) -> None:
    """Masked, neither the old nor the new value is there; in full both are."""
    later(register, "r-1", {"mobile": "12000009999"}, 11)
    said = str(told(register, full=full).paper)
    assert ("12000009999" in said) is full
    assert ("12000000002" in said) is full
    assert "联系方式(手机)" in said


def test_teams(register: Register) -> None:
    """New, paused and given up, as far as their records bear dates."""
    rows = told(register).paper.parts[2].table.rows
    assert {(row[0], row[2]) for row in rows} == {("yexian队", "组建"), ("yexian队", "暂停"), ("旧队", "停用")}


def test_what_it_cannot_know_is_said(register: Register) -> None:
    """A history that was dropped on purpose, and a team whose folder is gone without a word in retired.yml."""
    parts = told(register).paper.parts
    assert any("--drop-history" in note for note in parts[0].notes)
    assert "teams/retired.yml" in parts[2].notes[0]


def test_a_value_never_shows_in_a_traceback(register: Register) -> None:
    """What a change holds is not in its representation."""
    later(register, "r-1", {"mobile": "12000009999"}, 11)
    made = told(register, full=True)
    assert made.counts[CORRECTED] == 1
    assert made.teams == 1
