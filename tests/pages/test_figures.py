"""The figures equal the sums of the register, counted here a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.pages.cards import amount
from tests import tiny

if TYPE_CHECKING:
    from tests.pages.conftest import Press, Site


def number(text: str) -> float:
    """A printed figure as a number."""
    return float(text.replace(",", ""))


def tables(site: Site) -> dict[str, list[tuple[str, ...]]]:
    """Each table's rows, with its total as the last."""
    return {each.title: [*each.rows, each.total] for each in site.view("stats/index.html").tables}


def test_totals_equal_the_register(whole: Site) -> None:
    """Three stories: 3 × 10 people, 3 × 4 volunteers, 8 + 3.5 + 8 hours; two squads of 8 and 6."""
    for title in ("各分队", "各品牌", "各年度"):
        assert tables(whole)[title][-1][-4:] == ("3", "12", "19.5", "30")
    assert tables(whole)["各分队"][-1] == ("合计", "2", "14", "3", "12", "19.5", "30")
    assert [value for value, _, _ in whole.view("index.html").figures] == ["2", "14", "3", "20"]
    assert whole.view("stats/index.html").until == "2024-04-12"


@pytest.mark.parametrize("title", ["各分队", "各品牌", "各年度"])
def test_rows_add_up(whole: Site, title: str) -> None:
    """Every column of a table sums to what its last row says."""
    *rows, total = tables(whole)[title]
    for column in range(1, len(total)):
        assert sum(number(row[column]) for row in rows) == number(total[column])


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


def test_stories_of_the_top_team_count(press: Press) -> None:
    """What the top team organises itself has a row of its own."""
    files = {"activities/2024/0808-zongdui/report.md": tiny.report("总队活动", "2024-08-08", teams="[总队]")}
    rows = tables(press.site(files))["各分队"]
    assert rows[0][3] == "1"
    assert rows[-1][3] == "4"


def test_drafts_do_not_count(press: Press, whole: Site) -> None:
    """A figure counts published stories only, so that anyone can check it by counting."""
    path = "activities/2024/0601-caogao/report.md"
    assert tables(press.site({path: ""})) == tables(whole)


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
