"""Days and months as people type them, when somebody asks: ``3月5日``, ``昨天``, ``2026-3-5 至 3-7``."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from generator.cli.asking import WrongAnswerError
from generator.clock import today

_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?", re.ASCII)
_OF_A_YEAR = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?", re.ASCII)
_OF_A_MONTH = re.compile(r"(\d{1,2})\s*[日号]?", re.ASCII)
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?", re.ASCII)
_SHORT_SPAN = re.compile(r"(.*月\s*)(\d{1,2})\s*[日号]?\s*[-–]\s*(\d{1,2})\s*[日号]?", re.ASCII)
_BEHIND_A_DAY = re.compile(r"(?<=[日号])\s*[-–]\s*")
_TO = re.compile("至|到|~|～|—+|--")
_WORDS = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "大前天": 3}


def day(typed: str) -> dt.date:
    """A day, written as people write days; without a year it is the latest one that is not ahead."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    if plain in _WORDS:
        return today() - dt.timedelta(days=_WORDS[plain])
    whole, short = _DAY.fullmatch(plain), _OF_A_YEAR.fullmatch(plain)
    try:
        if whole:
            return dt.date(*map(int, whole.groups()))
        return _latest(int(short[1]), int(short[2])) if short else dt.date.fromisoformat(plain)
    except ValueError:
        raise WrongAnswerError(f"“{typed[:30]}” 不是日期，请写成 2026-03-05、3月5日 或者 昨天 这样") from None


def _latest(month: int, number: int) -> dt.date:
    """The last day of this name; the 29th of February may be some years ago.

    Raises:
        ValueError: no year has it.
    """
    now, leap = today(), 8
    for year in range(now.year, now.year - leap - 1, -1):
        if (month, number) == (2, 29) and not _is_leap(year):
            continue
        found = dt.date(year, month, number)
        if found <= now:
            return found
    raise ValueError


def _is_leap(year: int) -> bool:
    return (dt.date(year, 3, 1) - dt.timedelta(days=1)).day == 29  # noqa: PLR2004 - of February


def days(typed: str) -> tuple[dt.date, dt.date]:
    """One day, or the first and the last of several; the last may leave out what it shares with the first."""
    plain = _BEHIND_A_DAY.sub("至", unicodedata.normalize("NFKC", typed).strip())
    short = _SHORT_SPAN.fullmatch(plain)
    if short:
        plain = f"{short[1]}{short[2]}日至{short[3]}日"
    parts = [part for part in _TO.split(plain) if part.strip()] or [""]
    first = day(parts[0].strip())
    last = _after(first, parts[-1].strip()) if len(parts) > 1 else first
    if len(parts) > 2 or last < first:  # noqa: PLR2004 - first and last
        raise WrongAnswerError("几天的活动写成 2026-03-05 至 2026-03-07，先写开始的一天")
    return first, last


def _after(first: dt.date, typed: str) -> dt.date:
    of_a_year, of_a_month = _OF_A_YEAR.fullmatch(typed), _OF_A_MONTH.fullmatch(typed)
    try:
        if of_a_year:
            last = dt.date(first.year, int(of_a_year[1]), int(of_a_year[2]))
            turned = first.month == 12 and last.month == 1  # noqa: PLR2004 - over New Year
            return last.replace(year=first.year + 1) if turned else last
        if of_a_month:
            return first.replace(day=int(of_a_month[1]))
    except ValueError:
        raise WrongAnswerError(f"“{typed[:30]}” 不是日期，请写成 2026-03-05 这样") from None
    return day(typed)


def month(typed: str) -> str:
    """A month, or a day."""
    match = _MONTH.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    if match and 1 <= int(match[2]) <= 12:  # noqa: PLR2004 - months
        return f"{match[1]}-{int(match[2]):02d}"
    whole = _DAY.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    try:
        if whole:
            return day(typed).isoformat()
    except WrongAnswerError:
        pass
    raise WrongAnswerError(f"“{typed[:30]}” 不是年月，请写成 2018-03 这样")
