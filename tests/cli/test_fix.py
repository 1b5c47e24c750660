"""``jinguo fix``: shows what it changes, changes only that, and says what it left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import fix as command
from generator.cli.main import jinguo
from generator.records.changes import change
from tests import tiny
from tests.conftest import found

REPORT = f"{tiny.STORY}/report.md"
SLIPS = "07月06日,姐妹们来了.\n\n依据是平妇字[2017]22号。\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny register with slips in one report."""
    made = tiny.write(tmp_path / "登记 册").resolve()
    report = made / REPORT
    text = report.read_text(encoding="utf-8")
    report.write_bytes(f"{text.rstrip()}\n\n{SLIPS}".encode())
    return made


def fix(root: Path, *arguments: str | Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(jinguo, ["fix", "--root", str(root), *map(str, arguments)], catch_exceptions=False)


def files(root: Path) -> dict[str, bytes]:
    """Everything but the cache."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }


def test_it_shows_and_makes_the_corrections(root: Path) -> None:
    """The diff holds both lines, the file the new ones, and a second run has nothing to do."""
    before = files(root)
    done = fix(root)
    assert done.exit_code == 0, done.output
    assert "-07月06日,姐妹们来了." in done.output
    assert "+7月6日，姐妹们来了。" in done.output
    assert "改好 1 个文件" in done.output
    after = files(root)
    assert {path for path in after if after[path] != before.get(path)} == {REPORT}
    assert "7月6日，姐妹们来了。\n\n依据是平妇字〔2017〕22号。\n" in after[REPORT].decode()
    again = fix(root)
    assert again.output.startswith("没有要自动改的\n")
    assert files(root) == after


def test_a_dry_run_writes_nothing(root: Path) -> None:
    """It shows the same."""
    before = files(root)
    done = fix(root, "--dry-run")
    assert "+7月6日，姐妹们来了。" in done.output
    assert "会改 1 个文件" in done.output
    assert files(root) == before


def test_only_what_was_asked_for(root: Path) -> None:
    """Another folder's slips stay."""
    before = files(root)
    assert "没有要自动改的" in fix(root, "teams").output
    assert files(root) == before


def test_a_patch_for_git(root: Path) -> None:
    """Standard output is a patch and nothing else; applied, it is what the command would have written."""
    before = files(root)
    given = subprocess.run(
        [sys.executable, "-m", "generator", "fix", "--root", str(root), "--patch"],
        cwd=Path(__file__).resolve().parents[2],
        env=dict(os.environ),
        capture_output=True,
        check=True,
    ).stdout
    assert files(root) == before
    subprocess.run(["git", "apply", "-"], cwd=root, input=given, check=True)
    patched = files(root)
    for path, content in before.items():
        (root / path).write_bytes(content)
    fix(root)
    assert files(root) == patched


def test_colours_on_a_terminal_only(root: Path) -> None:
    """Red and green where somebody looks; whatever steers a terminal is written out."""
    report = root / REPORT
    report.write_bytes(report.read_bytes() + "红,\x1b[31m字\n".encode())
    plain = fix(root, "--dry-run").output
    shown = CliRunner().invoke(jinguo, ["fix", "--root", str(root), "--dry-run"], color=True, catch_exceptions=False)
    assert "\x1b" not in plain
    assert "\x1b[32m+7月6日，姐妹们来了。" in shown.output
    assert "\x1b[31m字" not in shown.output


def test_a_photo_that_reveals_something_is_made_clean(root: Path) -> None:
    """As ``jinguo photos clean`` does it."""
    photo = root / tiny.STORY / "01.jpg"
    photo.write_bytes(tiny.revealing((120, 90, 60)))
    assert "I1" in {problem.rule for problem in found(root)}
    done = fix(root)
    assert "1 张照片" in done.output
    assert "I1" not in {problem.rule for problem in found(root)}


def test_what_is_left_is_listed(root: Path) -> None:
    """A value that no program may change is told with its place; the command ends badly."""
    report = root / REPORT
    text = report.read_text(encoding="utf-8").replace("\n---\n", "\nsummary: |\n  甲,乙\n---\n", 1)
    report.write_bytes(text.encode())
    done = fix(root)
    assert done.exit_code == 1
    assert "summary：标点和空格没有改" in done.output
    assert "1 处没有改" in done.output


def test_somebody_saves_meanwhile(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was saved in between stays, and is told."""
    saved = "---\ntitle: 别人刚写的\n---\n好,吗\n".encode()

    def late(*given: object, **more: object) -> int:
        (root / REPORT).write_bytes(saved)
        return change(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(command, "change", late)
    done = fix(root)
    assert done.exit_code == 1
    assert "刚刚有人改过" in done.output
    assert (root / REPORT).read_bytes() == saved


def test_how_much_is_left_for_people(root: Path) -> None:
    """After the corrections the rest is counted, as ``jinguo check`` counts it."""
    report = root / REPORT
    report.write_bytes(report.read_bytes() + "她念完《家书，哭了。\n".encode())
    shown = fix(root).output
    left = [problem for problem in found(root) if problem.rule == "W9"]
    assert len(left) == 1
    assert "还要自己看的：共 0 个错误" in shown
