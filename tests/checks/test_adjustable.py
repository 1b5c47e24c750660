"""What a federation may set of a rule is what the rule asks for, and what cannot work is refused."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from generator import checks
from generator.checks.adjustable import ALLOWING, LIMITS, WORDS
from generator.cli.main import jinguo
from tests.conftest import SITES, Register, found

REPORT = "activities/2026/0305-liulin-leifeng/report.md"
FOLDER = Path(checks.__file__).parent
LOOKED_UP = {"_told": ("W2", "W3")}
"""Functions that are no rule themselves: those that call them."""


def calls() -> Iterator[tuple[ModuleType, str, str, ast.expr | None]]:
    """Of every call of ``facts.limit``, ``words`` and ``allowed``: module, what is called, rule, usual value."""
    for file in sorted(FOLDER.glob("*.py")):
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and _is_asking(call.func):
                        usual = call.args[1] if len(call.args) > 1 else None
                        for rule_id in _rules(function, call.args[0]):
                            module = import_module(f"generator.checks.{file.stem}")
                            yield module, call.func.attr, rule_id, usual


def _is_asking(called: ast.Attribute) -> bool:
    of_facts = isinstance(called.value, ast.Name) and called.value.id == "facts"
    return of_facts and called.attr in {"limit", "words", "allowed"}


def _rules(function: ast.FunctionDef, argument: ast.expr) -> tuple[str, ...]:
    if isinstance(argument, ast.Constant):
        return (str(argument.value),)
    for each in function.decorator_list:
        if isinstance(each, ast.Call) and isinstance(each.args[0], ast.Constant):
            return (str(each.args[0].value),)
    return LOOKED_UP[function.name]


def test_the_table_is_what_the_rules_ask_for() -> None:
    """No rule hears a setting that the table does not have, and none is listed that hears nothing."""
    asked = list(calls())
    numbers = {rule_id: getattr(module, usual.id) for module, what, rule_id, usual in asked
               if what == "limit" and isinstance(usual, ast.Name)}  # fmt: skip
    words = {rule_id for _, what, rule_id, _ in asked if what == "words"}
    assert numbers == LIMITS
    assert words == WORDS
    assert words | {rule_id for _, what, rule_id, _ in asked if what == "allowed"} == ALLOWING


def settings(register: Register, *rules: str) -> list[str]:
    """What is said of these settings."""
    text = (SITES / "whole" / "teams/federation.yml").read_text(encoding="utf-8")
    root = register({"teams/federation.yml": f"{text}rules:\n" + "".join(f"  - {each}\n" for each in rules)})
    return [f"{each.rule} {each.message}" for each in found(root)]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("{id: A1, limit: 30, reason: 本会的规定}", "R6 规则 A1 不能写 limit"),
        ("{id: A22, limit: 0, reason: 本会的规定}", "R6 规则 A22 的 limit 不能是 0"),
        ("{id: A22, words: [甲], reason: 本会的规定}", "R6 规则 A22 不能写 words"),
        ("{id: W7, words: [甲], reason: 本会的规定}", "R6 规则 W7 不能写 words"),
        ("{id: G6, allow: [甲], reason: 本会的规定}", "R6 规则 G6 不能写 allow"),
    ],
)
def test_what_cannot_work_is_refused(register: Register, setting: str, said: str) -> None:
    """Rather than taken and not heard."""
    assert settings(register, setting) == [said]


def test_what_works_is_taken(register: Register) -> None:
    """A number, words and words let pass, each where there are any."""
    good = ("{id: A22, limit: 900, reason: 本会的规定}", "{id: W5, words: [甲乙], allow: [最好], reason: 本会的规定}",
            "{id: W7, allow: [甲乙], reason: 本会的规定}")  # fmt: skip
    assert settings(register, *good) == []


@pytest.mark.parametrize(
    ("by", "taken"),
    [("示例丙", True), ("审核：示例丙", True), ("示例 丙", True), ("示例路人", False), ("丁", False)],
)
def test_who_lets_pass_has_signed(register: Register, by: str, *, taken: bool) -> None:
    """Where a story says who has reviewed and issued it, nobody else makes an exception for it."""
    text = (SITES / "whole" / REPORT).read_text(encoding="utf-8").replace(", credit: 示意,", ",")
    text = text.replace(", photo: 示意}", "}")
    waived = text.replace("status: selected", f"status: selected\nwaive: {{I3: 老照片找不到作者了, by: {by}}}")
    told = [each.message for each in found(register({REPORT: waived}))]
    assert told == ([] if taken else ["放行的人不是这篇稿件的审核或签发"])


def test_the_list_of_rules_shows_the_usual_numbers(tmp_path: Path) -> None:
    """Where there is no register too."""
    text = CliRunner().invoke(jinguo, ["rules", "--root", str(tmp_path)]).output
    assert "A22（600）" in text
    assert "words、allow 能加减词的：" in text
