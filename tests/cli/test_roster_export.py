"""``jinguo roster export``: each fault of a key or a sheet is one clear line, and what can be read is exported."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from generator.sealed.age import load_identities, new_identity
from generator.sealed.gather import opened
from generator.sealed.rosters import ROSTER
from tests.vault import Vault, somebody, vault

SHEET, OTHER = "teams/roster.sealed", "teams/xinhua/roster.sealed"
EVIL = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "\r=1+1", "\n@x", "＝1+1", '=HYPERLINK("x")']


@pytest.fixture
def held(tmp_path: Path) -> Vault:
    """Two volunteers at the top, one in a team below."""
    made = vault(tmp_path)
    made.seal(SHEET, {"r-1": somebody(), "r-2": somebody()})
    made.seal(OTHER, {"r-1": somebody()})
    return made


def told(held: Vault, *more: str) -> tuple[int, list[str]]:
    """Exit code and the lines on standard error."""
    done = held.run("roster", "export", *more)
    return done.exit_code, done.stderr.splitlines()


def lines(held: Vault, sheet: str = SHEET) -> list[str]:
    """Of a sheet."""
    return (held.root / sheet).read_text(encoding="ascii").splitlines()


def write(held: Vault, *listed: str, sheet: str = SHEET) -> None:
    """A whole sheet."""
    (held.root / sheet).write_text("".join(f"{line}\n" for line in listed), encoding="ascii")


def names(held: Vault) -> list[str]:
    """Who is in the CSV file."""
    text = (held.root / "private" / "名册.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    at = next(row for row in rows if "姓名" in row).index("姓名")
    return [row[at] for row in rows if len(row) > at and row[at] != "姓名"]


def test_a_wrong_key_is_one_line(held: Vault, tmp_path: Path) -> None:
    """However many sheets there are; the export of yesterday stays."""
    assert told(held) == (0, [])
    before = (held.root / "private" / "名册.xlsx").read_bytes()
    held.identity = tmp_path / "外人.identity"
    held.identity.write_text(new_identity("stranger"), encoding="utf-8")
    code, said = told(held)
    assert code == 1
    assert len(said) == 1
    assert "这把钥匙一张表也打不开（2 张表）" in said[0]
    assert (held.root / "private" / "名册.xlsx").read_bytes() == before


def test_a_new_holder_is_sent_to_who_can_rotate(held: Vault, tmp_path: Path) -> None:
    """She is on the list but nothing has been sealed anew yet: taking her sheets back from history would lose rows."""
    (tmp_path / "新人.identity").write_text(new_identity("new"), encoding="utf-8")
    held.identity = tmp_path / "新人.identity"
    write(held, *lines(held), "<<<<<<< main")
    code, said = told(held)
    assert code == 1
    assert said[-1].startswith("Error: 一行也打不开，没有导出 —— 请先改好上面列出的")
    assert "请原来持钥匙的人运行 jinguo key rotate" in said[-1]
    closed = [line for line in said if "这把钥匙打不开这" in line]
    assert closed
    assert all("收件名单改过还没有换钥匙（请原来持钥匙的人运行 jinguo key rotate）" in line for line in closed)


def test_the_key_of_one_team_is_one_line(held: Vault, tmp_path: Path) -> None:
    """What is sealed to others is no fault; what is damaged in her own sheet is."""
    own = tmp_path / "新华.identity"
    own.write_text(new_identity("xinhua"), encoding="utf-8")
    own.chmod(0o600)
    (held.root / "teams/xinhua/recipients.txt").write_text(f"{load_identities([own]).public[0]}\n", encoding="utf-8")
    write(held, sheet=OTHER)
    held.seal(OTHER, {"r-1": somebody(), "r-2": somebody()})
    held.identity = own
    assert told(held) == (0, ["你的钥匙只能打开 1 支队伍；其余 1 支没有导出"])
    assert len(names(held)) == 2
    assert json.loads((held.root / "private/exports.log").read_text(encoding="utf-8"))["teams"].count("总队") == 0
    write(held, lines(held, OTHER)[0][:-40], lines(held, OTHER)[1], sheet=OTHER)
    code, said = told(held)
    assert (code, len(said)) == (1, 3)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda line: line[:-40], "这一行已经损坏"),
        (lambda line: line[:600] + ("A" if line[600] != "A" else "B") + line[601:], "这一行已经损坏"),
        (lambda line: line.replace("r-1 ", "r-9 "), "这一行是从别处搬来的"),
        (lambda line: "r-9 sealed:v2:" + line.partition("sealed:v1:")[2], "sealed:v1:"),
        (lambda _: "r-9 sealed:v1:" + "A" * 70_000, "这一行太长"),
    ],
    ids=["cut", "flipped", "moved", "newer", "long"],
)  # fmt: skip
def test_a_damaged_row_is_one_line(held: Vault, damage: object, message: str) -> None:
    """With file and line, and what to do; everybody else is exported, and the command says that somebody is missing."""
    first, second = lines(held)
    assert callable(damage)
    write(held, damage(first), second)
    code, said = told(held)
    assert code == 1
    assert len(said) == 2
    assert said[0].startswith(f"{SHEET}:1:1: error S")
    assert message in said[0]
    assert "——" in said[0]
    assert said[1] == "注意：有 1 行打不开，不在导出里"
    assert len(names(held)) == 2


def test_a_row_that_was_moved_to_another_team_is_found(held: Vault) -> None:
    """She is not shown in a team that she does not belong to."""
    write(held, *lines(held, OTHER), lines(held)[1], sheet=OTHER)
    code, said = told(held)
    assert (code, len(said)) == (1, 2)
    assert f"{OTHER}:2:1: error S4" in said[0]


def test_an_empty_sheet_is_one_warning(held: Vault) -> None:
    """Somebody emptied it, perhaps by mistake; a sheet of deleted people only is not empty."""
    write(held, sheet=OTHER)
    code, said = told(held)
    assert (code, len(said)) == (0, 1)
    assert re.match(rf"{OTHER}:1:1: warning S\d+: 这张密封表是空的 —— ", said[0])
    write(held, "r-1 retired:v1:2026-11-22", sheet=OTHER)
    assert told(held) == (0, [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_not_waited_for(held: Vault, tmp_path: Path) -> None:
    """Neither as a sheet nor as a file that somebody hands in."""
    (held.root / OTHER).unlink()
    os.mkfifo(held.root / OTHER)
    code, said = told(held)
    assert (code, len(said)) == (0, 1)
    assert f"{OTHER}:1:1: error F1: 这不是普通文件" in said[0]
    pipe = tmp_path / "人.csv"
    os.mkfifo(pipe)
    for team in ("总队", "xinhua"):
        added = held.run("roster", "add", str(pipe), "--team", team, "--yes")
        assert (added.exit_code, "不是普通文件" in added.output) == (1, True), added.output


def test_ten_megabytes_in_one_cell_are_one_line(held: Vault) -> None:
    """Read no further than is needed to say so."""
    write(held, "r-1 sealed:v1:" + "A" * 10_000_000, sheet=OTHER)
    code, said = told(held)
    assert code == (1 if len(said) == 2 else 0)
    assert said[0].startswith(f"{OTHER}:1:1: error")
    assert "太大" in said[0]
    assert len(names(held)) == 2


def test_what_somebody_typed_is_never_run(held: Vault) -> None:
    """Signs that begin a formula: text in the workbook, an apostrophe before them in the CSV file."""
    held.seal(SHEET, {f"e-{number}": {"name": text, "note": text} for number, text in enumerate(EVIL)})
    assert told(held) == (0, [])
    for sheet in openpyxl.load_workbook(held.root / "private" / "名册.xlsx").worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"} or str(cell.value).startswith("=SUM(")
    for each in names(held):
        assert not each.lstrip().startswith(("=", "+", "-", "@", "＝"))
    assert sum(each.startswith("'") for each in names(held)) == len(EVIL)


def test_a_word_roster_when_asked(held: Vault) -> None:
    """Beside the other two, with the same masks."""
    assert told(held, "--docx") == (0, [])
    with zipfile.ZipFile(held.root / "private" / "名册.docx") as archive:
        text = archive.read("word/document.xml").decode()
    mobiles = [str(row.values["mobile"]) for row in opened(held.root, SHEET, held.keys, ROSTER).rows]
    assert not any(mobile in text for mobile in mobiles)
    assert all(f"{mobile[:3]}****{mobile[-4:]}" in text for mobile in mobiles)


def test_phones_stay_text(held: Vault) -> None:
    """In the CSV file no spreadsheet makes a number of them, whoever's key is used."""
    assert told(held, "--full", "--reason", "测试") == (0, [])
    text = (held.root / "private" / "名册.csv").read_text(encoding="utf-8-sig")
    for row in opened(held.root, SHEET, held.keys, ROSTER).rows:
        assert f'"{row.values["mobile"]}\t"' in text
