"""What came into the register since a day, whatever its stamps say: anybody can seal a line with a stamp of before.

git tells which lines are new. Rows that were sealed anew for other keys are new lines too, with the stamps of old; they
are told from others by what the lines said that went for them, as far as the keys at hand open those.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from generator.clock import day_of
from generator.records.sheets import RETIRED, RetiredRow, parse_sheet, retired_line, row_line
from generator.sealed.age import Identities
from generator.sealed.gather import all_sheets, read_sheet
from generator.sealed.history import Since, since
from generator.sealed.papers import Part
from generator.sealed.rosters import Column
from generator.sealed.sheets import OpenedSheet, Version, open_sheet
from generator.sealed.tables import Table

CLAIMED = "封存时间自称 {}；"
"""In front of what came later than its stamp says."""
_KINDS = {
    "roster": "名册",
    "contact": "联系方式",
    "record": "培训表彰评价",
    "service": "服务记录",
    "consents": "同意书",
}
_COLUMNS = (
    Column("sheet", "密封表", 48), Column("kind", "种类", 14), Column("row", "行号", 22, "none", text=True),
    Column("on", "注销日期", 12, "none", text=True), Column("what", "说明", 30),
)  # fmt: skip
_Said = tuple[str, datetime, bool, str]


@dataclass(frozen=True, slots=True)
class Window:
    """The time that a report is about, by stamps and by git."""

    since: date
    known: bool = False
    """git could be asked."""
    late: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Lines by sheet that came in the time and bear a stamp of before."""
    retired: frozenset[tuple[str, str]] = frozenset()
    """Sheet and id of rows that were retired in the time, with a day of before."""
    unsure: int = 0
    """Lines of which nothing can be told: what went for them does not open."""

    def said_of(self, sheet: str, version: Version, on: date) -> str | None:
        """What to say in front of a line that belongs into the time; None of one that does not."""
        if on >= self.since:
            return ""
        return CLAIMED.format(on) if version.line in self.late.get(sheet, ()) else None

    def retires(self, sheet: str, row: RetiredRow) -> bool:
        """Whether a row was retired in the time."""
        return row.on >= self.since or (sheet, row.row_id) in self.retired

    @property
    def late_count(self) -> int:
        """How many lines and deleted rows bear a date of before."""
        return sum(map(len, self.late.values())) + len(self.retired)

    @property
    def notes(self) -> list[str]:
        """For the foot of the report."""
        if not self.known:
            return ["这里查不到 git 历史：日期都是封存的人自己写的，往前写的行不在表里。"]
        notes = ["日期是封存的人自己写的；按 git 历史是这段时间才加进来、日期却更早的，写明“封存时间自称”。"]
        if self.unsure:
            notes.append(f"有 {self.unsure} 行换过钥匙，换之前的行这把钥匙打不开，看不出是不是后来补的。")
        return notes


def window(
    root: Path,
    day: date,
    sheets: Mapping[str, OpenedSheet],
    retired: Mapping[str, Sequence[RetiredRow]],
    identities: Identities | None,
) -> Window:
    """Compare what the register says with what git knows.

    Args:
        root: the register's root.
        day: the first one.
        sheets: those that the report tells of, opened.
        retired: deleted rows by sheet.
        identities: the keys at hand.
    """
    found = since(root, day)
    if found is None or identities is None:
        return Window(day)
    late, unsure = dict[str, frozenset[int]](), 0
    for path in sorted(found.added.keys() & sheets.keys()):
        lines, closed = _late(root, path, day, sheets[path], found, identities)
        late[path] = lines
        unsure += closed
    gone = {
        (path, row.row_id)
        for path, rows in retired.items()
        for row in rows
        if row.on < day and retired_line(row.row_id, row.on) in found.added.get(path, ())
    }
    return Window(day, known=True, late=late, retired=frozenset(gone), unsure=unsure)


def _late(
    root: Path, path: str, day: date, sheet: OpenedSheet, found: Since, identities: Identities
) -> tuple[frozenset[int], int]:
    """New lines of a sheet with a stamp of before that say something new, and how many cannot be told."""
    new = {row.line for row in read_sheet(root, path).rows if row_line(row.row_id, row.token) in found.added[path]}
    suspects = [
        (row.row_id, version)
        for row in sheet.rows
        for version in row.versions
        if version.line in new and day_of(version.sealed) < day
    ]
    if not suspects:
        return frozenset(), 0
    went = parse_sheet(path, "\n".join(found.removed.get(path, ())))
    old = open_sheet(went, identities)
    said = {_said(row.row_id, version) for row in old.rows for version in row.versions}
    closed = Counter(row.row_id for row in went.live)
    closed.subtract(row.row_id for row in old.rows for _ in row.versions)
    rest = [(row_id, version) for row_id, version in suspects if _said(row_id, version) not in said]
    unsure = [version for row_id, version in rest if closed[row_id] > 0]
    return frozenset(version.line for row_id, version in rest if closed[row_id] <= 0), len(unsure)


def _said(row_id: str, version: Version) -> _Said:
    return row_id, version.sealed, version.part, json.dumps(dict(version.values), sort_keys=True)


def retired_rows(root: Path) -> dict[str, tuple[RetiredRow, ...]]:
    """Deleted rows of all sheets by path; for this nothing is opened, and sheets without any are not even read."""
    paths = (path for path in all_sheets(root) if f" {RETIRED}".encode() in (root / path).read_bytes())
    return {path: read_sheet(root, path).retired for path in paths}


def retirements(time: Window, retired: Mapping[str, Sequence[RetiredRow]]) -> Part:
    """Every row of every sheet that was retired in the time: anybody can retire one, and nobody counts it then."""
    rows = sorted(
        {
            (
                path,
                _kind(path),
                row.row_id,
                str(row.on),
                "" if row.on >= time.since else "日期自称更早，这段时间才加进来",
            )
            for path, listed in retired.items()
            for row in listed
            if time.retires(path, row)
        },
        key=lambda each: (each[3], each),
    )
    note = "注销不用钥匙。请核对每一行都是该删的；不该删的，从 git 历史里恢复，并去掉注销的那一行。"
    return Part(Table("注销的行", _COLUMNS, tuple(rows)), notes=(note,))


def _kind(path: str) -> str:
    name = path.rpartition("/")[2].removesuffix(".sealed")
    return _KINDS.get(name, name)
