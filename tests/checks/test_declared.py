"""``jinguo rules`` and the handbook list every rule that any command can name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from generator.checks.registry import CHECKS, RULES
from generator.checks.run import MODULES
from generator.problems import Severity

GENERATOR = Path(__file__).resolve().parents[2] / "generator"
LETTERS = "AFGHIPRSTW"
ALONE = re.compile(rf"[{LETTERS}]\d{{1,2}}")
IN_A_SENTENCE = re.compile(rf"(?:规则|提醒|错误|rule) ?([{LETTERS}]\d{{1,2}})(?!\d)")
LEVELS: tuple[Severity, ...] = ("error", "warning")


def named() -> Iterator[tuple[str, str]]:
    """Every rule that a text of the program names, and where."""
    for path in sorted(GENERATOR.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found = [node.value] if ALONE.fullmatch(node.value) else IN_A_SENTENCE.findall(node.value)
                yield from ((each, f"{path.relative_to(GENERATOR)}:{node.lineno}") for each in found)


def test_every_rule_that_is_named_is_declared() -> None:
    """Those of commands with a key among them, which a check without one never tells."""
    told = dict(named())
    assert MODULES
    assert {rule: place for rule, place in told.items() if rule not in RULES} == {}
    assert {"S3", "S8", "S10", "S12", "S13", "G15", "G16", "A16", "H1", "H2", "H3", "T18"} <= RULES.keys()
    assert {"G9", "G10", "G13"} <= RULES.keys() & told.keys()
    assert {"S3", "S9", "H3", "T18", "G16"} <= told.keys(), "nothing was looked at"


def test_every_rule_says_what_it_wants() -> None:
    """A title and what it rests on, both in Chinese; and every function is of a declared rule."""
    assert all(each.severity in LEVELS for each in RULES.values())
    assert all(re.search("[\u4e00-\u9fff]", each.title) for each in RULES.values())
    assert all(re.search(r"[\u4e00-\u9fff]|GB/T|MZ/T", each.basis) for each in RULES.values())
    assert CHECKS.keys() <= RULES.keys()
