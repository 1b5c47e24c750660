"""Parts of a text that are not its author's own words: quotations, titles, and what is no prose at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

HAN = "\u4e00-\u9fff"
_NO_PROSE = re.compile(
    r"""
    ^(?P<fence>```+|~~~+)[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)   # a block of code
    | (?P<ticks>`+)(?!`).{1,2000}?(?<!`)(?P=ticks)(?!`)            # code in a line
    | <!--.{0,5000}?-->  |  </?[A-Za-z][^<>\n]*>  |  <[^<>\s]+>             # HTML, <address>
    | (?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)                   # where a link leads
    | ^\[[^\]\n]+\]:[^\n]*                                           # a link given below
    | \{[:#.%{][^{}\n]*\}+                                           # attributes, templates
    | (?:https?|ftp|mailto)://?[^\s<>\u3000-\u303f\uff00-\uffef”’]+
    | www\.[^\s<>\u3000-\u303f\uff00-\uffef”’\u4e00-\u9fff]+
    | (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | (?<![\w./-])[\w./-]*[\w-]\.(?:jpe?g|png|webp|heic|pdf|docx?|xlsx?|pptx?|zip
        |csv|md|ya?ml|html?|txt|eml|mp[34]|sealed)\b
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_SIGNS = ("`", "<", "](", "{", "://", "www.", "@", "]:", "~~~", ".")
_QUOTED = re.compile(r"“[^“”\n]*”|‘[^‘’\n]*’|「[^「」\n]*」|『[^『』\n]*』|\"[^\"\n]*\"")
_TITLED = re.compile(r"《[^《》\n]*》|〈[^〈〉\n]*〉")


class Spans:
    """Stretches of a text; says whether a character lies in one."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def touch(self, place: int) -> bool:
        """Whether a character lies in one of them."""
        return self.around(place) is not None

    def around(self, place: int) -> tuple[int, int] | None:
        """The stretch in which a character lies."""
        number = bisect_right(self._starts, place) - 1
        if number < 0 or self._spans[number][1] <= place:
            return None
        return self._spans[number]


@lru_cache(maxsize=16)
def untouchable(text: str) -> Spans:
    """Code, HTML, addresses, targets of links and names of files."""
    if not any(sign in text for sign in _SIGNS):
        return Spans(())
    return Spans(match.span() for match in _NO_PROSE.finditer(text))


@lru_cache(maxsize=16)
def quoted(text: str) -> Spans:
    """Between quotation marks, with them."""
    return Spans(match.span() for match in _QUOTED.finditer(text))


@lru_cache(maxsize=16)
def titled(text: str) -> Spans:
    """Titles of books, laws and songs, with their marks."""
    return Spans(match.span() for match in _TITLED.finditer(text))


def quoted_or_titled(text: str, place: int) -> bool:
    """Whether a character lies between quotation marks or in a title."""
    return quoted(text).touch(place) or titled(text).touch(place)


def is_mentioned(text: str, start: int, stop: int) -> bool:
    """Whether somebody speaks about words instead of using them: they stand alone between quotation marks."""
    return text[max(0, start - 1) : start] in tuple('“‘「『"') and text[stop : stop + 1] in tuple('”’」』"')
