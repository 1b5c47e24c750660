"""A consent that ends overnight is no error: the site hides the person by itself, and the daily build has to run."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.checks.run import check
from generator.problems import errors
from tests import tiny

CONSENTS = f"""\
{tiny.CONSENTS.replace("given: 2024-01-02", "given: 2024-01-02, guardian: true")}\
c-2024-0005: {{scope: [name, portrait, story, home], given: 2024-01-02, guardian: true}}
"""
"""Everybody's is signed by a guardian, so that what holds for children is held against each of them."""
STORY = tiny.report(
    "夏天的小院", "2024-07-01",
    "photos: [{file: 01.jpg, alt: 葡萄架底下, people: [c-2024-0005], minors: true, householder: c-2024-0005}]\n"
    "named: [c-2024-0005]\n",
    "8岁的郑雨桐说：“葡萄熟了。”\n",
)  # fmt: skip
LAST_DAY = dt.date(2026, 11, 20)


def said(root: Path, consents: str, today: dt.date) -> list[str]:
    """The errors of a register in which all kinds of record stand under consents."""
    files = {"activities/2024/0701-x/report.md": STORY, "teams/consents.yml": consents}
    tiny.write(root, files)
    (root / "activities/2024/0701-x/01.jpg").write_bytes(tiny.clean((9, 9, 9)))
    return [str(each) for each in errors(check(root, today, processes=1)[1])]


@pytest.mark.parametrize("number", range(1, 6))
def test_no_consent_stops_a_build_by_ending(tmp_path: Path, number: int) -> None:
    """Whether it has run out or is withdrawn: what was right yesterday is at most a reminder today."""
    line = next(each for each in CONSENTS.splitlines() if each.startswith(f"c-2024-000{number}"))
    before = said(tmp_path / "0", CONSENTS, LAST_DAY)
    for turn, ended in enumerate((f"expires: {LAST_DAY}", f"withdrawn: {LAST_DAY}"), start=1):
        consents = CONSENTS.replace(line, f"{line[:-1]}, {ended}}}")
        assert said(tmp_path / f"{turn}", consents, LAST_DAY + dt.timedelta(days=1)) == before
