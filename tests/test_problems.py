"""A report is in order, says everything once, cannot be forged, and repeats nothing personal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.registry import RULES
from generator.problems import Problem, count, did_you_mean
from generator.records.kinds import Activity, Retired, Team
from tests.conftest import SITES, TODAY, Register, found

PRIVATE = [rule for rule, told in RULES.items() if "内部命令" in told.title or "合并请求" in told.title]
BUILT = [rule for rule, told in RULES.items() if "生成时检查" in told.title or told.title.endswith("（模板保证）")]
OPEN = [rule for rule in RULES if rule not in (*PRIVATE, *BUILT)]
TEXTS = st.text(max_size=40)
PROBLEMS = st.builds(
    Problem, TEXTS, st.integers(1, 99), st.integers(1, 99), TEXTS, st.sampled_from(["error", "warning"]), TEXTS, TEXTS
)


@given(PROBLEMS)
def test_a_problem_is_one_printable_line(problem: Problem) -> None:
    """No file name or quoted value can add a line or a colour to the report."""
    assert str(problem).isprintable()


@given(st.lists(PROBLEMS))
def test_sorted_reads_like_the_register(problems: list[Problem]) -> None:
    """By path, then by place."""
    places = [(problem.path, problem.line, problem.column) for problem in sorted(problems)]
    assert places == sorted(places)
    assert count(problems)


def test_all_wrong_sites_together(register: Register) -> None:
    """Reports are sorted and unique, name a registered rule, and never show what must not be shown."""
    cases = sorted((SITES / "wrong").iterdir())
    for case in cases:
        lines = (case / "expected.txt").read_text(encoding="utf-8").split("\n")[:-1]
        assert len(lines) == len(set(lines)), case.name
        for line in lines:
            assert "13000000000" not in line
            assert "11010519491231002" not in line
            assert "QQQQQ" not in line
            rule = line.split(": ")[1].split(" ")[1]
            assert rule in RULES, f"{case.name}: {rule}"
    assert found(register({})) == []
    assert TODAY.year


def test_every_rule_can_be_broken() -> None:
    """Each registered rule has at least one folder of ``sites/wrong`` that breaks it.

    Only I5 needs a program that looks for faces: ``tests/checks/test_images_people.py`` and ``test_photos_review.py``;
    S13 needs a git repository: ``tests/checks/test_keys.py``; G8 speaks before a release only:
    ``tests/checks/test_release.py``; the next test is about those that need a key.
    """
    said = "".join(path.read_text(encoding="utf-8") for path in (SITES / "wrong").rglob("expected.txt"))
    assert [rule for rule in OPEN if f" {rule}: " not in said] == ["S13", "I5", "G8"]


@pytest.mark.parametrize("rule", PRIVATE)
def test_every_private_rule_is_broken_by_a_test(rule: str) -> None:
    """What only private commands or a pull request can see: a test of theirs expects this very id."""
    tests = (path for folder in ("sealed", "cli", "proposal") for path in (SITES.parent / folder).rglob("test_*.py"))
    expected = re.compile(rf"[\"'“ (]{rule}[\"'”: )]")
    assert any(expected.search(path.read_text(encoding="utf-8")) for path in tests)


@pytest.mark.parametrize("rule", BUILT)
def test_every_rule_of_the_built_site_is_held_by_a_test(rule: str) -> None:
    """What only a build can see, or the templates see to: a test of these names the very id."""
    tests = (path for folder in ("publish", "pages") for path in (SITES.parent / folder).rglob("test_*.py"))
    expected = re.compile(rf"[\"'“ (]{rule}[\"'”: )]")
    assert any(expected.search(path.read_text(encoding="utf-8")) for path in tests)


def test_kinds_name_registered_rules() -> None:
    """A field's own rule id is one that ``jinguo rules`` explains."""
    for kind in (Team, Activity, Retired):
        assert set(kind.RULES.values()) <= set(RULES)
    assert Team.MISSING in RULES


def test_hints() -> None:
    """The nearest choice, the same letters in another case first, and lists with the wrong comma."""
    choices = ["01.jpg", "02.JPG", "双休日", "节假日"]
    assert did_you_mean("02.jpg", choices) == "是不是 “02.JPG”？"
    assert did_you_mean("双休日、节假日", choices) == "请用半角逗号分开：[双休日, 节假日]"
    assert did_you_mean("双休", choices) == "是不是 “双休日”？"
    assert did_you_mean("完全不同", choices) == ""
