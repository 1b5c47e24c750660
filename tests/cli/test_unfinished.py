"""``jinguo check`` on a draft: what it still lacks, for people and for programs, without failing because of it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import check as command
from generator.cli.main import jinguo
from tests import tiny

DRAFT = "activities/2024/0601-caogao"
WAITS = "activities/2024/0602-tougao"


@pytest.fixture(autouse=True)
def the_day_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules about age compare with a day that does not move."""
    monkeypatch.setattr(command, "today", lambda: dt.date(2024, 6, 3))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny register with a draft that has no text yet."""
    draft = tiny.report("还是草稿", "2024-06-01", status="draft", body="").replace("review: 乙审核", "proof: 丙")
    return tiny.write(tmp_path / "登记 册", {f"{DRAFT}/report.md": draft})


def run(root: Path, *words: str) -> Result:
    """Check a register."""
    return CliRunner().invoke(jinguo, ["check", "--root", str(root), *words])


def test_both_lists_with_places_and_hints(root: Path) -> None:
    """Behind the problems; the second list does not repeat the first; the exit status is that of the problems."""
    done = run(root, DRAFT)
    lines = done.stdout.splitlines()
    begin = lines.index(f"草稿 {DRAFT}/report.md")
    first, second = lines.index("要投稿（submitted）还缺："), lines.index("要刊登（selected）还缺：")
    assert begin < first < second
    submitted, selected = lines[first + 1 : second], lines[second + 1 :]
    assert any("正文是空的" in line and "——" in line for line in submitted)
    assert any("审核" in line for line in selected)
    assert not set(submitted) & set(selected)
    assert all(line.startswith(f"  {DRAFT}/report.md:") for line in [*submitted, *selected])
    assert done.exit_code == int(" error " in "".join(lines[:begin]))


def test_one_that_waits_lacks_only_what_the_reviewer_wants(root: Path) -> None:
    """There is no way back to being handed in."""
    output = run(root, WAITS).stdout
    assert f"投稿 {WAITS}/report.md" in output
    assert "要投稿" not in output
    assert "要刊登（selected）" in output


def test_a_folder_of_many(root: Path) -> None:
    """All of them, published ones not; more than ten are only counted."""
    output = run(root, "activities").stdout
    assert output.index(f"草稿 {DRAFT}") < output.index(f"投稿 {WAITS}")
    assert "0305-leifeng/report.md\n" not in output
    for number in range(12):
        tiny.write(root, {f"{DRAFT}-{number}/report.md": tiny.report(f"草稿{number}", "2024-06-01", status="draft")})
    output = run(root, "activities").stdout
    assert output.count("\n草稿 ") + output.count("\n投稿 ") == 10
    assert output.rstrip().endswith("还有 4 篇没有列出，请写到某一篇的文件夹。")


def test_without_a_path_one_line_says_where_to_look(root: Path) -> None:
    """Beside the report, not in it; nothing where nothing waits."""
    done = run(root)
    assert done.stderr == f"另有 1 篇草稿、1 篇投稿，看还缺什么：jinguo check {DRAFT}\n"
    assert "还缺：" not in done.stdout
    for path in (DRAFT, WAITS):
        file = root / path / "report.md"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("draft", "selected").replace("submitted", "selected"), encoding="utf-8")
    assert run(root).stderr == ""


def test_for_machines(root: Path) -> None:
    """JSON: the same list with notices; GitHub: notices on the line; without a path neither has any."""
    listed = json.loads(run(root, "--format", "json", DRAFT).stdout)
    notices = [each for each in listed if each["severity"] == "notice"]
    assert {each["until"] for each in notices} == {"submitted", "selected"}
    assert {"path", "line", "column", "rule", "message", "hint", "severity", "until"} == set(notices[0])
    lines = run(root, "--format", "github", DRAFT).stdout.splitlines()
    assert sum(line.startswith(f"::notice file={DRAFT}/report.md,line=") for line in lines) == len(notices)
    assert all(each["severity"] != "notice" for each in json.loads(run(root, "--format", "json").stdout))
    assert "::notice" not in run(root, "--format", "github").stdout
    assert "要投稿（submitted）还缺：\n- activities" in run(root, "--format", "markdown", DRAFT).stdout


def test_a_status_that_cannot_be_read_is_no_draft(root: Path) -> None:
    """The slip is told; what it might lack is not guessed."""
    file = root / DRAFT / "report.md"
    file.write_text(file.read_text(encoding="utf-8").replace("status: draft", "status: drafft"), encoding="utf-8")
    output = run(root, DRAFT).stdout
    assert "drafft" in output
    assert "还缺" not in output


def test_no_number_in_the_name_of_a_folder_is_printed(root: Path) -> None:
    """Here as little as in the problems."""
    (root / DRAFT).rename(root / "activities/2024/0601-13000000000")
    output = run(root, "activities/2024/0601-13000000000").output
    assert "草稿 activities/2024/0601-130***" in output
    assert "13000000000" not in output
