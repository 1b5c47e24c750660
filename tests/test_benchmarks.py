"""What benchmarks measure on: large registers without a mistake, as rich in words as real ones."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import mean

import pytest

from benchmarks.big_register import write_register
from benchmarks.recall import TODAY, names, parts, records
from generator.bigrams import bigrams, plain
from generator.checks.run import check
from tests.tiny import ROOT

STORIES = 120
SEALED = 40
"""More stories than a year has, so that none of the last year lacks its service record."""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of some stories."""
    root = tmp_path_factory.mktemp("big") / "register"
    write_register(root, STORIES, photos=3, sealed=SEALED)
    return root


def test_a_large_register_has_no_mistake(register: Path) -> None:
    """No chance word is a number, a name or an address that a rule would mind."""
    library, problems = check(register, TODAY)
    assert [str(problem) for problem in problems] == []
    assert sum(path.endswith("/service.sealed") for path in library.sheets) == SEALED
    assert len(library.activities) == STORIES


def test_the_same_register_again(register: Path, tmp_path: Path) -> None:
    """Figures of two days are figures of one register."""
    write_register(tmp_path / "again", STORIES, photos=3)
    reports = sorted(path.relative_to(register) for path in register.glob("activities/*/*/report.md"))
    assert len(reports) == STORIES
    for path in reports:
        assert (tmp_path / "again" / path).read_bytes() == (register / path).read_bytes()


def test_its_texts_are_as_rich_as_real_ones(register: Path) -> None:
    """Texts have the length of a story, and most of their pairs of characters stand in few of them."""
    found = [each for each in records(register) if each.type == "活动"]
    lengths = [len(plain(each.text)) for each in found]
    assert 600 < mean(lengths) < 900
    assert min(lengths) > 450
    assert max(lengths) < 1000
    assert len({token for each in found for token in bigrams(each.text)}) > 0.4 * sum(lengths)
    assert len({each.title.partition("：")[2] for each in found}) == STORIES
    assert all(each.place[-2:] in each.title for each in found)
    assert len(parts(found)) > 10 * STORIES
    assert all(names(each) for each in found)


def test_benchmarks_need_no_tests() -> None:
    """Tests may use what benchmarks have; the other way round there would be a circle."""
    for path in sorted((ROOT / "benchmarks").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        assert not {name for name in names if name.partition(".")[0] in {"tests", "pytest"}}, path.name
