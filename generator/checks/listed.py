"""Names that stand by themselves: in the cells of tables, on the lines of lists, and spaced out as in a roll."""

from __future__ import annotations

import re
from collections.abc import Iterator

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


_ONE = rf"[{''.join(sorted(surnames.SURNAMES | surnames.AT_END))}][{_GIVEN}]{{1,2}}"
_ROLL = re.compile(
    rf"[有是为由到了给：:单谢彰](?P<roll>{_ONE}(?:、{_ONE})+)"
    r"(?P<counted>等?[两二三四五六七八九十\d]+[名位人]|等(?=[\u4e00-\u9fff]{2,8}[，。]))?"
    r"(?=[，。；（\n]|等|$|(?<=[名位人等]))"
)
"""Names in a row, announced before and counted behind."""
_CALLED = tuple(
    f"{word}{mark}" for word in ("的有", "的是", "名单", "感谢", "表彰", "表彰了") for mark in ("", "：", ":")
)
_SHORT_ROLL, _LONG_NAME = 3, 3


def rolls(text: str) -> Iterator[tuple[int, int]]:
    """Where the names of rolls stand: ``参加的有张敏、李娜、王静等18名志愿者``; each must look like a name."""
    for match in _ROLL.finditer(text):
        if not (match["counted"] or text.endswith(_CALLED, 0, match.start("roll"))):
            continue
        each = match["roll"].split("、")
        whole = all(len(one) >= _LONG_NAME for one in each)
        if (len(each) < _SHORT_ROLL and not whole) or any(one.startswith(surnames.WORDS) for one in each):
            continue
        start = match.start("roll")
        for one in each:
            yield start, start + len(one)
            start += len(one) + 1
