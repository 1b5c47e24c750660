"""One value for one row: which column is meant, in which sheet and row it goes, and whether it is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.problems import did_you_mean
from generator.records.files import read_text
from generator.records.sheets import Sheet, parse_sheet
from generator.sealed.handed.cells import says_nothing
from generator.sealed.handed.fields import Rules, check_value
from generator.sealed.handed.headings import compact, spellings
from generator.sealed.handed.people import HEADINGS
from generator.sealed.refused import Refused
from generator.sealed.rosters import CONTACT, ROSTER, Column
from generator.sealed.sheets import Value, seal_row

LEADER, RESPONSIBLE = "leader", "responsible"
"""Row ids of ``contact.sealed``."""
_CONTACT_WORDS: Mapping[str, tuple[str, ...]] = {
    "leader": ("领队", "领队姓名"), "phone": ("领队电话", "电话", "手机"), "wechat": ("微信", "微信号", "领队微信"),
    "post": ("领队职务",), "responsible": ("责任人姓名",), "responsible_phone": ("责任人手机",),
}  # fmt: skip
_NEVER = frozenset({"number"})
"""The number is the row's id and stays what it is."""


@dataclass(frozen=True, slots=True)
class Field:
    """Where a single value goes."""

    sheet: str
    """POSIX path below the register's root."""
    row_id: str
    key: str
    title: str


def field_meant(folder: str, typed: str, row: str) -> Field:
    """The column that a key or a Chinese title names, in the roster when a row is given, else among the contacts.

    Raises:
        Refused: there is no such column.
    """
    columns = ROSTER if row else CONTACT
    words = _words(columns, HEADINGS if row else _CONTACT_WORDS)
    key = words.get(compact(typed))
    if key is None:
        titles = [column.title for column in columns if column.key not in _NEVER]
        hint = did_you_mean(typed, [*titles, *words.values()]) or f"可以写：{'、'.join(titles)}"
        other = "" if row else "；改名册里一个人的，请加 --row 证号"
        raise Refused(f"没有 “{typed[:30]}” 这一项。{hint}{other}")
    column = next(each for each in columns if each.key == key)
    if row:
        return Field(f"{folder}/roster.sealed", row, key, column.title)
    row_id = RESPONSIBLE if key.startswith(RESPONSIBLE) else LEADER
    return Field(f"{folder}/contact.sealed", row_id, key, column.title)


def holder_field(consent: str, rules: Rules) -> Field:
    """The name of a consent's holder.

    Raises:
        Refused: there is no such consent.
    """
    checked = check_value("consent", consent, rules)
    if checked.fault:
        raise Refused(f"{checked.fault} —— {checked.hint}")
    return Field("teams/consents.sealed", str(checked.value), "name", "姓名")


def value_of(field: Field, text: str, rules: Rules) -> tuple[Value, str]:
    """The value as it will be sealed, and a warning.

    Raises:
        Refused: it is wrong, or there is none.
    """
    checked = check_value(field.key, "" if says_nothing(text) else text, rules)
    said = f"“{field.title}”：{checked.fault}{' —— ' if checked.hint else ''}{checked.hint}"
    if checked.fault and not checked.warning:
        raise Refused(said)
    if checked.value in ("", []):
        raise Refused(f"“{field.title}” 没有写，什么也没有改 —— 真要去掉这一项，请加 --clear")
    return checked.value, said if checked.fault else ""


def is_there(root: Path, field: Field, *, clear: bool) -> bool:
    """Whether the row exists already; told before anything is asked.

    Raises:
        Refused: it does not, and it may not be made here, or it was deleted.
    """
    sheet = _sheet(root, field.sheet)
    there = field.row_id in {row.row_id for row in sheet.live}
    if field.row_id in sheet.taken and not there:
        raise Refused(f"{field.row_id} 已经注销，不能再改")
    if not there and field.sheet.endswith("/roster.sealed"):
        raise Refused(f"{field.sheet} 里没有 {field.row_id[:64]} 这一行 —— 请核对证号；加新人用 jinguo roster add")
    if not there and clear:
        raise Refused(f"{field.sheet} 里还没有这一行，没有可以去掉的")
    return there


def sealed_line(field: Field, value: Value, recipients: Sequence[str], now: datetime, *, there: bool) -> str:
    """The line for a sheet: only this value where the row exists, otherwise a new row."""
    return seal_row(field.sheet, field.row_id, {field.key: value}, recipients, now, part=there)


def _sheet(root: Path, path: str) -> Sheet:
    if not (root / path).exists():
        return Sheet(path)
    sheet = parse_sheet(path, read_text(root, path, []) or "")
    if sheet.problems:
        raise Refused(f"密封表本身有错，没有写，先改好它：{sheet.problems[0]}")
    return sheet


def _words(columns: Sequence[Column], more: Mapping[str, Sequence[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in columns:
        if column.key in _NEVER:
            continue
        for word in (column.key, column.title, *more.get(column.key, ())):
            found |= dict.fromkeys(spellings(compact(word)), column.key) | found
    return found
