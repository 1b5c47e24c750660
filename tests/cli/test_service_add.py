"""``jinguo service add``: a sign-in sheet is sealed whole or not at all, with public keys alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.cli import service_add
from generator.sealed.numbers import new_number
from tests.serving_people import HEAD, NUMBERS, SHEET, TEAM, Keyed, line


@pytest.fixture(autouse=True)
def the_day_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day after the activity, so that nothing is late."""
    monkeypatch.setattr(service_add, "today", lambda: dt.date(2024, 3, 6))


@pytest.fixture
def keyed(tmp_path: Path) -> Keyed:
    """The register."""
    return Keyed(tmp_path)


def test_rows_are_sealed_without_a_key(keyed: Keyed) -> None:
    """Who, when, how long and on what; to the readers of the person's team; random ids; the day of recording."""
    text = HEAD + line(0, "2", "王样荷", "打扫") + line(1, "2.5小时") + line(2, "90分钟") + line(3, "2h")
    done = keyed.add(text)
    assert done.exit_code == 0, done.output
    rows = {str(row.values["number"]): row.values for row in keyed.rows(keyed.district)}
    assert [rows[number]["hours"] for number in NUMBERS[:4]] == ["2", "2.5", "1.5", "2"]
    assert rows[NUMBERS[0]]["task"] == "打扫"
    assert rows[NUMBERS[1]]["task"] == "爱心帮扶"
    assert {(row["team"], row["date"], row["recorded"]) for row in rows.values()} == {
        ("xinhua/aixin", "2024-03-05", "2024-03-06")
    }
    assert all(row.row_id.startswith("s-") for row in keyed.rows())
    assert "A7" not in done.output
    assert "王样荷" not in (keyed.root / SHEET).read_text(encoding="ascii")


def test_nothing_is_sealed_when_anything_is_wrong(keyed: Keyed) -> None:
    """Every fault of the file at once, each with its line; no value is repeated; the sheet is not even made."""
    wrong = NUMBERS[4][:-1] + str((int(NUMBERS[4][-1]) + 1) % 10)
    text = HEAD + line(0, "25") + line(1, "0") + line(2, "很久") + f"{wrong},,2,\n" + ",,2,\n" + line(3, "")
    done = keyed.add(text + line(5, "2") + line(5, "3"))
    assert done.exit_code == 1
    for place, said in {
        2: "不超过 24 小时", 3: "要大于 0", 4: "看不懂这个时间", 5: "校验位不对", 6: "都是空的", 7: "没有写服务时间",
        9: "同一个人、同一天",
    }.items():  # fmt: skip
        assert any(f"第{place}行" in each and said in each for each in done.output.splitlines()), (place, done.output)
    assert "很久" not in done.output
    assert wrong not in done.output
    assert not (keyed.root / SHEET).exists()


def test_numbers_of_strangers_are_refused(keyed: Keyed) -> None:
    """A right check digit is not enough: she must be on a roster of the report's teams."""
    stranger = new_number("410402", set(NUMBERS))
    done = keyed.add(f"证号,小时\n{stranger},2\n")
    assert done.exit_code == 1
    assert "名册里没有这个证号" in done.output
    assert stranger not in done.output


def test_retired_numbers_are_refused(keyed: Keyed) -> None:
    """Whoever was deleted serves no more."""
    sheet = keyed.root / TEAM / "roster.sealed"
    sheet.write_text(sheet.read_text(encoding="ascii") + f"{NUMBERS[0]} retired:v1:2024-02-01\n", encoding="ascii")
    done = keyed.add(HEAD + line(0, "2"))
    assert done.exit_code == 1
    assert "已经注销" in done.output


def test_unknown_columns_are_told(keyed: Keyed) -> None:
    """What is not on record is said, so that nobody believes it is."""
    done = keyed.add(f"证号,小时,心情\n{NUMBERS[0]},2,好\n")
    assert done.exit_code == 0
    assert "“心情” 这一列没有登记" in done.output


def test_a_dry_run_writes_nothing(keyed: Keyed) -> None:
    """It says what it would do."""
    done = keyed.add(HEAD + line(0, "2"), "--dry-run")
    assert done.exit_code == 0
    assert "可以密封 1 行" in done.output
    assert not (keyed.root / SHEET).exists()


def test_what_does_not_add_up_is_a_warning(keyed: Keyed) -> None:
    """Fewer people and hours than the report says; sealed all the same."""
    done = keyed.add(HEAD + line(0, "2") + line(1, "13"))
    assert done.exit_code == 0
    assert "报道写志愿者 4 人，服务记录有 2 人" in done.output
    assert "报道写服务 8 小时，服务记录加起来是 15 小时" in done.output
    assert "一天超过 12 小时" in done.output
    assert len(keyed.rows()) == 2


def test_late_is_still_on_record(keyed: Keyed, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the tenth working day there is a warning; on it there is none."""
    monkeypatch.setattr(service_add, "today", lambda: dt.date(2024, 3, 19))
    assert "A6" not in keyed.add(HEAD + line(0, "2")).output
    monkeypatch.setattr(service_add, "today", lambda: dt.date(2024, 3, 20))
    done = keyed.add(HEAD + line(1, "2"))
    assert "第 10 个工作日是 2024-03-19" in done.output
    assert len(keyed.rows()) == 2


@pytest.mark.parametrize("title", ["服务时间（分钟）", "时长（累计）", "服务时间（往返路上）", "服务时间（天）"])
def test_other_times_are_no_hours(keyed: Keyed, title: str) -> None:
    """What brackets say of a column counts: minutes, days or the way there are not taken for hours served."""
    done = keyed.add(HEAD.replace("服务时长", title) + line(0, "10"))
    assert done.exit_code == 1
    assert not (keyed.root / SHEET).exists()


def test_a_risk_without_insurance_is_told(keyed: Keyed) -> None:
    """What people did is on record all the same."""
    report = keyed.root / SHEET.replace("service.sealed", "report.md")
    report.write_text(
        report.read_text(encoding="utf-8").replace("\nbrand:", "\nrisk: true\nbrand:", 1), encoding="utf-8"
    )
    done = keyed.add(HEAD + line(0, "2"))
    assert (done.exit_code, len(keyed.rows())) == (0, 1)
    assert "warning A8: 报道写了有人身危险（risk: true），没有写买了保险" in done.output


def test_repeats_cannot_be_seen_without_a_key(keyed: Keyed) -> None:
    """It says so, and existing lines keep every byte."""
    keyed.add(HEAD + line(0, "2"))
    before = (keyed.root / SHEET).read_bytes()
    done = keyed.add(HEAD + line(0, "2"))
    assert "没有钥匙，看不出有没有重复" in done.output
    assert (keyed.root / SHEET).read_bytes().startswith(before)
    assert len(keyed.rows()) == 2


def test_with_a_key_repeats_are_skipped_and_differences_correct(keyed: Keyed) -> None:
    """Same person and day: the same hours change nothing, other hours are a correction that keeps the old line."""
    key = ("--identity", str(keyed.files / "owner"))
    keyed.add(HEAD + line(0, "2", "", "打扫") + line(1, "3"), *key)
    done = keyed.add(HEAD + line(0, "2") + line(1, "2.5") + line(2, "1"), *key)
    assert "已密封 1 行" in done.output
    assert "更正 1 行" in done.output
    assert "跳过 1 行" in done.output
    rows = {str(row.values["number"]): row for row in keyed.rows()}
    assert len(rows) == 3
    assert rows[NUMBERS[0]].values["task"] == "打扫"
    assert rows[NUMBERS[1]].values["hours"] == "2.5"
    assert [version.values["hours"] for version in rows[NUMBERS[1]].versions] == ["3", "2.5"]


def test_names_become_numbers_with_a_key(keyed: Keyed) -> None:
    """Where a name is unique; two of one name ask for the number; without a key the name alone is sealed."""
    key = ("--identity", str(keyed.files / "owner"))
    assert keyed.add("姓名,小时\n王样荷,2\n", *key).exit_code == 0
    assert keyed.rows()[0].values["number"] == NUMBERS[0]
    done = keyed.add("姓名,小时\n钱样桃,2\n", *key)
    assert done.exit_code == 1
    assert "2 个同名的人" in done.output
    done = keyed.add("姓名,小时\n李样梅,2\n")
    assert "1 行没有证号" in done.output
    assert [row.values.get("number", "") for row in keyed.rows() if row.values["name"] == "李样梅"] == [""]


def test_a_name_that_does_not_fit_its_number_is_refused_with_a_key(keyed: Keyed) -> None:
    """And the message names neither."""
    done = keyed.add(HEAD + line(0, "2", "李样梅"), "--identity", str(keyed.files / "owner"))
    assert done.exit_code == 1
    assert "姓名不一样" in done.output
    assert "李样梅" not in done.output
    assert "王样荷" not in done.output


def test_several_days_need_a_date(keyed: Keyed) -> None:
    """Within the activity; a day without a year is of the activity's year."""
    story = "activities/2023/1023-chongyang"
    done = keyed.add("证号,小时\n" + f"{NUMBERS[0]},2\n", story=story)
    assert "活动有 2 天" in done.output
    done = keyed.add(f"证号,日期,小时\n{NUMBERS[0]},10月24日,2\n", story=story)
    assert "不在活动的日期里" in done.output
    done = keyed.add(f"证号,日期,小时\n{NUMBERS[0]},10月22日,2\n{NUMBERS[0]},2023-10-23,2\n", story=story)
    assert done.exit_code == 0, done.output


def test_people_of_teams_below_may_serve(keyed: Keyed) -> None:
    """A 分队's report has its squads' people, whose own readers the row gets; other teams' people may not."""
    story = "activities/2023/1023-chongyang"
    done = keyed.add(f"证号,日期,小时,队伍\n{NUMBERS[0]},2023-10-22,2,建设路爱心巾帼志愿服务小队\n", story=story)
    assert done.exit_code == 0, done.output
    done = keyed.add(f"证号,日期,小时,队伍\n{NUMBERS[1]},2023-10-22,2,叶县任店镇巾帼志愿服务小队\n", story=story)
    assert "不是这场活动的队伍" in done.output


def test_the_responsible_person_is_asked_for(keyed: Keyed) -> None:
    """Never on the command line, never shown."""
    done = keyed.add(HEAD + line(0, "2"), "--responsible", given="孙样责\n")
    assert done.exit_code == 0, done.output
    assert keyed.rows()[0].values["responsible"] == "孙样责"
    assert "孙样责" not in done.output


def test_too_few_keys_seal_nothing(keyed: Keyed) -> None:
    """At least two readers."""
    (keyed.root / "teams/recipients.txt").unlink()
    done = keyed.add(HEAD + line(0, "2"))
    assert done.exit_code == 1
    assert "至少要 2 把" in done.output
    assert not (keyed.root / SHEET).exists()
