"""One cell of a handed-in table as a plain value: digits, days and lists, whatever the spreadsheet made of them."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from generator.personal import normalise

Cell = str | dt.date | dt.time | dt.timedelta
"""A cell as ``plain`` leaves it; a ``datetime`` is a ``date`` with a time of day in it."""

_EXACT = 10**15
"""From here on a spreadsheet keeps no digit behind the fifteenth."""
_FORMULA_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_SCIENTIFIC = re.compile(r"([0-9])(?:\.([0-9]+))?E\+?([0-9]{1,3})", re.IGNORECASE)
_SEPARATORS = re.compile(r"[、,;/|\n\r\t]+")
_BLANKS = re.compile(r"\s+")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})(?:[-/.月]([0-9]{1,2})[日号]?|月)?[.]?(?:[T]?[0-9]{1,2}:[0-9:.]+)?")
_SOLID = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-9]{2})?")
_OCTOBER = re.compile(r"[0-9]{4}\.1")
_SERIAL = re.compile(r"[1-7][0-9]{4}")
_EPOCH = dt.date(1899, 12, 30)


_NOTHING = frozenset({"无", "暂无", "没有", "/", "//", "\\", "-", "--", "---", "—", "——", "N/A", "n/a"})
"""What people write into a cell that has nothing to say."""
_DITTO = frozenset({"同上", "同前", "同左", "上同", "〃", "″", "′′", "〞", "”", "“", '"', "''"})
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


class LostDigitsError(Exception):
    """A spreadsheet has made a number of a long code, and its last digits are gone; it says nothing of the value."""


def plain(value: object) -> Cell:
    """A raw cell without what spreadsheets add: blanks, full-width digits, apostrophes, ``.0`` and ``E+10``.

    Raises:
        LostDigitsError: a number of which digits are gone.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, dt.datetime):
        return value if value.time() != dt.time() else value.date()
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return value
    return _text(str(value))


def says_nothing(cell: Cell) -> bool:
    """Whether a cell is empty, or filled only so that it does not look forgotten: 无, /, —, 暂无."""
    return not cell or (isinstance(cell, str) and cell.rstrip("。.") in _NOTHING)


def says_ditto(value: object) -> bool:
    """Whether a raw cell leaves it to the one above: 同上, 〃."""
    return isinstance(value, str) and value.strip() in _DITTO


def verbatim(value: object) -> str:
    """A raw cell as somebody wrote it, on one line: full-width marks stay, what nobody sees goes."""
    if not isinstance(value, str):
        return one_line(plain(value))
    written = _BLANKS.sub(" ", _UNSEEN.sub("", value)).strip()
    found = one_line(plain(value))
    # what a spreadsheet put around it is no part of it
    return written if _BLANKS.sub(" ", normalise(written)).strip() == found else found


def as_text(cell: Cell) -> str:
    """A plain cell as text; days in the form ``2026-03-05``."""
    if isinstance(cell, dt.datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, dt.time):
        return cell.strftime("%H:%M")
    if isinstance(cell, dt.timedelta):
        return _decimal(Decimal(int(cell.total_seconds())) / 3600)
    return cell


def one_line(cell: Cell) -> str:
    """The same with every run of blanks and line breaks as one blank."""
    return _BLANKS.sub(" ", as_text(cell)).strip()


def read_day(cell: Cell) -> str | None:
    """``2026-03-05``, or ``2026-03`` where only the month is told; None for what is no day.

    A bare ``1980.1`` is none: a spreadsheet writes October so as well.
    """
    if isinstance(cell, dt.date):
        return cell.strftime("%Y-%m-%d")
    text = _BLANKS.sub("", re.sub(r"(?<=[0-9日号])\s+(?=[0-9]{1,2}:)", "T", as_text(cell)))
    if _OCTOBER.fullmatch(text):
        return None
    if _SERIAL.fullmatch(text):
        return (_EPOCH + dt.timedelta(days=int(text))).isoformat()
    match = _SOLID.fullmatch(text) or _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return found.strftime("%Y-%m-%d" if match[3] else "%Y-%m")


def split_values(cell: Cell, *, blanks: bool = False) -> list[str]:
    """Several values of one cell, parted by 、，,；/ or line breaks (and by blanks where no value holds one)."""
    parts = _SEPARATORS.split(as_text(cell))
    if blanks:
        parts = [word for part in parts for word in part.split()]
    cleaned = (_BLANKS.sub(" ", part).strip() for part in parts)
    return list(dict.fromkeys(part for part in cleaned if part))


def phone_digits(cell: Cell) -> str:
    """A phone number without blanks, hyphens and +86."""
    text = re.sub(r"[\s\-‐-―−·.()]", "", as_text(cell))
    return re.sub(r"^(?:\+|00)86", "", text)


def code_text(cell: Cell) -> str:
    """A code of letters and digits (id number, volunteer number) without blanks, capital X."""
    return _BLANKS.sub("", as_text(cell)).upper()


def _number(value: float) -> str:
    if isinstance(value, float) and (value != value or value in {float("inf"), float("-inf")}):  # noqa: PLR0124 -- NaN
        return ""
    if abs(value) >= _EXACT:
        raise LostDigitsError
    return _decimal(Decimal(repr(value)))


def _decimal(value: Decimal) -> str:
    text = format(round(value, 10), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(text: str) -> str:
    cleaned = normalise(text).replace("\x00", "").strip()
    match = _FORMULA_TEXT.fullmatch(cleaned)
    if match:
        cleaned = match[1].strip()
    if len(cleaned) > 1 and cleaned[0] in "'’‘`":
        cleaned = cleaned[1:].strip()
    scientific = _SCIENTIFIC.fullmatch(cleaned)
    if scientific:
        digits, power = scientific[1] + (scientific[2] or ""), int(scientific[3])
        if len(digits.rstrip("0")) > power + 1 or power > 14:  # noqa: PLR2004 -- as in _EXACT
            raise LostDigitsError
        if len(digits) < power + 1:
            raise LostDigitsError
        return digits
    whole = re.fullmatch(r"([0-9]{5,15})\.0+", cleaned)
    return whole[1] if whole else cleaned
