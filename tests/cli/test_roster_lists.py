"""``jinguo roster add``: whatever way a team is named, a file is locked, or a clerk keeps a list."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from msoffcrypto.format.ooxml import OOXMLFile

from generator.cli import handed_file
from generator.cli.main import jinguo
from generator.sealed.handed import opening
from tests import tiny
from tests.cli.desk import SHEET, Place, laid_out
from tests.sealed.handed_files import people, phone, workbook


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """The tiny register, sealed to two fresh keys."""
    return laid_out(tmp_path)


@pytest.mark.parametrize(
    "team",
    ["xinhua/aixin", "teams/xinhua/aixin/", "新华区建设路爱心巾帼志愿服务小队", "总队", "示例市巾帼志愿服务总队"],
)
def test_teams_go_by_address_and_name(place: Place, team: str) -> None:
    """A wrong one is answered with the nearest."""
    done = place.add(place.file(workbook(people(1))), team=team)
    assert done.exit_code == 0, done.output
    assert (place.root / (SHEET if "总队" not in team else "teams/roster.sealed")).exists()
    wrong = place.add(place.file(workbook(people(1))), team="xinhua/aixim")
    assert wrong.exit_code == 1
    assert "是不是 “xinhua/aixin”？" in wrong.output
    assert place.add(place.file(workbook(people(1))), team="../../etc").exit_code == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("新华", "是不是 xinhua（新华区巾帼志愿服务分队）？"),
        ("爱心小队", "是不是 xinhua/aixin（新华区建设路爱心巾帼志愿服务小队）？"),
        ("两支同名的小队", "有 2 支队伍都叫 “两支同名的小队”，请写地址：yexian/a、yexian/b"),
        ("!!", "可以写：xinhua、xinhua/aixin"),
    ],
)
def test_a_short_name_is_answered_with_who_may_be_meant(place: Place, typed: str, words: str) -> None:
    """The highest team that it fits; of two with one name neither is taken."""
    for name in ("a", "b"):
        (place.root / f"teams/yexian/{name}").mkdir()
        text = tiny.team("两支同名的小队", "小队", "叶县任店镇妇联", "410422")
        (place.root / f"teams/yexian/{name}/team.yml").write_text(text, encoding="utf-8")
    done = place.add(place.file(workbook(people(1))), team=typed)
    assert done.exit_code == 1
    assert words in done.output


@pytest.mark.parametrize(
    "typed", ["teams", "总队", "示例市巾帼志愿服务总队", "teams/xinhua/team.yml", "新华区巾帼志愿服务分队"]
)
def test_commands_that_read_all_teams_know_the_same_names(place: Place, typed: str) -> None:
    """And answer a short one likewise."""
    words = ["key", "list", "--root", str(place.root), "--team"]
    assert CliRunner().invoke(jinguo, [*words, typed]).exit_code == 0
    assert place.add(place.file(workbook(people(1))), "--dry-run", team=typed).exit_code == 0
    short = CliRunner().invoke(jinguo, [*words, "新华"])
    assert "是不是 xinhua（新华区巾帼志愿服务分队）？" in short.output


def test_files_of_the_register_are_read_as_yaml(place: Place) -> None:
    """A name in quotes with escapes, a consent whose key stands in quotes, and a key inside a text that is none."""
    path = place.root / "teams/xinhua/aixin/team.yml"
    name = "新华区建设路爱心巾帼志愿服务小队"
    escaped = "".join(f"\\u{ord(char):04x}" for char in name)
    path.write_text(path.read_text(encoding="utf-8").replace(name, f'"{escaped}"'), encoding="utf-8")
    consents = place.root / "teams/consents.yml"
    with consents.open("a", encoding="utf-8") as stream:
        stream.write('"c-2024-0009":\n  {scope: [name], channels: [web], given: 2024-01-02}\n')
        stream.write("# c-2024-0010: {scope: [name], channels: [web], given: 2024-01-02}\n")
    rows = [["姓名", "手机", "同意书编号"], ["赵样荷", phone(1), "c-2024-0009"]]
    assert place.add(place.file(workbook(rows)), team=name).exit_code == 0
    rows[1][2] = "c-2024-0010"
    assert "没有这份同意书" in place.add(place.file(workbook(rows)), team=name).output


def test_a_locked_file_is_asked_about(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal by itself; without one only where somebody says so, and a wrong password is said."""
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook(people(2)))).encrypt("口令-1", locked)
    file = place.file(locked.getvalue())
    assert "请在终端里运行" in place.add(file, "--dry-run").output
    assert place.add(file, "--file-password", "--dry-run", typed="口令-1\n").exit_code == 0
    assert "口令不对" in place.add(file, "--file-password", typed="口令-2\n").output
    monkeypatch.setattr(handed_file, "at_terminal", lambda: True)
    assert place.add(file, "--dry-run", typed="口令-1\n").exit_code == 0
    open_file = place.file(workbook(people(2)), "没有口令.xlsx")
    assert place.add(open_file, "--file-password", "--dry-run").exit_code == 0


def test_a_file_that_is_far_too_long_is_refused(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole, and never cut off: half a list would look like all of it."""
    file = place.file(workbook(people(2)))
    for module in (handed_file, opening):
        monkeypatch.setattr(module, "MAX_BYTES", 1000)
    done = place.add(file)
    assert done.exit_code == 1
    assert "没有读" in done.output


def test_an_ordinary_list_of_a_team(place: Place) -> None:
    """As a clerk keeps it: party, e-mail, sizes, signatures and the team's short name; times of service are kept."""
    head: list[object] = ["序号", "姓名", "电话", "是否党员", "邮箱", "尺码", "服务时间", "所在队伍", "类别", "签名"]
    rows: list[list[object]] = [head]
    for number, row in enumerate(people(3)[1:], start=1):
        rows.append([number, row[0], row[3], "否", "无", "L", "双休日", "爱心小队", "巾帼爱心帮扶志愿者", ""])
    done = place.add(place.file(workbook(rows)))
    assert done.exit_code == 0, done.output
    assert {tuple(row.values["times"]) for row in place.opened().rows} == {("双休日",)}  # type: ignore[arg-type]
    assert {tuple(row.values["categories"]) for row in place.opened().rows} == {("爱心帮扶",)}  # type: ignore[arg-type]


def test_who_comes_back_is_told_how(place: Place) -> None:
    """The printed command can be typed as it stands."""
    place.add(place.file(workbook([["姓名", "手机", "退队时间"], ["赵样荷", phone(), "2024-03"]])))
    done = place.add(place.file(workbook([["姓名", "手机"], ["赵样荷", phone()]])), "--identity", place.key)
    [row] = place.opened().rows
    assert f"jinguo seal xinhua/aixin 退队时间 --row {row.row_id} --clear" in done.output
    words = ["seal", "xinhua/aixin", "退队时间", "--row", row.row_id, "--clear", "--root", str(place.root)]
    assert CliRunner().invoke(jinguo, words).exit_code == 0
    assert "left" not in place.opened().rows[0].values
