"""服务记录 as a paper: what is said of activities that are seen in part, and what is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from generator.console import Recorded
from generator.sealed.age import Identities
from generator.sealed.hours.book import Wish, history, service_book
from generator.sealed.hours.totals import totals
from generator.sealed.material import RECORD, ROSTER, SERVICE, read_material
from generator.sealed.recipients import recipient_keys
from generator.sealed.sheets import seal_row
from tests.lines import add_lines
from tests.sealed.conftest import Register, person
from tests.sealed.test_hours import ONE, TWO, activity, row, served

LATER = dt.date(2026, 9, 1)
_STAMP = dt.datetime(2026, 3, 5, 20, 30, tzinfo=dt.UTC)
"""Already the sixth in China."""


def lines(
    register: Register, key: Identities, *, teams: tuple[str, ...] = (), year: int | None = None
) -> dict[str, list[str]]:
    """活动核对 by the name of the activity."""
    chosen = [team for team in register.facts if not teams or team.address in teams]
    spans = replace(activity("1231-new-year", dt.date(2025, 12, 31)), last=dt.date(2026, 1, 1))
    reports = (ONE, TWO, spans, replace(activity("0101-notice"), kind="notice"))
    material = read_material(register.root, chosen, reports, key, Recorded(), (ROSTER, SERVICE, RECORD))
    wish = Wish(LATER, year, whole=not teams)
    since, until = (dt.date(year, 1, 1), dt.date(year, 12, 31)) if year else (dt.date.min, dt.date.max)
    paper = service_book(totals(material, since=since, until=until, whole=not teams), material, wish)
    table = next(part.table for part in paper.parts if part.table.title == "活动核对")
    return {str(each[1]): [str(cell) for cell in each] for each in table.rows}


def sealed_by_team(register: Register) -> None:
    """One report, a row of a squad of xinhua and one of yexian, each to the readers of its team."""
    register.seal("teams/yexian/c/roster.sealed", {"r-1": person("刘样菊", 4)})
    (register.root / ONE.sheet).parent.mkdir(parents=True, exist_ok=True)
    for at, team in (("s-1", "xinhua/a"), ("s-2", "yexian/c")):
        keys = recipient_keys(register.root, f"teams/{team}/service.sealed")
        values = row("李样梅" if at == "s-1" else "刘样菊", team=team)
        add_lines(register.root / ONE.sheet, [seal_row(ONE.sheet, at, values, keys, _STAMP)])


def test_rows_that_do_not_open_are_not_called_missing(register: Register) -> None:
    """With the key of one team neither a difference nor lateness is told of others; the empty one is late indeed."""
    sealed_by_team(register)
    found = lines(register, register.xinhua)
    assert found["0305-one"][-1] == "1 行打不开，没有核对"
    assert found["0305-one"][-2] == ""
    assert found["0305-two"][-1] == "还没有登记"
    assert int(found["0305-two"][-2]) > 100


def test_with_a_team_others_are_not_judged(register: Register) -> None:
    """Their rows open with the top key, and still nobody is too few."""
    sealed_by_team(register)
    found = lines(register, register.owner, teams=("xinhua", "xinhua/a"))
    assert found["0305-one"][-1] == "另有 1 行是别的队伍的人，没有核对"


def test_the_day_of_sealing_stands_in_for_the_day_of_recording(register: Register) -> None:
    """In China's time, and nobody is late until today for it."""
    sealed_by_team(register)
    found = lines(register, register.owner)
    assert found["0305-one"][-3:] == ["2026-03-06", "", "相合"]


def test_a_correction_is_of_the_day_in_china(register: Register) -> None:
    """What is sealed there in the morning is still yesterday elsewhere."""
    sealed_by_team(register)
    keys = recipient_keys(register.root, ONE.sheet.replace("activities", "teams"))
    later = _STAMP + dt.timedelta(days=1)
    add_lines(register.root / ONE.sheet, [seal_row(ONE.sheet, "s-1", {"hours": "3"}, keys, later, part=True)])
    material = read_material(
        register.root, register.facts, (ONE,), register.owner, Recorded(), (ROSTER, SERVICE, RECORD)
    )
    told = [history(each) for each in totals(material).services]
    assert "更正 1 次（2026-03-07）" in told


def test_notices_are_not_listed(register: Register) -> None:
    """Nobody serves at an announcement; where somebody is on record all the same, it is told."""
    assert "0101-notice" not in lines(register, register.owner)
    served(register, activity("0101-notice"), {"s-1": row("李样梅")})
    assert "不是活动报道" in lines(register, register.owner)["0101-notice"][-1]


@pytest.mark.parametrize("year", [2025, 2026])
def test_of_an_activity_over_new_year_no_half_is_compared(register: Register, year: int) -> None:
    """Two were there, one each day; neither year lacks anybody."""
    spans = activity("1231-new-year")
    days = {"s-1": "2025-12-31", "s-2": "2026-01-01"}
    served(register, spans, {at: row("李样梅", date=day) for at, day in days.items()})
    assert "跨年" in lines(register, register.owner, year=year)["1231-new-year"][-1]
    assert ("0305-one" in lines(register, register.owner, year=year)) == (year == 2026)
