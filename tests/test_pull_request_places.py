"""``.ci/pull-request`` for a register in a folder of a repository, and for a branch that has errors already."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests import tiny
from tests.proposal.desk import ALONE, commit, git
from tests.proposal.judged import NEW, SCRIPT, grown, judge, result

REPORT = f"{tiny.STORY}/report.md"
STORY = tiny.FILES[REPORT].replace("hours: 8", "hours: 9")


def test_a_register_in_a_sub_folder(tmp_path: Path) -> None:
    """Judged with the program beside it, from any folder in it; what is left lies beside it too."""
    top = grown(tmp_path / "repo")
    register = top / "a" / "reg"
    register.mkdir(parents=True)
    for name in [each.name for each in top.iterdir() if each.name not in {".git", "a"}]:
        git(top, "mv", name, f"a/reg/{name}")
    git(top, "commit", "-qm", "moved")
    slip = STORY.replace("姐妹们陪老人说话，", "姐妹们陪老人说话,")
    head = commit(top, {f"a/reg/{REPORT}": slip, "a/other.md": "x"})
    environment = {**os.environ, **ALONE, "JINGUO_FORMAT": "gitlab", "JINGUO_PYTHON": sys.executable}
    for folder in (register / "teams", top):
        done = subprocess.run(
            [str(register / SCRIPT), "main", head], cwd=folder, env=environment, capture_output=True, text=True,
            check=False, timeout=180,
        )  # fmt: skip
        assert done.returncode == (2 if folder == top else 0), done.stderr
    assert "请在登记册的文件夹里运行" in done.stderr
    assert not (top / "dist").exists()
    assert "a/other.md" in result(register, "summary.md")
    assert (register / "dist/pull-request/site/index.html").is_file()
    assert all(
        each["location"]["path"].startswith("a/reg/") for each in json.loads(result(register, "annotations.txt"))
    )
    git(top, "checkout", "-q", head)
    git(top, "apply", str(register / "dist/pull-request/fixes.patch"))
    assert (register / REPORT).read_text(encoding="utf-8") == STORY


def test_errors_that_the_branch_has_already(tmp_path: Path) -> None:
    """They stop nobody else's story; there is no preview, and the summary says why and where they are."""
    root = grown(tmp_path / "repo")
    (root / NEW).mkdir(parents=True)
    wrong = tiny.report("夏夜送清凉", "2024-07-01").replace("[爱心帮扶]", "[没有这类]")
    (root / NEW / "report.md").write_text(wrong, encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "wrong")
    done = judge(root, commit(root, {REPORT: STORY}))
    assert done.returncode == 0, done.stderr
    summary = result(root, "summary.md")
    assert "原来就有的错误（不是这次改的）" in summary
    assert f"{NEW}/report.md" in summary
    assert "没有预览" in summary
    assert not (root / "dist/pull-request/site").exists()
