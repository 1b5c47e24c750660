"""What all workbooks have in common: fonts, frames, widths, A4, and cells that are never run as a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from generator.sealed.paper_look import display_width, is_number
from generator.sealed.tables import Cell

FONT: dict[str, Any] = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
LINE: dict[str, Any] = {"border": 1, "border_color": "#BFBFBF"}
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""Nothing goes to temporary files, and no text becomes anything else."""
CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Fixed, so that the same rows give the same bytes; when an export was made stands in its log."""
FILTER_ARROW = 3
"""Half-width characters that a heading leaves to the arrow of its filter."""
MARGIN = 2
LINE_HEIGHT = 13
"""Points of one line of 10-point text."""
_A4 = 9
_BESIDE, _BESIDE_ACROSS = 44, 60
"""Half-width characters that have room right of the page number, upright and across; longer notes go below it."""
_LONGEST_NOTE = 100
"""Characters: Excel drops a foot of more than 255 altogether, and ``&`` counts twice."""


def row_height(cells: Sequence[Cell], widths: Sequence[int]) -> int:
    """Tall enough for wrapped values: not every program that opens the file works that out by itself."""
    lines = max(_lines(str(cell), width - MARGIN) for cell, width in zip(cells, widths, strict=True))
    return LINE_HEIGHT * max(lines, 1) + 3


def _lines(text: str, room: int) -> int:
    if "\n" in text:
        return sum(_lines(line, room) for line in text.split("\n"))
    # most values are short, and no sign is wider than two
    return 1 if 2 * len(text) <= room else -(-display_width(text) // room)


def write(sheet: Any, row: int, column: int, cell: Cell, formats: dict[str, Any], text: str = "text") -> None:
    """A text is written as a text cell, so that ``=…`` stays what somebody typed; ``text`` names its format.

    Raises:
        ValueError: the sheet cannot hold this cell.
    """
    if is_number(cell):
        status = sheet.write_number(row, column, cell, formats["number" if text == "text" else text])
    elif cell:
        status = sheet.write_string(row, column, cell, formats[text])
    else:
        status = sheet.write_blank(row, column, None, formats[text])
    if status:
        raise ValueError("the sheet cannot hold this cell")


def print_setup(sheet: Any, top: int, note: str, *, landscape: bool = True) -> None:
    """A4, as wide as the page, headings down to row ``top`` on each page, and at the foot who may not see it."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, top)
    shown = note[:_LONGEST_NOTE].replace("&", "&&")
    beside = display_width(note) <= (_BESIDE_ACROSS if landscape else _BESIDE)
    right, below = (f"&R{shown}", "") if beside else ("", f"\n{shown}")
    sheet.set_footer(f"&L内部资料　不得公开&C第 &P 页　共 &N 页{below}{right}")
