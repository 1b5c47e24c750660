"""``jinguo service correct``, ``record``, ``export`` and ``jinguo report person``: what becomes of sealed rows."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from generator.cli import service_add, service_correct, service_record
from tests.sealed.office import printed, with_pdf_text, with_writer
from tests.serving_people import HEAD, NUMBERS, PEOPLE, SHEET, STORY, TEAM, Keyed, line

TODAY = dt.date(2024, 3, 6)
RECORD = f"{TEAM}/record.sealed"
LEARNT = "证号,姓名,种类,日期,名称,主要内容,学习时长,举办/授予单位\n"


@pytest.fixture(autouse=True)
def the_day_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day after the activity."""
    monkeypatch.setattr(service_add, "today", lambda: TODAY)
    monkeypatch.setattr(service_record, "today", lambda: TODAY)
    monkeypatch.setattr(service_correct, "today", lambda: TODAY)


@pytest.fixture
def keyed(tmp_path: Path) -> Keyed:
    """A register in which four people served."""
    made = Keyed(tmp_path)
    text = HEAD + "".join(line(number, "2", list(PEOPLE.values())[number], "打扫") for number in range(4))
    assert made.add(text).exit_code == 0
    return made


def row_of(keyed: Keyed, number: int) -> str:
    """The id of somebody's row."""
    return next(row.row_id for row in keyed.rows() if row.values["number"] == NUMBERS[number])


def correct(keyed: Keyed, row: str, *more: str, given: str = "") -> str:
    """``jinguo service correct``: what it says; the value comes from standard input."""
    return keyed.run("service", "correct", str(keyed.root / STORY), row, *more, given=given).output


def tables(path: Path) -> dict[str, list[list[str]]]:
    """The sheets of a workbook as texts."""
    book = CalamineWorkbook.from_path(path)
    found = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    return {name: [[str(cell) for cell in row] for row in rows] for name, rows in found.items()}


def test_a_correction_keeps_history(keyed: Keyed) -> None:
    """Without a key, one value in a line of its own; the old lines keep every byte."""
    row = row_of(keyed, 0)
    before = (keyed.root / SHEET).read_bytes()
    assert "已更正" in correct(keyed, row, "hours", given="150分钟\n")
    assert "已更正" in correct(keyed, row, "评价", given="很好\n")
    assert (keyed.root / SHEET).read_bytes().startswith(before)
    found = next(each for each in keyed.rows(keyed.district) if each.row_id == row)
    assert (found.values["hours"], found.values["rating"], found.values["task"]) == ("2.5", "很好", "打扫")
    assert [version.part for version in found.versions] == [False, True, True]
    assert found.values["rated"] == TODAY.isoformat()


def test_with_a_key_nothing_changes_that_is_so_already(keyed: Keyed) -> None:
    """The sheet keeps its length."""
    key = ("--identity", str(keyed.files / "owner"))
    assert "什么也没有改" in correct(keyed, row_of(keyed, 0), "hours", *key, given="2\n")
    assert "已更正" in correct(keyed, row_of(keyed, 0), "hours", *key, given="1\n")


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        ("hours", "25", "不超过 24 小时"), ("hours", "", "不能没有"), ("date", "2024-03-09", "活动的日期里"),
        ("date", "后天", "看不懂"), ("number", "410402-2222-2222-2", "证号"), ("name", "1200000", "不像姓名"),
        ("hour", "2", "hours"), ("rated", "2024-03-01", "早于活动"),
    ],
)  # fmt: skip
def test_corrections_are_held_to_the_same_rules(keyed: Keyed, field: str, given: str, said: str) -> None:
    """Nothing is written and the value is not repeated."""
    before = (keyed.root / SHEET).read_bytes()
    told = correct(keyed, row_of(keyed, 0), field, given=f"{given}\n")
    assert said in told
    assert (keyed.root / SHEET).read_bytes() == before


def test_a_row_can_be_deleted(keyed: Keyed) -> None:
    """Its lines go, its id stays taken, it counts no more; an unknown row is told."""
    row = row_of(keyed, 0)
    before = (keyed.root / SHEET).read_bytes()
    assert "什么也没有写" in correct(keyed, row, "--delete", "--dry-run")
    assert "确定吗" in correct(keyed, row, "--delete", given="n\n")
    assert (keyed.root / SHEET).read_bytes() == before
    assert "已注销" in correct(keyed, row, "--delete", given="y\n")
    assert len(keyed.rows()) == 3
    assert (keyed.root / SHEET).read_text(encoding="ascii").count(row) == 1
    assert "没有" in correct(keyed, row, "--delete", "--yes")
    told = correct(keyed, "s-nobody", "hours", given="25")
    assert "没有 s-nobody 这一行" in told, "before the value is asked for and judged"


def test_a_deleted_row_that_a_merge_brought_back_goes_again(keyed: Keyed) -> None:
    """Its number keeps the day on which it was retired first, and stands there once."""
    row = row_of(keyed, 0)
    lines = (keyed.root / SHEET).read_text(encoding="ascii").splitlines()
    back = next(each for each in lines if each.startswith(row))
    kept = [each for each in lines if not each.startswith(row)]
    text = "\n".join([*kept, f"{row} retired:v1:2024-03-01", back, ""])
    (keyed.root / SHEET).write_text(text, encoding="ascii")
    assert "已注销" in correct(keyed, row, "--delete", "--yes")
    found = [each for each in (keyed.root / SHEET).read_text(encoding="ascii").splitlines() if each.startswith(row)]
    assert found == [f"{row} retired:v1:2024-03-01"]


@pytest.mark.parametrize("more", [("--team", "xinhua"), ("--identity", "owner"), ("hours",)])
def test_words_that_a_deletion_would_ignore_are_refused(keyed: Keyed, more: tuple[str, ...]) -> None:
    """Whoever writes them believes that they do something."""
    before = (keyed.root / SHEET).read_bytes()
    words = [str(keyed.files / each) if each == "owner" else each for each in more]
    assert "--delete 删掉整行" in correct(keyed, row_of(keyed, 0), *words, "--delete", "--yes")
    assert (keyed.root / SHEET).read_bytes() == before


def test_training_and_awards_are_sealed_beside_the_team(keyed: Keyed) -> None:
    """With public keys alone; A16: an award without its granting unit and a training without hours are refused."""
    path = keyed.table(LEARNT + f"{NUMBERS[0]},,培训,2024-02-01,急救,心肺复苏,半天,\n{NUMBERS[1]},,表彰,,标兵,,,\n")
    done = keyed.run("service", "record", str(path), "--team", "xinhua/aixin")
    assert done.exit_code == 1
    assert "第2行 “学习时长”：看不懂这个时长" in done.output
    assert "培训缺少举办（授予）单位" in done.output
    assert "表彰缺少日期、举办（授予）单位" in done.output
    assert not (keyed.root / RECORD).exists()
    rows = f"{NUMBERS[0]},,培训,2024-02-01,急救,心肺复苏,3,区红十字会\n{NUMBERS[1]},,表彰,2024-03-01,标兵,,,区妇联\n"
    done = keyed.run("service", "record", str(keyed.table(LEARNT + rows)), "--team", "xinhua/aixin")
    assert done.exit_code == 0, done.output
    assert {(row.values["kind"], row.row_id[:2]) for row in keyed.rows(at=RECORD)} == {("培训", "v-"), ("表彰", "v-")}
    key = ("--identity", str(keyed.files / "owner"))
    done = keyed.run("service", "record", str(keyed.table(LEARNT + rows)), "--team", "xinhua/aixin", *key)
    assert "跳过 2 行" in done.output


def test_the_export_has_rows_totals_and_activities(keyed: Keyed) -> None:
    """History marks, per person totals, declared against recorded; a log line without a value."""
    correct(keyed, row_of(keyed, 0), "hours", given="3")
    out = keyed.files / "private"
    done = keyed.run("service", "export", "--identity", str(keyed.files / "owner"), "--out", str(out))
    assert done.exit_code == 0, done.output
    assert "王样荷" not in done.output
    found = tables(out / "服务记录.xlsx")
    served = [row for row in found["服务记录"] if any(number in row for number in NUMBERS)]
    assert len(served) == 4
    assert [sum("更正 1 次" in cell for cell in row) for row in served].count(1) == 1
    people = {row[1]: row for row in found["个人合计"] if row[1] in NUMBERS}
    assert float(people[NUMBERS[0]][4]) == 3
    activity = next(row for row in found["活动核对"] if row[1] == "看望独居老人")
    assert activity[-1] == "小时差 1"
    log = json.loads((out / "exports.log").read_text(encoding="utf-8").splitlines()[-1])
    assert log["what"] == "服务记录"
    assert "王样荷" not in str(log)


def test_one_team_is_exported_alone(keyed: Keyed) -> None:
    """Another team's book has none of these rows."""
    out = keyed.files / "private"
    words = ("service", "export", "--identity", str(keyed.files / "owner"), "--out", str(out), "--team", "yexian")
    done = keyed.run(*words)
    assert done.exit_code == 0, done.output
    assert not any(
        number in row for rows in tables(out / "服务记录.xlsx").values() for row in rows for number in NUMBERS
    )


def test_one_persons_record_is_about_her_alone(keyed: Keyed) -> None:
    """Four blocks, her hours, that it is no proof; nobody else in it; her name not on the screen."""
    rows = f"{NUMBERS[0]},,培训,2024-02-01,急救,心肺复苏,3,区红十字会\n"
    keyed.run("service", "record", str(keyed.table(LEARNT + rows)), "--team", "xinhua/aixin")
    out = keyed.files / "private"
    key = ("--identity", str(keyed.files / "district"), "--out", str(out))
    done = keyed.run("report", "person", NUMBERS[0].replace("-", ""), *key)
    assert done.exit_code == 0, done.output
    assert "王样荷" not in done.output
    found = tables(out / f"个人服务记录-{NUMBERS[0]}.xlsx")
    assert list(found) == ["基本信息", "服务情况", "培训", "表彰奖励", "评价"]
    text = str(found)
    assert "不是志愿服务记录证明" in text
    assert "看望独居老人" in text
    assert "心肺复苏" in text
    assert not any(name in text for name in set(PEOPLE.values()) - {"王样荷"})
    assert re.search(r"服务时间合计', '2 小时", text)


def test_an_unknown_number_makes_no_file(keyed: Keyed) -> None:
    """One clear line."""
    out = keyed.files / "private"
    done = keyed.run(
        "report", "person", "410402-2222-2222-2", "--identity", str(keyed.files / "owner"), "--out", str(out)
    )
    assert done.exit_code == 1
    assert "没有这个证号" in done.output
    assert not list(out.glob("个人*"))


@with_writer
@with_pdf_text
def test_libreoffice_prints_both_papers(keyed: Keyed, tmp_path: Path) -> None:
    """The workbook of all and the page of one person, with the words that say what they are."""
    out = keyed.files / "private"
    key = ("--identity", str(keyed.files / "owner"), "--out", str(out))
    assert keyed.run("service", "export", *key).exit_code == 0
    assert keyed.run("report", "person", NUMBERS[0], *key).exit_code == 0
    pages = printed(tmp_path, "all.xlsx", (out / "服务记录.xlsx").read_bytes())
    assert "活动核对" in "".join(pages)
    assert NUMBERS[0] in "".join(pages)
    pages = printed(tmp_path, "one.docx", (out / f"个人服务记录-{NUMBERS[0]}.docx").read_bytes())
    assert "看望独居老人" in "".join(pages)
    assert all("不是志愿服务记录证明" in page for page in pages)


def test_two_branches_merge_without_loss(keyed: Keyed) -> None:
    """Rows added and a row corrected at the same time: git's union merge keeps all of it."""

    def git(*words: str) -> None:
        identity = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *identity, *words], cwd=keyed.root, check=True, capture_output=True)

    (keyed.root / ".gitattributes").write_text("*.sealed text eol=lf merge=union -diff\n", encoding="utf-8")
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "start")
    git("checkout", "-qb", "other")
    assert keyed.add(HEAD + line(4, "1")).exit_code == 0
    git("commit", "-qam", "one more")
    git("checkout", "-q", "main")
    assert keyed.add(HEAD + line(5, "1.5")).exit_code == 0
    correct(keyed, row_of(keyed, 0), "hours", given="3")
    git("commit", "-qam", "another, and a correction")
    git("merge", "-q", "other", "-m", "both")
    rows = {str(row.values["number"]): row.values["hours"] for row in keyed.rows()}
    assert rows == dict(zip(NUMBERS, ["3", "2", "2", "2", "1", "1.5"], strict=True))
