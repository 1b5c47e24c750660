"""What ``jinguo intake`` keeps, and what it does not write: originals, forms that are unclear, names of the ill."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from generator.console import Console
from generator.drafts.branches import BranchError, read_at
from generator.intake.delivered import Delivery
from generator.intake.reading import read
from tests.cli.desk import Place
from tests.intake.sending import (
    STORY,
    branch,
    form,
    git,
    photo,
    register,
    run,
    word,
    wrong_since,
)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A register in git, a key and a desk."""
    return register(tmp_path)


def test_a_form_of_a_known_team_under_a_shorter_name_is_no_second_team(place: Place) -> None:
    """Which team it is says a person: nothing is written until then."""
    file = place.file(form("建设路街道爱心小队", "新华区建设路街道妇联"), "登记表.docx")
    done = run(place, file)
    assert "是不是已有的 xinhua/aixin" in done.output
    assert git(place.root, "for-each-ref", "refs/heads/intake") == ""
    assert run(place, file, "--team", "xinhua/aixin").exit_code == 0
    assert "size: 9" in (read_at(place.root, branch(place), "teams/xinhua/aixin/team.yml") or b"").decode()


def test_a_form_that_cannot_be_written_is_kept(place: Place) -> None:
    """With an index that says so."""
    done = run(place, place.file(form("新华区光明路街道手工巾帼志愿服务小队", "新华区妇联", "约20人"), "登记表.docx"))
    assert done.exit_code == 1
    assert "不缺，只是读不懂" in done.output
    (kept,) = (place.root / "private/intake").rglob("*登记表.docx")
    assert "没有写" in (kept.parent.parent / "目录.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["refs/heads/x", "main~1", "HEAD", "a..b", "-x", "a b", "main"])
def test_a_wrong_branch_is_refused_before_anything_is_kept(place: Place, name: str) -> None:
    """Plainly, and no copy is left behind."""
    done = run(place, place.file(word(*STORY), "稿子.docx"), f"--branch={name}")
    assert done.exit_code == 1
    assert "分支" in done.output
    assert "标题" not in done.output, "nothing has been read yet"
    assert not (place.root / "private/intake").exists()


def test_where_the_commit_fails_no_copy_is_left(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a delivery helps nobody: it can be handed in again."""

    def broken(*_words: object) -> str:
        raise BranchError("git 没有成功")

    monkeypatch.setattr("generator.cli.intake.on_branch", broken)
    assert run(place, place.file(word(*STORY), "稿子.docx")).exit_code == 1
    assert not list((place.root / "private/intake").iterdir())


@pytest.mark.parametrize("what", ["gone", "changed"])
def test_an_original_that_changes_meanwhile_stops_all(place: Place, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """Never is said that all originals are there while one is not."""
    file = place.file(word(*STORY), "稿子.docx")

    def read_then_lose(paths: Sequence[Path], console: Console) -> Delivery:
        delivery = read(paths, console)
        if what == "gone":
            file.unlink()
        else:
            file.write_bytes(b"x")
        return delivery

    monkeypatch.setattr("generator.cli.intake.read", read_then_lose)
    done = run(place, file)
    assert done.exit_code == 1
    assert "稿子.docx" in done.output
    assert "原件都在" not in done.output
    assert not list((place.root / "private/intake").iterdir())
    assert git(place.root, "for-each-ref", "refs/heads/intake") == ""


def test_nobody_who_is_ill_is_named_in_git(place: Place) -> None:
    """The name goes before the commit, one question says where; the list of names is kept in private."""
    told = (
        *STORY,
        "独居老人王秀英患有乳腺癌，志愿者上门为她做饭。",
        "救助对象名单：",
        "姓名 病情",
        "侯桂芬 肺癌",
    )
    done = run(place, place.file(word(*told), "稿子.docx"))
    assert done.exit_code == 0, done.output
    whole = git(place.root, "show", branch(place))
    assert "王某某" in whole
    assert "王秀英" not in whole
    assert "侯桂芬" not in whole
    assert "人名已经写成“王某某”" in done.output
    (kept,) = (place.root / "private/intake").rglob("*名单1.txt")
    assert "侯桂芬" in kept.read_text(encoding="utf-8")


def test_a_draft_with_children_in_its_captions_has_no_errors(place: Place) -> None:
    """Whether they can be recognised is asked, and nothing is claimed."""
    lines = (STORY[0], STORY[1], "志愿者为36名留守儿童讲绘本、做手工，孩子们听得很认真，一上午很快就过去了。")
    document = docx.Document(io.BytesIO(word(*lines, pictures=0)))
    document.add_picture(io.BytesIO(photo((10, 200, 60))))
    document.add_paragraph("图为志愿者给孩子们讲绘本")
    out = io.BytesIO()
    document.save(out)
    done = run(place, place.file(out.getvalue(), "稿子.docx"))
    assert done.exit_code == 0, done.output
    assert "图说写到孩子" in done.output
    assert "minors" not in git(place.root, "show", branch(place)).partition("photos:")[2].partition("credits")[0]
    assert not [each for each in wrong_since(place) if each.rule == "I6" and each.severity == "error"]


def test_many_stories_are_told_in_a_line_each(place: Place) -> None:
    """Beyond ten nobody reads on; the questions stand in the drafts."""
    files = [
        place.file(
            word(f"{STORY[0]}（{number}）", STORY[1], f"{STORY[2]}第{number}次。", pictures=0), f"{number:02}.docx"
        )
        for number in range(12)
    ]
    done = run(place, *files, "--dry-run")
    assert done.exit_code == 0, done.output
    (line,) = [each for each in done.output.splitlines() if each.startswith("11.docx")]
    assert "个问题写在稿子最上面" in line
