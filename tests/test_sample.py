"""The sample register: real-sized, right, marked as a sample everywhere, and about nobody who lives."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from generator import personal
from generator.checks.run import check
from generator.records.library import TOP, Library
from tests.conftest import TODAY

ROOT = Path(__file__).resolve().parents[1]
MASTER = 250 * 1024
"""Bytes of a sample picture at most."""
NOBODY = re.compile(r"1[3-9]0{9}|11010519491231002[0-9X]|110105491231002")
"""What tests and comments may use: nine zeros, the example printed in GB 11643, a digest that looked like one."""


@pytest.fixture(scope="module")
def library() -> Library:
    """The sample as it stands."""
    loaded, problems = check(ROOT, TODAY)
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    return loaded


@pytest.fixture(scope="module")
def masters() -> list[Path]:
    """Every picture of the sample."""
    suffixes = {".jpg", ".jpeg", ".png", ".webp", ".heic"}
    paths = (path for folder in ("activities", "content") for path in (ROOT / folder).rglob("*"))
    return sorted(path for path in paths if path.suffix.lower() in suffixes)


def test_the_sample_is_right(library: Library) -> None:
    """No error, and not even a reminder: it is the example that people copy."""
    _, problems = check(ROOT, TODAY)
    assert [str(problem) for problem in problems] == []
    assert library.teams


def test_the_sample_says_what_it_is(library: Library) -> None:
    """``sample: true`` puts the banner on every page."""
    assert library.facts.sample


def test_the_sample_has_all_of_the_city(library: Library) -> None:
    """Ten divisions, both zones and some city-level units as 分队, at least forty squads in real townships."""
    second = {address: team.fields for address, team in library.teams.items() if address and "/" not in address}
    squads = [team.fields for address, team in library.teams.items() if "/" in address]
    codes = {fields.division for fields in second.values()}
    divisions = {each.code for each in library.facts.divisions if not each.zone}
    zones = {each.code for each in library.facts.divisions if each.zone}
    assert len(divisions) == 10
    assert len(zones) == 2
    assert codes >= divisions | zones
    assert sum(fields.division == library.facts.code for fields in second.values()) >= 3
    assert len(squads) >= 40
    for fields in squads:
        division = library.facts.division(fields.division)
        assert division is not None
        assert fields.township in division.townships
    assert TOP in library.teams


def test_the_sample_has_years_of_stories(library: Library) -> None:
    """At least eighty published activities over at least three years, in all five brand lines and most key dates."""
    stories = [entry.fields for entry in library.activities.values() if entry.fields.status == "selected"]
    assert len(stories) >= 80
    assert len({fields.date.first.year for fields in stories}) >= 3
    brands = Counter(fields.brand for fields in stories)
    assert set(brands) == {brand.name for brand in library.facts.brands}
    assert len(brands) == 5
    assert min(brands.values()) >= 10
    assert len({fields.campaign for fields in stories} - {None}) >= 20


def test_stories_are_not_one_template() -> None:
    """No two stories share a title or begin alike, and no sentence of any length stands in two of them."""
    bodies = {}
    titles = []
    for path in sorted((ROOT / "activities").rglob("report.md")):
        front, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
        bodies[path.parent.name] = body.strip()
        titles += re.findall(r"^title: (.*)$", front, re.MULTILINE)
    assert [title for title, times in Counter(titles).items() if times > 1] == []
    starts = Counter(body[:8] for body in bodies.values())
    assert [start for start, times in starts.items() if times > 1] == []
    sentences = Counter(
        each for body in bodies.values() for each in set(re.split(r"[。！？\n]", body)) if len(each) > 20
    )
    assert [sentence for sentence, times in sentences.items() if times > 1] == []


def test_the_sample_has_everything_else(library: Library) -> None:
    """Projects, exemplary volunteers, communities, two years of honours and hundreds of sealed rows."""
    assert len(library.projects) >= 10
    assert len(library.volunteers) >= 12
    assert len(library.communities) >= 6
    assert len(library.honours) >= 2
    rosters = [sheet.row_count for path, sheet in library.sheets.items() if path.endswith("/roster.sealed")]
    assert sum(rosters) >= 400


def test_the_pictures_are_drawn_for_it(masters: list[Path]) -> None:
    """About sixty distinct ones, each light, of several shapes."""
    heavy = [path.relative_to(ROOT).as_posix() for path in masters if path.stat().st_size > MASTER]
    assert heavy == []
    digests = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in masters}
    assert len(digests) >= 55
    shapes: Counter[float] = Counter()
    for path in digests.values():
        with Image.open(path) as picture:
            shapes[round(picture.width / picture.height, 1)] += 1
    assert len([shape for shape, times in shapes.items() if times >= 3]) >= 4


def tracked() -> list[Path]:
    """Every file that git keeps, or every file where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.decode("utf-8").split("\0") if name]
    return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]


def test_no_real_number_is_in_the_repository() -> None:
    """No mobile and no ID number in any text, nor in a name; tests use only numbers that are nobody's."""
    found = []
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        data = path.read_bytes() if path.is_file() else b""
        if name.endswith(".sealed") or b"\x00" in data[:4096]:
            continue
        text = f"{name}\n{data.decode('utf-8', errors='replace')}"
        for finding in personal.find(text, ("mobile", "id")):
            digits = re.sub(r"[^0-9X]", "", personal.normalise(text[finding.start : finding.end]).upper())
            if not (name.startswith(("tests/", "generator/")) and NOBODY.fullmatch(digits)):
                found.append(f"{name}:{text.count(chr(10), 0, finding.start)}")
    assert found == []
