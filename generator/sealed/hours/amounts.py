"""Hours as people write them become a decimal text: ``2.5小时``, ``150分钟``, ``2h``, ``9:00-11:30``."""

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

_CENT = Decimal("0.01")
_NUMBER = r"([0-9]+(?:\.[0-9]+)?)"
_HOUR = r"(?:个?(?:小时|钟头|工时)|时|h|hr|hrs|hours?)"
_MINUTE = r"(?:分钟|分|min|mins|minutes?|m)"
_HOURS = re.compile(rf"{_NUMBER}{_HOUR}?", re.IGNORECASE)
_MINUTES = re.compile(rf"{_NUMBER}{_MINUTE}", re.IGNORECASE)
_BOTH = re.compile(rf"([0-9]+){_HOUR}([0-9]+){_MINUTE}?", re.IGNORECASE)
_HALF = re.compile(rf"(?:([0-9]+)个)?半{_HOUR}", re.IGNORECASE)
_SPAN = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::00)?[-—–~至到]+([0-9]{1,2}):([0-9]{2})(?::00)?")
_CLOCK = 24 * 60


def read_hours(cell: Cell) -> Decimal | None:
    """Hours, to a hundredth; None for what cannot be understood. Whether so many are possible is not asked here.

    A bare clock time such as ``14:30`` is none: nobody can tell a moment from a length.
    """
    if isinstance(cell, dt.timedelta):
        return _cents(Decimal(int(cell.total_seconds())) / 3600)
    if isinstance(cell, dt.date | dt.time):
        return None
    text = re.sub(r"\s", "", normalise(as_text(cell))).removeprefix("约").removeprefix("共")
    if match := _HOURS.fullmatch(text):
        return _cents(Decimal(match[1]))
    if match := _MINUTES.fullmatch(text):
        return _cents(Decimal(match[1]) / 60)
    if match := _BOTH.fullmatch(text):
        return _cents(Decimal(match[1]) + Decimal(match[2]) / 60)
    if match := _HALF.fullmatch(text):
        return _cents(Decimal(match[1] or 0) + Decimal("0.5"))
    if match := _SPAN.fullmatch(text):
        first, last = (int(match[at]) * 60 + int(match[at + 1]) for at in (1, 3))
        return _cents(Decimal(last - first) / 60) if 0 <= first < last <= _CLOCK else None
    return None


def as_decimal(text: object) -> Decimal | None:
    """The hours of a sealed row; None when it holds none."""
    try:
        value = Decimal(str(text))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def decimal_text(hours: Decimal) -> str:
    """``2.5``, ``3``: as it is sealed and shown."""
    text = format(_cents(hours), "f")
    return text.rstrip("0").rstrip(".")


def _cents(hours: Decimal) -> Decimal:
    try:
        return hours.quantize(_CENT, ROUND_HALF_UP)
    except InvalidOperation:  # hundreds of digits
        return Decimal(10**6)
