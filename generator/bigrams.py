"""Text as bigrams, pairs of neighbouring characters, in letters: the alphabet in which the search index is written.

A search program for words finds nothing in a language without blanks, and each of its helpers (stemming,
segmenting, accents, capitals) reads Chinese, digits and Uyghur in its own way. So the index holds no words but
bigrams: every character with the one after it, each character as four letters. A text of n characters is then a row
of n tokens, whatever the language, and any part of it is found by the bigrams of that part.
``theme/assets/search.js`` does the same with what a visitor types.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import pairwise, zip_longest

LETTERS = 4
"""Letters a character: 26⁴ is more than all characters that Unicode has given out."""
END = "z" * LETTERS
"""Stands behind the last character of a text, in the place of a next one: no token is the beginning of another."""
EVERYWHERE = 2 * END
"""A token of no character that stands in every record: asked for it, the index names all records in their order."""
_HAN = range(0x20000, 0x40000)
"""Planes of rare Han characters, of which an older Python or browser does not know all."""
_A = ord("a")
_BASE = 26


def plain(text: str) -> str:
    """The characters of a text that count: one width, small letters, no accents, no punctuation, no blanks."""
    return "".join(map(_plain, text))


@cache
def _plain(char: str) -> str:
    """Asked for millions of characters, of which there are some thousands."""
    lowered = "".join(each.lower() for each in unicodedata.normalize("NFKC", char))
    return "".join(each for each in unicodedata.normalize("NFD", lowered) if _counts(each))


def _counts(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN" or ord(char) in _HAN


@cache
def encoded(char: str) -> str:
    """One character in letters; the order of characters stays."""
    number, letters = ord(char), ""
    for _ in range(LETTERS):
        number, rest = divmod(number, _BASE)
        letters = chr(_A + rest) + letters
    return letters


def bigrams(text: str) -> list[str]:
    """A text as tokens, one a character: each with the next one, the last with the end."""
    letters = [encoded(char) for char in plain(text)]
    return [one + other for one, other in zip_longest(letters, letters[1:], fillvalue=END)]


def decoded(token: str) -> str | None:
    """The characters of a token, two or the last one of a text; None for what is no token."""
    if len(token) != 2 * LETTERS or not all("a" <= letter <= "z" for letter in token):
        return None
    halves = (token[:LETTERS], token[LETTERS:])
    return "".join(chr(_number(half)) for half in halves if half != END)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _BASE + ord(letter) - _A
    return number


def neighbours(texts: Iterable[str]) -> set[str]:
    """What ``decoded`` may say of any token of these texts: two characters side by side, or the last of a text."""
    found: set[str] = set()
    for text in map(plain, texts):
        found.update(map("".join, pairwise(text)), text[-1:])
    return found
