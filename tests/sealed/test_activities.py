"""What the private side counts as an activity is what the rules of the register count."""

from __future__ import annotations

import itertools
from pathlib import Path

from generator.cli.facts import activity_facts
from generator.records.library import load
from tests import tiny

STATUSES = ("draft", "submitted", "selected")
KINDS = ("report", "practice", "notice")


def test_only_reports_that_took_place_count(tmp_path: Path) -> None:
    """No notice, no practice and no draft; the register itself and the plain facts agree about each."""
    files = {
        f"activities/2024/0{month}01-{kind}-{status}/report.md": tiny.report(
            f"{kind}-{status}", f"2024-0{month}-01", kind=kind, status=status
        )
        for month, (kind, status) in enumerate(itertools.product(KINDS, STATUSES), start=1)
    }
    library, problems = load(tiny.write(tmp_path / "register", files))
    assert [str(each) for each in problems if each.severity == "error"] == []
    facts = {each.address: each for each in activity_facts(library)}
    assert {address: entry.fields.counts for address, entry in library.activities.items()} == {
        address: each.counts for address, each in facts.items()
    }
    made = {address: each for address, each in facts.items() if each.title == f"{each.kind}-{each.status}"}
    assert len(made) == len(KINDS) * len(STATUSES)
    assert {each.title for each in made.values() if each.counts} == {"report-submitted", "report-selected"}
