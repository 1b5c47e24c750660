"""Stamps are claimed by whoever seals; git knows what came when."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.records.sheets import retired_line
from generator.sealed.history import later, refuse_slow_clock, since
from generator.sealed.recipients import recipient_keys
from generator.sealed.refused import Refused
from generator.sealed.reports.changes import CAME, CORRECTED, DELETED, changes
from generator.sealed.reports.late import Window, retired_rows, retirements, window
from generator.sealed.sheets import Value, seal_row
from generator.sealed.writing import append
from tests.lines import add_lines
from tests.sealed.conftest import START, person
from tests.sealed.report_register import HOME, read
from tests.sealed.rotating import NEW, WALK, A, opened, rotated
from tests.sealed.test_report_changes import TEAMS

if TYPE_CHECKING:
    from tests.sealed.conftest import Register

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")
SINCE = dt.date(2026, 8, 1)


def git(root: Path, *words: str, on: str = "2026-07-15") -> None:
    """Ask git for something on a day."""
    day = {"GIT_AUTHOR_DATE": f"{on}T12:00:00+08:00", "GIT_COMMITTER_DATE": f"{on}T12:00:00+08:00"}
    who = ("-c", "user.name=t", "-c", "user.email=t@example.invalid")
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True, env={**os.environ, **day})


@pytest.fixture
def kept(register: Register) -> Register:
    """A register below the top of a repository, with a history that begins before the time in question."""
    (register.root / ".gitattributes").write_text("*.sealed text eol=lf merge=union -diff\n", encoding="utf-8")
    git(register.root.parent, "init", "-q")
    git(register.root, "add", ".")
    git(register.root, "commit", "-q", "-m", "1")
    return register


def forge(
    register: Register, values: dict[str, Value], seconds: int = 60, row: str = "r-1", *, part: bool = True
) -> None:
    """Append a line to a roster with a stamp of before."""
    keys = recipient_keys(register.root, A)
    add_lines(register.root / A, [seal_row(A, row, values, keys, START + dt.timedelta(seconds=seconds), part=part)])


def told(register: Register) -> tuple[Window, list[tuple[object, ...]], list[tuple[object, ...]]]:
    """The window, the changes of people, and the rows that were retired."""
    material = read(register.root, TEAMS, (), register.owner)
    time = window(register.root, SINCE, material.sheets, material.retired, register.owner)
    parts = changes(material, HOME, time).paper.parts
    people: list[tuple[object, ...]] = [(row[2], row[4], row[5], row[6]) for row in parts[1].table.rows]
    return time, people, [(row[0], row[2], row[3]) for row in parts[3].table.rows]


@pytest.mark.parametrize("committed", [False, True])
def test_what_came_later_than_it_says_is_listed(kept: Register, *, committed: bool) -> None:
    """A correction, a person and a deleted row of the past, as what they claim to be; old lines are not."""
    assert told(kept)[1:] == ([], [])
    forge(kept, {"mobile": "12000009999"})
    forge(kept, person("周样桃", 9), row="r-9", part=False)
    add_lines(kept.root / A, [retired_line("r-2", dt.date(2020, 1, 1))])
    add_lines(kept.root / "teams/yexian/record.sealed", [retired_line("t-1", dt.date(2026, 8, 2))])
    if committed:
        git(kept.root, "add", ".", on="2026-08-20")
        git(kept.root, "commit", "-q", "-m", "2", on="2026-08-20")
    time, people, gone = told(kept)
    assert people == [
        ("r-2", DELETED, "2020-01-01", ""),
        ("YL-0009", CAME, "2026-06-30", "封存时间自称 2026-06-30；"),
        ("YL-0002", CORRECTED, "2026-06-30", "封存时间自称 2026-06-30；联系方式(手机)"),
    ]
    assert (A, "r-2", "2020-01-01") in gone
    assert time.late_count == 3
    assert time.known


def test_deleted_rows_of_every_kind_of_sheet(kept: Register) -> None:
    """Beside reports, of consents and of trainings too: anybody can delete any of them."""
    paths = [A, "teams/consents.sealed", "teams/yexian/record.sealed", WALK]
    for path in paths:
        add_lines(kept.root / path, [retired_line("x-1", dt.date(2026, 8, 2))])
    add_lines(kept.root / WALK, [retired_line("x-2", dt.date(2026, 7, 2))])
    deleted = retired_rows(kept.root)
    time = window(kept.root, dt.date(2026, 8, 2), {}, deleted, kept.owner)
    rows = retirements(time, deleted).table.rows
    assert sorted(str(row[0]) for row in rows if row[2] == "x-1") == sorted(paths)
    assert {row[1] for row in rows} == {"名册", "培训表彰评价", "服务记录", "同意书"}
    assert [(row[0], row[4]) for row in rows if row[2] == "x-2"] == [(WALK, "日期自称更早，这段时间才加进来")]


def test_a_rotation_is_no_change(kept: Register) -> None:
    """Rows sealed anew bear their old stamps; what was forged beside them is found all the same."""
    kept.recipients("teams/recipients.txt", kept.owner, NEW)
    forge(kept, {"mobile": "12000009999"})
    rotated(kept)
    _, people, _ = told(kept)
    assert people == [("YL-0002", CORRECTED, "2026-06-30", "封存时间自称 2026-06-30；联系方式(手机)")]


def test_what_a_new_key_cannot_know_is_counted(kept: Register) -> None:
    """The lines that went do not open for it: nobody is accused, and the foot of the paper says how many."""
    kept.recipients("teams/recipients.txt", NEW, kept.backup)
    rotated(kept)
    material = read(kept.root, TEAMS, (), NEW)
    time = window(kept.root, SINCE, material.sheets, {}, NEW)
    assert (time.late_count, time.unsure) == (0, 8)
    assert any("有 8 行" in note for note in time.notes)


def test_a_branch_of_before_counts_when_it_is_merged(kept: Register) -> None:
    """Its commits bear days of before; they came with the merge."""
    git(kept.root, "checkout", "-q", "-b", "side")
    forge(kept, {"mobile": "12000009999"})
    git(kept.root, "commit", "-q", "-am", "2", on="2026-07-16")
    git(kept.root, "checkout", "-q", "-")
    git(kept.root, "merge", "-q", "--no-ff", "-m", "3", "side", on="2026-08-20")
    assert [kind for _, kind, *_ in told(kept)[1]] == [CORRECTED]


def test_without_history_the_paper_says_so(register: Register, tmp_path: Path) -> None:
    """No repository, or a copy without its past: dates are what somebody claims."""
    assert since(register.root, SINCE) is None
    assert not told(register)[0].known
    git(register.root, "init", "-q")
    assert since(register.root, SINCE) is None
    git(register.root, "add", ".")
    git(register.root, "commit", "-q", "-m", "1", on="2026-08-15")
    found = since(register.root, SINCE)
    assert found is not None
    assert len(found.added) == 6
    git(register.root, "commit", "-q", "--allow-empty", "-m", "2", on="2026-08-16")
    git(tmp_path, "clone", "-q", "--depth=1", register.root.as_uri(), "copy")
    assert since(tmp_path / "copy", SINCE) is None


def test_a_clock_that_is_behind_seals_nothing(kept: Register) -> None:
    """Its lines would lose to older ones, and nobody would see it; a day is let pass."""
    noon = dt.datetime(2026, 7, 15, 4, tzinfo=dt.UTC)
    for days in (0, 1, -1, 400):
        refuse_slow_clock(kept.root, noon + dt.timedelta(days=days))
    with pytest.raises(Refused, match=r"2026-07-13.*2026-07-15"):
        refuse_slow_clock(kept.root, noon - dt.timedelta(days=2))
    git(kept.root, "commit", "-q", "--allow-empty", "-m", "2", on="2099-01-01")
    before = (kept.root / A).read_bytes()
    with pytest.raises(Refused, match="时钟"):
        append(kept.root, {A: kept.seal("teams/xinhua/other.sealed", {"r-1": person("甲")})})
    assert (kept.root / A).read_bytes() == before


def test_a_correction_with_a_key_is_the_newest(register: Register) -> None:
    """Also of a row that a clock which runs ahead has sealed."""
    now = dt.datetime.now(dt.UTC)
    ahead = int((now - START).total_seconds()) + 80_000
    forge(register, {"area": "前"}, ahead)
    row = opened(register, A).rows[0]
    assert row.values["area"] == "前"
    assert later(now, row) == row.sealed + dt.timedelta(microseconds=1)
    assert later(now + dt.timedelta(days=2), row) == now + dt.timedelta(days=2)
