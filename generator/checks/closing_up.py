"""Commas typed twice, blanks before a mark, and blanks around a number with what it counts: all of them closed up."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.checks.quotations import HAN, Spans, untouchable

_WIDE = {",": "，", ";": "；", "!": "！", "?": "？"}
_TYPED_TWICE = re.compile(rf"(?<=[{HAN}”’）》】])(?:[,，]{{2,}}|[;；]{{2,}})(?=[{HAN}0-9A-Za-z“‘（《])")
_BLANK_BEFORE = re.compile(rf"(?<=[{HAN}”’）》】]) +(?P<mark>[,;!?])(?: *(?=[{HAN}0-9“‘（《])|(?=$))", re.MULTILINE)
_COUNTED = re.compile(
    rf"(?P<before>(?<=[{HAN}，。；：、]) +)?(?<![0-9A-Za-z.,:/-])(?P<number>[0-9]+(?:[.,][0-9]+)?) +"
    r"(?P<of>[余多]?(?:人|名|位|户|个|次|场|年|月|日|时|点|分|岁|元|支|期|届|家|件|份|张|天|周|小时|公里|米|万|号|条|枚|篇))"
)
"""A number with what it counts: 36 人, and the blank before it."""


def closed_up(text: str, kept: Spans) -> str:
    """The text without them; ``kept`` is never touched."""
    text = _unless_kept(_TYPED_TWICE, lambda match: _WIDE.get(match[0][0], match[0][0]), text, kept)
    text = _unless_kept(_BLANK_BEFORE, lambda match: _WIDE[match["mark"]], text, untouchable(text))
    return _unless_kept(_COUNTED, lambda match: f"{match['number']}{match['of']}", text, untouchable(text))


def _unless_kept(pattern: re.Pattern[str], new: Callable[[re.Match[str]], str], text: str, kept: Spans) -> str:
    return pattern.sub(lambda match: match[0] if kept.touch(match.start()) else new(match), text)
