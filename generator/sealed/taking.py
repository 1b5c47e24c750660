"""Rows are taken out of a sheet for good: a line that retires its id takes the place of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from generator.records.sheets import RETIRED, retired_line


def taken_out(
    before: bytes, row_ids: Iterable[str], on: dt.date, instead: Sequence[str] | None = None
) -> tuple[bytes, int]:
    """A sheet without these rows, and how many lines went; every other line keeps its bytes.

    Ids that are retired already lose only what a merge brought back, and keep the day on which they were.

    Args:
        before: the sheet.
        row_ids: whose lines go, older versions included.
        on: the day that the lines in their place bear.
        instead: other lines, without their ends, to take their place; then no id is retired.
    """
    gone = {each.encode("ascii") for each in row_ids}
    kept: list[bytes] = []
    retired: set[bytes] = set()
    lines = 0
    for line in before.splitlines(keepends=True):
        row_id, _, rest = line.partition(b" ")
        if row_id in gone and not rest.startswith(RETIRED.encode()):
            lines += 1
            continue
        if row_id in gone:
            retired.add(row_id)
        kept.append(line)
    if kept and not kept[-1].endswith(b"\n"):
        kept[-1] += b"\n"
    more = [retired_line(each.decode(), on) for each in sorted(gone - retired)] if instead is None else instead
    return b"".join([*kept, *(f"{line}\n".encode("ascii") for line in more)]), lines
