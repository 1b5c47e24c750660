"""``jinguo compare`` as a reviewer and as a machine meet it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import compare as command
from generator.cli.main import jinguo
from generator.cli.register import as_github
from generator.problems import Problem
from tests import tiny
from tests.built import digests
from tests.proposal.desk import TODAY, commit, git, repository

REPORT = f"{tiny.STORY}/report.md"
STORY = tiny.FILES[REPORT].replace("hours: 8", "hours: 9")


@pytest.fixture(autouse=True)
def the_day_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Consents are live on a day that does not move."""
    monkeypatch.setattr(command, "today", lambda: TODAY)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny register under git."""
    return repository(tmp_path / "登记 册")


def run(root: Path, *arguments: str) -> Result:
    """Compare."""
    return CliRunner().invoke(jinguo, ["compare", "--root", str(root), *arguments])


def test_two_revisions_two_folders_and_what_lies_there(root: Path, tmp_path: Path) -> None:
    """All three ways say the same of the same change."""
    before = tiny.write(tmp_path / "before")
    head = commit(root, {REPORT: STORY})
    told = run(root, "main", head).output
    assert "服务时长（小时）：19.5 → 20.5" in told
    (root / REPORT).write_text(STORY, encoding="utf-8")
    assert run(root, "main").output == told
    assert run(root, str(before), str(root)).output == told
    assert run(root, str(before), head).output == told


def test_since_the_fork(root: Path) -> None:
    """What entered ``main`` meanwhile is nobody's change."""
    head = commit(root, {REPORT: STORY})
    (root / "content/privacy.md").write_text("# 另外改的\n", encoding="utf-8")
    git(root, "commit", "-qam", "later")
    assert "另外改的" not in run(root, "main", head).output


@pytest.mark.parametrize("shape", ["markdown", "text", "json"])
def test_the_same_twice(root: Path, shape: str) -> None:
    """Same input, same bytes; the repository is as it was."""
    head = commit(root, {REPORT: STORY, "generator/x.py": "x"})
    before = digests(root / "activities")
    first = run(root, "main", head, "--format", shape)
    assert first.exit_code == 0
    assert run(root, "main", head, "--format", shape).output == first.output
    assert digests(root / "activities") == before
    if shape == "json":
        assert json.loads(first.output)["wrong"] is False


def test_errors_fail(root: Path) -> None:
    """Status 1, also for what git would not even let be a file."""
    assert run(root, "main", commit(root, {REPORT: "---\ntitle: [\n---\n"})).exit_code == 1
    assert run(root, "main", "main").exit_code == 0


def test_files_beside(root: Path, tmp_path: Path) -> None:
    """The page, the problems in any format, and the register itself for a preview."""
    head = commit(
        root, {REPORT: STORY.replace("brand: 助困关爱", "brand: 没有"), f"{tiny.STORY}/01.jpg": tiny.clean((3, 3, 3))}
    )
    out = tmp_path / "out"
    options = ["--html", f"{out}/a.html", "--problems", f"gitlab:{out}/b.json", "--problems", f"github:{out}/c.txt"]
    result = run(root, "main", head, *options, "--export", f"{out}/register", "--format", "markdown")
    assert result.exit_code == 1
    assert "data:image/webp;base64," in (out / "a.html").read_text(encoding="utf-8")
    first = json.loads((out / "b.json").read_text(encoding="utf-8"))[0]
    assert (first["severity"], first["location"]["path"]) == ("critical", REPORT)
    assert (out / "c.txt").read_text(encoding="utf-8").startswith(f"::error file={REPORT},line=")
    assert "brand: 没有" in (out / "register" / REPORT).read_text(encoding="utf-8")
    assert run(root, "main", head, "--export", f"{out}/register").output.startswith("Error: ")


def test_pictures_in_a_comment(root: Path) -> None:
    """Only where somebody says where they lie, and only clean ones."""
    head = commit(
        root, {f"{tiny.STORY}/01.jpg": tiny.clean((3, 3, 3)), f"{tiny.STORY}/02.jpg": tiny.revealing((4, 4, 4))}
    )
    told = run(root, "main", head, "--format", "markdown", "--pictures-at", "https://example.invalid/raw/x/").output
    assert told.count("<img") == 1
    assert f'<img src="https://example.invalid/raw/x/{tiny.STORY}/01.jpg" width="240" alt="">' in told


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"], ["main", "--pictures-at", "javascript:alert(1)/"], ["main", "--pictures-at", 'https://x/"><b>/'],
        ["main", "--problems", "xml:a"], ["main", "--problems", "a"], ["main", "--limit", "3"],
        ["main", "--upload-pack=x"],
    ],
)  # fmt: skip
def test_bad_questions(root: Path, arguments: list[str]) -> None:
    """Refused, never guessed."""
    assert run(root, *arguments).exit_code in {1, 2}


def test_annotations_give_no_commands() -> None:
    """Neither a new line nor the older form of a runner's commands, anywhere in what is quoted."""
    problem = Problem("a\n::b.md", 1, 1, "A1", "error", "x\r\n::set-output name=a::b ##[set-output name=a]b", "%0A::c")
    text = as_github([problem])
    assert "\n" not in text
    assert "\r" not in text
    assert "##[" not in text
    assert "%250A::c" in text


def test_signatures(root: Path) -> None:
    """``--approved`` with nothing in it asks for all three; without it nobody is asked yet."""
    head = commit(root, {REPORT: STORY})
    assert run(root, "main", head).exit_code == 0
    result = run(root, "main", head, "--approved", "")
    assert (result.exit_code, "G2" in result.output) == (1, True)


SIGNERS = "signers: [{account: %s, roles: [编辑, 审核, 签发]}]\nrules: [{id: G3, level: %s, reason: 要核实}]\n"
SETTINGS = "teams/federation.yml"


def test_signers_of_now(root: Path) -> None:
    """Who set out from an old commit gets neither its signers nor its levels; how far it lies behind is told."""
    (root / SETTINGS).write_text(tiny.FEDERATION + SIGNERS % ("old-boss", "off"), encoding="utf-8")
    git(root, "commit", "-qam", "old")
    head = commit(root, {REPORT: STORY})
    assert "G3" not in run(root, "main", head, "--author", "x").output
    (root / SETTINGS).write_text(tiny.FEDERATION + SIGNERS % ("new-boss", "error"), encoding="utf-8")
    git(root, "commit", "-qam", "new")
    told = run(root, "main", head, "--author", "x", "--approved", "old-boss").output
    assert "错误 G3" in told
    assert "还缺 编辑、审核、签发" in told
    assert "编辑：new-boss" in told
    assert "old-boss" not in told
    assert "目标分支又有了 1 次提交" in told
    assert "本会的设置" not in told


def test_two_revisions_need_no_working_tree(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare copy of the repository is enough."""
    head = commit(root, {REPORT: STORY})
    git(root, "branch", "proposal", head)
    git(root, "clone", "-q", "--bare", ".", str(tmp_path / "bare"))
    monkeypatch.chdir(tmp_path / "bare")
    result = CliRunner().invoke(jinguo, ["compare", "main", "proposal"])
    assert "服务时长（小时）：19.5 → 20.5" in result.output
    assert CliRunner().invoke(jinguo, ["compare", "main"]).exit_code == 1


def test_a_ready_patch(root: Path, tmp_path: Path) -> None:
    """Safe corrections of what the proposal brings, and of nothing else; ``git apply`` takes them."""
    slip = STORY.replace("姐妹们陪老人说话，", "姐妹们陪老人说话,")
    head = commit(root, {REPORT: slip})
    result = run(root, "main", head, "--patch", str(tmp_path / "fixes.patch"))
    assert "jinguo fix 可以自动改 1 处" in result.output
    assert "附件 fixes.patch" in result.output
    git(root, "checkout", "-q", head)
    git(root, "apply", str(tmp_path / "fixes.patch"))
    assert (root / REPORT).read_text(encoding="utf-8") == STORY
    assert "附件" not in run(root, "main", head).output
    run(root, "main", "main", "--patch", str(tmp_path / "none.patch"))
    assert not (tmp_path / "none.patch").exists()


def test_a_patch_repeats_nothing_personal(root: Path, tmp_path: Path) -> None:
    """A file that holds what must disappear is not in it; the summary says so."""
    slip = STORY.replace("姐妹们陪老人说话，", f"姐妹们陪老人说话,电话{'138' + '0013' + '8000'}，")
    result = run(root, "main", commit(root, {REPORT: slip}), "--patch", str(tmp_path / "fixes.patch"))
    assert "不在补丁里，请自己运行 jinguo fix" in result.output
    assert not (tmp_path / "fixes.patch").exists()
