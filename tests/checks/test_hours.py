"""Rules A5–A8 at their edges: whom they leave alone."""

from __future__ import annotations

import re

import pytest

from tests.conftest import SITES, Problems, Register

STORY = "activities/2026/0305-liulin-leifeng"
REPORT = f"{STORY}/report.md"
WHOLE = (SITES / "whole" / REPORT).read_text(encoding="utf-8")


def changed(**keys: str) -> str:
    """The report with other values; an empty one leaves the key out."""
    text = WHOLE
    for key, value in keys.items():
        line = f"{key}: {value}\n" if value else ""
        text, count = re.subn(rf"(?m)^{key}: .*\n", line, text)
        assert count == 1, key
    return text


def rules(lines: list[str]) -> list[str]:
    """The rules A5 to A8 among the lines."""
    return re.findall(r" (A[5-8]): ", "\n".join(lines))


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({}, ["A6"]),
        ({"status": "draft"}, []),
        ({"status": "submitted"}, ["A6"]),
        ({"kind": "practice"}, []),
        ({"kind": "notice"}, []),
        ({"volunteers": "", "hours": ""}, []),
        ({"volunteers": "0", "hours": ""}, []),
    ],
)
def test_a_missing_record_is_told_of_reports_only(
    keys: dict[str, str], found: list[str], register: Register, problems: Problems
) -> None:
    """Not of drafts, methods and notices, and not where nobody is declared."""
    told = rules(problems(register({REPORT: changed(**keys), f"{STORY}/service.sealed": None})))
    assert told == found


@pytest.mark.parametrize(
    ("day", "found"),
    [("2026-11-20", []), ("2026-11-09", []), ("2026-11-08", ["A6"]), ("2025-11-22", ["A6"]), ("2025-11-10", [])],
)
def test_ten_working_days_are_given(day: str, found: list[str], register: Register, problems: Problems) -> None:
    """On Saturday, 21 November 2026, the ten days after the 8th have passed, those after the 9th have not.

    What was a year ago is left in peace.
    """
    folder = f"activities/{day[:4]}/{day[5:7]}{day[8:]}-other"
    text = re.sub(r"(?m)^photos:\n(  .*\n)+", "", changed(date=day, title="另一场活动"))
    lines = problems(register({f"{folder}/report.md": text}))
    assert rules([line for line in lines if line.startswith(folder)]) == found


def test_a_broken_sheet_is_no_missing_one(register: Register, problems: Problems) -> None:
    """S1 tells of it; a second voice would send people the wrong way."""
    assert rules(problems(register({f"{STORY}/service.sealed": "s-1 sealed:v1:x\n"}))) == []


def test_the_top_team_is_everybody(register: Register, problems: Problems) -> None:
    """A report of the 总队 has the people of every team below it."""
    text = changed(volunteers="14", hours="30", teams="[总队]")
    assert rules(problems(register({REPORT: text, f"{STORY}/service.sealed": None}))) == ["A6"]


@pytest.mark.parametrize(("hours", "found"), [("120", []), ("120.5", ["A5"])])
def test_hours_that_just_fit_are_right(hours: str, found: list[str], register: Register, problems: Problems) -> None:
    """Five people have 120 hours in a day."""
    assert rules(problems(register({REPORT: changed(hours=hours)}))) == found


@pytest.mark.parametrize("more", ["risk: true\ninsurance: true", "insurance: true", "risk: false"])
def test_insured_risk_is_no_fault(more: str, register: Register, problems: Problems) -> None:
    """Insurance alone says nothing either."""
    text = WHOLE.replace("kind: report\n", f"kind: report\n{more}\n")
    assert rules(problems(register({REPORT: text}))) == []


@pytest.mark.parametrize(("day", "found"), [("2025-12-05", ["A7"]), ("2024-03-05", [])])
def test_the_archive_is_left_in_peace(day: str, found: list[str], register: Register, problems: Problems) -> None:
    """A team of thirteen today may have been of any size once: reports of more than a year ago are not weighed."""
    folder = f"activities/{day[:4]}/{day[5:7]}{day[8:]}-other"
    text = re.sub(r"(?m)^photos:\n(  .*\n)+", "", changed(date=day, title="另一场活动", volunteers="40"))
    lines = problems(register({f"{folder}/report.md": text}))
    assert rules([line for line in lines if line.startswith(folder) and "A7" in line]) == found


@pytest.mark.parametrize(
    ("keys", "found"),
    [({}, ["A7", "A7", "A5"]), ({"kind": "notice"}, []), ({"kind": "practice"}, []), ({"status": "draft"}, [])],
)
def test_people_and_hours_are_those_of_reports(
    keys: dict[str, str], found: list[str], register: Register, problems: Problems
) -> None:
    """A notice may ask for forty people, and a practice may tell of the hours of years."""
    assert sorted(rules(problems(register({REPORT: changed(volunteers="40", hours="9000", **keys)})))) == sorted(found)


@pytest.mark.parametrize(
    ("people", "hours", "found"),
    [("0", "0", []), ("0", "2", ["A5"]), ("5", "0", ["A5"]), ("", "0", ["A5"]), ("0", "", [])],
)
def test_nobody_has_no_hours(people: str, hours: str, found: list[str], register: Register, problems: Problems) -> None:
    """Nobody and nothing go together; nobody with hours and people without any do not."""
    told = rules(problems(register({REPORT: changed(volunteers=people, hours=hours)})))
    assert [each for each in told if each != "A7"] == found


@pytest.mark.parametrize(
    ("day", "status", "level"),
    [
        ("2026-11-22", "draft", "warning"),
        ("2026-12-08", "submitted", "warning"),
        ("2026-11-21", "draft", "error"),
        ("2026-03-05", "selected", "error"),
    ],
)
def test_a_plan_may_still_be_insured(day: str, status: str, level: str, register: Register, problems: Problems) -> None:
    """Until the day it begins, a missing insurance is a reminder."""
    folder = f"activities/{day[:4]}/{day[5:7]}{day[8:]}-other"
    text = re.sub(r"(?m)^photos:\n(  .*\n)+", "", changed(date=day, title="另一场活动", status=status))
    text = text.replace("kind: report\n", "kind: report\nrisk: true\n")
    lines = problems(register({f"{folder}/report.md": text}))
    assert [line.split()[1] for line in lines if line.startswith(folder) and " A8: " in line] == [level]
