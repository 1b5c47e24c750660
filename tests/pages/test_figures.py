"""The figures equal the sums of the register, counted here a second time from its files."""

from __future__ import annotations

import datetime as dt
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.clock import today
from generator.pages.cards import amount
from generator.pages.tallies import tally
from tests import tiny
from tests.built import sample_site, tiny_register
from tests.pages.conftest import TODAY, Press
from tests.pages.counted import (
    NOTHING,
    Shown,
    Sums,
    at_home,
    by_division,
    by_organiser,
    grouped,
    number,
    shown,
    squads,
    sums,
    sums_in,
    teams_in,
    told,
)

if TYPE_CHECKING:
    from generator.pages.charts import Section
    from tests.pages.conftest import Site

STATS = "stats/index.html"
ADDED = ("各分队", "各地", "各品牌", "各年度", "各月")
"""Tables in which everything stands once."""


def tables(site: Site) -> dict[str, list[tuple[str, ...]]]:
    """Each table's rows, with its total as the last."""
    found = [table for section in site.view(STATS).sections for table in section.tables]
    return {table.title: [*table.rows, table.total] for table in found}


def sections(site: Site) -> dict[str, Section]:
    """The page's sections by their anchors."""
    return {section.anchor: section for section in site.view(STATS).sections}


def rows_of(page: Shown, title: str) -> dict[str, Sums]:
    """The rows of a printed table in which anything is counted."""
    rows = {row[0]: sums_in(row) for row in page.tables[title][1:] if row[0] != "合计"}
    return {name: row for name, row in rows.items() if row != NOTHING}


@pytest.fixture(scope="module", params=["tiny", "sample"])
def built(request: pytest.FixtureRequest) -> tuple[Path, Shown, Shown]:
    """A register's folder, its built figures page and its built home page."""
    root = tiny_register() if request.param == "tiny" else sample_site().parent
    return root, shown(root / "site"), shown(root / "site", "index.html")


def test_every_table_equals_the_register(built: tuple[Path, Shown, Shown]) -> None:
    """Each printed total is the sum of its rows and of the register's files; each row is the sum of its own stories."""
    root, page, _ = built
    stories = list(told(root, today()))
    for title in ADDED:
        _, *rows, total = page.tables[title]
        assert sums_in(total) == sums(stories), title
        for column in range(1, len(total)):
            assert sum(number(row[column]) for row in rows) == number(total[column]), (title, column)
    assert rows_of(page, "各分队") == by_organiser(root, stories)
    assert rows_of(page, "各地") == by_division(root, stories)
    assert teams_in(page.tables["各地"][1:-1]) == at_home(root)
    for title, key in (("各品牌", "brand"), ("各年度", "year"), ("各月", "month"), ("各服务类别", "category")):
        assert rows_of(page, title) == grouped(stories, key), title


def test_the_great_numbers_equal_the_register(built: tuple[Path, Shown, Shown]) -> None:
    """Teams, volunteers, stories and hours: the same on both pages, in the tables and in the register's files."""
    root, page, home = built
    teams, whole = squads(root), sums(list(told(root, today())))
    expected = [Decimal(len(teams)), Decimal(sum(team["size"] for team in teams)), whole[0], whole[2]]
    printed = [each.rstrip("支人场小时") for each in page.numbers]
    assert [number(each) for each in printed] == expected
    for title in ("各分队", "各地"):
        assert [number(each) for each in page.tables[title][-1][1:4]] == expected[:3], title
    assert f"服务 {whole[3]:,} 人次" in page.words
    assert set(page.numbers) <= set(home.numbers)


def test_every_number_leads_to_how_it_is_counted(built: tuple[Path, Shown, Shown]) -> None:
    """On both pages; each section says where its figures come from, how far they reach, and that they prove nothing."""
    _, page, home = built
    anchors = ["teams", "volunteers", "stories", "hours"]
    assert set(page.targets) <= page.ids
    assert [each for each in page.targets if each in anchors] == anchors
    assert [each for each in home.targets if each in anchors] == anchors
    assert page.words.count("来源：登记册；统计到 ") == page.words.count("宣传口径，不作证明使用") == 7


def test_totals_of_the_tiny_register(whole: Site) -> None:
    """Three stories: 3 × 10 people, 3 × 4 volunteers, 8 + 3.5 + 8 hours; two squads of 8 and 6."""
    for title in ADDED:
        assert tables(whole)[title][-1][-4:] == ("3", "12", "19.5", "30")
    assert tables(whole)["各分队"][-1] == tables(whole)["各地"][-1] == ("合计", "2", "14", "3", "12", "19.5", "30")
    assert [each.value for each in whole.view("index.html").figures] == ["2", "14", "3", "19.5"]
    assert whole.view(STATS).until == "2024年4月12日"
    assert tally(whole.shown.stories) == (3, 12, 19.5, 30)


def test_what_the_page_says(whole: Site) -> None:
    """Each section has a sentence that a reader can check in its table."""
    assert {anchor: section.finding for anchor, section in sections(whole).items()} == {
        "units": "新华区巾帼志愿服务分队组织的活动最多，2 场",
        "places": "在新华区服务的时间最长，16 小时",
        "brands": "助困关爱的活动最多，2 场",
        "categories": "已刊登的 3 场活动属于爱心帮扶",
        "months": "2023 年 10 月、2024 年 3 月、2024 年 4 月的活动最多，各 1 场",
    }


def test_charts_show_what_tables_say(whole: Site) -> None:
    """Bars have the names and values of their table; twelve months a year, zero where nothing was, none to come."""
    brands = sections(whole)["brands"]
    assert [(bar.name, bar.text) for bar in brands.bars[0].bars] == [row[:2] for row in brands.tables[0].rows]
    newest, older = sections(whole)["months"].columns
    assert (newest.title, older.title) == ("2024 年", "2023 年")
    assert [column.text for column in newest.columns] == ["0", "0", "1", "1", *[""] * 8]
    assert [column.text for column in older.columns] == [*["0"] * 9, "1", "0", "0"]
    assert len(tables(whole)["各月"]) == 12 + 4 + 1


def test_a_joint_story_counts_once_for_its_organiser(whole: Site) -> None:
    """A story of two teams stands in the row of the first alone."""
    rows = {row[0]: row for row in tables(whole)["各分队"]}
    assert rows["叶县巾帼志愿服务分队"] == ("叶县巾帼志愿服务分队", "1", "6", "1", "4", "3.5", "10")
    assert rows["新华区巾帼志愿服务分队"][3] == "2"


def test_disbanded_teams_are_not_lost_from_the_sum(press: Press) -> None:
    """When a second-level team is disbanded, its stories and squads keep a row, so that every table agrees."""
    path = "teams/yexian/team.yml"
    site = press.site({path: tiny.FILES[path] + "status: disbanded\n"})
    assert tables(site)["各分队"][-2] == ("上级已撤销的队伍", "1", "6", "1", "4", "3.5", "10")
    assert tables(site)["各分队"][-1] == ("合计", "2", "14", "3", "12", "19.5", "30")
    assert tables(site)["各地"][-1] == ("合计", "2", "14", "3", "12", "19.5", "30")


def test_stories_of_the_top_team_count(press: Press) -> None:
    """What the top team organises itself has a row of its own, and a place where none is written."""
    files = {"activities/2024/0808-zongdui/report.md": tiny.report("总队活动", "2024-08-08", teams="[总队]")}
    site = press.site(files)
    assert tables(site)["各分队"][0][3] == "1"
    assert tables(site)["各分队"][-1][3] == "4"
    assert tables(site)["各地"][-2][:4] == ("示例市（未细分）", "0", "0", "1")


SQUAD = "teams/xinhua/aixin/team.yml"


def test_teams_stand_where_they_are_at_home(press: Press) -> None:
    """A team of the whole city has the last row, which stays away where nothing is in it; no total changes."""
    own = press.site({SQUAD: tiny.FILES[SQUAD].replace("'410402'", "'410400'").replace("township: 建设路街道\n", "")})
    assert [row[:4] for row in tables(own)["各地"]] == [
        ("新华区", "0", "0", "1"),
        ("叶县", "1", "6", "1"),
        ("示例市（未细分）", "1", "8", "1"),
        ("合计", "2", "14", "3"),
    ]


def test_a_county_counts_for_its_city(press: Press) -> None:
    """Where a register lists cities and counties, a county's teams and stories stand in the row of its city alone."""
    counties = '  - {code: "410500", name: 邻市}\n  - {code: "410522", name: 邻县}\n'
    federation = tiny.FEDERATION.replace("categories:", f"{counties}categories:", 1)
    moved = tiny.FILES[SQUAD].replace("'410402'", "'410522'").replace("township: 建设路街道\n", "")
    story = tiny.report("邻县的事", "2024-05-01", place="{division: '410522', township: 邻镇}")
    site = press.site({"teams/federation.yml": federation, SQUAD: moved, "activities/2024/0501-lin/report.md": story})
    rows = {row[0]: row[:4] for row in tables(site)["各地"]}
    assert "邻县" not in rows
    assert rows["邻市"][:3] == ("邻市", "1", "8")
    assert rows["合计"] == ("合计", "2", "14", "4")


def test_drafts_do_not_count(press: Press, whole: Site) -> None:
    """A figure counts published stories only, so that anyone can check it by counting."""
    assert tables(press.site({"activities/2024/0601-caogao/report.md": ""})) == tables(whole)
    later = {"activities/2025/0102-mingtian/report.md": tiny.report("明天的事", "2025-01-02")}
    assert tables(press.site(later)) == tables(whole)


def test_figures_reach_to_the_first_day_of_the_newest_story(press: Press) -> None:
    """Not to its last, which may be to come, and not to the day of the build: that changes nothing on the page."""
    story = {"activities/2024/1230-kuanian/report.md": tiny.report("跨年的事", "{from: 2024-12-30, to: 2025-01-05}")}
    site = press.site(story)
    assert site.view(STATS).until == "2024年12月30日"
    assert tables(site)["各月"][-2][:2] == ("2024-12", "1")
    assert press.site(story, dt.date(2025, 1, 9)).view(STATS) == site.view(STATS)


def test_a_register_without_stories_and_with_one(press: Press) -> None:
    """No story: zeros, no total of nothing, sentences that say so. One story: a sentence that does not compare."""
    reports = {path: "" for path in tiny.FILES if path.endswith("report.md")}
    empty = press.site(reports)
    assert empty.view(STATS).until == ""
    assert [each.value for each in empty.view("index.html").figures] == ["2", "14", "0", "0"]
    assert {section.finding for section in sections(empty).values()} == {"还没有已刊登的活动", "还没有写明时长的活动"}
    assert tables(empty)["各月"] == [()]
    assert sections(empty)["months"].columns == ()
    path = f"{tiny.STORY}/report.md"
    single = sections(press.site({**reports, path: tiny.FILES[path]}))
    assert single["places"].finding == "写明的 8 小时服务在新华区"
    assert single["months"].finding == "已刊登的 1 场活动在 2024 年 3 月"


def test_hours_are_exact(press: Press) -> None:
    """Thousandths of an hour add up without rounding, whatever binary fractions make of them."""
    added = {
        f"activities/2024/0{month}01-jingque/report.md": tiny.report("精确", f"2024-0{month}-01", hours=f"0.{month}01")
        for month in range(1, 8)
    }
    assert tables(press.site(added))["各品牌"][-1][3] == amount(19.5 + 2.807)
    assert tables(press.site(added))["各月"][-1][3] == "22.307"


STORY = st.fixed_dictionaries(
    {
        "date": st.dates(dt.date(2022, 11, 1), dt.date(2025, 2, 1)).map(str),
        "teams": st.sampled_from(["[xinhua/aixin]", "[yexian/rendian, xinhua]", "[总队]", "[yexian]"]),
        "brand": st.sampled_from(["助困关爱", "维权维稳"]),
        "status": st.sampled_from(["selected", "selected", "draft", "submitted"]),
        "channels": st.sampled_from(["[web]", "[wechat]", "[wechat, web]", ""]),
        "volunteers": st.one_of(st.just(""), st.integers(0, 5000).map(str)),
        "hours": st.one_of(st.just(""), st.integers(0, 9_999_999).map(lambda thousandths: f"{thousandths / 1000}")),
        "served": st.one_of(
            st.just(""), st.integers(0, 90000).map(lambda people: f"{{people: {people}, group: 老人}}")
        ),
    }
)


@settings(max_examples=15)
@given(st.lists(STORY, max_size=8))
def test_any_register_adds_up(stories: list[dict[str, str]]) -> None:
    """Whatever is told, drafted, left out or yet to come: every table's total equals the sums of the files."""
    with tempfile.TemporaryDirectory() as folder:
        files = {path: "" for path in tiny.FILES if path.endswith("report.md")}
        for place, story in enumerate(stories):
            keys = {key: value for key, value in story.items() if key != "date"}
            report = tiny.report(f"第{place}场", story["date"], **keys)
            files[f"activities/{story['date'][:4]}/{story['date'][5:7]}{story['date'][8:]}-n{place}/report.md"] = report
        site = Press(Path(folder)).site(files)
        expected = sums(list(told(Path(folder) / "0", TODAY)))
    for title in ADDED:
        total = tables(site)[title][-1]
        assert (sums_in(total) if total else NOTHING) == expected, title
    headline = [number(each.value) for each in site.view(STATS).headline]
    assert headline[2:] == [expected[0], expected[2]]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (8, "8"), (3.5, "3.5"), (0.125, "0.125"), (100, "100"), (1280000.25, "1,280,000.25"),
     (999999.96, "999,999.96"), (1000000, "1,000,000"), (123456.5, "123,456.5"), (999999999, "999,999,999")],
)  # fmt: skip
def test_no_figure_is_printed_with_an_exponent(value: float, text: str) -> None:
    """Large amounts keep all their digits."""
    assert amount(value) == text


def test_project_data_keeps_its_digits(whole: Site) -> None:
    """A project's amount stands on its page as it stands in the register."""
    assert whole.view("projects/linli.html").data == (("结对", "1,280,000.25", "次", "年报"),)
