"""Hours: how people write them, whose they are, and what they add up to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.console import Recorded
from generator.records.federation import Star
from generator.sealed.activities import ActivityFacts
from generator.sealed.hours.amounts import agree, as_decimal, decimal_text, read_hours, sealed_text
from generator.sealed.hours.totals import Totals, star_of, totals
from generator.sealed.material import RECORD, ROSTER, SERVICE, read_material
from generator.sealed.sheets import Value
from tests.sealed.conftest import Register, person

DAY = dt.date(2026, 3, 5)
STARS = (Star.model_construct(name="一星", hours=2.0), Star.model_construct(name="二星", hours=10.0))


def activity(name: str, day: dt.date = DAY, teams: tuple[str, ...] = ("xinhua/a",)) -> ActivityFacts:
    """One report."""
    return ActivityFacts(f"2026/{name}", name, day, day, "甲街道", teams, "助困关爱", volunteers=2, hours=4)


ONE, TWO = activity("0305-one"), activity("0305-two")


def row(name: str, hours: str = "2", **more: str) -> Mapping[str, Value]:
    """A service row of somebody of team a."""
    return {"name": name, "team": "xinhua/a", "date": "2026-03-05", "hours": hours, "task": "打扫", **more}


def added(register: Register, since: dt.date = dt.date.min) -> Totals:
    """Everything opened and added up."""
    reports = (ONE, TWO)
    console = Recorded()
    material = read_material(register.root, register.facts, reports, register.owner, console, (ROSTER, SERVICE, RECORD))
    return totals(material, STARS, since=since)


def served(register: Register, where: ActivityFacts, rows: Mapping[str, Mapping[str, Value]]) -> None:
    """Seal rows beside a report, to the readers of the top team."""
    (register.root / where.sheet).parent.mkdir(parents=True, exist_ok=True)
    register.recipients(f"activities/{where.address}/recipients.txt", register.owner, register.backup)
    register.seal(where.sheet, rows)


def hours_of(found: Totals) -> dict[str, str]:
    """Name → hours, of those who have any."""
    return {one.person.text("name"): decimal_text(one.hours) for one in found.people if one.services}


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2", "2"), ("2.5小时", "2.5"), ("2h", "2"), ("150分钟", "2.5"), ("2小时30分", "2.5"), ("1.5 个小时", "1.5"),
        ("半小时", "0.5"), ("一个半小时", "1.5"), ("2个半小时", "2.5"), ("9:00-11:30", "2.5"), ("9：00～11：30", "2.5"),
        ("14:30", None), ("11:30-9:00", None), ("很久", None), ("-2", None), ("", None), ("2.5天", None), ("1e3", None),
        ("50分钟", "0.83"), ("9" * 400, "1000000"), ("两小时", "2"), ("一小时半", "1.5"), ("十二小时", "12"),
        ("四十分钟", "0.67"), ("9点到11点", "2"), ("9点半-11点", "1.5"), ("上午9:00-11:30", "2.5"),
        ("下午2点到4点半", "2.5"), ("上午9点至下午2点", "5"), ("下午11:00-1:00", None), ("9:75-11:00", None),
        ("上午", None), ("全天", None), ("半天", None), ("一天", None), ("4学时", None), ("二三小时", None),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_write_them(text: str, hours: str | None) -> None:
    """And what may mean two things is not guessed."""
    found = read_hours(text)
    assert (None if found is None else decimal_text(found)) == hours


def test_lessons_are_hours_of_training_alone() -> None:
    """学时 says how long somebody learnt, never how long she served."""
    assert read_hours("4学时", lessons=True) == 4
    assert read_hours("上午", lessons=True) is None


def test_minutes_are_kept_exactly() -> None:
    """Three hundred times twenty minutes, sealed and read again, reach the star of a hundred hours."""
    twenty = read_hours("20分钟")
    assert twenty is not None
    again = as_decimal(sealed_text(twenty))
    assert again == twenty
    star = Star.model_construct(name="一星", hours=100.0)
    assert star_of(sum([again] * 300, Decimal(0)), [star]) == "一星"
    assert star_of(sum([again] * 299, Decimal(0)), [star]) == ""


@given(st.integers(min_value=1, max_value=24 * 60))
def test_every_number_of_minutes_survives_sealing(minutes: int) -> None:
    """To the minute."""
    found = read_hours(f"{minutes}分钟")
    assert found is not None
    assert as_decimal(sealed_text(found)) == found == Decimal(minutes) / 60


def test_reports_are_written_to_a_tenth_of_an_hour() -> None:
    """25 times 20 minutes are 8.3 hours in a report; a quarter of an hour is a difference."""
    recorded = Decimal(25) / 3
    assert agree(8.3, recorded)
    assert agree(8.33, recorded)
    assert not agree(8.5, recorded)


def test_spreadsheet_lengths_are_hours() -> None:
    """A cell formatted as a length of time; a clock time is none."""
    assert read_hours(dt.timedelta(hours=2, minutes=30)) == Decimal("2.5")
    assert read_hours(dt.time(2, 30)) is None


@given(st.decimals(min_value=Decimal("0.01"), max_value=24, places=2))
def test_a_decimal_text_reads_as_itself(hours: Decimal) -> None:
    """What is sealed can be handed in again."""
    assert read_hours(decimal_text(hours)) == hours
    assert "E" not in decimal_text(hours)


@given(st.lists(st.decimals(min_value=0, max_value=2000, places=2), min_size=2, max_size=2))
def test_more_hours_never_make_a_lower_star(hours: list[Decimal]) -> None:
    """Stars rise with hours."""
    order = ["", "一星", "二星"]
    low, high = sorted(hours)
    assert order.index(star_of(low, STARS)) <= order.index(star_of(high, STARS))


def test_hours_are_added_by_number_and_by_name(register: Register) -> None:
    """Over all activities; the star is by the sum."""
    served(register, ONE, {"s-1": row("", number="YL-0002"), "s-2": row("张样兰", "3")})
    served(register, TWO, {"s-1": row("李样梅", "9")})
    found = added(register)
    assert hours_of(found) == {"李样梅": "11", "张样兰": "3"}
    assert {one.person.text("name"): one.star for one in found.people if one.star} == {
        "李样梅": "二星",
        "张样兰": "一星",
    }
    assert found.problems == ()
    assert len(found.people) == 5


def test_rows_of_nobody_are_told_and_still_count(register: Register) -> None:
    """An unknown number, an unknown name and no name: each a Problem with its row, none lost from the sum."""
    served(register, ONE, {"s-1": row("", number="YL-9999"), "s-2": row("无样名"), "s-3": row("")})
    found = added(register)
    assert hours_of(found) == {}
    assert found.hours == 6
    assert len(found.unassigned) == 3
    assert all(any(each in problem.message for problem in found.problems) for each in ("s-1", "s-2", "s-3"))
    assert not any("无样名" in str(problem) for problem in found.problems)


def test_of_one_day_only_the_row_sealed_last_counts(register: Register) -> None:
    """Same person, activity and day: each other row is a problem, whether it says the same or not; it is not lost."""
    served(register, ONE, {"s-1": row("李样梅"), "s-3": row("李样梅", number="YL-0002", task="做饭")})
    register.seal(ONE.sheet, {"s-2": row("", "3", number="YL-0002", task="打扫")}, later=60)
    found = added(register)
    assert hours_of(found) == {"李样梅": "3"}
    assert [(problem.rule, problem.severity) for problem in found.problems] == [("A5", "error"), ("A5", "error")]
    assert all("只计最后密封的 s-2" in problem.message for problem in found.problems)
    (one,) = [each for each in found.people if each.services]
    assert {each.row.row_id for each in one.aside} == {"s-1", "s-3"}


def test_exact_repeats_are_told_with_the_way_out(register: Register) -> None:
    """The command that clears them; also where nobody knows whose rows they are."""
    served(register, ONE, {"s-1": row("李样梅"), "s-2": row("李样梅"), "s-3": row("无样名"), "s-4": row("无样名")})
    found = added(register)
    assert hours_of(found) == {"李样梅": "2"}
    assert found.hours == 4
    repeats = [problem for problem in found.problems if problem.rule == "A5"]
    assert len(repeats) == 2
    assert all("jinguo service tidy 2026/0305-one" in problem.hint for problem in repeats)


def test_one_woman_in_two_rosters_has_one_star(register: Register) -> None:
    """By her id number: her hours count together, each row on its own team's line, and no day twice."""
    again = person("李样梅", 2) | {"number": "YL-0099"}
    register.seal("teams/yexian/c/roster.sealed", {"r-9": again})
    served(register, ONE, {"s-1": row("", "6", number="YL-0002")})
    served(register, TWO, {"s-1": row("", "5", number="YL-0099", team="yexian/c")})
    found = added(register)
    lines = [one for one in found.people if one.together]
    told = [(decimal_text(one.hours), decimal_text(one.together), one.star) for one in lines]
    assert told == [("6", "11", "二星"), ("5", "11", "二星")]
    assert decimal_text(found.whole(lines[1]).hours) == "11"
    assert [one.also[0].number for one in lines] == ["YL-0099", "YL-0002"]


def test_a_service_after_she_left_is_told(register: Register) -> None:
    """It counts, and somebody looks."""
    register.seal("teams/xinhua/a/roster.sealed", {"r-1": person("李样梅", 2) | {"left": "2026-02"}}, later=60)
    served(register, ONE, {"s-1": row("李样梅")})
    found = added(register)
    assert hours_of(found) == {"李样梅": "2"}
    (problem,) = found.problems
    assert problem.rule == "S12"
    assert "退出" in problem.message


def test_a_day_has_24_hours_over_all_activities(register: Register) -> None:
    """Thirteen here and thirteen there is told with both reports."""
    served(register, ONE, {"s-1": row("李样梅", "13")})
    served(register, TWO, {"s-1": row("李样梅", "13")})
    (problem,) = added(register).problems
    assert (problem.rule, problem.severity) == ("A5", "error")
    assert "0305-one" in problem.message
    assert "0305-two" in problem.message


def test_unusable_rows_are_told(register: Register) -> None:
    """Neither a wrong day nor wrong hours are counted, nor dropped silently."""
    served(register, ONE, {"s-1": row("李样梅", "25"), "s-2": row("张样兰", "x"), "s-3": row("张样兰", date="?")})
    found = added(register)
    assert found.hours == 0
    assert len(found.problems) == 3


def test_training_is_not_service(register: Register) -> None:
    """It is added up for itself and lifts nobody to a star."""
    lesson: Mapping[str, Value] = {
        "number": "YL-0002", "kind": "培训", "date": "2026-03-01", "title": "急救", "hours": "50", "unit": "红十字会",
    }  # fmt: skip
    register.seal("teams/xinhua/a/record.sealed", {"v-1": lesson})
    one = next(each for each in added(register).people if each.noted)
    assert (decimal_text(one.hours), decimal_text(one.training_hours), one.star) == ("0", "50", "")


def test_a_stretch_of_time_is_added_alone(register: Register) -> None:
    """What was before does not count."""
    served(register, ONE, {"s-1": row("李样梅")})
    assert added(register, since=dt.date(2026, 3, 6)).hours == 0


def test_another_name_by_the_same_number_is_told(register: Register) -> None:
    """By the number it counts."""
    served(register, ONE, {"s-1": row("张样兰", number="YL-0002")})
    found = added(register)
    assert hours_of(found) == {"李样梅": "2"}
    assert [problem.severity for problem in found.problems] == ["warning"]


def test_rows_of_a_team_that_is_gone_are_told(register: Register) -> None:
    """A folder was renamed by hand: her row is not dropped, though no team has that address any more."""
    served(register, ONE, {"s-1": row("李样梅", team="xinhua/gone")})
    found = added(register)
    assert len(found.unassigned) == 1
    assert len(found.problems) == 1
