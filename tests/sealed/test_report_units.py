"""Whose line a team stands on, and whether all lines together are the register."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sealed.material import Material
from generator.sealed.refused import Refused
from generator.sealed.reports import stats as stats_module
from generator.sealed.reports.stats import stats
from generator.sealed.reports.tallies import UnequalTotals, proven
from generator.sealed.reports.units import NO_UNIT, Area, Home, Unit, units_of
from generator.sealed.sheets import OpenedSheet
from generator.sealed.teams import TeamFacts
from tests.sealed.report_register import COUNTY, DAY, HOME, activity, team

FOLDERS = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join)


@st.composite
def trees(draw: st.DrawFn) -> Material:
    """Any set of folders: some without a team above, some of unknown levels, divisions and kinds."""
    teams = [team("总队", "示例市妇联")] if draw(st.booleans()) else []
    for address in draw(st.sets(FOLDERS, max_size=12)):
        made = team(
            address,
            draw(st.sampled_from(["新华区妇联", "叶县妇联", "市教育局妇委会", "市商会"])),
            draw(st.sampled_from(["410402", "410422", "410471", "410400", "999999"])),
            draw(st.sampled_from([COUNTY, "市直机关妇委会", ""])),
            declared_size=draw(st.integers(0, 50)),
            status=draw(st.sampled_from(["active", "paused", "disbanded"])),
        )
        teams.append(made)
    names = [each.address for each in teams] + ["没有的队"]
    activities = [
        activity(f"2026/{month:02}05-x{place}", draw(st.sampled_from(names)), volunteers=draw(st.integers(0, 9)),
                 hours=draw(st.sampled_from([None, 2.5, 3.0])), status=draw(st.sampled_from(["selected", "draft"])))
        for place, month in enumerate(draw(st.lists(st.integers(1, 12), max_size=6)))
    ]  # fmt: skip
    sheets = {f"{each.folder}/roster.sealed": OpenedSheet("", (), (), draw(st.integers(0, 9))) for each in teams}
    return Material(tuple(teams), tuple(activities), sheets)


@given(trees())
def test_the_table_adds_up_to_the_register(material: Material) -> None:
    """Every living team, every roster row and every activity of the year is in exactly one line."""
    made = stats(material, HOME, DAY)
    living = [each for each in material.teams if each.status != "disbanded"]
    held = [each for each in material.activities if each.status != "draft" and each.first <= DAY]
    assert made.totals.get("teams", 0) == len(living)
    assert made.totals.get("declared", 0) == sum(each.declared_size for each in living)
    rows = [material.sheets[f"{each.folder}/roster.sealed"].row_count for each in living]
    assert made.totals.get("rows", 0) == sum(rows)
    assert made.totals.get("activities", 0) == len(held)
    assert made.totals.get("hours", Decimal(0)) == Decimal(str(sum(each.hours or 0 for each in held)))
    main = made.paper.parts[0]
    for place in range(2, len(main.table.columns) - 2):
        assert main.total[place] == sum(float(row[place]) for row in main.table.rows)


@given(trees())
def test_every_team_is_in_one_unit(material: Material) -> None:
    """None is lost and none counts twice, whatever the folders look like."""
    places = Counter(each.address for unit in units_of(material.teams, HOME) for each in unit.teams)
    assert places == Counter(each.address for each in material.teams)


def test_a_lost_team_stops_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """G15: where the lines do not add up to the register there is no table, and the message names the figure."""
    material = Material((team("总队"), team("a", "新华区妇联", "410402", COUNTY, declared_size=7)))

    def forgetful(teams: tuple[TeamFacts, ...], home: Home) -> tuple[Unit, ...]:
        return tuple(replace(unit, teams=()) if unit.name == "新华区" else unit for unit in units_of(teams, home))

    monkeypatch.setattr(stats_module, "units_of", forgetful)
    with pytest.raises(UnequalTotals, match="合计不等于各单位之和"):
        stats(material, HOME, DAY)


def test_a_team_that_counts_twice_stops_the_table() -> None:
    """G15 the other way round: more in the lines than in the register."""
    with pytest.raises(Refused, match="志愿者（人） 各单位相加 4，登记册里是 2"):
        proven(
            [{"declared": Decimal(2)}, {"declared": Decimal(2)}], {"declared": Decimal(2)}, {"declared": "志愿者（人）"}
        )


def test_divisions_units_and_strays() -> None:
    """A division's line has its federation's teams, a city unit its own, and a team without a parent is shown."""
    teams = [
        team("总队", "示例市妇联"),
        team("xinhua", "新华区妇联", "410402", COUNTY),
        team("xinhua/a", "甲街道妇联", "410402", "乡镇（街道）妇联"),
        team("gaoxin", "高新区妇联", "410471", COUNTY),
        team("jiaoyu", "市教育局妇委会", "410402", "市直机关妇委会"),
        team("lost/b", "乙街道妇联", "410422"),
    ]
    units = {unit.name: unit for unit in units_of(teams, HOME)}
    assert [each.address for each in units["新华区"].teams] == ["xinhua", "xinhua/a"]
    assert [each.address for each in units["市教育局妇委会"].teams] == ["jiaoyu"]
    assert units["高新区"].zone
    assert units["叶县"].teams == ()
    assert [each.address for each in units[NO_UNIT].teams] == ["lost/b"]
    assert list(units)[-2:] == ["示例市妇女联合会（本级）", NO_UNIT]


def test_a_province_reports_by_city() -> None:
    """Counties that lie in a listed city have no line of their own; their teams stand on the city's."""
    areas = (Area("430100", "长沙市"), Area("430181", "浏阳市"), Area("433100", "湘西州"))
    home = Home("湖南省妇女联合会", "湖南省", ("省总队", "市总队", "分队", "小队"), areas)
    teams = [
        TeamFacts("省总队", "省总队", "省总队", None, "湖南省妇联", "", 0),
        TeamFacts("changsha", "市", "市总队", "省总队", "长沙市妇联", "", 0, "", "430100", "市州妇联"),
        TeamFacts("changsha/liuyang", "县", "分队", "changsha", "浏阳市妇联", "", 0, "", "430181", COUNTY),
    ]
    units = units_of(teams, home)
    assert [unit.name for unit in units] == ["长沙市", "湘西州", "湖南省妇女联合会（本级）"]
    assert [each.address for each in units[0].teams] == ["changsha", "changsha/liuyang"]
