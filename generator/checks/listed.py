"""Names that stand by themselves: in the cells of tables, on the lines of lists, and spaced out as in a roll."""

from __future__ import annotations

import re

from generator.checks import surnames

_LIST = re.compile(r"(?:\A|\n)[ \t]*(?:[-+*•·]|\d{1,2}[.、．)）])[ \t]*\**\Z")
"""What stands before the first word of a line of a list."""
_LINE_ENDS = re.compile(r"\**[ \t]*(?:\n|\Z)")
_CELL, _CELL_ENDS = re.compile(r"[|｜][ \t]*\**\Z"), re.compile(r"\**[ \t]*[|｜]")
_GIVEN = "".join(sorted(surnames.GIVEN))
SPACED = re.compile(
    rf"[{''.join(sorted(surnames.SURNAMES))}](?:[ \u3000]{{1,3}}[{_GIVEN}]){{1,2}}(?![ \u3000]*[{_GIVEN}])"
)
"""王　芳, 李 桂 兰: as typists fill two characters up to three."""


def in_a_table(text: str, start: int, end: int) -> bool:
    """Whether nothing but the name stands in a cell of a table, or on a line of a list."""
    before, after = text[max(0, start - 14) : start], text[end : end + 14]
    if _CELL.search(before) and _CELL_ENDS.match(after):
        return True
    listed = _LIST.search(before)
    begins = listed is not None and (listed[0].startswith("\n") or start <= len(before))
    return begins and _LINE_ENDS.match(after) is not None
