"""Rows that know their place: sealed one by one, opened together; a row pasted elsewhere is found out.

A row may be sealed in whole or in part. Whoever cannot read may still correct one value: a later line of the same id
that carries just that value. Opened, a row is its newest whole line with the newer partial lines laid over it, field
by field, so that two people who correct two values on two branches both have their way. Every line stays in the
sheet as the row's history until the keys are rotated.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from generator.problems import Problem
from generator.records.reader_marks import reader_mark
from generator.records.sheets import MAX_ROW, Sheet, SheetRow, row_line
from generator.sealed.age import CannotOpen, Identities, seal, unseal

Value = str | int | list[str]
"""What one field of a row may hold."""

LOCKED = "这把钥匙打不开"
"""How every Problem begins that another key would cure."""

_NOT_YET = "收件名单改过还没有换钥匙（请原来持钥匙的人运行 jinguo key rotate）"
_NEVER = datetime.min.replace(tzinfo=UTC)
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character: JSON lets it pass, and no file takes it."""
_CLOCK_SLIP = timedelta(days=1)


class TooLongError(ValueError):
    """A row holds more text than a line of a sheet may have."""


@dataclass(frozen=True, slots=True)
class Version:
    """One line of a row."""

    line: int
    """1-based."""
    sealed: datetime
    values: Mapping[str, Value] = field(repr=False)
    part: bool = False
    """It carries some values only and leaves the others."""
    readers: str = ""
    """``reader_mark`` of the keys that it was sealed to; empty in rows of old."""


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """One row as it stands now."""

    row_id: str
    line: int
    """Of its newest line."""
    sealed: datetime
    """When its newest line was sealed."""
    values: Mapping[str, Value] = field(repr=False)
    """Never in a traceback or a log."""
    versions: tuple[Version, ...] = ()
    """All its lines that opened, oldest first."""

    @property
    def added(self) -> datetime:
        """When its first line was sealed."""
        return self.versions[0].sealed if self.versions else self.sealed


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """What a key holder sees of one sheet."""

    path: str
    rows: tuple[OpenedRow, ...] = ()
    """One a row id, in order of their ids."""
    problems: tuple[Problem, ...] = ()
    unreadable: int = 0
    """Row ids of which no version opened, and lines too malformed to have one."""

    @property
    def row_count(self) -> int:
        """Rows that there should be, whether they opened or not."""
        return len(self.rows) + self.unreadable


def seal_row(
    sheet: str,
    row_id: str,
    values: Mapping[str, Value],
    recipients: Sequence[str],
    sealed: datetime,
    *,
    part: bool = False,
) -> str:
    """One line for a sheet, without its line end.

    Args:
        sheet: POSIX path of the sheet below the register's root; it is bound into the row.
        row_id: which row; an earlier one of this id is superseded.
        values: the private values by column key.
        recipients: public keys, see ``recipient_keys``.
        sealed: when; the newest of several versions wins.
        part: only these values; an empty text takes a value away, all others stay as they were.

    Raises:
        ValueError: a bad row id, a stamp without time zone, no recipient, or too much text for one row.
    """
    if sealed.tzinfo is None:
        raise ValueError("the stamp needs a time zone")
    stamp = sealed.astimezone(UTC).isoformat(timespec="microseconds")
    record: dict[str, Any] = {"at": f"{sheet}#{row_id}", "sealed": stamp, "values": dict(values)}
    record["to"] = reader_mark(recipients)
    if part:
        record["part"] = True
    plain = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    line = row_line(row_id, base64.b64encode(seal(plain.encode(), recipients)).decode("ascii"))
    if len(line) > MAX_ROW:
        raise TooLongError("too much text for one row")
    return line


def open_sheet(sheet: Sheet, identities: Identities, now: datetime | None = None) -> OpenedSheet:
    """Open every row; the newest of each id is kept, what cannot be read becomes a Problem with its line.

    Deleted rows stay closed. A row sealed by a clock that runs ahead would win for ever, so a stamp more than a day
    after ``now`` is refused.
    """
    latest = (now or datetime.now(UTC)) + _CLOCK_SLIP
    found: dict[str, list[tuple[datetime, str, Version]]] = {}
    closed: list[tuple[SheetRow, str]] = []
    problems = list(sheet.problems)
    lines = list({(row.row_id, row.token): row for row in reversed(sheet.live)}.values())
    for row in lines:
        try:
            opened = _open_row(sheet.path, row, identities)
        except CannotOpen as error:
            closed.append((row, error.reason))
            continue
        if isinstance(opened, Version) and opened.sealed > latest:
            message = f"这一行的密封时间 {opened.sealed:%Y-%m-%d} 在将来，没有采用"
            hint = "请核对那台电脑的时钟，重新密封这一行"
            opened = Problem(sheet.path, row.line, 1, "S8", "error", message, hint)
        if isinstance(opened, Problem):
            problems.append(opened)
            continue
        # of two versions with one stamp the same one wins on every machine, whatever the order of lines
        found.setdefault(row.row_id, []).append((opened.sealed, row.token, opened))
    problems += _closed(sheet, closed, whole=len(closed) == len(lines))
    rows = tuple(_folded(row_id, found[row_id]) for row_id in sorted(found))
    unreadable = sheet.row_count - len(rows) + sheet.malformed
    return OpenedSheet(sheet.path, rows, tuple(sorted(problems)), unreadable)


def _folded(row_id: str, lines: list[tuple[datetime, str, Version]]) -> OpenedRow:
    """A row as it stands: its newest whole line with everything newer laid over it."""
    versions = tuple(version for *_, version in sorted(lines, key=lambda each: each[:2]))
    newest = versions[-1]
    values = newest.values
    if newest.part:
        values = {}
        for version in versions:
            values = {**values, **version.values} if version.part else dict(version.values)
        values = {key: value for key, value in values.items() if value not in ("", [])}
    return OpenedRow(row_id, newest.line, newest.sealed, values, versions)


def _open_row(path: str, row: SheetRow, identities: Identities) -> Version | Problem:
    try:
        record = json.loads(unseal(base64.b64decode(row.token), identities))
    except (ValueError, RecursionError):
        hint = "请重新密封这一行"
        return Problem(path, row.line, 1, "S5", "error", "打开了，但里面不是登记资料（JSON 读不出来）", hint)
    fault = _shape_fault(record)
    if fault:
        return Problem(path, row.line, 1, "S5", "error", fault, "请用密封命令重新密封这一行")
    if record["at"] != f"{path}#{row.row_id}":
        message = "这一行是从别处搬来的：里面写的位置和它现在的位置不一样"
        hint = "请从 git 历史里恢复这一行；真要换队伍或换行号，请在新位置重新密封"
        return Problem(path, row.line, 1, "S4", "error", message, hint)
    stamp = _stamp(record["sealed"]) or _NEVER
    return Version(row.line, stamp, record["values"], record.get("part") is True, record.get("to", ""))


def _shape_fault(record: Any) -> str:
    if not isinstance(record, dict) or set(record) - {"to", "part"} != {"at", "sealed", "values"}:
        return "打开了，但里面缺少位置、时间或资料"
    if not isinstance(record["at"], str) or not isinstance(record["values"], dict):
        return "打开了，但位置或资料的写法不对"
    if not isinstance(record.get("to", ""), str) or not isinstance(record.get("part", False), bool):
        return "打开了，但收件人或修改范围的写法不对"
    if _stamp(record["sealed"]) is None:
        return "打开了，但密封时间的写法不对"
    if not all(_is_value(value) for value in record["values"].values()):
        return "打开了，但有的资料既不是文字、整数，也不是文字列表"
    if any(_SURROGATE.search(text) for text in _texts(record)):
        return "打开了，但里面有残缺的字符"
    return ""


def _texts(record: dict[str, Any]) -> Iterator[str]:
    """All of a row that may be written to a file."""
    yield record.get("to", "")
    for key, value in record["values"].items():
        yield key
        yield from value if isinstance(value, list) else (str(value),)


def _stamp(text: Any) -> datetime | None:
    try:
        stamp = datetime.fromisoformat(text)
        return stamp.astimezone(UTC) if stamp.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        return None


def _is_value(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    return isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))


def _closed(sheet: Sheet, closed: list[tuple[SheetRow, str]], *, whole: bool) -> list[Problem]:
    """Rows that did not open; one line for the whole sheet when simply none of it is for this key."""
    if whole and len(closed) > 1 and all(reason == "key" for _, reason in closed):
        message = f"{LOCKED}这张表（{sheet.row_count} 行）"
        hint = "请换一把钥匙：表只能由它所在文件夹和上级文件夹 recipients.txt 里的公钥持有人打开；"
        hint += f"名单里有这把钥匙的，是{_NOT_YET}"
        return [Problem(sheet.path, min(row.line for row, _ in closed), 1, "S3", "error", message, hint)]
    problems = []
    for row, reason in closed:
        if reason == "key":
            message, hint = f"{LOCKED}这一行", f"请换一把钥匙；别的钥匙也打不开的话，这一行已经损坏，或者{_NOT_YET}"
        else:
            message, hint = "这一行已经损坏（内容被截断或改动过）", "请从 git 历史里恢复这一行，或者重新密封"
        problems.append(Problem(sheet.path, row.line, 1, "S3", "error", message, hint))
    return problems
