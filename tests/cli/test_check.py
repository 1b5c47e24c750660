"""``jinguo check`` as a clerk and as a machine meet it: lines, formats, exit status, parts of a register."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import check as command
from generator.cli.main import jinguo
from generator.cli.wording import run as run_program
from tests.conftest import SITES, TODAY, Problems, Register

TEAM = "teams/donghe/liulin-aixin/team.yml"
REPORT = "activities/2025/1029-shiqiao-chongyang/report.md"


@pytest.fixture(autouse=True)
def the_day_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules about age compare with a day that does not move."""
    monkeypatch.setattr(command, "today", lambda: TODAY)


def run(root: Path, *arguments: str) -> Result:
    """Check a register."""
    return CliRunner().invoke(jinguo, ["check", "--root", str(root), *arguments])


def wrong(register: Register) -> Path:
    """One error and one warning in different folders."""
    root = register({})
    team = root / TEAM
    text = team.read_text(encoding="utf-8").replace("size: 5", "size: 4").replace("updated: 2025", "updated: 2024")
    team.write_text(text, encoding="utf-8")
    report = root / REPORT
    report.write_text(report.read_text(encoding="utf-8").replace("status: draft", "status: drafft"), encoding="utf-8")
    return root


def test_a_right_register(register: Register) -> None:
    """One line, status 0."""
    result = run(register({}))
    assert (result.stdout, result.exit_code) == ("没有发现问题\n", 0)


def test_all_lines_then_the_count(register: Register, problems: Problems) -> None:
    """What the tests of the rules compare is what the command prints."""
    root = wrong(register)
    result = run(root)
    assert result.output == "\n".join([*problems(root), "共 2 个错误，1 个提醒", ""])
    assert result.exit_code == 1


def test_warnings_alone_do_not_fail(register: Register) -> None:
    """A reminder may stay."""
    root = register({})
    (root / "teams/donghe/contact.sealed").unlink()
    result = run(root)
    assert result.stdout.endswith("共 0 个错误，1 个提醒\n")
    assert result.exit_code == 0


def test_a_part_of_the_register(register: Register) -> None:
    """Only what lies below the paths asked for is shown and counted, though all of it was read."""
    root = wrong(register)
    assert run(root, str(root / "activities")).output.count("\n") == 2
    assert run(root, str(root / TEAM)).output.count("\n") == 3
    result = run(root, str(root / "content"))
    assert (result.output, result.exit_code) == ("没有发现问题\n", 0)
    assert run(root, str(root)).output == run(root).output


def test_a_part_with_a_number_in_its_name(register: Register) -> None:
    """A folder whose name must be masked is still found by that name."""
    root = register({})
    folder = root / "activities/2025/1029-13000000000"
    (root / REPORT).parent.rename(folder)
    result = run(root, str(folder))
    assert "error P3: 文件夹名" in result.output
    assert "13000000000" not in result.output
    assert result.exit_code == 1


def test_paths_that_are_not_there(register: Register, tmp_path: Path) -> None:
    """A slip in a path is told, not taken for a register without mistakes."""
    root = register({})
    missing = run(root, str(root / "teams/dongehe"))
    assert missing.exit_code != 0
    assert "没有这个文件或文件夹" in missing.output
    outside = run(root, str(tmp_path))
    assert outside.exit_code != 0
    assert "不在登记册里" in outside.output


def test_for_machines(register: Register) -> None:
    """JSON has every field of every problem, sorted."""
    listed = json.loads(run(wrong(register), "--format", "json").output)
    assert [each["rule"] for each in listed] == ["F5", "T5", "T17"]
    assert set(listed[0]) == {"path", "line", "column", "rule", "severity", "message", "hint"}
    assert listed[0]["path"] == REPORT


def test_for_github(register: Register) -> None:
    """Workflow commands point at the line."""
    lines = run(wrong(register), "--format", "github").output.split("\n")
    assert lines[0].startswith(f"::error file={REPORT},line=14,col=1,title=F5::status：")
    assert lines[1].startswith(f"::error file={TEAM},line=7,col=1,title=T5::")
    assert lines[2].startswith(f"::warning file={TEAM},line=13,col=1,title=T17::")


def test_for_a_comment(register: Register) -> None:
    """A Markdown table with a row a problem, then the count."""
    text = run(wrong(register), "--format", "markdown").output
    assert text.startswith("| 规则 | 位置 | 问题 | 怎么改 |\n| --- | --- | --- | --- |\n| ❌ F5 | `")
    assert text.endswith("共 2 个错误，1 个提醒\n")


@pytest.mark.parametrize("shape", ["text", "github", "json", "markdown"])
def test_no_name_can_forge_a_line(register: Register, shape: str) -> None:
    """Line ends, colours and broken encodings in file names stay inside their line."""
    root = register({})
    try:
        (root / "content/about/a\n::error::b\x1b[31m.txt").write_text("x", encoding="utf-8")
        (root / "content/about/|a`b\udcff.txt").write_text("x", encoding="utf-8")
    except (OSError, UnicodeEncodeError):
        return  # this file system refuses such names itself
    output = run(root, "--format", shape).output
    assert "\x1b" not in output
    assert not any(line.startswith("::error::b") for line in output.split("\n"))
    output.encode("utf-8")


def test_outside_of_a_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ``--root`` and away from a register the command says where it looked."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(jinguo, ["check"])
    assert result.exit_code != 0
    assert "这里不是登记册" in result.output


def test_from_a_folder_inside(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside a register the command finds its root, and paths are read from where one stands."""
    root = wrong(register)
    monkeypatch.chdir(root / "activities")
    runner = CliRunner()
    assert runner.invoke(jinguo, ["check"]).output.endswith("共 2 个错误，1 个提醒\n")
    assert runner.invoke(jinguo, ["check", "2025"]).output.endswith("共 1 个错误，0 个提醒\n")


def test_rules_and_schema(tmp_path: Path) -> None:
    """``jinguo rules`` prints every rule, ``jinguo schema`` writes every schema."""
    runner = CliRunner()
    assert "| T5 | 错误 | 在队的小队至少 5 人" in runner.invoke(jinguo, ["rules"]).output
    assert runner.invoke(jinguo, ["schema", "--out", str(tmp_path / "neu")]).exit_code == 0
    assert len(list((tmp_path / "neu").glob("*.json"))) == 12


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "错误：文件读写失败：磁盘满了，请先腾出地方\n"),
        (OSError(errno.EROFS, "Read-only file system", "/a"), "错误：文件读写失败：磁盘是只读的，不能写（/a）\n"),
    ],
)
def test_a_disk_that_fails_is_told_in_chinese(
    fault: OSError, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever the system calls it."""

    def fails(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(command, "checked", fails)
    with pytest.raises(SystemExit) as ended:
        run_program(jinguo, ["check", "--root", str(SITES / "whole")])
    assert ended.value.code == 1
    assert capsys.readouterr().err == said


def test_release_asks_for_more(register: Register) -> None:
    """What only a published site needs is asked for when it is to be published; a sample may lack it."""
    text = "## 撤下 { #takedown }\n\n写信到 yunxi@example.cn。\n\n## 孩子 { #children }\n\n少写。\n"
    root = register({"content/privacy.md": text})
    assert run(root).exit_code == 0
    assert "G7" not in run(root).output
    done = run(root, "--release")
    assert done.exit_code == 0
    assert "warning G7: 页脚没有 ICP 备案号" in done.output
    (root / "content/privacy.md").unlink()
    assert run(root).exit_code == 0
    done = run(root, "--release")
    assert done.exit_code == 1
    assert "error G8: 没有隐私政策" in done.output
