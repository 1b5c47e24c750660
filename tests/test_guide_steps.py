"""The handbook's steps, each done as its page prints it, on a fresh copy of the sample register."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.checks.run import check
from generator.clock import today
from generator.drafts.branches import files_at, read_at
from generator.photos.metadata import findings
from generator.problems import errors
from tests.admin.desk import package, with_git
from tests.browsing import CHROMIUM
from tests.guide import form, steps
from tests.guide.office import BRANCH, STORY, Office, line_of, lines_of, office

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [with_git, pytest.mark.skipif(sys.platform == "win32", reason="questions need a terminal of Unix")]
PAIR = [f"{STORY}/01.jpg", f"{STORY}/02.jpg", f"{STORY}/report.md"]


def right(there: Office, revision: str, folder: Path) -> list[str]:
    """Everything wrong with a branch, as somebody finds who fetches it; its files as git lists them."""
    there.typed(f"git worktree add -q {folder} {revision}")
    assert [str(each) for each in errors(check(folder, today(), processes=1)[1])] == []
    return files_at(there.root, revision, STORY)


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The third way of ``contribute.md`` from the first line to the last, and then the reviewers' lines."""
    there = office(tmp_path_factory.mktemp("typed"))
    steps.hooks(there)
    steps.new(there)
    steps.photos(there)
    steps.fill(there)
    assert "没有写 people" in steps.check(there).text.partition("要投稿（submitted）还缺：")[2]
    steps.say_who_is_shown(there)
    assert "+11月14日" in steps.fix(there).text
    assert "要投稿（submitted）不缺什么" in steps.check(there).text
    assert "没有提交" in steps.refused(there).text
    steps.submit(there)
    return there


def test_a_story_written_by_hand_reaches_the_platform(typed: Office, tmp_path: Path) -> None:
    """A branch with a report and clean photographs, handed in; the register that everybody shares is as it was."""
    assert right(typed, f"origin/{BRANCH}", tmp_path / "fetched") == PAIR
    report = (read_at(typed.root, f"origin/{BRANCH}", PAIR[2]) or b"").decode()
    assert "status: submitted" in report
    assert "圆桌，屋里" in report
    assert all(findings(read_at(typed.root, f"origin/{BRANCH}", path) or b"") == [] for path in PAIR[:2])
    assert files_at(typed.root, "origin/main", STORY) == []


def test_a_story_is_signed(typed: Office) -> None:
    """The reviewers' lines, one after another; then the summary says what readers will see, and who must sign."""
    for line in lines_of(steps.APPROVE)[:2]:
        assert typed.typed(line).code == 0
    assert "核对" in steps.run(typed, steps.APPROVE, "jinguo photos review").text
    steps.tick(typed)
    steps.run(typed, steps.APPROVE, "jinguo fix")
    steps.sign(typed)
    told = steps.compare(typed).text
    assert "新增 《一盖帘饺子》" in told
    assert "签发" in told
    assert set(lines_of(steps.APPROVE)) <= set(typed.log)
    assert set(lines_of(steps.CONTRIBUTE)) - set(typed.log) == {"jinguo admin", line_of(steps.CONTRIBUTE, "jinguo in")}


def test_a_letter_becomes_a_draft(tmp_path: Path) -> None:
    """The second way: on a branch, without errors, what came in kept outside git."""
    there = office(tmp_path)
    told = steps.intake(there).text
    branch = re.search(r"在分支 (\S+?)（", told)
    assert branch is not None
    assert "还要问清" in told
    paths = files_at(there.root, branch[1], "activities/2026/1117-xinhua-zhukun")
    assert [path.rpartition("/")[2] for path in paths] == ["01.jpg", "02.jpg", "report.md"]
    right(there, branch[1], tmp_path / "fetched")
    assert "status: draft" in (read_at(there.root, branch[1], paths[2]) or b"").decode()
    assert any((there.root / "private/intake").rglob("*来信*"))
    assert there.typed("git status --short").text == ""


@pytest.mark.skipif(CHROMIUM is None or not shutil.which("npm"), reason="chromium or npm is not installed")
def test_a_story_typed_into_the_form(browser: Browser, tmp_path: Path) -> None:
    """The first way, in a window as narrow as a telephone, then wider: refused, mended, saved, handed in."""
    there = office(tmp_path)
    with form.opened(there, browser) as shown:
        shown.begin()
        shown.tell()
        assert "正文第 4 段：这里有明文手机号码" in shown.forget_what_may_not_be_written()
        shown.mend()
        shown.add_photos()
        shown.save()
        assert shown.page.locator(".jinguo-lacking summary").inner_text().startswith("送审之前还要看")
        shown.page.set_viewport_size({"width": 800, "height": form.HEIGHT})
        shown.hand_in()
        branch = shown.branch()
    assert right(there, branch, tmp_path / "fetched") == PAIR
    assert "status: submitted" in (read_at(there.root, branch, PAIR[2]) or b"").decode()
    assert there.typed("git status --short").text == ""


def test_the_lines_of_whoever_keeps_the_platform(tmp_path: Path) -> None:
    """Every one of them, as printed."""
    if shutil.which("npm"):
        package()  # fetched once for all tests
    there = office(tmp_path)
    for line in lines_of(steps.PLATFORM):
        if line.startswith("jinguo admin") and not shutil.which("npm"):
            continue
        said = there.typed(line)
        assert said.code == 0, said.text
    written = (there.root / ".github/CODEOWNERS").read_text(encoding="utf-8")
    assert "/teams/xinhua/ @shili-xinhua" in written
    if shutil.which("npm"):
        assert (there.home / "桌面/表单/config.js").is_file()
