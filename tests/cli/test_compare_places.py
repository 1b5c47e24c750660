"""``jinguo compare`` wherever the register lies: beside a branch that went on, in a sub-folder, without git."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import compare as command
from generator.cli.main import jinguo
from tests import tiny
from tests.proposal.desk import TODAY, commit, git, repository

REPORT = f"{tiny.STORY}/report.md"
STORY = tiny.FILES[REPORT].replace("hours: 8", "hours: 9")
CHANGE = "服务时长（小时）：19.5 → 20.5"
WRONG = STORY.replace("brand: 助困关爱", "brand: 没有")


@pytest.fixture(autouse=True)
def the_day_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Consents are live on a day that does not move."""
    monkeypatch.setattr(command, "today", lambda: TODAY)


def run(root: Path, *arguments: str) -> Result:
    """Compare."""
    return CliRunner().invoke(jinguo, ["compare", "--root", str(root), *arguments])


def nested(folder: Path) -> Path:
    """The tiny register in a sub-folder of a repository; the folder of the register."""
    repository(folder)
    (folder / "资料 库").mkdir()
    for name in ("teams", "activities", "content"):
        git(folder, "mv", name, f"资料 库/{name}")
    (folder / "other.md").write_text("x", encoding="utf-8")
    git(folder, "add", "other.md")
    git(folder, "commit", "-qm", "moved")
    return folder / "资料 库"


def test_the_working_register_since_its_fork(tmp_path: Path) -> None:
    """What entered ``main`` meanwhile is not shown the other way round, whether the change is committed or not."""
    root = repository(tmp_path / "register")
    git(root, "branch", "draft")
    (root / "content/privacy.md").write_text("# 后来改的\n", encoding="utf-8")
    git(root, "commit", "-qam", "later")
    git(root, "checkout", "-q", "draft")
    (root / REPORT).write_text(STORY, encoding="utf-8")
    told = run(root, "main").output
    assert CHANGE in told
    assert "后来改的" not in told
    assert "privacy" not in told
    assert "目标分支又有了 1 次提交" in told
    git(root, "commit", "-qam", "mine")
    assert run(root, "main").output == told
    assert run(root, "main", str(root)).output == told


def test_a_register_in_a_sub_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to compare say what they say of a register at the top; files beside it are named."""
    root = nested(tmp_path / "repository")
    head = commit(root.parent, {f"资料 库/{REPORT}": STORY, "other.md": "y", "content/x.md": "z"})
    told = run(root, "main", head, "--format", "json")
    assert told.exit_code == 0
    beside = next(each for each in json.loads(told.output)["sections"] if each["title"] == "登记册以外的文件")
    assert [line["spans"][0][1] for line in beside["lines"]] == ["content/x.md", "other.md"]
    (root / REPORT).write_text(STORY, encoding="utf-8")
    assert CHANGE in run(root, "main").output
    monkeypatch.chdir(root / "teams")
    assert CHANGE in CliRunner().invoke(jinguo, ["compare", "main", head]).output
    monkeypatch.chdir(tmp_path / "repository/.git")
    result = CliRunner().invoke(jinguo, ["compare", "main", "main"])
    assert (result.exit_code, "请到登记册的文件夹里运行" in result.output) == (1, True)


def test_places_in_a_repository(tmp_path: Path) -> None:
    """Platforms, pictures and ``git apply`` count from the top of the repository."""
    root = nested(tmp_path / "repository")
    slip = WRONG.replace("姐妹们陪老人说话，", "姐妹们陪老人说话,")
    head = commit(root.parent, {f"资料 库/{REPORT}": slip, f"资料 库/{tiny.STORY}/01.jpg": tiny.clean((3, 3, 3))})
    options = ["--problems", f"gitlab:{tmp_path}/b.json", "--patch", f"{tmp_path}/fixes.patch"]
    told = run(root, "main", head, *options, "--format", "markdown", "--pictures-at", "https://example.invalid/raw/")
    assert "https://example.invalid/raw/%E8%B5%84%E6%96%99%20%E5%BA%93/activities/" in told.output
    listed = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))
    assert f"资料 库/{REPORT}" in {each["location"]["path"] for each in listed}
    assert all(each["location"]["path"].startswith("资料 库/") for each in listed)
    git(root.parent, "checkout", "-q", head)
    git(root.parent, "apply", str(tmp_path / "fixes.patch"))
    assert (root / REPORT).read_text(encoding="utf-8") == WRONG


def test_signers_of_now_in_a_sub_folder(tmp_path: Path) -> None:
    """They are read below the register's folder."""
    root = nested(tmp_path / "repository")
    head = commit(root.parent, {f"资料 库/{REPORT}": STORY})
    signers = "signers: [{account: new-boss, roles: [编辑, 审核, 签发]}]\n"
    (root / "teams/federation.yml").write_text(tiny.FEDERATION + signers, encoding="utf-8")
    git(root, "commit", "-qam", "new")
    assert "编辑：new-boss" in run(root, "main", head, "--approved", "").output


def test_without_git(tmp_path: Path) -> None:
    """That there is no repository is what is said, and not that a branch is missing."""
    root = tiny.write(tmp_path / "register")
    for arguments in (["main"], ["main", "draft"]):
        result = run(root, *arguments)
        assert result.exit_code == 1
        assert "这里不是 git 仓库" in result.output
        assert "没有找到版本" not in result.output


def test_nothing_to_compare_with(tmp_path: Path) -> None:
    """An example of what to write."""
    result = run(tiny.write(tmp_path / "register"))
    assert result.exit_code == 2
    assert "请写和哪个分支比，例如 jinguo compare main" in result.output


@pytest.mark.parametrize("make", [repository, nested])
def test_how_sheets_are_merged(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    """A proposal that takes the line for sheets away is told so, wherever the register lies."""
    register = make(tmp_path / "repository")
    top = tmp_path / "repository"
    (top / ".gitattributes").write_text("*.sealed text eol=lf merge=union -diff\n", encoding="utf-8")
    (register / "teams/xinhua/roster.sealed").write_text("A1 sealed:v1:QUJD\n", encoding="utf-8")
    git(top, "add", "-A")
    git(top, "commit", "-qm", "sheets")
    place = "" if register == top else f"{register.name}/"
    assert "S13" not in run(register, "main", commit(top, {f"{place}{REPORT}": STORY})).output
    assert "S13" in run(register, "main", commit(top, {".gitattributes": "* text=auto\n"})).output
    assert "S13" not in run(register, "main").output


def test_a_link_that_leads_elsewhere_now(tmp_path: Path) -> None:
    """One that the branch has already stops nobody; one that is bent is new."""
    root = repository(tmp_path / "register")
    (root / "content/pw.md").symlink_to("privacy.md")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "link")
    assert run(root, "main", commit(root, {REPORT: STORY})).exit_code == 0
    git(root, "checkout", "-qb", "bent")
    (root / "content/pw.md").unlink()
    (root / "content/pw.md").symlink_to("/etc/passwd")
    git(root, "commit", "-qam", "bent")
    assert run(root, "main", "bent").exit_code == 1
