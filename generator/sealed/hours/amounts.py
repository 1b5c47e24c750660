"""Hours as people write them become numbers: ``2.5小时``, ``150分钟``, ``两小时``, ``9:00-11:30``, ``9点到11点半``.

Minutes are kept exactly: twenty of them are sealed as ``0.3333`` and read back as a third of an hour, so that three
hundred times twenty minutes are a hundred hours. Only what is shown is rounded to hundredths.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from generator.personal import normalise
from generator.sealed.handed.cells import Cell, as_text

DAY = Decimal(24)
"""Hours of a day."""
LONG = Decimal(12)
"""From here on it is worth asking whether the way there was counted."""
ZERO = Decimal(0)

_SHOWN = Decimal("0.01")
_KEPT = Decimal("0.0001")
_MANY = Decimal(10**6)
_SLACK = Decimal("0.05")
"""Reports are written by hand, to a tenth of an hour: three minutes of all people together are no difference."""
_NEAR = Decimal("0.01")
"""Minutes: what four decimals of an hour may be off. Two decimals typed by hand are never that near to others."""
_MINUTES_OF_HOUR = 60
_NOON = 12
_NUMBER = r"([0-9]+(?:\.[0-9]+)?)"
_HOUR = r"(?:个?(?:小时|钟头|工时)|时|h|hr|hrs|hours?)"
_MINUTE = r"(?:分钟|分|min|mins|minutes?|m)"
_HOURS = re.compile(rf"{_NUMBER}{_HOUR}?", re.IGNORECASE)
_LESSONS = re.compile(rf"{_NUMBER}个?(?:学时|课时)")
_MINUTES = re.compile(rf"{_NUMBER}{_MINUTE}", re.IGNORECASE)
_BOTH = re.compile(rf"([0-9]+){_HOUR}([0-9]+){_MINUTE}?", re.IGNORECASE)
_HALF = re.compile(rf"(?:([0-9]+)个)?半{_HOUR}|([0-9]+){_HOUR}半", re.IGNORECASE)
_HALVES = "凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚"
_LATE = frozenset({"下午", "傍晚", "晚上", "晚"})
_CLOCK = rf"({_HALVES})?([0-9]{{1,2}})(?::([0-9]{{2}})(?::00)?|[点时](?:([0-9]{{1,2}})分?|(半)|整)?)"
_SPAN = re.compile(rf"{_CLOCK}[-—–~至到]+{_CLOCK}")
_HAN = re.compile(r"[一二两三四五六七八九十]+")
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)} | {"两": 2}


def read_hours(cell: Cell, *, lessons: bool = False) -> Decimal | None:
    """Hours, to the minute; None for what cannot be understood. Whether so many are possible is not asked here.

    A bare clock time such as ``14:30`` is none: nobody can tell a moment from a length. ``lessons`` reads ``4学时``.
    """
    if isinstance(cell, dt.timedelta):
        return exact(Decimal(int(cell.total_seconds())) / 3600)
    if isinstance(cell, dt.date | dt.time):
        return None
    text = re.sub(r"\s", "", normalise(as_text(cell))).removeprefix("约").removeprefix("共")
    text = _HAN.sub(_in_digits, text)
    if match := _HOURS.fullmatch(text) or (_LESSONS.fullmatch(text) if lessons else None):
        return exact(Decimal(match[1]))
    if match := _MINUTES.fullmatch(text):
        return exact(Decimal(match[1]) / _MINUTES_OF_HOUR)
    if match := _BOTH.fullmatch(text):
        return exact(Decimal(match[1]) + Decimal(match[2]) / _MINUTES_OF_HOUR)
    if match := _HALF.fullmatch(text):
        return exact(Decimal(match[1] or match[2] or 0) + Decimal("0.5"))
    if match := _SPAN.fullmatch(text):
        return _between(match)
    return None


def exact(hours: Decimal) -> Decimal:
    """The whole minutes that a rounded number of hours means; as it is where it means none."""
    minutes = hours * _MINUTES_OF_HOUR
    whole = minutes.to_integral_value()
    return whole / _MINUTES_OF_HOUR if abs(minutes - whole) < _NEAR else hours


def as_decimal(text: object) -> Decimal | None:
    """The hours of a sealed row; None when it holds none."""
    try:
        value = Decimal(str(text))
    except InvalidOperation:
        return None
    return exact(value) if value.is_finite() else None


def sealed_text(hours: Decimal) -> str:
    """``2.5``, ``0.3333``: as it is sealed; ``as_decimal`` reads the same minutes again."""
    return _text(hours, _KEPT)


def decimal_text(hours: Decimal) -> str:
    """``2.5``, ``3``, ``0.33``: as it is shown."""
    return _text(hours, _SHOWN)


def rounded(hours: Decimal) -> Decimal:
    """A sum without the dust that thirds leave behind: a hundred hours are a hundred."""
    try:
        return hours.quantize(_KEPT, ROUND_HALF_UP)
    except InvalidOperation:  # hundreds of digits
        return _MANY


def agree(declared: Decimal | float, recorded: Decimal) -> bool:
    """Whether the hours that a report declares are those on record, but for the rounding of whoever wrote it."""
    return abs(rounded(Decimal(str(declared)) - recorded)) <= _SLACK


def _text(hours: Decimal, to: Decimal) -> str:
    text = format(rounded(hours).quantize(to, ROUND_HALF_UP), "f")
    return text.rstrip("0").rstrip(".")


def _in_digits(match: re.Match[str]) -> str:
    """``十二`` → ``12``; what is no number up to 99 stays."""
    tens, ten, ones = match[0].rpartition("十")
    if any(len(part) > 1 for part in (tens, ones)):
        return match[0]
    value = (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
    return str(value)


def _between(match: re.Match[str]) -> Decimal | None:
    """From one time of day to another of the same day; ``下午2点到4点`` says 下午 of both."""
    first, last = match.groups()[:5], match.groups()[5:]
    start = _minutes(first, late=first[0] in _LATE)
    end = _minutes(last, late=last[0] in _LATE or (last[0] is None and first[0] in _LATE))
    within = start is not None and end is not None and start < end <= DAY * _MINUTES_OF_HOUR
    return exact(Decimal((end or 0) - (start or 0)) / _MINUTES_OF_HOUR) if within else None


def _minutes(parts: tuple[str | None, ...], *, late: bool) -> int | None:
    """Minutes since midnight; None for what no clock shows."""
    hour, minute = int(parts[1] or 0), int(parts[2] or parts[3] or (30 if parts[4] else 0))
    if minute >= _MINUTES_OF_HOUR:
        return None
    return (hour + (_NOON if late and hour < _NOON else 0)) * _MINUTES_OF_HOUR + minute
