"""``jinguo intake`` from letter to branch: a draft without errors, nothing lost, nothing private in git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.drafts.branches import files_at, read_at
from generator.records.stubs import ALT_STUB
from tests.cli.desk import Place
from tests.intake.sending import (
    MAIL,
    PHONE,
    STORY,
    WECHAT,
    branch,
    form,
    git,
    letter,
    register,
    run,
    word,
    wrong_since,
)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A register in git, a key and a desk."""
    return register(tmp_path)


def test_a_letter_becomes_a_draft_on_a_branch(place: Place) -> None:
    """Nothing in the working folder changes; the photograph is clean, its caption and credit are in the record."""
    done = run(place, place.file(letter({"活动信息.docx": word(*STORY)}), "来信.eml"))
    assert done.exit_code == 0, done.output
    assert git(place.root, "status", "--porcelain") == ""
    name = branch(place)
    (path,) = [each for each in files_at(place.root, name, "activities/2026") if each.endswith("report.md")]
    text = (read_at(place.root, name, path) or b"").decode()
    assert "title: 爱心小队看望独居老人" in text
    assert "date: 2026-03-05" in text
    assert "teams: [xinhua/aixin]" in text
    assert "status: draft" in text
    assert ALT_STUB in text
    assert "credit: 李某" in text
    master = read_at(place.root, name, path.replace("report.md", "01.jpg")) or b""
    assert master.startswith(b"\xff\xd8")
    assert b"SECRET" not in master


def test_the_branch_holds_nothing_personal(place: Place) -> None:
    """Not in any object that git keeps, whatever it is reachable from; the original is in private."""
    run(place, place.file(letter({"活动信息.docx": word(*STORY)}), "来信.eml"))
    listed = git(place.root, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)")
    for line in listed.splitlines():
        name, kind = line.split()
        data = subprocess.run(["git", "cat-file", kind, name], cwd=place.root, capture_output=True, check=True).stdout
        for private in (PHONE, WECHAT, MAIL):
            assert private.encode() not in data
    (kept,) = (place.root / "private/intake").glob("*/原件/*来信.eml")
    assert MAIL.encode() in kept.read_bytes()
    assert kept.stat().st_mode & 0o077 == 0
    for folder in (place.root / "private", *kept.parents[:3]):
        assert folder.stat().st_mode & 0o077 == 0


def test_nothing_personal_is_said(place: Place) -> None:
    """What the command prints may be sent around."""
    done = run(place, place.file(letter({"活动信息.docx": word(*STORY)}), "来信.eml"))
    for private in (PHONE, WECHAT, MAIL):
        assert private not in done.output


def test_a_draft_has_no_errors_but_those_of_its_photographs(place: Place) -> None:
    """Only a person can say what can be seen on them and who."""
    run(place, place.file(letter({"活动信息.docx": word(*STORY)}), "来信.eml"))
    git(place.root, "switch", "-q", branch(place))
    wrong = wrong_since(place)
    assert {each.rule for each in wrong} <= {"I2", "I4"}, wrong


def test_a_text_of_which_nothing_can_be_told_is_a_draft_without_errors(place: Place) -> None:
    """No place, no team, no day, no brand: each of them is asked for, and the draft is a whole record all the same."""
    text = "大家忙了整整一个上午，院子干净了，人也累了，可是心里高兴，说好下个月还要再来，把没有做完的事情做完。"
    done = run(place, place.file(word("忙碌的一个上午", text, text, pictures=0), "稿子.docx"), "--here")
    assert done.exit_code == 0, done.output
    assert not wrong_since(place)
    assert "是哪支队伍办的" in done.output
    assert "在哪个乡镇" in done.output


def test_the_same_letter_again_is_no_second_draft(place: Place) -> None:
    """Also under another name; what was made stays as it is."""
    file = place.file(letter({"活动信息.docx": word(*STORY)}), "来信.eml")
    run(place, file)
    first = git(place.root, "rev-parse", branch(place))
    done = run(place, place.file(letter({"另一个名字.docx": word(*STORY)}, "Fwd: 信息"), "转发.eml"))
    assert done.exit_code == 0, done.output
    assert "以前交过了" in done.output
    assert git(place.root, "rev-parse", branch(place)) == first
    assert len(list((place.root / "private/intake").rglob("*转发.eml"))) == 1
    run(place, file)
    assert len(list((place.root / "private/intake").iterdir())) == 2, "what is kept already is not kept again"


def test_a_failed_run_is_not_remembered(place: Place) -> None:
    """What was never written is no story that came before."""
    file = place.file(word(*STORY), "稿子.docx")
    assert run(place, file, "--branch", "main").exit_code == 1
    done = run(place, file)
    assert done.exit_code == 0, done.output
    assert "以前交过了" not in done.output


def test_here_writes_into_the_working_folder(place: Place) -> None:
    """No branch; and the same story is known again."""
    file = place.file(word(*STORY), "稿子.docx")
    assert run(place, file, "--here", "--team", "xinhua/aixin").exit_code == 0
    assert git(place.root, "for-each-ref", "refs/heads/intake") == ""
    (report,) = [
        each for each in (place.root / "activities").glob("*/*/report.md") if "来稿指纹" in each.read_text("utf-8")
    ]
    assert report.with_name("01.jpg").is_file()
    assert "以前交过了" in run(place, file, "--here").output


def test_a_dry_run_writes_nothing(place: Place) -> None:
    """Neither a branch nor a copy."""
    before = sorted(place.root.rglob("*"))
    done = run(place, place.file(word(*STORY), "稿子.docx"), "--dry-run")
    assert done.exit_code == 0, done.output
    assert "什么也没有写" in done.output
    assert [each for each in sorted(place.root.rglob("*")) if ".cache" not in each.parts] == before
    assert git(place.root, "for-each-ref", "refs/heads/intake") == ""


def test_where_git_would_take_the_originals_nothing_is_written(place: Place) -> None:
    """Without private/ in .gitignore there is no draft."""
    (place.root / ".gitignore").write_text("/.cache/\n", encoding="utf-8")
    done = run(place, place.file(word(*STORY), "稿子.docx"))
    assert done.exit_code == 1
    assert ".gitignore" in done.output
    assert git(place.root, "for-each-ref", "refs/heads/intake") == ""
    assert not list((place.root / "private").rglob("*.docx")) if (place.root / "private").exists() else True


def test_what_cannot_be_read_is_kept_and_said(place: Place) -> None:
    """Exit code 1, and a copy all the same."""
    done = run(place, place.file(b"%PDF-1.4 nothing", "扫描.pdf"))
    assert done.exit_code == 1
    assert "没有用上" in done.output
    assert list((place.root / "private/intake").rglob("*扫描.pdf"))


def test_two_stories_of_a_day_have_two_addresses(place: Place) -> None:
    """Also when the first waits on a branch of an earlier delivery."""
    other = (STORY[0] + "（二）", STORY[1], STORY[2].replace("46", "47"))
    run(place, place.file(word(*STORY), "一.docx"))
    done = run(place, place.file(word(*other), "二.docx"))
    assert done.exit_code == 0, done.output
    names = git(place.root, "for-each-ref", "--format=%(refname:short)", "refs/heads/intake").split()
    folders = [{each.rpartition("/")[0] for each in files_at(place.root, name, "activities")} for name in names]
    assert len(folders) == 2
    assert len(folders[0] | folders[1]) == len(folders[0]) + 1


def test_a_form_becomes_a_team_with_its_contact_sealed(place: Place) -> None:
    """The record is public, the leader's row opens with the key, and git holds nothing of it in clear."""
    done = run(place, place.file(form("新华区光明路街道手工巾帼志愿服务小队", "新华区光明路街道妇联"), "登记表.docx"))
    assert done.exit_code == 0, done.output
    git(place.root, "switch", "-q", branch(place))
    (sheet,) = (place.root / "teams/xinhua").glob("dui-*/contact.sealed")
    (row,) = place.opened(sheet.relative_to(place.root).as_posix()).rows
    assert row.values == {"leader": "示例样桂", "post": "社区妇联主席", "phone": PHONE, "wechat": WECHAT}
    record = sheet.with_name("team.yml").read_text(encoding="utf-8")
    assert "size: 9" in record
    assert "示例样桂" not in record + done.output
    assert PHONE not in done.output
    assert not wrong_since(place)


def test_a_new_team_may_have_an_address_of_ones_choice(place: Place) -> None:
    """A sealed row knows its place, so it must be right from the beginning; one elsewhere is refused."""
    file = place.file(form("新华区光明路街道手工巾帼志愿服务小队", "新华区光明路街道妇联"), "登记表.docx")
    assert run(place, file, "--address", "yexian/shougong").exit_code == 1
    done = run(place, file, "--address", "xinhua/guangminglu-shougong")
    assert done.exit_code == 0, done.output
    git(place.root, "switch", "-q", branch(place))
    assert len(place.opened("teams/xinhua/guangminglu-shougong/contact.sealed").rows) == 1


def test_a_form_of_a_known_team_changes_it(place: Place) -> None:
    """On a branch, and once."""
    file = place.file(form("新华区建设路爱心巾帼志愿服务小队", "建设路街道妇联"), "登记表.docx")
    assert run(place, file).exit_code == 0
    text = (read_at(place.root, branch(place), "teams/xinhua/aixin/team.yml") or b"").decode()
    assert "size: 9" in text
    assert "以前交过了" in run(place, file).output


def test_a_form_here_is_sealed_once(place: Place) -> None:
    """The private index remembers what no commit has yet."""
    file = place.file(form("新华区建设路爱心巾帼志愿服务小队", "建设路街道妇联"), "登记表.docx")
    assert run(place, file, "--here").exit_code == 0
    assert len(place.opened("teams/xinhua/aixin/contact.sealed").rows) == 1
    assert "以前交过了" in run(place, file, "--here").output
    sheet = (place.root / "teams/xinhua/aixin/contact.sealed").read_text(encoding="ascii")
    assert sheet.count("sealed:v1:") == 1


def test_branch_and_here_exclude_one_another(place: Place) -> None:
    """A mistake on the command line."""
    assert run(place, place.file(word(*STORY), "稿子.docx"), "--here", "--branch", "x").exit_code == 2
