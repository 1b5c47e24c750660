"""``jinguo seal``: one value, asked for and never an argument; no key, nothing else of the row touched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import seal as command
from generator.cli.main import jinguo
from generator.records.recipients import SAMPLE_KEYS
from generator.records.sheets import parse_sheet, retired_line
from generator.sealed.age import Identities, new_identity, parse_identities
from generator.sealed.sheets import OpenedRow, open_sheet
from tests import tiny
from tests.sealed.handed_files import id_number, people, phone, workbook

CONTACT = "teams/xinhua/aixin/contact.sealed"
ROSTER = "teams/xinhua/aixin/roster.sealed"
TEAM = "xinhua/aixin"
OWNER = new_identity("甲")
Seal = Callable[..., Result]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny register, sealed to two keys."""
    made = tiny.write(tmp_path / "登记册", photos=False)
    keys = [parse_identities(each).public[0] for each in (OWNER, new_identity("乙"))]
    (made / "teams/recipients.txt").write_text("\n".join(keys), encoding="utf-8")
    return made


@pytest.fixture
def seal(root: Path) -> Seal:
    """Seal what comes from a pipe."""

    def run(*words: str, value: str = "") -> Result:
        return CliRunner().invoke(jinguo, ["seal", *words, "--root", str(root)], input=value)

    return run


def rows(root: Path, sheet: str, keys: Identities | None = None) -> dict[str, OpenedRow]:
    """What a key holder sees, by row id."""
    text = (root / sheet).read_text(encoding="ascii")
    return {row.row_id: row for row in open_sheet(parse_sheet(sheet, text), keys or parse_identities(OWNER)).rows}


@pytest.fixture
def number(root: Path, tmp_path: Path) -> str:
    """Somebody in the roster."""
    (tmp_path / "名单.xlsx").write_bytes(workbook(people(1)))
    words = ["roster", "add", str(tmp_path / "名单.xlsx"), "--team", TEAM, "--root", str(root)]
    assert CliRunner().invoke(jinguo, words).exit_code == 0
    return next(iter(rows(root, ROSTER)))


def test_contacts_are_sealed_field_by_field(root: Path, seal: Seal) -> None:
    """Key or Chinese title; the field says whether it is the leader's row or that of who answers for the team."""
    for field, value in (
        ("联系电话", phone()),
        ("leader", "赵样荷"),
        ("责任人", "李样梅"),
        ("责任人电话", f"0375-{'2' * 7}"),
    ):
        done = seal(TEAM, field, value=f"{value}\n")
        assert done.exit_code == 0, done.output
        assert value not in done.output
    found = rows(root, CONTACT)
    assert found["leader"].values == {"phone": phone(), "leader": "赵样荷"}
    assert found["responsible"].values == {"responsible": "李样梅", "responsible_phone": f"0375{'2' * 7}"}


def test_a_value_is_corrected_and_taken_away(root: Path, seal: Seal, number: str) -> None:
    """Only this value; the lines before keep every byte."""
    before = (root / ROSTER).read_bytes()
    assert seal(TEAM, "手机", "--row", number.replace("-", ""), value=phone(9)).exit_code == 0
    assert seal(TEAM, "left", "--row", number, value="2026年3月").exit_code == 0
    assert seal(TEAM, "身份证号", "--row", number, "--clear").exit_code == 0
    [row] = rows(root, ROSTER).values()
    assert (row.values["mobile"], row.values["left"]) == (phone(9), "2026-03")
    assert "id_number" not in row.values
    assert row.values["name"] == "赵样荷"
    assert (root / ROSTER).read_bytes().startswith(before)


def test_the_holder_of_a_consent(root: Path, seal: Seal) -> None:
    """Her name goes to the sheet of consents; only for a consent that is registered."""
    assert seal("--consent", "c-2024-0001", value="赵样荷").exit_code == 0
    assert rows(root, "teams/consents.sealed")["c-2024-0001"].values == {"name": "赵样荷"}
    assert "没有这份同意书" in seal("--consent", "c-2024-0099", value="赵样荷").output
    assert seal(TEAM, "姓名", "--consent", "c-2024-0001").exit_code == 2


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("联系电话", "12", "电话号码不对"), ("联系电话", "", "没有写"), ("联系电话", "1.3E+10", "写全每一位"),
     ("领队姓名", "赵1", "数字或者符号"), ("联系电活", "x", "没有 “联系电活” 这一项"),
     ("证号", "x", "没有 “证号” 这一项")],
)  # fmt: skip
def test_mistakes_leave_the_sheet_alone(root: Path, seal: Seal, field: str, value: str, words: str) -> None:
    """With what to do, and never with the value."""
    done = seal(TEAM, field, value=value)
    assert done.exit_code == 1
    assert words in done.output
    assert not (root / CONTACT).exists()


def test_rows_that_are_not_there_are_not_made(root: Path, seal: Seal, number: str) -> None:
    """People come by ``roster add``; a deleted number stays deleted; nothing can be cleared that is not there."""
    assert "没有 410402-1 这一行" in seal(TEAM, "手机", "--row", "410402-1", value=phone()).output
    assert "没有可以去掉的" in seal(TEAM, "联系电话", "--clear").output
    with (root / ROSTER).open("a", encoding="ascii") as stream:
        stream.write(retired_line(number, dt.date(2026, 1, 1)) + "\n")
    assert "已经注销" in seal(TEAM, "手机", "--row", number, value=phone()).output


def test_nothing_is_asked_about_a_row_that_is_not_there(seal: Seal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody types an id number twice to hear that the row does not exist."""
    monkeypatch.setattr(command, "at_terminal", lambda: True)
    monkeypatch.setattr(command, "hidden", pytest.fail)
    for words in ((TEAM, "手机", "--row", "410402-1"), (TEAM, "没有这一项"), ("--consent", "c-2024-0099")):
        assert seal(*words).exit_code == 1


def test_a_note_is_sealed_as_it_was_typed(root: Path, seal: Seal, number: str) -> None:
    """Full-width marks are part of what somebody wrote; 无 is nothing to write."""
    assert seal(TEAM, "备注", "--row", number, value="周末，下午（３点）\n").exit_code == 0
    [row] = rows(root, ROSTER).values()
    assert row.values["note"] == "周末，下午（３点）"
    assert "没有写" in seal(TEAM, "备注", "--row", number, value="无\n").output


def test_at_a_terminal_it_is_asked_twice(root: Path, seal: Seal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody can look at it afterwards; two different answers seal nothing."""
    monkeypatch.setattr(command, "at_terminal", lambda: True)
    assert "两遍输的不一样" in seal(TEAM, "联系电话", value=f"{phone()}\n{phone(1)}\n").output
    assert not (root / CONTACT).exists()
    done = seal(TEAM, "联系电话", value=f"{phone()}\n{phone()}\n")
    assert done.exit_code == 0
    assert phone() not in done.output


def test_keys_that_anybody_has_are_shouted_at(root: Path, seal: Seal) -> None:
    """Sample keys open to everybody: only invented people may be sealed to them."""
    with (root / "teams/recipients.txt").open("a", encoding="utf-8") as stream:
        stream.write(f"\n{min(SAMPLE_KEYS)}\n")
    assert "谁都能打开，只能放虚构的人" in seal(TEAM, "联系电话", value=phone()).output


def test_a_value_is_no_argument(seal: Seal) -> None:
    """What stands on a command line stands in the shell's history."""
    done = seal(TEAM, "身份证号", id_number())
    assert done.exit_code == 2
