"""年报: tables of a year, each figure counted by hand beside it."""

from __future__ import annotations

from dataclasses import replace

from generator.sealed.material import Material
from generator.sealed.people import Person
from generator.sealed.reports.annual import RetiredTeam, annual
from generator.sealed.sheets import OpenedRow
from tests.sealed.conftest import START, Register, person
from tests.sealed.report_register import COUNTY, HOME, activity, cell, read, seal_service, team

TEAMS = (
    team("总队", "示例市妇联"),
    team("xinhua", "新华区妇联", "410402", COUNTY),
    replace(team("xinhua/a", "甲街道妇联", "410402"), founded="2026-02"),
    team("yexian", "叶县妇联", "410422", COUNTY),
    team("yexian/c", "丙镇妇联", "410422"),
    team("yexian/d", "丁镇妇联", "410422", status="disbanded"),
)
REPORTS = (
    activity("2026/0305-a", "xinhua/a", volunteers=2, hours=4.5),
    activity("2026/0405-b", "yexian/c", volunteers=3, hours=6.0),
    activity("2025/0405-c", "yexian/c", volunteers=9, hours=9.0),
    activity("2026/0505-d", "xinhua/a", volunteers=9, hours=9.0, status="draft"),
)

CLOSED = Material(TEAMS, REPORTS)
"""Without a key and without a sheet."""


def served(number: str, where: str, hours: str, day: str = "2026-03-05") -> dict[str, str | int | list[str]]:
    """One service row."""
    return {"number": number, "team": where, "date": day, "hours": hours, "task": "打扫"}


def test_teams_of_a_year() -> None:
    """New ones, and the addresses that were given up in that year, stand on their unit's line."""
    retired = (RetiredTeam("yexian/old", "旧队", "2026-04"), RetiredTeam("xinhua/old", "旧队", "2025-04"))
    made = annual(CLOSED, HOME, 2026, retired).paper
    assert cell(made, "队伍", "新华区", "小队（支）") == 1
    assert cell(made, "队伍", "新华区", "本年组建") == 1
    assert cell(made, "队伍", "叶县", "本年停用") == 1
    assert cell(made, "队伍", "叶县", "已解散") == 1
    assert cell(annual(CLOSED, HOME, 2025, retired).paper, "队伍", "新华区", "小队（支）") == 0


def test_declared_service_needs_no_key() -> None:
    """Drafts and other years are left out; by unit, brand and month the sums are the same."""
    made = annual(CLOSED, HOME, 2026).paper
    assert cell(made, "各单位服务", "新华区", "时长（报告）") == 4.5
    totals = [part.total for part in made.parts if part.table.title.endswith("服务")]
    assert len({total[1:] for total in totals}) == 1
    assert totals[0][1:4] == (2, 5, 10.5)
    assert {part.table.title for part in made.parts} == {"队伍", "各单位服务", "各品牌服务", "各月服务"}


def test_a_key_fills_the_other_tables(register: Register) -> None:
    """Joined and left in the year, ages at its end, training hours, stars, and where report and record disagree."""
    register.seal(
        "teams/xinhua/a/roster.sealed", {"r-9": {**person("新样人", 9), "joined": "2026-03", "born": "2009-01-01"}}
    )
    register.seal("teams/yexian/c/roster.sealed", {"r-1": {**person("刘样菊", 4), "left": "2026-05"}}, later=1)
    training = {"number": "r-1", "name": "李样梅", "kind": "培训", "date": "2026-03-01", "hours": "4"}
    register.seal("teams/xinhua/a/record.sealed", {"t-1": training})
    rows = {"s-1": served("r-1", "xinhua/a", "2.5"), "s-2": served("r-2", "xinhua/a", "3")}
    seal_service(register, "teams/xinhua/a", "activities/2026/0305-a/service.sealed", rows)
    material = read(register.root, TEAMS, REPORTS, register.owner)
    made = annual(material, HOME, 2026).paper
    assert cell(made, "各单位志愿者", "新华区", "本年入队") == 1
    assert cell(made, "各单位志愿者", "叶县", "本年退队") == 1
    assert cell(made, "各单位志愿者", "叶县", "年末在队") == 1
    assert cell(made, "志愿者构成", "不满18岁", "人数") == 1
    assert cell(made, "志愿者构成", "女干部", "人数") == 5
    assert cell(made, "培训、表彰、评价", "新华区", "学习时长（小时）") == 4
    assert cell(made, "星级", "一星", "人数") == 1
    assert cell(made, "各单位服务", "新华区", "时长（记录）") == 5.5
    assert cell(made, "报告与记录不一致", "活动2026/0305-a", "记录时长") == 5.5
    assert cell(annual(material, HOME, 2025).paper, "各单位志愿者", "叶县", "年末在队") == 2


def test_nobody_is_named(register: Register) -> None:
    """Sums only: no name, number or phone of anybody is in any cell."""
    made = annual(read(register.root, TEAMS, REPORTS, register.owner), HOME, 2026).paper
    said = " ".join(
        str(each) for part in made.parts for row in (*part.table.rows, part.notes, part.total) for each in row
    )
    assert not [word for word in ("李样梅", "刘样菊", "12000", "000000", "YL-") if word in said]


def test_somebody_who_left_before_is_not_there() -> None:
    """At the end of a year those are there who had joined and had not left."""
    someone = {"joined": "2020-05", "left": "2025-06"}
    her = Person(TEAMS[1], OpenedRow("r-1", 1, START, someone))
    assert [her.here_in(year) for year in (2019, 2020, 2024, 2025)] == [False, True, True, False]


def test_notices_are_no_activities() -> None:
    """Neither in tables of units nor of months."""
    notice = activity("2026/0601-n", "xinhua/a", volunteers=50, hours=50.0, kind="notice")
    made = annual(Material(TEAMS, (*REPORTS, notice)), HOME, 2026).paper
    assert cell(made, "各单位服务", "新华区", "活动（场）") == 1


def test_rows_that_do_not_count_are_told(register: Register) -> None:
    """At the foot of the table how many, on the console which; and no difference is made of them."""
    sheet = "activities/2026/0305-a/service.sealed"
    rows = {"s-1": served("r-1", "xinhua/a", "2.5"), "s-2": served("r-2", "xinhua/a", "两天")}
    seal_service(register, "teams/xinhua/a", sheet, rows)
    made = annual(read(register.root, TEAMS, REPORTS, register.owner), HOME, 2026)
    notes = next(part.notes for part in made.paper.parts if part.table.title == "各单位服务")
    assert any("有 1 行没有计入" in note for note in notes)
    assert any(problem.path == sheet and "没有计入" in problem.message for problem in made.problems)
    differing = next(part for part in made.paper.parts if part.table.title == "报告与记录不一致")
    assert not differing.table.rows
    assert "1 场的服务记录没有全部打开或者没有全部计入，没有比" in differing.notes[0]


def test_a_sheet_that_did_not_open_is_not_judged(register: Register) -> None:
    """Of a key that opens one row of two, nobody can say what the other holds."""
    sheet = "activities/2026/0305-a/service.sealed"
    seal_service(register, "teams/xinhua/a", sheet, {"s-1": served("r-1", "xinhua/a", "2.5")})
    seal_service(register, "teams/yexian/c", sheet, {"s-2": served("r-1", "yexian/c", "2.5")})
    for keys, number in ((register.xinhua, 0), (register.owner, 1)):
        made = annual(read(register.root, TEAMS, REPORTS, keys), HOME, 2026).paper
        differing = next(part for part in made.parts if part.table.title == "报告与记录不一致")
        assert len(differing.table.rows) == number


def test_stars_are_of_those_who_are_there(register: Register) -> None:
    """Whoever left, and whoever is in a disbanded team, is in none of the tables of people."""
    seal_service(
        register, "teams/xinhua/a", "activities/2026/0305-a/service.sealed",
        {"s-1": served("r-1", "xinhua/a", "4"), "s-2": served("r-1", "yexian/c", "4")},
    )  # fmt: skip
    before = annual(read(register.root, TEAMS, REPORTS, register.owner), HOME, 2026).paper
    gone = {**person("李样梅", 2), "left": "2026-04"}
    register.seal("teams/xinhua/a/roster.sealed", {"r-1": gone}, later=1)
    after = annual(read(register.root, TEAMS, REPORTS, register.owner), HOME, 2026).paper
    assert cell(after, "星级", "一星", "人数") == cell(before, "星级", "一星", "人数") - 1
    disbanded = tuple(replace(each, status="disbanded") if each.parent else each for each in TEAMS)
    none = annual(read(register.root, disbanded, REPORTS, register.owner), HOME, 2026).paper
    assert cell(none, "星级", "一星", "人数") == 0
