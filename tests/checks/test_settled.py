"""What a federation sets of the rules is heard, what a reviewer waives keeps its reason, and some stands firm."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.checks.registry import RULES, Facts
from generator.checks.run import MODULES, checked
from generator.checks.settled import FIRM, NEEDS_CONSENT, is_firm
from generator.cli import check as check_command
from generator.cli.main import jinguo
from generator.records.library import load
from tests.conftest import SITES, TODAY, Register

REPORT = "activities/2026/0305-liulin-leifeng/report.md"
WHOLE = (SITES / "whole" / REPORT).read_text(encoding="utf-8")
UNCREDITED = WHOLE.replace(", credit: 示意,", ",").replace(", photo: 示意}", "}")
WAIVED = UNCREDITED.replace("status: selected", "status: selected\nwaive: {I3: 老照片找不到作者了, by: 示例丙}")


def with_rules(*rules: str) -> dict[str, str]:
    """``federation.yml`` of the whole register with settings."""
    text = (SITES / "whole" / "teams/federation.yml").read_text(encoding="utf-8")
    return {"teams/federation.yml": f"{text}rules:\n" + "".join(f"  - {each}\n" for each in rules)}


def test_a_waived_problem_is_kept_with_reason_and_name(register: Register) -> None:
    """It is no problem any more, and whoever reviews can read why."""
    done = checked(register({REPORT: WAIVED}), TODAY, processes=1)
    assert done.problems == []
    assert {(each.problem.rule, each.reason, each.by) for each in done.waived} == {
        ("I3", "老照片找不到作者了", "示例丙")
    }
    assert {each.problem.path for each in done.waived} == {REPORT}


def test_check_tells_what_was_let_pass(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the count, with reason and name; other files' exceptions only where they are asked for."""
    monkeypatch.setattr(check_command, "today", lambda: TODAY)
    root = register({REPORT: WAIVED})
    told = CliRunner().invoke(jinguo, ["check", "--root", str(root)])
    assert told.exit_code == 0
    assert told.stdout.splitlines()[:2] == ["没有发现问题", "审核放行 1 处："]
    line = told.stdout.splitlines()[2]
    assert line.startswith(f"  {REPORT}:17:5: I3: ")
    assert line.endswith(" —— 老照片找不到作者了（示例丙）")
    assert "放行" not in CliRunner().invoke(jinguo, ["check", "teams", "--root", str(root)]).stdout


@pytest.mark.parametrize("level", ["off", "warning", "error"])
def test_a_level_is_set(register: Register, level: str) -> None:
    """Off, reminder or error, whatever the rule's own level is."""
    files = {REPORT: UNCREDITED, **with_rules(f"{{id: I3, level: {level}, reason: 本会的规定}}")}
    told = checked(register(files), TODAY, processes=1).problems
    assert {each.severity for each in told} == (set() if level == "off" else {level})


def test_what_stands_firm_is_told_all_the_same(register: Register) -> None:
    """A mobile number is an error, whatever somebody writes beside it."""
    number = f"139{'0' * 8}"
    text = WAIVED.replace("I3: 老照片找不到作者了", "P3: 这个电话可以写").replace("早上8点", f"电话{number}，早上8点")
    files = {REPORT: text, **with_rules("{id: P3, level: off, reason: 想放过手机号码}")}
    told = {(each.rule, each.severity) for each in checked(register(files), TODAY, processes=1).problems}
    assert {("P3", "error"), ("R6", "error")} <= told


def test_word_lists_and_limits(register: Register) -> None:
    """Words come and go, numbers change, for the rule that is meant and no other."""
    setting = "{id: W5, words: [顶级], allow: [最好], limit: 7, reason: 本会的词表}"
    library, problems = load(register(with_rules(setting)))
    facts = Facts(library, TODAY)
    assert problems == []
    assert facts.words("W5", ("最好", "隆重")) == ("隆重", "顶级")
    assert facts.words("W4", ("最好", "隆重")) == ("最好", "隆重")
    assert facts.allowed("W5") == {"最好"}
    assert (facts.limit("W5", 3), facts.limit("W4", 3)) == (7, 3)


def test_firm_rules_exist() -> None:
    """A misspelt id in these lists would hold nobody."""
    assert MODULES
    assert RULES.keys() >= FIRM | NEEDS_CONSENT
    assert {"F1", "R6", "S2", "P1", "T14"} <= {each for each in RULES if is_firm(each)}
    assert not is_firm("I3")


def test_the_list_of_rules_tells_what_is_set(register: Register, tmp_path: Path) -> None:
    """In a register with its settings, elsewhere without."""
    root = register(with_rules("{id: I3, level: error, limit: 5, words: [甲], allow: [乙], reason: 本会的规定}"))
    told = CliRunner().invoke(jinguo, ["rules", "--root", str(root)])
    assert told.exit_code == 0
    assert told.stdout.endswith("| I3 | 错误；数改为 5；再加：甲；不查：乙 | 本会的规定 |\n")
    plain = CliRunner().invoke(jinguo, ["rules", "--root", str(tmp_path)])
    assert plain.exit_code == 0
    assert "本会的调整" not in plain.stdout
