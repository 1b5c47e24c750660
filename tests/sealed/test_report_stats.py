"""巾帼志愿服务组织情况统计表: what a key adds, and which units are missing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.console import Recorded
from generator.sealed.material import read_material
from generator.sealed.reports.annual import KEPT as KEPT_A_YEAR
from generator.sealed.reports.annual import annual
from generator.sealed.reports.stats import KEPT, MISSING, NAME, period, stats
from generator.sealed.rosters import CONTACT
from generator.sealed.teams import TeamFacts
from tests.sealed.conftest import Register, person
from tests.sealed.report_register import ALL, COUNTY, DAY, HOME, activity, cell, read, seal_service, team

TEAMS = (
    team("总队", "示例市妇联"),
    team("xinhua", "新华区妇联", "410402", COUNTY, declared_size=3),
    team("xinhua/a", "甲街道妇联", "410402", declared_size=2),
    team("yexian", "叶县妇联", "410422", COUNTY),
    team("yexian/c", "丙镇妇联", "410422", declared_size=2),
)
REPORTS = (activity("2026/0305-a", "xinhua/a", "yexian/c", volunteers=2, hours=4.0),)


def test_without_a_key_rows_are_counted(register: Register) -> None:
    """Nobody needs a key to know how many rows there are; what only a key tells is not in the table."""
    made = stats(read(register.root, TEAMS, REPORTS, None), HOME, DAY)
    assert cell(made.paper, NAME, "新华区", "名册（行）") == 3
    assert cell(made.paper, NAME, "叶县", "名册（行）") == 2
    assert [part.table.title for part in made.paper.parts] == [NAME, MISSING]
    assert any("没有用钥匙" in note for note in made.paper.parts[0].notes)


def test_a_key_tells_who_they_are(register: Register) -> None:
    """Sex, source, those who left, and how many people there are by id number."""
    register.seal("teams/xinhua/a/roster.sealed", {"r-2": {**person("张样兰", 3), "left": "2026-05"}}, later=1)
    register.seal("teams/yexian/c/roster.sealed", {"r-9": {**person("李样梅", 2), "sex": "男", "source": ""}})
    made = stats(read(register.root, TEAMS, REPORTS, register.owner), HOME, DAY)
    assert cell(made.paper, "名册人员", "新华区", "女") == 2
    assert cell(made.paper, "名册人员", "新华区", "已退队") == 1
    assert cell(made.paper, "名册人员", "叶县", "男") == 1
    assert cell(made.paper, "名册人员", "叶县", "没有填来源") == 1
    assert any("在队 5 人次，按身份证件号码是 4 人" in note for note in made.paper.parts[0].notes)


def test_a_squads_key_reads_its_own(register: Register) -> None:
    """A 分队's key opens its own rows; whose rows it does not open is said by name."""
    made = stats(read(register.root, TEAMS, REPORTS, register.xinhua), HOME, DAY)
    assert cell(made.paper, "名册人员", "新华区", "女") == 3
    assert cell(made.paper, "名册人员", "叶县", "女") == 0
    assert cell(made.paper, "名册人员", "叶县", "打不开") == 2
    assert any("打不开 1 支队伍的名册：yexian/c队" in note for note in made.paper.parts[0].notes)


def test_a_joint_activity_counts_once(register: Register) -> None:
    """With its organiser, as on the public site; its sealed hours go the same way."""
    row = {"number": "r-1", "team": "yexian/c", "date": "2026-03-05", "hours": "2.5", "task": "打扫"}
    seal_service(register, "teams/yexian/c", "activities/2026/0305-a/service.sealed", {"s-1": row})
    made = stats(read(register.root, TEAMS, REPORTS, register.owner), HOME, DAY)
    assert cell(made.paper, NAME, "新华区", "活动（场）") == 1
    assert cell(made.paper, NAME, "叶县", "活动（场）") == 0
    assert cell(made.paper, NAME, "新华区", "记录时长（小时）") == 2.5
    assert made.totals["hours"] == 4


def test_missing_units_are_named(tmp_path: Path) -> None:
    """A division without a team, and one whose own record is older than the last due day; squads do not hide that."""
    late = team("yexian", "叶县妇联", "410422", COUNTY)
    old: list[TeamFacts] = [TEAMS[0], TEAMS[1], late, TEAMS[4]]
    old[2] = TeamFacts(**{**{key: getattr(late, key) for key in late.__slots__}, "updated": dt.date(2025, 7, 30)})
    made = stats(read(tmp_path, old, (), None), HOME, DAY)
    assert made.missing == (("叶县", "2025-07-30 以后没有更新"), ("高新区", "没有队伍"))
    assert made.overdue
    assert any("报送截止 2026-07-30已到，还缺 2 个单位：叶县、高新区。" in note for note in made.paper.parts[0].notes)


@pytest.mark.parametrize(("day", "overdue"), [("2026-07-29", False), ("2026-07-30", True)])
def test_the_due_day_itself_has_come(tmp_path: Path, day: str, *, overdue: bool) -> None:
    """G16 speaks from the due day on."""
    assert stats(read(tmp_path, TEAMS, (), None), HOME, dt.date.fromisoformat(day)).overdue is overdue


def test_a_day_of_leap_years() -> None:
    """02-29 falls on the 28th in other years."""
    assert period("02-29", dt.date(2025, 5, 1)) == (dt.date(2025, 2, 28), dt.date(2024, 2, 29))


def test_disbanded_teams_are_told_apart(tmp_path: Path) -> None:
    """They are in no sum, and a unit that has no other is missing."""
    gone = team("yexian", "叶县妇联", "410422", COUNTY, declared_size=9, status="disbanded")
    made = stats(read(tmp_path, [TEAMS[0], TEAMS[1], gone], (), None), HOME, DAY)
    assert made.totals["declared"] == 3
    assert ("叶县", "没有队伍") in made.missing


def test_rows_that_do_not_count(register: Register) -> None:
    """At the foot of the table how many, and which for the console; a third of an hour upsets no sum."""
    sheet = "activities/2026/0305-a/service.sealed"
    good = {"number": "r-1", "team": "xinhua/a", "date": "2026-03-05", "hours": "0.3333", "task": "打扫"}
    other = {**good, "number": "r-2"}
    seal_service(register, "teams/xinhua/a", sheet, {"s-1": good, "s-2": other, "s-3": {**good, "hours": "两天"}})
    made = stats(read(register.root, TEAMS, REPORTS, register.owner), HOME, DAY)
    assert any("有 1 行没有计入" in note for note in made.paper.parts[0].notes)
    assert [problem.path for problem in made.problems if "没有计入" in problem.message] == [sheet]
    assert cell(made.paper, NAME, "新华区", "记录时长（小时）") == 0.67


def test_kept_values_are_enough(register: Register) -> None:
    """Rosters of which only some values were kept give the same table."""
    whole = read(register.root, TEAMS, REPORTS, register.owner)
    some = read_material(register.root, TEAMS, REPORTS, register.owner, Recorded(), ALL, keep=KEPT)
    assert stats(some, HOME, DAY) == stats(whole, HOME, DAY)
    assert annual(some, HOME, 2026).paper != annual(whole, HOME, 2026).paper
    some = read_material(register.root, TEAMS, REPORTS, register.owner, Recorded(), ALL, keep=KEPT_A_YEAR)
    assert annual(some, HOME, 2026) == annual(whole, HOME, 2026)
    assert {key for sheet in some.sheets.values() for row in sheet.rows for key in row.values} < {
        *KEPT_A_YEAR, *(column.key for column in CONTACT)
    }  # fmt: skip
