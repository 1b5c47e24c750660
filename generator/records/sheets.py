"""Sealed sheets as anyone may read them: which rows there are, never what they say.

A sheet is one row a line, ``<row-id> sealed:v1:<base64 of an age file>``. Lines may come in any order and
twice, because git merges sheets line by line (``merge=union``). A line ``<row-id> retired:v1:<YYYY-MM-DD>`` stands
where somebody's row was deleted: her number is never given out again, and whatever a merge brings back does not count.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re
from dataclasses import dataclass

from generator.problems import Problem

RULE = "S1"
"""Rule id: a line of a sheet must be a sealed row."""

MAX_ROW = 64 * 1024
"""Characters of one line; a volunteer's row takes about 1,200."""
MAX_SHEET = 5 * 1024 * 1024
"""Bytes of one sheet."""

ROSTER_SHEET = "roster.sealed"
"""A team's volunteers; in the team's folder."""
CONTACT_SHEET = "contact.sealed"
"""How to reach a team's leader and its responsible person; in the team's folder."""
RECORD_SHEET = "record.sealed"
"""Trainings, awards and evaluations of a team's volunteers; in the team's folder."""
SERVICE_SHEET = "service.sealed"
"""Who served how long; beside a report."""
CONSENTS_SHEET = "consents.sealed"
"""Who gave which consent; beside ``teams/consents.yml``."""

_LEFT_SHARE, _LEFT = 0.2, 5
"""Rows that nobody wonders about: this share of a team may have left, and so many of a small one."""

ROW_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
MARK = "sealed:v1:"
RETIRED = "retired:v1:"

_CONFLICT = re.compile(r"(<{7}|>{7}|\|{7})( |$)|={7}$")
_IN_CONFLICT = "这里留着 git 合并冲突的标记"
_AGE_START = b"age-encryption.org/v1\n-> "
_AGE_FOOT = b"\n--- "
_AGE_SHORTEST_BODY = 43 + 1 + 16 + 16
"""After the foot mark: the header's MAC in base64, a line end, a nonce and the tag of an empty file."""


def too_many_rows(rows: int, size: int) -> bool:
    """Whether a roster has more rows than can be of people who left: who left keeps her row, and that is sealed."""
    return rows - size > max(_LEFT, size * _LEFT_SHARE)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One sealed row, still closed."""

    row_id: str
    token: str
    """Base64 of an age file, without the leading mark."""
    line: int
    """1-based."""


@dataclass(frozen=True, slots=True)
class RetiredRow:
    """A row that was deleted; its id is never used again."""

    row_id: str
    on: dt.date
    line: int
    """1-based."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All well-formed lines of one sheet in their order, and what is wrong with the others."""

    path: str
    """POSIX path relative to the register's root; every row carries it inside its seal."""
    rows: tuple[SheetRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    malformed: int = 0
    """Lines that should have been rows; marks of a merge conflict are not among them."""
    retired: tuple[RetiredRow, ...] = ()
    """Deleted rows, a line each."""

    @property
    def row_count(self) -> int:
        """How many different rows there are; versions and doubled lines count once, deleted rows not at all."""
        return len({row.row_id for row in self.rows} - {row.row_id for row in self.retired})

    @property
    def live(self) -> tuple[SheetRow, ...]:
        """The lines of rows that were not deleted."""
        gone = {row.row_id for row in self.retired}
        return tuple(row for row in self.rows if row.row_id not in gone) if gone else self.rows

    @property
    def leftover(self) -> tuple[SheetRow, ...]:
        """Lines of rows that were deleted, which a merge brought back."""
        gone = {row.row_id for row in self.retired}
        return tuple(row for row in self.rows if row.row_id in gone)

    @property
    def taken(self) -> frozenset[str]:
        """Row ids that nobody may be given any more."""
        return frozenset({row.row_id for row in self.rows} | {row.row_id for row in self.retired})

    @property
    def emptied(self) -> Problem | None:
        """The warning about a file without any row: nobody seals nobody, so its rows have been lost."""
        if self.taken or self.problems:
            return None
        hint = "如果本来就没有人，请删掉这个文件；如果有，请从 git 历史里恢复"
        return Problem(self.path, 1, 1, "S10", "warning", "这张密封表是空的", hint)


def parse_sheet(path: str, text: str) -> Sheet:
    """Read the lines of a sheet; every malformed line is a Problem and is not counted as a row."""
    if len(text.encode("utf-8", errors="replace")) > MAX_SHEET:
        message = f"密封表太大：超过 {MAX_SHEET // 1024 // 1024} MB"
        return Sheet(path, problems=(_problem(path, 1, message, "请检查是不是放错了文件，或者把队伍分开登记"),))
    rows: list[SheetRow] = []
    retired: list[RetiredRow] = []
    problems: list[Problem] = []
    marks = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.removesuffix("\r")
        if not line.strip():
            continue
        read = _row(path, number, line)
        if isinstance(read, Problem):
            problems.append(read)
            marks += bool(_CONFLICT.match(line))
        elif isinstance(read, RetiredRow):
            retired.append(read)
        else:
            rows.append(read)
    return Sheet(path, tuple(rows), tuple(problems), len(problems) - marks, tuple(retired))


def is_conflict(problem: Problem) -> bool:
    """Whether a Problem of a sheet is a mark that an unfinished merge left in it."""
    return problem.rule == RULE and problem.message == _IN_CONFLICT


def row_line(row_id: str, token: str) -> str:
    """One line of a sheet without its line end.

    Raises:
        ValueError: the row id may not be written into a sheet.
    """
    if not ROW_ID.fullmatch(row_id):
        raise ValueError(f"not a row id: {row_id!r}")
    return f"{row_id} {MARK}{token}"


def retired_line(row_id: str, on: dt.date) -> str:
    """The line, without its end, that keeps the id of a deleted row from being used again.

    Raises:
        ValueError: the row id may not be written into a sheet.
    """
    if not ROW_ID.fullmatch(row_id):
        raise ValueError(f"not a row id: {row_id!r}")
    return f"{row_id} {RETIRED}{on.isoformat()}"


def _row(path: str, number: int, line: str) -> SheetRow | RetiredRow | Problem:
    if _CONFLICT.match(line):
        message = _IN_CONFLICT
        hint = "只删掉以 <<<<<<<、|||||||、=======、>>>>>>> 开头的行，两边的数据行都留下，先后顺序不要紧；"
        hint += "其间换过钥匙的，合并以后再运行一次 jinguo key rotate"
        return _problem(path, number, message, hint)
    if len(line) > MAX_ROW:
        return _problem(path, number, f"这一行太长：超过 {MAX_ROW // 1024} KB", "一行只登记一个人，请重新密封这一行")
    if number == 1 and line.startswith("\ufeff"):
        return _problem(path, number, "文件开头有 BOM 标记，第一行读不出来", "请另存为 UTF-8（不带 BOM）")
    row_id, space, sealed = line.partition(" ")
    if not space or not ROW_ID.fullmatch(row_id):
        hint = "每行的格式是 “行号 sealed:v1:…”，行号最多 64 个英文字母、数字或 . _ -；原始资料不能写在这里"
        return _problem(path, number, "这一行不是密封的数据行", hint)
    if sealed.startswith(RETIRED) and path.rpartition("/")[2] == CONTACT_SHEET:
        message = "联系方式的行号是职务，换人接着用，不能注销"
        return _problem(path, number, message, "请从 git 历史恢复原来的行，删掉 retired 这一行")
    if sealed.startswith(RETIRED):
        return _retired(path, number, row_id, sealed.removeprefix(RETIRED))
    if not sealed.startswith(MARK):
        newer = sealed.startswith("sealed:")
        hint = "请更新本程序后再读" if newer else "请用密封命令加入这一行，不要手写"
        return _problem(path, number, f"行号后面不是 “{MARK}”", hint)
    token = sealed.removeprefix(MARK)
    fault = _token_fault(token)
    if fault:
        return _problem(path, number, fault, "可能复制时缺了一段，请从 git 历史里找回原来的行，或者重新密封")
    return SheetRow(row_id, token, number)


def _retired(path: str, number: int, row_id: str, day: str) -> RetiredRow | Problem:
    try:
        return RetiredRow(row_id, dt.datetime.strptime(day, "%Y-%m-%d").date(), number)  # noqa: DTZ007 -- a bare day
    except ValueError:
        return _problem(path, number, "注销的行写错了日期", "格式是 “行号 retired:v1:年-月-日”，请从 git 历史里恢复")


def _token_fault(token: str) -> str:
    """What can be said against a token without a key; empty when it looks whole."""
    try:
        data = base64.b64decode(token.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return "密封内容不是完整的 base64"
    if base64.b64encode(data) != token.encode("ascii"):
        return "密封内容的 base64 末尾不规范"
    if not data.startswith(_AGE_START):
        return "密封内容不是 age 文件"
    foot = data.find(_AGE_FOOT)
    if foot < 0 or len(data) - foot - len(_AGE_FOOT) < _AGE_SHORTEST_BODY:
        return "密封内容被截断了"
    return ""


def _problem(path: str, line: int, message: str, hint: str) -> Problem:
    return Problem(path, line, 1, RULE, "error", message, hint)
