"""What tests of reports share: facts of teams and activities made in a line, and a federation of two divisions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.console import Recorded
from generator.records.federation import Star
from generator.sealed.activities import ActivityFacts
from generator.sealed.age import Identities
from generator.sealed.material import CONTACT, RECORD, ROSTER, SERVICE, Material, read_material
from generator.sealed.recipients import recipient_keys
from generator.sealed.reports.units import Area, Home
from generator.sealed.sheets import seal_row
from generator.sealed.teams import TeamFacts
from tests.lines import add_lines
from tests.sealed.conftest import START

DAY = dt.date(2026, 8, 5)
COUNTY = "县（市、区）妇联"
ALL = (ROSTER, CONTACT, RECORD, SERVICE)
HOME = Home(
    name="示例市妇女联合会",
    place="示例市",
    levels=("总队", "分队", "小队"),
    areas=(Area("410402", "新华区"), Area("410422", "叶县"), Area("410471", "高新区", zone=True)),
    sources=("女干部", "女企业家"),
    brands=("助困关爱",),
    stars=(Star.model_construct(name="一星", hours=3.0),),
    stats_due="07-30",
)


def team(address: str, unit: str = "", division: str = "410400", kind: str = "", **more: Any) -> TeamFacts:
    """A team whose level and parent follow from its folder."""
    steps = 0 if address == "总队" else address.count("/") + 1
    above = None if not steps else address.rpartition("/")[0] or "总队"
    level = HOME.levels[steps] if steps < len(HOME.levels) else "别的"
    made = TeamFacts(address, f"{address}队", level, above, unit or f"{address}单位", "", 0, "", division, kind)
    return replace(made, founded="2018-03", updated=dt.date(2026, 7, 1), **more)


def activity(address: str, *teams: str, **more: Any) -> ActivityFacts:
    """An activity of one day; its folder begins with the year and the day."""
    day = dt.date(int(address[:4]), int(address[5:7]), int(address[7:9]))
    return ActivityFacts(address, f"活动{address}", day, day, "某街道", teams, "助困关爱", **more)


def read(root: Path, teams: Any, activities: Any, keys: Identities | None) -> Material:
    """Everything that the keys open."""
    return read_material(root, teams, activities, keys, Recorded(), ALL)


def seal_service(register: Any, folder: str, sheet: str, rows: Any) -> None:
    """Service rows are for the readers of their person's team."""
    keys = recipient_keys(register.root, f"{folder}/{SERVICE}")
    lines = [seal_row(sheet, row_id, values, keys, START) for row_id, values in rows.items()]
    add_lines(register.root / sheet, lines)


def cell(paper: Any, title: str, row: str, column: str) -> Any:
    """One cell of a report by the title of its table, the first text in its row, and its heading."""
    table = next(part.table for part in paper.parts if part.table.title == title)
    place = [each.title for each in table.columns].index(column)
    return next(cells[place] for cells in table.rows if row in cells)
