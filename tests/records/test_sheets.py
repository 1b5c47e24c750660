"""Sealed sheets read without a key."""

from __future__ import annotations

import base64
import datetime as dt
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Problem
from generator.records.sheets import MAX_ROW, MAX_SHEET, Sheet, SheetRow, parse_sheet, retired_line, row_line

PATH = "teams/xinhua/x/roster.sealed"
AGE = b"age-encryption.org/v1\n-> X25519 abc\ndef\n--- " + b"m" * 43 + b"\n" + b"n" * 16 + b"t" * 16
TOKEN = base64.b64encode(AGE).decode()

row_ids = st.text(string.ascii_letters + string.digits + "._-", min_size=1, max_size=64)
bodies = st.binary(max_size=200)


def token_of(body: bytes) -> str:
    """Something that looks like an age file, in base64."""
    return base64.b64encode(AGE + body).decode()


def said(text: str) -> list[str]:
    """Line and message of every Problem of a sheet."""
    return [f"{problem.line}: {problem.message}" for problem in parse_sheet(PATH, text).problems]


@given(st.lists(st.tuples(row_ids, bodies)))
def test_what_is_written_is_read(rows: list[tuple[str, bytes]]) -> None:
    """Every row that can be written is read back in its order, with its line."""
    text = "".join(f"{row_line(row_id, token_of(body))}\n" for row_id, body in rows)
    sheet = parse_sheet(PATH, text)
    expected = [SheetRow(row_id, token_of(body), line) for line, (row_id, body) in enumerate(rows, start=1)]
    assert list(sheet.rows) == expected
    assert sheet.problems == ()
    assert sheet.row_count == len({row_id for row_id, _ in rows})


@given(st.text(max_size=400))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    """Whatever somebody saves as a sheet, each line is a row, a blank or a Problem in one line of Chinese."""
    sheet = parse_sheet(PATH, text)
    lines = text.count("\n") + 1
    assert all(1 <= problem.line <= lines and problem.rule == "S1" and problem.hint for problem in sheet.problems)
    assert len(sheet.rows) + len(sheet.problems) <= lines
    assert all("\n" not in str(problem) for problem in sheet.problems)


@given(row_ids, bodies, st.integers(min_value=1, max_value=400))
def test_a_cut_row_is_noticed_or_left_to_the_key(row_id: str, body: bytes, cut: int) -> None:
    """A row cut in its header is a Problem without any key; no cut raises."""
    line = row_line(row_id, token_of(body))[:-cut]
    sheet = parse_sheet(PATH, line)
    assert len(sheet.rows) + len(sheet.problems) == (1 if line.strip() else 0)
    if len(line) < len(row_line(row_id, TOKEN)) - 4:
        assert sheet.row_count == 0


def test_union_merge_may_shuffle_and_double() -> None:
    """Doubled lines and older versions count once."""
    other = token_of(b"newer")
    text = f"b sealed:v1:{TOKEN}\na sealed:v1:{TOKEN}\nb sealed:v1:{TOKEN}\nb sealed:v1:{other}\n"
    sheet = parse_sheet(PATH, text)
    assert (len(sheet.rows), sheet.row_count, sheet.problems) == (4, 2, ())


def test_empty_sheet() -> None:
    """No text, no rows, no complaint; blank lines are nothing."""
    assert parse_sheet(PATH, "") == Sheet(PATH)
    assert parse_sheet(PATH, "\n  \n\n").row_count == 0
    assert parse_sheet(PATH, f"a sealed:v1:{TOKEN}\r\n").row_count == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("王小明 12000001234", "这一行不是密封的数据行"),
        ("# 说明", "这一行不是密封的数据行"),
        ("a" * 65 + f" sealed:v1:{TOKEN}", "这一行不是密封的数据行"),
        (f" sealed:v1:{TOKEN}", "这一行不是密封的数据行"),
        ("r-1", "这一行不是密封的数据行"),
        ("r-1 12000001234", "行号后面不是 “sealed:v1:”"),
        (f"r-1 sealed:v2:{TOKEN}", "行号后面不是 “sealed:v1:”"),
        (f"r-1  sealed:v1:{TOKEN}", "行号后面不是 “sealed:v1:”"),
        (f"r-1 sealed:v1:{TOKEN} ", "密封内容不是完整的 base64"),
        ("r-1 sealed:v1:中文", "密封内容不是完整的 base64"),
        (f"r-1 sealed:v1:{TOKEN[:-1]}", "密封内容不是完整的 base64"),
        ("r-1 sealed:v1:", "密封内容不是 age 文件"),
        ("r-1 sealed:v1:aGVsbG8=", "密封内容不是 age 文件"),
        ("r-1 sealed:v1:aGVsbG9=", "密封内容的 base64 末尾不规范"),
        (f"r-1 sealed:v1:{TOKEN[:80]}", "密封内容被截断了"),
        (f"r-1 sealed:v1:{TOKEN[:-8]}", "密封内容被截断了"),
        ("\ufeffr-1 sealed:v1:x", "文件开头有 BOM 标记，第一行读不出来"),
        ("r-1 sealed:v1:" + "A" * MAX_ROW, "这一行太长：超过 64 KB"),
        ("<<<<<<< HEAD", "这里留着 git 合并冲突的标记"),
        ("||||||| 1a2b3c", "这里留着 git 合并冲突的标记"),
        ("=======", "这里留着 git 合并冲突的标记"),
        (">>>>>>> 分支", "这里留着 git 合并冲突的标记"),
    ],
)
def test_each_way_to_be_wrong(line: str, message: str) -> None:
    """A malformed line is one Problem that says what it is; the good line below it still counts."""
    text = f"{line}\ngood sealed:v1:{TOKEN}\n"
    assert said(text) == [f"1: {message}"]
    assert parse_sheet(PATH, text).row_count == 1


def test_marks_of_a_conflict_are_no_rows() -> None:
    """A conflict left in a sheet is reported line by line, and the rows on both sides are still there."""
    rows = f"a sealed:v1:{TOKEN}\n=======\nb sealed:v1:{TOKEN}\n"
    sheet = parse_sheet(PATH, f"<<<<<<< HEAD\n{rows}>>>>>>> branch\nr-9 broken\n")
    assert (sheet.row_count, len(sheet.problems), sheet.malformed) == (2, 4, 1)


def test_clear_text_is_never_repeated() -> None:
    """Somebody who writes a phone into a sheet does not find it in the report."""
    assert "1200000" not in str(parse_sheet(PATH, "r-1 王小明 12000001234\n").problems)


def test_a_huge_sheet_is_one_problem() -> None:
    """More than 5 MB is not read line by line."""
    sheet = parse_sheet(PATH, "x\n" * (MAX_SHEET // 2 + 1))
    assert sheet.rows == ()
    assert sheet.problems == (
        Problem(PATH, 1, 1, "S1", "error", "密封表太大：超过 5 MB", "请检查是不是放错了文件，或者把队伍分开登记"),
    )


@pytest.mark.parametrize("row_id", ["", "a b", "王", "a" * 65, "a\n"])
def test_a_bad_row_id_is_never_written(row_id: str) -> None:
    """What could not be read back is not written."""
    with pytest.raises(ValueError, match="row id"):
        row_line(row_id, TOKEN)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("r-1 retired:v1:2026-13-01", "注销的行写错了日期"),
        ("r-1 retired:v1:2026-7-1x", "注销的行写错了日期"),
        ("r-1 retired:v1:", "注销的行写错了日期"),
        ("r-1 retired:v2:2026-07-01", "行号后面不是"),
    ],
)
def test_a_malformed_retired_line_is_told(line: str, told: str) -> None:
    """It keeps nobody's number, and says so."""
    sheet = parse_sheet("teams/x/roster.sealed", line)
    assert sheet.retired == ()
    assert [problem.message.startswith(told) for problem in sheet.problems] == [True]


def test_a_retired_line_reads_back() -> None:
    """The id of a deleted row stays taken; it is no row."""
    sheet = parse_sheet("teams/x/roster.sealed", retired_line("r-1", dt.date(2026, 7, 1)) + "\n")
    assert [(row.row_id, row.on, row.line) for row in sheet.retired] == [("r-1", dt.date(2026, 7, 1), 1)]
    assert (sheet.row_count, sheet.problems) == (0, ())
    assert sheet.taken == {"r-1"}
    with pytest.raises(ValueError, match="row id"):
        retired_line("行", dt.date(2026, 7, 1))
