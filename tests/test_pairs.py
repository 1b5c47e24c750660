"""Text as pairs: any part of a text is found by the pairs of that part, in every script."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator import pairs

ANY = st.text(st.characters(codec="utf-8"), max_size=40)
SCRIPTS = st.text("湛河区普法𠮷〇，“”！ 2026GBgb／３éئايال·-'\"", max_size=30)
TEXTS = ANY | SCRIPTS


COUNTED = st.characters(codec="utf-8", max_codepoint=0x3FFFF)
"""The planes in which letters, numbers and Han characters are."""


@given(COUNTED, COUNTED)
def test_a_token_is_read_back(one: str, other: str) -> None:
    """Eight letters are two characters, or one and the end."""
    assert pairs.read(pairs.code(one) + pairs.code(other)) == one + other
    assert pairs.read(pairs.code(one) + pairs.END) == one
    assert len(pairs.code(one)) == pairs.LETTERS
    assert (pairs.code(one) < pairs.code(other)) == (one < other)


def test_what_is_no_token_is_not_read() -> None:
    """Words, digits, halves and numbers beyond Unicode are no tokens."""
    for word in ("", "abcd", "abcdefg", "ABCDEFGH", "1234abcd", "湛河湛河湛河湛河", "abcdefghi"):
        assert pairs.read(word) is None


def test_the_end_is_no_character() -> None:
    """What stands behind a text or in every record is a number that Unicode has given to no character."""
    number = 26**pairs.LETTERS - 1
    assert pairs.code(chr(number)) == pairs.END
    assert unicodedata.category(chr(number)) == "Cn"
    assert pairs.plain(chr(number)) == ""
    assert pairs.read(pairs.EVERYWHERE) == ""


@given(TEXTS)
def test_a_text_is_one_token_a_character(text: str) -> None:
    """Each token is a character with the next one; together they are the text as far as it counts."""
    tokens = [pairs.read(token) or "" for token in pairs.pairs(text)]
    assert "".join(token[0] for token in tokens) == pairs.plain(text)
    assert all(token[1] == after[0] for token, after in pairwise(tokens))


@given(TEXTS, TEXTS, TEXTS)
def test_a_part_of_a_text_has_tokens_of_that_text(before: str, part: str, after: str) -> None:
    """The tokens of a part, but for its last, stand in the text side by side."""
    inner, whole = pairs.pairs(part)[:-1], pairs.pairs(before + part + after)
    start = len(pairs.plain(before))
    assert whole[start : start + len(inner)] == inner


@given(TEXTS, TEXTS)
def test_a_text_is_read_character_by_character(one: str, other: str) -> None:
    """What a character counts for does not depend on its neighbours, so a hit can be marked in the text."""
    assert pairs.plain(one + other) == pairs.plain(one) + pairs.plain(other)
    assert pairs.plain(pairs.plain(one)) == pairs.plain(one)


def test_width_case_accents_and_punctuation_do_not_count() -> None:
    """One way to write is found by another; rare characters and other scripts count like any."""
    assert pairs.plain("２０２６年，ＧＢ／Ｔ“Ａ”") == pairs.plain("2026 年 gb-t a") == "2026年gbta"
    assert pairs.plain("Café Ñ") == "cafen"
    assert pairs.plain("𠮷野家𬴂\U000311a0") == "𠮷野家𬴂\U000311a0"
    assert pairs.plain("ئايال") == "يايال"
    assert pairs.plain("，。“”！ 　—…") == ""


def test_neighbours_are_all_that_tokens_can_say() -> None:
    """Two characters side by side, and the last one alone; nothing reaches from one text into the next."""
    assert pairs.neighbours(["湛河", "区"]) == {"湛河", "河", "区"}
    assert pairs.neighbours(["", "，"]) == set()
