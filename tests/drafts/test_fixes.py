"""Safe corrections: they mend, they make nothing worse, and made once they leave nothing to do."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.drafts.fixes import Fix, Fixes, all_fixes, fixes, mended
from generator.drafts.patches import patch
from generator.problems import Problem, errors
from generator.records.library import load
from tests import tiny
from tests.conftest import SITES, Register, found
from tests.test_sites import CASES, differing

REPORT = "activities/2026/0305-x/report.md"
TEAM = "teams/x/team.yml"
ROOT = Path(__file__).resolve().parents[2]


def made(root: Path) -> Fixes:
    """Make every safe correction of a register."""
    done = all_fixes(load(root)[0])
    for each in done.made:
        (root / each.path).write_bytes(each.new.encode())
    return done


def report(front: str = "title: 标题\ndate: 2026-03-05\n", body: str = "正文。\n") -> str:
    """A report with its front matter."""
    return f"---\n{front}---\n{body}"


@pytest.mark.parametrize("name", CASES)
def test_corrections_make_no_case_worse(name: str, register: Register) -> None:
    """Whatever is wrong with a register: no new error, nothing that becomes unreadable, and nothing left to do."""
    root = register(differing(SITES / "wrong" / name))
    if not all_fixes(load(root)[0]).made:
        return
    before = found(root)
    made(root)
    after = found(root)
    assert len(errors(after)) <= len(errors(before)), [str(each) for each in after]
    assert len(after) <= len(before), [str(each) for each in after]
    assert unreadable(after) <= unreadable(before)
    assert fixes(load(root)[0]) == []


def unreadable(problems: list[Problem]) -> set[str]:
    """Files that say nothing."""
    return {each.path for each in problems if each.rule in {"F1", "F2"}}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("alt: 老师在讲, 大家在听, caption: 第一课", "alt: 老师在讲，大家在听, caption: 第一课"),
        ("alt: 讲,听 , 记, caption: 第一课", "alt: 讲，听，记, caption: 第一课"),
        ("alt: 老师在讲, caption: 第一课, 人很多", "alt: 老师在讲, caption: 第一课，人很多"),
    ],
)
def test_a_comma_that_cut_a_value_is_mended(old: str, new: str) -> None:
    """Where Chinese stands on both sides and what follows is no key."""
    front = "title: 标题\nphotos:\n  - {{file: 01.jpg, {}}}\n"
    text, what, left = mended(REPORT, report(front.format(old)))
    assert (text, left) == (report(front.format(new)), [])
    assert "花括号里的半角逗号" in what


@pytest.mark.parametrize("line", ["alt: 讲, captoin, caption: 第一课", "alt: 共, 12 人", "alt: 讲, 听: 记"])
def test_a_comma_that_may_be_meant_is_left(line: str) -> None:
    """A misspelt key, a number, a key with a value."""
    text = report(f"title: 标题\nphotos:\n  - {{file: 01.jpg, {line}}}\n")
    assert f"{{file: 01.jpg, {line[:6]}" in mended(REPORT, text)[0]
    assert "花括号里的半角逗号" not in mended(REPORT, text)[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("了,,又", "了，又"), ("了，,又", "了，又"), ("来了 36 人 ,大家说好。", "来了36人，大家说好。"),
        ("她说 , 好", "她说，好"), ("3 月 8 日到 12 户人家", "3月8日到12户人家"),
        ("用 5G 上课", "用 5G 上课"), ("A 12 个", "A 12个"),
    ],
)  # fmt: skip
def test_blanks_and_commas_in_one_run(old: str, new: str) -> None:
    """Typed twice or apart; run again, nothing changes."""
    text = mended(REPORT, report(body=f"{old}\n"))[0]
    assert text == report(body=f"{new}\n")
    assert mended(REPORT, text)[0] == text


def test_a_dot_between_two_words_is_listed() -> None:
    """The end of a sentence or part of a name: told with its place, and left."""
    text = report(body="第一行。\n来上课.来的人多\n")
    new, _, left = mended(REPORT, text)
    assert new == text
    assert [(each.line, each.column, each.rule) for each in left] == [(6, 3, "W9")]


@pytest.mark.parametrize("root", [ROOT, SITES / "hunan"])
def test_good_registers_need_no_correction(root: Path) -> None:
    """Good content is left alone to the byte."""
    assert all_fixes(load(root)[0]) == Fixes()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("date: 2026.3.5\n", "date: 2026-03-05\n"),
        ("date: 2026年3月5日\n", "date: 2026-03-05\n"),
        ("date: 26年3月5日 # 周四\n", "date: 2026-03-05 # 周四\n"),
        ("date: ２０２６-０３-０５\n", "date: 2026-03-05\n"),
        ("date: 2026年3月5日至2026年3月7日\n", "date: {from: 2026-03-05, to: 2026-03-07}\n"),
        ("date: {from: 2026/3/5, to: 2026-03-07}\n", "date: {from: 2026-03-05, to: 2026-03-07}\n"),
        ("volunteers: 12人\n", "volunteers: 12\n"),
        ("volunteers: １２\n", "volunteers: 12\n"),
        ("volunteers: 1,200\n", "volunteers: 1200\n"),
        ("hours: 12.5小时\n", "hours: 12.5\n"),
        ("title: 甲,乙  # 说明\n", "title: 甲，乙  # 说明\n"),
        ("place: {township: 甲镇, spot: 乙(东)}\n", "place: {township: 甲镇, spot: 乙（东）}\n"),
        (
            "photos:\n  - {file: 01.jpg, alt: 甲,\n     caption: 乙:丙}\n",
            "photos:\n  - {file: 01.jpg, alt: 甲,\n     caption: 乙：丙}\n",
        ),
        ('photos:\n  - {file: "1,2.jpg", alt: "甲,乙"}\n', 'photos:\n  - {file: "1,2.jpg", alt: 甲，乙}\n'),
        ("summary: >-\n  甲，\n  乙\n", ""),
        ("date: 05.03.26\n", ""),
        ("date: 三月五日\n", ""),
        ("volunteers: 30余人\n", ""),
        ("volunteers: 十几个\n", ""),
        ("date: 2026-02-30\n", ""),
        ("title：甲\ndate: 2026-03-05\n", "title: 甲\ndate: 2026-03-05\n"),
        ("title:甲\ndate: 2026-03-05\n", "title: 甲\ndate: 2026-03-05\n"),
        ("title: 甲\ndate：2026.3.5\nbrand: 乙\n", "title: 甲\ndate: 2026-03-05\nbrand: 乙\n"),
        ("title: |\n  甲\n  date：乙\n", ""),
    ],
)
def test_values_of_keys(old: str, new: str) -> None:
    """What can only mean one thing is written as it should be; the rest of the file stays to the byte."""
    assert mended(REPORT, report(old))[0] == report(new or old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("07月06日,中帼志愿者依据平妇字[2017]022号上门.\n", "7月6日，巾帼志愿者依据平妇字〔2017〕22号上门。\n"),
        ("甲,乙\r\n丙.\n\r\n丁\r\n", "甲，乙\r\n丙。\n\r\n丁\r\n"),
        ("没有尾行,", "没有尾行，"),
    ],
)
def test_bodies(old: str, new: str) -> None:
    """Dates, numbers of documents, marks; each line keeps its own end."""
    assert mended(REPORT, report(body=old))[0] == report(body=new)


def test_what_was_put_right_is_said() -> None:
    """Once each, in Chinese."""
    text = report("title: 甲,乙\ndate: 2026.3.5\nvolunteers: 5人\n", "7月06日,好。\n")
    assert mended(REPORT, text)[1] == ("日期", "数字", "标点和空格", "正文里的日期")


def test_what_cannot_be_written_is_told_with_its_place() -> None:
    """A block of lines is left to a person."""
    text = report("title: 甲\ndate: 2026-03-05\nsummary: |\n  甲,乙\n")
    new, _, left = mended(REPORT, text)
    assert new == text
    assert [str(each) for each in left] == [
        f"{REPORT}:4:1: warning F5: summary：标点和空格没有改，这一项的写法程序不敢改 —— 请自己改"
    ]


def test_a_file_in_another_encoding_is_left_and_told(tmp_path: Path) -> None:
    """Its bytes stay."""
    root = tiny.write(tmp_path / "r", photos=False)
    path = root / tiny.STORY / "report.md"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    done = all_fixes(load(root)[0])
    assert done.made == []
    assert [(each.path, each.rule) for each in done.left] == [(f"{tiny.STORY}/report.md", "F1")]


def test_a_mark_at_the_beginning_goes() -> None:
    """The BOM is an error, and nothing is lost with it."""
    assert mended(REPORT, "\ufeff" + report())[0] == report()


@pytest.mark.parametrize("text", ["", "---\n", "---\ntitle: 甲\n", "正文,没有信息块\n", "---\n- 甲,乙\n---\n好,吗\n"])
def test_broken_records_do_not_stop_it(text: str) -> None:
    """Whatever the front matter: no accident, and a second run changes nothing."""
    once = mended(REPORT, text)[0]
    assert mended(REPORT, once)[0] == once


@given(st.text(st.sampled_from("甲乙2026.年月日,:：，\n -{}[]\"'#|>&*"), max_size=40))
def test_any_front_matter_is_mended_once(front: str) -> None:
    """Idempotent, and as many lines as before."""
    for path, text in ((REPORT, report(f"{front}\n", f"{front}\n")), (TEAM, front)):
        once = mended(path, text)[0]
        assert mended(path, once)[0] == once
        assert once.count("\n") <= text.count("\n")


@pytest.mark.parametrize("name", ["0305-x", "0305-带 空格"])
@pytest.mark.parametrize("body", ["甲,乙\n", "甲,乙", "甲,乙\r\n丙\r\n", "甲\n" * 20 + "乙,丙\n" + "丁\n" * 20])
def test_git_takes_the_patch(name: str, body: str, tmp_path: Path) -> None:
    """``git apply`` makes the same bytes of it."""
    path = f"activities/2026/{name}/report.md"
    text = report(body=body)
    place = tmp_path / path
    place.parent.mkdir(parents=True)
    place.write_bytes(text.encode())
    new, what, _ = mended(path, text)
    assert new != text
    taken = subprocess.run(
        [shutil.which("git") or "git", "apply", "-"],
        cwd=tmp_path,
        input=patch([Fix(path, text, new, what)]).encode(),
        capture_output=True,
        check=False,
    )
    assert taken.returncode == 0, taken.stderr.decode()
    assert place.read_bytes() == new.encode()
