"""The export, end to end."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from generator.console import Recorded
from generator.sealed.age import Identities
from generator.sealed.deliver import LOG
from generator.sealed.export import CSV, XLSX, ExportRequest, ExportResult, export_rosters
from generator.sealed.refused import Refused
from generator.sealed.sheets import Value

if TYPE_CHECKING:
    from tests.sealed.conftest import Register

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
CHILD = Path(__file__).with_name("export_alone.py")


def export(register: Register, request: ExportRequest | None = None, key: Identities | None = None) -> ExportResult:
    """Export into ``private`` beside the register."""
    out = register.root.parent / "private"
    asked = request or ExportRequest()
    return export_rosters(register.root, register.facts, key or register.owner, out, asked, now=NOW)


def people(result: ExportResult) -> list[str]:
    """Names in the CSV, in their order."""
    text = result.files[1].read_text(encoding="utf-8-sig")
    return [row[3] for row in csv.reader(io.StringIO(text))][1:]


def test_everybody_is_there(register: Register) -> None:
    """Two files and a log, with the same people in both."""
    result = export(register)
    assert (result.rows, result.contacts, result.unreadable, result.problems) == (5, 3, 0, ())
    assert [path.name for path in result.files] == [XLSX, CSV]
    assert people(result) == ["王样荷", "李样梅", "张样兰", "刘样菊", "陈样杏"]
    book = openpyxl.load_workbook(result.files[0])
    in_book = [row[3] for sheet in ("新华区", "叶县") for row in book[sheet].iter_rows(min_row=2, values_only=True)]
    assert in_book == people(result)


@pytest.mark.parametrize(("team", "names"), [("xinhua", 3), ("xinhua/a", 2), ("yexian/c", 2), ("xinhua/b", 0)])
def test_one_team(register: Register, team: str, names: int) -> None:
    """A 分队 brings its squads, a squad only itself."""
    assert len(people(export(register, ExportRequest(only=(team,))))) == names


def test_full_values_need_a_reason(register: Register) -> None:
    """Masked by default; in full only with a reason, which is logged."""
    with pytest.raises(Refused, match="理由"):
        export(register, ExportRequest(full=True, reason="  "))
    assert "12000000001" not in export(register).files[1].read_text(encoding="utf-8")
    full = export(register, ExportRequest(full=True, reason="年度备案"))
    assert "12000000001" in full.files[1].read_text(encoding="utf-8")


def test_the_log_holds_no_values(register: Register) -> None:
    """One JSON line an export (rule G14): who, when, which teams and columns, how many; nothing of anybody."""
    export(register, ExportRequest(only=("yexian",)))
    export(register, ExportRequest(full=True, reason="年度备案"))
    log = (register.root.parent / "private" / LOG).read_text(encoding="utf-8")
    first, second = (json.loads(line) for line in log.splitlines())
    assert first["time"] == "2026-11-21T08:30:00+00:00"
    assert first["teams"] == ["yexian", "yexian/c"]
    assert (first["values"], first["rows"], first["contacts"], first["unreadable"]) == ("masked", 2, 1, 0)
    assert (second["values"], second["reason"], second["rows"]) == ("full", "年度备案", 5)
    assert "身份证件号码" in first["columns"]
    assert str(os.getuid()) in first["user"]
    assert not any(value in log for value in ("王样荷", "120000", "0000001986", "yangli", "样例小区"))


def test_other_rows_are_exported(register: Register) -> None:
    """A 分队's key exports its own people; teams sealed to others are counted, which is no fault."""
    result = export(register, key=register.xinhua)
    assert (result.rows, result.unreadable, result.problems) == (3, 0, ())
    assert (result.opened, result.closed) == (2, 2)
    assert not {"yexian", "yexian/c"} & set(result.teams)
    summary = openpyxl.load_workbook(result.files[0])["汇总"]
    assert [cell.value for cell in summary[4]][:6] == ["叶县巾帼志愿服务分队", 1, 2, 2, 2, 0]


def test_nothing_readable_leaves_the_last_export(register: Register, fresh_key: Callable[[], Identities]) -> None:
    """The wrong key must not replace a good roster with an empty one."""
    good = export(register).files[0].read_bytes()
    result = export(register, key=fresh_key())
    assert (result.files, result.rows, result.unreadable) == ((), 0, 8)
    assert len(result.problems) == 6
    assert (register.root.parent / "private" / XLSX).read_bytes() == good


def test_stray_sheets_are_named(register: Register) -> None:
    """A roster beside no team is not forgotten silently."""
    register.seal("teams/xinhua/gone/roster.sealed", {"r-1": {"name": "周样莲"}})
    result = export(register)
    stray = [(each.path, each.rule, each.severity) for each in result.problems]
    assert stray == [("teams/xinhua/gone/roster.sealed", "S7", "warning")]
    assert export(register, ExportRequest(only=("xinhua",))).problems == ()


def test_a_moved_row_is_not_exported(register: Register) -> None:
    """Somebody pasted a volunteer into another team: an error, and she is not shown there."""
    line = (register.root / "teams/xinhua/roster.sealed").read_text(encoding="ascii")
    with (register.root / "teams/yexian/c/roster.sealed").open("a", encoding="ascii") as sheet:
        sheet.write(line.replace("r-1 ", "r-9 "))
    result = export(register)
    assert people(result).count("王样荷") == 1
    assert [(each.path, each.line, each.rule) for each in result.problems] == [
        ("teams/yexian/c/roster.sealed", 3, "S4")
    ]


def test_links_are_not_followed(register: Register, tmp_path: Path) -> None:
    """A sheet that is a link is a Problem, and what it points to is not read."""
    (tmp_path / "other.sealed").write_text("x", encoding="ascii")
    (register.root / "teams/xinhua/b").mkdir()
    (register.root / "teams/xinhua/b/roster.sealed").symlink_to(tmp_path / "other.sealed")
    problems = export(register).problems
    assert [(each.path, "符号链接" in each.message) for each in problems] == [("teams/xinhua/b/roster.sealed", True)]


def test_same_rows_same_bytes(register: Register) -> None:
    """Two exports of the same register are equal, file by file."""
    first = [path.read_bytes() for path in export(register).files]
    assert first == [path.read_bytes() for path in export(register).files]


def test_a_sample_says_so(register: Register) -> None:
    """In both files."""
    result = export(register, ExportRequest(sample=True))
    assert "样例数据" in result.files[1].read_text(encoding="utf-8-sig").splitlines()[0]
    assert "样例数据" in str(openpyxl.load_workbook(result.files[0])["叶县"]["A1"].value)


def test_progress_is_told(register: Register) -> None:
    """Long work reports to the console it is given, and says no value there."""

    class Heard(Recorded):
        def progress(self, what: str, done: int, total: int) -> None:
            self.lines.append(f"{what} {done}/{total}")

    heard, out = Heard(), register.root.parent / "private"
    export_rosters(register.root, register.facts, register.owner, out, ExportRequest(), console=heard, now=NOW)
    assert heard.lines[-1] == "打开密封表 6/6"


def test_a_crash_leaves_no_clear_text(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure in the middle of writing leaves the last export and nothing else."""
    before = [path.read_bytes() for path in export(register).files]

    def crash(_handle: int) -> None:
        written.append(len(list(folder.glob(".*.part"))))
        if len(written) > 1:
            raise OSError(28, "disk full")

    written: list[int] = []
    folder = register.root.parent / "private"
    monkeypatch.setattr("generator.sealed.folder.os.fsync", crash)
    with pytest.raises(Refused, match="磁盘满了"):
        export(register, ExportRequest(only=("yexian",)))
    assert written == [1, 2]
    assert [(folder / name).read_bytes() for name in (XLSX, CSV)] == before
    assert sorted(each.name for each in folder.iterdir()) == sorted([XLSX, CSV, LOG])


def test_no_clear_text_outside_the_folder(register: Register, tmp_path: Path) -> None:
    """Every file that the whole job opens for writing lies in the private folder; temporary folders stay empty."""
    watched = tmp_path / "tmp"
    watched.mkdir()
    identity = tmp_path / "key"
    identity.write_text("\n".join(str(key) for key in register.owner.keys), encoding="ascii")
    paths = [CHILD, register.root, identity, tmp_path / "private"]
    arguments = [sys.executable, "-B", *(str(path) for path in paths)]
    done = subprocess.run(
        arguments, env={**os.environ, "TMPDIR": str(watched)}, capture_output=True, text=True, check=True
    )
    written = json.loads(done.stdout)
    private = str((tmp_path / "private").resolve())
    assert len(written) == 3
    assert all(path.startswith(private + os.sep) for path in written)
    assert list(watched.iterdir()) == []
    assert done.stderr == ""


def test_a_thousand_rows(register: Register) -> None:
    """A real-sized 分队 passes through whole."""
    many: dict[str, dict[str, Value]] = {
        f"r-{number:04}": {"name": "张样兰", "mobile": f"120{number:08}"} for number in range(1000)
    }
    register.seal("teams/xinhua/b/roster.sealed", many)
    facts = tuple(replace(team, declared_size=1000) if team.address == "xinhua/b" else team for team in register.facts)
    out = register.root.parent / "private"
    result = export_rosters(register.root, facts, register.owner, out, ExportRequest(), now=NOW)
    assert (result.rows, len(people(result))) == (1005, 1005)
