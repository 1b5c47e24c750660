"""How long a text is as editors count it, and the numbers that it writes in Chinese."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile(
    r"!?\[(?=[^\[\]\n]{0,400}\]\()|\]\([^()\s]*(?:\s+\"[^\"\n]*\")?\)|^\[[^\]\n]+\]:\s*\S+$|\{ *[#:.][^{}\n]*\}",
    re.MULTILINE,
)
"""Markdown that no reader sees: targets of links, marks of headings."""
_RULE_OF_TABLE = re.compile(r"[ \t|:-]*---[ \t|:-]*")
_SINGLE = (
    "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3001-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40"
    "\uff5b-\uff65“”‘’…—·"
)
"""What is one 字 each: Han characters and Chinese punctuation."""
_COUNTED = re.compile(rf"(?P<single>[{_SINGLE}]+)|[^\W_{_SINGLE}]+(?:[.,:'%-][^\W_{_SINGLE}]+)*")
_DIGITS = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}


def units(text: str) -> int:
    """Characters as WeChat's editor counts them, where a letter is one like a Han character and an emoji is two.

    The interface's documentation says “字” and no more; counting UTF-16 units is never below what it may mean.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def characters(text: str) -> int:
    """字数 as a word processor shows it.

    Every Han character and every Chinese punctuation mark is one, a number or a foreign word is one as a whole; blanks
    and Markdown are none.
    """
    found = _COUNTED.finditer(_UNSEEN.sub(" ", _without_rules(_without_comments(text))))
    return sum(len(each[0]) if each["single"] else 1 for each in found)


def _without_comments(text: str) -> str:
    """Read from mark to mark: an expression would look for the end again at each of many openings."""
    kept: list[str] = []
    here = 0
    while (start := text.find("<!--", here)) >= 0 and (stop := text.find("-->", start)) >= 0:
        kept.append(text[here:start])
        here = stop + len("-->")
    return " ".join([*kept, text[here:]])


def _without_rules(text: str) -> str:
    lines = text.split("\n")
    return "\n".join("" if "---" in each and _RULE_OF_TABLE.fullmatch(each) else each for each in lines)


def number(text: str) -> int | None:
    """The whole number that digits or Chinese numerals write, below a thousand; None where they write none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.isascii() and plain.isdigit():
        return int(plain)
    if not plain or any(each not in _DIGITS and each not in _UNITS for each in plain):
        return None
    if not _UNITS.keys() & set(plain):
        return int("".join(str(_DIGITS[each]) for each in plain))
    total, digit = 0, 0
    for each in plain:
        if each in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[each], 0
        else:
            digit = _DIGITS[each]
    return total + digit
