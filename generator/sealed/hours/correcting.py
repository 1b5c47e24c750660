"""One value of one row is corrected: the old line stays as its history, the new one says just what is different."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.sealed.activities import ActivityFacts
from generator.sealed.age import Identities
from generator.sealed.gather import read_sheet
from generator.sealed.handed.cells import read_day
from generator.sealed.history import later
from generator.sealed.hours.adding import keys_in, keys_of_row, on_record, sealed_line
from generator.sealed.hours.amounts import DAY, ZERO, read_hours, sealed_text
from generator.sealed.hours.rosters import Rosters
from generator.sealed.numbers import as_number
from generator.sealed.placing import Placing
from generator.sealed.readers import Readers
from generator.sealed.refused import Refused
from generator.sealed.rosters import SERVICE, as_text
from generator.sealed.sheets import Value
from generator.sealed.taking import taken_out
from generator.sealed.writing import rewrite

FIELDS: Mapping[str, str] = {column.key: column.title for column in SERVICE if column.key not in {"team", "recorded"}}
"""What may be corrected, with its heading; who belongs to another team is another row."""
_LASTING = frozenset({"date", "hours"})
"""Values that no row may be without."""
_LONGEST = 500


def value_of(field: str, text: str, activity: ActivityFacts, rosters: Rosters, team: str | None) -> Value:
    """What somebody typed as it is sealed; an empty text takes the value away.

    Raises:
        Refused: it is no such value.
    """
    plain = " ".join(text.split())
    if not plain:
        if field in _LASTING:
            raise Refused(f"{FIELDS[field]}不能没有 —— 整行都不该有的，请用 --delete 删掉")
        return ""
    if len(plain) > _LONGEST:
        raise Refused(f"太长：最多 {_LONGEST} 个字")
    if field == "hours":
        hours = read_hours(plain)
        if hours is None or not ZERO < hours <= DAY:
            raise Refused("服务时间要大于 0，不超过 24 小时，例如 2.5")
        return sealed_text(hours)
    if field in {"date", "rated"}:
        return _day(field, plain, activity)
    if field == "number":
        return _number(plain, rosters, team)
    if field in {"name", "responsible"} and re.search(r"\d", plain):
        raise Refused("不像姓名，什么也没有改")
    return plain


def corrected(
    activity: ActivityFacts,
    row_id: str,
    changes: Mapping[str, Value],
    rosters: Rosters,
    readers: Readers,
    *,
    identities: Identities | None,
    team: str | None,
    now: dt.datetime,
) -> list[str]:
    """The sealed line, or none when the row says so already.

    Args:
        activity: whose service sheet.
        row_id: of the row.
        changes: values by key.
        rosters: of the teams that may be meant.
        readers: who may read what.
        identities: with a key the team of the person is read from the row, and the correction is held against it.
        team: of the person, where there is no key and the teams have different readers.
        now: when.

    Raises:
        Refused: there is no such row, it does not open, or it cannot be told to whom it must be sealed.
    """
    must_be_there(rosters.root, activity.sheet, row_id)
    record = on_record(rosters.root, activity.sheet, identities)
    if record.opened is None:
        keys = _same_readers(rosters, readers, team)
        return [sealed_line(activity.sheet, row_id, changes, keys, now, part=True)]
    row = next((row for row in record.opened.rows if row.row_id == row_id), None)
    if row is None:
        raise Refused(f"这把钥匙打不开 {row_id} 这一行 —— 请换一把钥匙，或者不用钥匙更正")
    if all(as_text(row.values.get(key, "")) == as_text(value) for key, value in changes.items()):
        return []
    keys = keys_of_row(Placing(readers), activity.sheet, row)
    return [sealed_line(activity.sheet, row_id, changes, keys, later(now, row), part=True)]


def must_be_there(root: Path, sheet: str, row_id: str, *, leftover: bool = False) -> None:
    """That a sheet has a row.

    Args:
        root: of the register.
        sheet: its path.
        row_id: of the row.
        leftover: lines of a deleted row that a merge brought back will do.

    Raises:
        Refused: it has none.
    """
    closed = read_sheet(root, sheet)
    if all(row.row_id != row_id for row in (*closed.live, *(closed.leftover if leftover else ()))):
        raise Refused(f"{sheet} 里没有 {row_id[:64]} 这一行 —— 行号在导出的 服务记录.xlsx 里")


def delete(root: Path, sheet: str, row_ids: Sequence[str], today: dt.date) -> None:
    """Take all lines of rows out of a sheet; their ids are never used again. Git still has them.

    Raises:
        Refused: there is no such row, or the sheet cannot be written.
    """
    for row_id in row_ids:
        must_be_there(root, sheet, row_id, leftover=True)
    before = (root / sheet).read_bytes()
    after, _ = taken_out(before, row_ids, today)
    rewrite(root, {sheet: after}, {sheet: before})


def _day(field: str, plain: str, activity: ActivityFacts) -> str:
    try:
        day = dt.date.fromisoformat(read_day(plain) or "")
    except ValueError:
        raise Refused("看不懂这个日期，请写成 2026-03-05") from None
    if field == "date" and not activity.first <= day <= activity.last:
        raise Refused(f"服务日期要在活动的日期里（{activity.first} 到 {activity.last}）")
    if field == "rated" and day < activity.first:
        raise Refused("评价日期早于活动")
    return day.isoformat()


def _number(plain: str, rosters: Rosters, team: str | None) -> str:
    found = rosters.number(plain, team)
    if len(found) == 1:
        return found[0][1]
    wrong = "抄错了，校验位不对" if as_number(plain) is None and len(plain) > len("410402") else "在名册里没有"
    place = rosters.elsewhere(plain) if not found else ""
    if place:
        raise Refused(f"这个证号在 “{place}” 的名册里 —— 请先把它写进报道的 teams")
    raise Refused(f"这个证号{wrong} —— 请核对")


def _same_readers(rosters: Rosters, readers: Readers, team: str | None) -> Sequence[str]:
    """To whom a row of an unknown person is sealed: no question where all teams have the same readers."""
    folders = [rosters.folder(each) for each in ([team] if team else [*rosters.listed, *rosters.below])]
    keys = [keys_in(readers, folder) for folder in folders]
    if len({frozenset(each) for each in keys}) > 1:
        raise Refused("参加的队伍收件公钥不一样 —— 请用 --team 写明这个人是哪支队伍的，或者用 --identity 给出钥匙")
    return keys[0]
