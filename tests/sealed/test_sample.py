"""The sample's sealed people."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from generator.records.recipients import SAMPLE_KEYS, recipients_of
from generator.sealed.age import load_identities
from generator.sealed.gather import all_sheets, opened
from generator.sealed.numbers import as_number
from generator.sealed.rosters import KINDS
from generator.sealed.sheets import OpenedSheet

ROOT = Path(__file__).parents[2]
KEYS = load_identities([ROOT / "tests" / "sample" / "sample.identity"])
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@pytest.fixture(scope="module")
def sheets() -> dict[str, OpenedSheet]:
    """All sheets of the sample, opened once."""
    return {path: opened(ROOT, path, KEYS, KINDS[path.rpartition("/")[2]]) for path in all_sheets(ROOT)}


def test_every_row_opens(sheets: dict[str, OpenedSheet]) -> None:
    """With the sample's key, without a Problem; at least 400 volunteers."""
    assert [problem for sheet in sheets.values() for problem in sheet.problems] == []
    assert sum(len(sheet.rows) for path, sheet in sheets.items() if path.endswith("roster.sealed")) >= 400


def test_rosters_are_as_long_as_declared(sheets: dict[str, OpenedSheet]) -> None:
    """Declared size and roster agree, and every team has a contact."""
    for path in (ROOT / "teams").rglob("team.yml"):
        folder = path.parent.relative_to(ROOT).as_posix()
        declared = int(yaml.safe_load(path.read_text(encoding="utf-8"))["size"])
        assert (folder, sheets[f"{folder}/roster.sealed"].row_count) == (folder, declared)
        assert {row.row_id for row in sheets[f"{folder}/contact.sealed"].rows} >= {"leader"}


def test_rows_are_called_by_the_number_of_their_volunteer(sheets: dict[str, OpenedSheet]) -> None:
    """A right number of the team's division, given out once in the whole register, and not sealed a second time."""
    seen: set[str] = set()
    for path, sheet in sheets.items():
        if path.endswith("roster.sealed"):
            team = yaml.safe_load((ROOT / path).with_name("team.yml").read_text(encoding="utf-8"))
            for row in sheet.rows:
                assert as_number(row.row_id) == row.row_id
                assert row.row_id.startswith(f"{team['division']}-")
                assert "number" not in row.values
            assert not seen & {row.row_id for row in sheet.rows}
            seen |= {row.row_id for row in sheet.rows}


def test_sources_are_those_of_the_federation(sheets: dict[str, OpenedSheet]) -> None:
    """The sample writes nothing that a form would refuse."""
    sources = yaml.safe_load((ROOT / "teams" / "federation.yml").read_text(encoding="utf-8"))["sources"]
    rows = [row for path, sheet in sheets.items() if path.endswith("roster.sealed") for row in sheet.rows]
    assert {str(row.values["source"]) for row in rows} <= set(sources)
    assert {"post", "consent"} <= {key for row in rows for key in row.values}


def test_nobody_exists(sheets: dict[str, OpenedSheet]) -> None:
    """No phone that a network could give out, no id number with a right check digit, all marked."""
    for path, sheet in sheets.items():
        for row in sheet.rows:
            text = " ".join(str(value) for value in row.values.values())
            assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", text)
            if path.endswith("roster.sealed"):
                number = str(row.values["id_number"])
                total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
                assert number.startswith("000000")
                assert number[-1] != "10X98765432"[total % 11]
                assert str(row.values["mobile"]).startswith("120")
                assert row.values["note"] == "样例：虚构人物"


def read_as(path: str, sheet: OpenedSheet) -> set[str]:
    """Where the readers of its rows are listed: those of a service record are the readers of each person's team."""
    if path.startswith("teams/"):
        return {path}
    teams = {str(row.values["team"]) for row in sheet.rows}
    return {"teams/service.sealed" if team == "总队" else f"teams/{team}/service.sealed" for team in teams}


def test_only_sample_keys_open_it(sheets: dict[str, OpenedSheet]) -> None:
    """Every sheet is sealed to two or three keys, all known as sample keys."""
    for place in {place for path, sheet in sheets.items() for place in read_as(path, sheet)}:
        found = recipients_of(ROOT, place)
        assert found.problems == ()
        assert 2 <= len(found.keys) <= 3
        assert set(found.keys) <= SAMPLE_KEYS
