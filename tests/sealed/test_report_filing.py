"""备案情况: with whom every team is filed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from generator.sealed.reports.filing import FILED, FUTURE, MISSING, WRONG, filing
from tests.sealed.report_register import COUNTY, DAY, HOME, cell, team

TOP, HEAD = team("总队", "示例市妇联"), team("xinhua", "新华区妇联", "410402", COUNTY)
SQUAD = team("xinhua/a", "甲街道妇联", "410402")
JUNE = dt.date(2026, 6, 30)


@pytest.mark.parametrize(
    ("with_", "on", "state"),
    [
        ("xinhua队", JUNE, FILED), ("总队队", JUNE, WRONG), ("", None, MISSING),
        ("xinhua队", DAY, FILED), ("xinhua队", DAY + dt.timedelta(1), FUTURE),
    ],
)  # fmt: skip
def test_where_a_squad_stands(with_: str, on: dt.date | None, state: str) -> None:
    """小队 are filed with their 分队, not with the 总队, and not tomorrow."""
    head = replace(HEAD, filed_with="总队队", filed_on=JUNE)
    made = filing([TOP, head, replace(SQUAD, filed_with=with_, filed_on=on, updated=None)], HOME, DAY)
    assert cell(made.paper, "各队备案", "xinhua/a队", "情况") == state
    assert made.counts[state] == 1 + (state == FILED)


def test_what_was_looked_at_again() -> None:
    """A record that was checked after it was filed says so, and counts as filed."""
    head = replace(HEAD, filed_with="总队队", filed_on=JUNE)
    made = filing([TOP, head], HOME, DAY)
    assert cell(made.paper, "汇总", "新华区", "其中备案后核对过") == 1
    assert cell(made.paper, "汇总", "新华区", "已备案") == 1


def test_the_top_and_the_disbanded_file_nothing() -> None:
    """Neither is on the list; a team that pauses is."""
    teams = [TOP, replace(HEAD, status="disbanded"), replace(SQUAD, status="paused")]
    made = filing(teams, HOME, DAY)
    assert [row[2] for row in made.paper.parts[1].table.rows] == ["xinhua/a队"]
    assert cell(made.paper, "各队备案", "xinhua/a队", "情况") == f"{MISSING}（暂停）"
