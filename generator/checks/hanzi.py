"""Rule W1: public texts are in standard characters; traditional and variant ones stand in quotations and names only."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import opencc

from generator.checks.naming import names
from generator.checks.passages import Passage, unnamed, written
from generator.checks.quotations import quoted, titled, untouchable
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem

_FIRST, _LAST = 0x4E00, 0x9FFF
_NAMES_ONLY = frozenset("昇陞甯邨氾龢頫蒐晳勠迺澂堃喆淼犇絜扺祕谿濬璿")
"""The standard of 2013 keeps them, mostly for names."""
_OF_TAIWAN = re.compile(r"臺(?=[湾灣北中南东東大胞资資商联聯])")
"""How Taiwan writes its own institutions."""
_FEW = 3
"""Places of one text that a message shows."""


@rule("W1", "正文用规范汉字，繁体字、异体字只在引文、书名和人名里", "warning", "国家通用语言文字法 第十七条")
def standard_characters(this: Rule, facts: Facts) -> Iterator[Problem]:
    allowed = facts.allowed(this.id)
    own = _own_names(facts)
    for entry in written(facts):
        for passage in unnamed(entry):
            yield from _strange(passage, own, allowed)


def _strange(passage: Passage, own: frozenset[str], allowed: frozenset[str]) -> Iterator[Problem]:
    text = passage.text
    found = [match for match in _traditional().finditer(text) if not set(match[0]) <= allowed]
    found = [match for match in found if not (len(match[0]) == 1 and _OF_TAIWAN.match(text, match.start()))]
    if not found:
        return
    silent = (quoted(text), titled(text), untouchable(text))
    people = [(name.start, name.end) for name in names(text)]
    for public in own:
        people += [match.span() for match in re.finditer(re.escape(public), text)]
    left = [
        match
        for match in found
        if not any(spans.touch(match.start()) for spans in silent)
        and not any(start <= match.start() < end for start, end in people)
    ]
    if left:
        shown = "、".join(dict.fromkeys(f"“{each[0]}” → “{simplified(each[0])}”" for each in left[:_FEW]))
        more = f"等 {len(left)} 处" if len(left) > _FEW else ""
        hint = "请改成规范汉字；引文、书名里的原字加上引号或书名号"
        yield passage.problem("W1", left[0].start(), f"这里有繁体字或异体字：{shown}{more}", hint)


def _own_names(facts: Facts) -> frozenset[str]:
    """Names that the register itself writes with such characters."""
    federation = facts.library.federation
    if federation is None:
        return frozenset()
    fields = federation.fields
    listed = [each.name for each in fields.officials] + [each.name for each in fields.public_names]
    listed += [each.name for each in fields.divisions]
    listed += [name for each in fields.divisions for name in each.townships]
    return frozenset(each for each in listed if _traditional().search(each))


def simplified(text: str) -> str:
    """Traditional characters one by one; a word's own choice of characters is not asked."""
    return "".join(_pairs().get(char, char) for char in text)


@functools.cache
def _pairs() -> dict[str, str]:
    """Every character that is never standard, with the standard one.

    What GB 2312 holds is left alone: 乾, 著, 瞭, 於 are standard in some words and traditional in others.
    """
    every = [chr(code) for code in range(_FIRST, _LAST + 1)]
    standard = opencc.OpenCC("t2s").convert("\n".join(every)).split("\n")
    return {
        char: other
        for char, other in zip(every, standard, strict=True)
        if char != other and not _is_common(char) and _is_common(other) and char not in _NAMES_ONLY
    }


@functools.cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_pairs())}]+")


def _is_common(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
