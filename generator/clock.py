"""What day it is for the register: China has one time zone, wherever the builder's machine stands."""

from __future__ import annotations

import datetime as dt

BEIJING = dt.timezone(dt.timedelta(hours=8))


def today() -> dt.date:
    """The day by which consents expire and dates lie in the future."""
    return dt.datetime.now(tz=BEIJING).date()


def day_of(stamp: dt.datetime) -> dt.date:
    """The day in China on which something was sealed or written, whatever zone its stamp is in."""
    return stamp.astimezone(BEIJING).date()
