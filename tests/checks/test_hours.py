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


@pytest.mark.parametrize(("people", "found"), [("20", []), ("40", ["A7"])])
def test_an_old_report_may_have_had_more_people(
    people: str, found: list[str], register: Register, problems: Problems
) -> None:
    """A team of thirteen today may have been twenty once, but not forty."""
    folder = "activities/2024/0305-other"
    text = re.sub(r"(?m)^photos:\n(  .*\n)+", "", changed(date="2024-03-05", title="另一场活动", volunteers=people))
    lines = problems(register({f"{folder}/report.md": text}))
    assert rules([line for line in lines if line.startswith(folder) and "A7" in line]) == found
