"""Rows that know their place."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.records.reader_marks import reader_mark
from generator.records.sheets import MAX_ROW, parse_sheet, row_line
from generator.sealed.age import Identities, new_identity, parse_identities, seal
from generator.sealed.sheets import OpenedSheet, open_sheet, seal_row
from tests.lines import add_lines

OWNER = parse_identities(new_identity("test"))
OTHER = parse_identities(new_identity("test"))
KEYS = (*OWNER.public, *OTHER.public)
SHEET = "teams/xinhua/x/roster.sealed"
START = datetime(2026, 6, 30, tzinfo=UTC)


def line_of(row_id: str, name: str = "王样荷", sheet: str = SHEET, seconds: float = 0) -> str:
    """One sealed line."""
    return seal_row(sheet, row_id, {"name": name}, KEYS, START + timedelta(seconds=seconds))


def opened(*lines: str, identities: Identities = OWNER) -> OpenedSheet:
    """Lines as a key holder sees them."""
    return open_sheet(parse_sheet(SHEET, "\n".join(lines)), identities)


def sealed_by_hand(plain: bytes, row_id: str = "r-1") -> str:
    """A line whose plaintext we did not write."""
    return row_line(row_id, base64.b64encode(seal(plain, KEYS)).decode())


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=50)
values_of_a_row = st.dictionaries(texts, texts | st.integers() | st.lists(texts, max_size=3), max_size=5)


@settings(max_examples=50)
@given(st.dictionaries(st.from_regex(r"[A-Za-z0-9._-]{1,64}", fullmatch=True), values_of_a_row, max_size=4))
def test_what_is_sealed_is_opened(rows: dict[str, dict[str, Any]]) -> None:
    """Any texts, numbers and lists come back as they were, in order of row ids."""
    lines = [seal_row(SHEET, row_id, values, KEYS, START) for row_id, values in rows.items()]
    result = opened(*lines)
    assert {row.row_id: row.values for row in result.rows} == rows
    assert [row.row_id for row in result.rows] == sorted(rows)
    assert (result.problems, result.unreadable, result.row_count) == ((), 0, len(rows))


def test_the_plaintext_carries_its_place() -> None:
    """The sealed JSON is canonical and names sheet, row and time."""
    token = line_of("r-0001").split(":")[2]
    sealed = base64.b64decode(token)
    from generator.sealed.age import unseal  # noqa: PLC0415 -- only this test looks inside

    assert unseal(sealed, OTHER).decode() == (
        '{"at":"teams/xinhua/x/roster.sealed#r-0001","sealed":"2026-06-30T00:00:00.000000+00:00",'
        f'"to":"{reader_mark(KEYS)}","values":{{"name":"王样荷"}}}}'
    )


@given(st.permutations(range(6)))
@settings(max_examples=20)
def test_the_newest_wins_in_any_order(order: list[int]) -> None:
    """However git's union merge shuffles and doubles the lines, everybody sees the same rows."""
    result = opened(*(VERSIONS[index] for index in order), VERSIONS[order[0]])
    assert [(row.row_id, row.values["name"]) for row in result.rows] == [("r-1", "新"), ("r-2", EQUAL)]
    assert result.problems == ()


VERSIONS = [
    line_of("r-1", "旧"),
    line_of("r-1", "新", seconds=0.000_002),
    line_of("r-1", "中", seconds=0.000_001),
    line_of("r-2", "甲", seconds=5),
    line_of("r-2", "乙", seconds=5),
    line_of("r-2", "丙", seconds=4),
]
EQUAL = "甲" if VERSIONS[3].split()[1] > VERSIONS[4].split()[1] else "乙"


@pytest.mark.parametrize(
    "line",
    [
        line_of("r-2", sheet=SHEET).replace("r-2 ", "r-1 "),
        line_of("r-1", sheet="teams/weidong/x/roster.sealed"),
        line_of("r-1", sheet="teams/xinhua/x/contact.sealed"),
    ],
    ids=["other person", "other team", "other sheet"],
)
def test_a_moved_row_is_found_out(line: str) -> None:
    """A row pasted onto another person, team or sheet is an error at its line and is not used."""
    result = opened("", line, line_of("r-9"))
    assert [row.row_id for row in result.rows] == ["r-9"]
    assert [(each.path, each.line, each.rule) for each in result.problems] == [(SHEET, 2, "S4")]
    assert (result.unreadable, result.row_count) == (1, 2)


def flipped(line: str, place: int) -> str:
    """The same line with one bit changed."""
    row_id, _, token = line.partition(" sealed:v1:")
    data = bytearray(base64.b64decode(token))
    data[place] ^= 1
    return row_line(row_id, base64.b64encode(data).decode())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (flipped(line_of("r-1"), -1), "这一行已经损坏（内容被截断或改动过）"),
        (sealed_by_hand(b"not json"), "打开了，但里面不是登记资料（JSON 读不出来）"),
        (sealed_by_hand(b"\xff\xfe"), "打开了，但里面不是登记资料（JSON 读不出来）"),
        (sealed_by_hand(b"[" * 30_000), "打开了，但里面不是登记资料（JSON 读不出来）"),
        (sealed_by_hand(b"[]"), "打开了，但里面缺少位置、时间或资料"),
        (sealed_by_hand(b"{}"), "打开了，但里面缺少位置、时间或资料"),
        (sealed_by_hand(b'{"at":1,"sealed":"","values":{}}'), "打开了，但位置或资料的写法不对"),
        (sealed_by_hand(b'{"at":"","sealed":"now","values":{}}'), "打开了，但密封时间的写法不对"),
        (sealed_by_hand(b'{"at":"","sealed":"2026-06-30","values":{}}'), "打开了，但密封时间的写法不对"),
        (sealed_by_hand(b'{"at":"","sealed":7,"values":{}}'), "打开了，但密封时间的写法不对"),
        (
            sealed_by_hand(b'{"at":"","sealed":"0001-01-01T00:00:00+23:59","values":{}}'),
            "打开了，但密封时间的写法不对",
        ),
        (
            sealed_by_hand(b'{"at":"","sealed":"2026-06-30T00:00:00Z","values":{"name":{}}}'),
            "打开了，但有的资料既不是文字、整数，也不是文字列表",
        ),
        ("r-1 sealed:v1:" + line_of("r-1").split(":")[2][:400], "密封内容被截断了"),
        ("r-1 sealed:v1:?" + line_of("r-1").split(":")[2], "密封内容不是完整的 base64"),
    ],
)
def test_a_damaged_row_costs_only_itself(line: str, message: str) -> None:
    """Every kind of damage is one clear line with its place; the other rows are read."""
    result = opened(line_of("r-0"), line, line_of("r-2"))
    assert [(each.line, each.message) for each in result.problems] == [(2, message)]
    assert result.problems[0].hint
    assert [row.row_id for row in result.rows] == ["r-0", "r-2"]
    assert (result.unreadable, result.row_count) == (1, 3)


def test_the_wrong_key(fresh_key: Callable[[], Identities]) -> None:
    """One row that this key does not open is named; a whole sheet of them is said in one line."""
    stranger = fresh_key()
    mine = seal_row(SHEET, "r-0", {"name": "王样荷"}, (*stranger.public, *KEYS), START)
    some = opened(mine, line_of("r-1"), identities=stranger)
    assert [(each.line, each.message) for each in some.problems] == [(2, "这把钥匙打不开这一行")]
    none = opened(line_of("r-1"), line_of("r-2"), line_of("r-2", "新"), identities=stranger)
    assert [(each.line, each.message) for each in none.problems] == [(1, "这把钥匙打不开这张表（2 行）")]
    assert (none.unreadable, none.rows) == (2, ())


def test_a_row_that_could_not_be_read_back_is_not_sealed() -> None:
    """Bad row ids, stamps without a zone and far too much text are mistakes of the caller."""
    with pytest.raises(ValueError, match="row id"):
        seal_row(SHEET, "行", {}, KEYS, START)
    with pytest.raises(ValueError, match="time zone"):
        seal_row(SHEET, "r", {}, KEYS, START.replace(tzinfo=None))
    with pytest.raises(ValueError, match="too much"):
        seal_row(SHEET, "r", {"note": "长" * MAX_ROW}, KEYS, START)


def test_values_are_not_shown_by_accident() -> None:
    """An opened row in a log or a traceback shows no value."""
    assert "王样荷" not in repr(opened(line_of("r-1")))


@pytest.mark.skipif(not shutil.which("age"), reason="the stock age program is not installed")
def test_the_stock_age_program_opens_a_row_of_the_sample(tmp_path: Path) -> None:
    """``cut``, ``base64 -d`` and ``age -d`` with the sample's key are enough to read a line of the sample."""
    root = Path(__file__).parents[2]
    sheet = root / "teams" / "roster.sealed"
    row = parse_sheet("teams/roster.sealed", sheet.read_text(encoding="ascii")).rows[0]
    (tmp_path / "row.age").write_bytes(base64.b64decode(row.token))
    key = root / "tests" / "sample" / "sample-backup.identity"
    plain = subprocess.run(["age", "-d", "-i", key, tmp_path / "row.age"], capture_output=True, check=True)
    assert json.loads(plain.stdout)["at"] == f"teams/roster.sealed#{row.row_id}"


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_two_branches_add_rows_and_both_are_kept(tmp_path: Path) -> None:
    """Two people add people on two branches; git merges without a conflict and nobody is lost."""

    def git(*arguments: str) -> None:
        who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    def commit(*lines: str) -> None:
        add_lines(tmp_path / SHEET, lines)
        git("add", "-A")
        git("commit", "-qm", "rows")

    git("init", "-q")
    (tmp_path / ".gitattributes").write_text("*.sealed text eol=lf merge=union -diff\n", encoding="ascii")
    commit(line_of("r-1", "旧"))
    git("checkout", "-qb", "two")
    commit(line_of("r-2", "甲"), line_of("r-1", "新", seconds=9))
    git("checkout", "-q", "main")
    commit(line_of("r-3", "乙"), line_of("r-1", "中", seconds=5))
    git("merge", "-q", "--no-edit", "two")
    merged = open_sheet(parse_sheet(SHEET, (tmp_path / SHEET).read_text(encoding="ascii")), OWNER)
    assert {row.row_id: row.values["name"] for row in merged.rows} == {"r-1": "新", "r-2": "甲", "r-3": "乙"}
    assert merged.problems == ()


def test_a_clock_that_runs_ahead_does_not_win_for_ever() -> None:
    """A row sealed more than a day in the future is refused with its line, and the honest row stays."""
    ahead = timedelta(days=2).total_seconds()
    lines = [line_of("r-1", "旧"), line_of("r-1", "新", seconds=ahead)]
    result = open_sheet(parse_sheet(SHEET, "\n".join(lines)), OWNER, now=START)
    assert [row.values["name"] for row in result.rows] == ["旧"]
    assert [(problem.rule, problem.line) for problem in result.problems] == [("S8", 2)]
    assert open_sheet(parse_sheet(SHEET, lines[1]), OWNER, now=START + timedelta(days=2)).problems == ()
