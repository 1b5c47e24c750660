"""A sign-in sheet that is handed in again without a key, one for other teams, and ones that people write their way."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from python_calamine import CalamineWorkbook

from generator.cli import service_add, service_correct, service_tidy
from generator.sealed.age import lock
from generator.sealed.numbers import new_number
from generator.sealed.readers import Readers
from generator.sealed.recipients import recipient_keys
from generator.sealed.sheets import seal_row
from tests.lines import add_lines
from tests.serving_people import HEAD, NUMBERS, SHEET, STORY, Keyed, line

TODAY = dt.date(2024, 3, 6)


@pytest.fixture(autouse=True)
def the_day_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day after the activity."""
    for module in (service_add, service_correct, service_tidy):
        monkeypatch.setattr(module, "today", lambda: TODAY)


@pytest.fixture
def keyed(tmp_path: Path) -> Keyed:
    """The register."""
    return Keyed(tmp_path)


def book(keyed: Keyed) -> dict[str, list[list[str]]]:
    """The sheets of an export."""
    out = keyed.files / "private"
    shutil.rmtree(out, ignore_errors=True)
    done = keyed.run("service", "export", "--identity", str(keyed.files / "owner"), "--out", str(out))
    assert done.exit_code == 0, done.output
    found = CalamineWorkbook.from_path(out / "服务记录.xlsx")
    return {
        name: [[str(cell) for cell in row] for row in found.get_sheet_by_name(name).to_python()]
        for name in found.sheet_names
    }


def tidy(keyed: Keyed, *more: str, given: str = "") -> Result:
    """``jinguo service tidy`` with the owner's key."""
    words = ("service", "tidy", str(keyed.root / STORY), "--identity", str(keyed.files / "owner"), *more)
    return keyed.run(*words, given=given)


def test_a_corrected_sheet_handed_in_again_counts_once(keyed: Keyed) -> None:
    """Without a key nobody sees it then; the export counts the newer row, lists the other, and says how to clear it."""
    keyed.add(HEAD + line(0, "2") + line(1, "2"))
    keyed.add(HEAD + line(0, "3") + line(1, "2"))
    found = book(keyed)
    people = {row[1]: float(row[4]) for row in found["个人合计"] if row[1] in NUMBERS}
    assert people == {NUMBERS[0]: 3, NUMBERS[1]: 2}
    listed = [row for row in found["要核对的"] if "同一个人、同一天" in " ".join(row)]
    assert len(listed) == 2
    assert sum("service tidy" in " ".join(row) for row in listed) == 1
    assert sum("--delete" in " ".join(row) for row in listed) == 2


def test_a_correction_of_one_of_two_rows_hides_nothing(keyed: Keyed) -> None:
    """They differ now, and are told until one is gone."""
    keyed.add(HEAD + line(0, "2"))
    keyed.add(HEAD + line(0, "2"))
    row = keyed.rows()[0].row_id
    keyed.run("service", "correct", str(keyed.root / STORY), row, "hours", given="4")
    assert any("同一个人、同一天" in " ".join(each) for each in book(keyed)["要核对的"])
    assert "内容不一样" in tidy(keyed).output
    other = next(each.row_id for each in keyed.rows() if each.row_id != row)
    keyed.run("service", "correct", str(keyed.root / STORY), other, "--delete", "--yes")
    assert "要核对的" not in book(keyed)


def test_tidy_takes_out_exact_repeats(keyed: Keyed) -> None:
    """Asked before; a dry run writes nothing; a name alone is whom the roster knows by it; the others stay."""
    keyed.add(HEAD + line(0, "2") + line(1, "2", "", "打扫"))
    keyed.add(f"姓名,小时\n王样荷,2\n{'赵样菊'},1\n")
    keyed.add(HEAD + line(1, "2", "", "做饭"))
    before = (keyed.root / SHEET).read_bytes()
    for done in (tidy(keyed, "--dry-run"), tidy(keyed, given="n\n")):
        assert "1 行完全重复" in done.output
        assert (keyed.root / SHEET).read_bytes() == before
    done = tidy(keyed, "--yes")
    assert "已删掉 1 行" in done.output
    assert "内容不一样" in done.output
    assert len(keyed.rows()) == 4
    assert "没有完全重复的行" in tidy(keyed).output


def test_tidy_needs_a_key(keyed: Keyed) -> None:
    """Without one nobody sees who it is."""
    assert "--identity" in keyed.run("service", "tidy", str(keyed.root / STORY)).output


def test_adding_with_a_key_counts_repeats_once(keyed: Keyed) -> None:
    """And tells of them; the row that counts is the one that is corrected."""
    keyed.add(HEAD + line(0, "2"))
    keyed.add(HEAD + line(0, "2"))
    done = keyed.add(HEAD + line(0, "3"), "--identity", str(keyed.files / "owner"))
    assert "1 行是同一个人同一天重复的" in done.output
    assert "这场活动共 1 人、3 小时" in done.output
    assert "更正 1 行" in done.output


def test_without_a_key_rows_are_not_called_people(keyed: Keyed) -> None:
    """Five rows may be of four."""
    keyed.add(HEAD + line(0, "2") + line(1, "2"))
    done = keyed.add(HEAD + line(0, "2") + line(2, "2") + line(3, "2"))
    assert "服务记录有 5 行" in done.output
    assert "5 人" not in done.output


def test_numbers_of_other_teams_are_told_apart(keyed: Keyed) -> None:
    """Ids of rows are public: she is on a roster, only not of a team that the report names."""
    number = new_number("410422", set(NUMBERS))
    sheet = "teams/yexian/roster.sealed"
    keys = recipient_keys(keyed.root, sheet)
    now = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    add_lines(keyed.root / sheet, [seal_row(sheet, number, {"name": "周样莲"}, keys, now)])
    done = keyed.add(f"证号,小时\n{number},2\n")
    assert done.exit_code == 1
    assert "的名册里" in done.output
    assert "写进报道的 teams" in done.output
    assert "roster add" not in done.output


@pytest.mark.parametrize("team", ["新华区爱心巾帼志愿服务小队", "xinhua/gone"])
def test_a_correction_has_the_readers_of_its_row(keyed: Keyed, team: str) -> None:
    """Whatever the row calls its team: just those whom a change of keys would choose."""
    now = dt.datetime(2024, 3, 5, tzinfo=dt.UTC)
    keys = recipient_keys(keyed.root, "teams/service.sealed")
    values = {"number": NUMBERS[0], "team": team, "date": "2024-03-05", "hours": "2"}
    add_lines(keyed.root / SHEET, [seal_row(SHEET, "s-old", values, keys, now)])
    key = ("--identity", str(keyed.files / "owner"))
    done = keyed.run("service", "correct", str(keyed.root / STORY), "s-old", "hours", *key, given="3")
    assert "已更正" in done.output, done.output
    (row,) = keyed.rows()
    assert row.values["hours"] == "3"
    assert Readers(keyed.root).keys("teams") == keys
    assert len({version.readers for version in row.versions}) == 1


def test_a_heading_that_only_says_time_means_hours_where_lengths_stand(keyed: Keyed) -> None:
    """And not where days stand: then one error says which column lacks, and the reminder which one was passed over."""
    done = keyed.add(f"证号,时间\n{NUMBERS[0]},2小时\n{NUMBERS[1]},9点到11点\n")
    assert done.exit_code == 0, done.output
    assert {row.values["hours"] for row in keyed.rows()} == {"2"}
    done = keyed.add(f"证号,姓名,队伍,时间\n{NUMBERS[2]},,,3月5日\n{NUMBERS[3]},,,3.5\n")
    assert done.exit_code == 1
    assert done.output.count("没有 “服务时间” 这一列") == 1
    assert "没有写服务时间" not in done.output
    assert "“时间” 这一列没有登记" in done.output


def test_several_days_are_written_below_one_name(keyed: Keyed) -> None:
    """Another day below a name is hers; a missing column of days is told once."""
    story = "activities/2023/1023-chongyang"
    text = f"证号,日期,小时\n{NUMBERS[0]},10月22日,2\n,10月23日,3\n{NUMBERS[1]},10月22日,1\n,10月22日,1\n"
    done = keyed.add(text, story=story)
    assert done.exit_code == 1
    assert done.output.count("都是空的") == 1, done.output
    done = keyed.add(text.replace(",10月22日,1\n,10月22日,1\n", ",10月22日,1\n"), story=story)
    assert done.exit_code == 0, done.output
    rows = {(row.values["number"], row.values["date"]) for row in keyed.rows(at=f"{story}/service.sealed")}
    assert rows == {
        (NUMBERS[0], "2023-10-22"), (NUMBERS[0], "2023-10-23"), (NUMBERS[1], "2023-10-22"),
    }  # fmt: skip
    done = keyed.add(f"证号,小时\n{NUMBERS[0]},2\n{NUMBERS[1]},2\n", story=story)
    assert done.output.count("活动有 2 天") == 1


def test_days_without_a_year_are_of_the_year_that_fits(keyed: Keyed) -> None:
    """In an activity over New Year January is of the later one."""
    story = keyed.root / "activities/2023/1023-chongyang/report.md"
    text = story.read_text(encoding="utf-8")
    start = text.index("date:")
    end = text.index("\n", start)
    story.write_text(f"{text[:start]}date: {{from: 2023-12-31, to: 2024-01-01}}{text[end:]}", encoding="utf-8")
    rows = f"证号,日期,小时\n{NUMBERS[0]},12月31日,2\n{NUMBERS[0]},1月1日,2\n{NUMBERS[1]},1月2日,2\n"
    done = keyed.add(rows, story="activities/2023/1023-chongyang")
    assert done.output.count("不在活动的日期里") == 1, done.output
    assert "第4行" in done.output


@pytest.mark.parametrize("words", [("service", "export"), ("report", "person", NUMBERS[0])])
def test_a_passphrase_comes_in_once(keyed: Keyed, words: tuple[str, ...]) -> None:
    """Through a pipe, which nobody can read twice."""
    keyed.add(HEAD + line(0, "2"))
    locked = keyed.files / "locked"
    locked.write_bytes(lock((keyed.files / "owner").read_bytes(), "样例口令一二三四"))
    locked.chmod(0o600)
    more = ("--identity", str(locked), "--passphrase-file", "-", "--out", str(keyed.files / "private"))
    done = keyed.run(*words, *more, given="样例口令一二三四\n")
    assert done.exit_code == 0, done.output


def test_one_persons_record_tells_of_her_problems_alone(keyed: Keyed) -> None:
    """Others' repeats are none of her business."""
    keyed.add(HEAD + line(0, "2") + line(1, "2"))
    keyed.add(HEAD + line(0, "2") + line(1, "3"))
    key = ("--identity", str(keyed.files / "owner"), "--out", str(keyed.files / "private"))
    assert keyed.run("report", "person", NUMBERS[0], *key).output.count("同一个人、同一天") == 1
    assert keyed.run("report", "person", NUMBERS[2], *key).output.count("同一个人、同一天") == 0
