"""Text as bigrams: any part of a text is found by the bigrams of that part, in every script."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator import bigrams

ANY = st.text(st.characters(codec="utf-8"), max_size=40)
SCRIPTS = st.text("湛河区普法𠮷〇，“”！ 2026GBgb／３éئايال·-'\"", max_size=30)
TEXTS = ANY | SCRIPTS


COUNTED = st.characters(codec="utf-8", max_codepoint=0x3FFFF)
"""The planes in which letters, numbers and Han characters are."""


@given(COUNTED, COUNTED)
def test_a_token_is_read_back(one: str, other: str) -> None:
    """Eight letters are two characters, or one and the end."""
    assert bigrams.decoded(bigrams.encoded(one) + bigrams.encoded(other)) == one + other
    assert bigrams.decoded(bigrams.encoded(one) + bigrams.END) == one
    assert len(bigrams.encoded(one)) == bigrams.LETTERS
    assert (bigrams.encoded(one) < bigrams.encoded(other)) == (one < other)


def test_what_is_no_token_is_not_read() -> None:
    """Words, digits, halves and numbers beyond Unicode are no tokens."""
    for word in ("", "abcd", "abcdefg", "ABCDEFGH", "1234abcd", "湛河湛河湛河湛河", "abcdefghi"):
        assert bigrams.decoded(word) is None


def test_the_end_is_no_character() -> None:
    """What stands behind a text or in every record is a number that Unicode has given to no character."""
    number = 26**bigrams.LETTERS - 1
    assert bigrams.encoded(chr(number)) == bigrams.END
    assert unicodedata.category(chr(number)) == "Cn"
    assert bigrams.plain(chr(number)) == ""
    assert bigrams.decoded(bigrams.EVERYWHERE) == ""


@given(TEXTS)
def test_a_text_is_one_token_a_character(text: str) -> None:
    """Each token is a character with the next one; together they are the text as far as it counts."""
    tokens = [bigrams.decoded(token) or "" for token in bigrams.bigrams(text)]
    assert "".join(token[0] for token in tokens) == bigrams.plain(text)
    assert all(token[1] == after[0] for token, after in pairwise(tokens))


@given(TEXTS, TEXTS, TEXTS)
def test_a_part_of_a_text_has_tokens_of_that_text(before: str, part: str, after: str) -> None:
    """The tokens of a part, but for its last, stand in the text side by side."""
    inner, whole = bigrams.bigrams(part)[:-1], bigrams.bigrams(before + part + after)
    start = len(bigrams.plain(before))
    assert whole[start : start + len(inner)] == inner


@given(TEXTS, TEXTS)
def test_a_text_is_read_character_by_character(one: str, other: str) -> None:
    """What a character counts for does not depend on its neighbours, so a hit can be marked in the text."""
    assert bigrams.plain(one + other) == bigrams.plain(one) + bigrams.plain(other)
    assert bigrams.plain(bigrams.plain(one)) == bigrams.plain(one)


def test_width_case_accents_and_punctuation_do_not_count() -> None:
    """One way to write is found by another; rare characters and other scripts count like any."""
    assert bigrams.plain("２０２６年，ＧＢ／Ｔ“Ａ”") == bigrams.plain("2026 年 gb-t a") == "2026年gbta"
    assert bigrams.plain("Café Ñ") == "cafen"
    assert bigrams.plain("𠮷野家𬴂\U000311a0") == "𠮷野家𬴂\U000311a0"
    assert bigrams.plain("ئايال") == "يايال"
    assert bigrams.plain("，。“”！ 　—…") == ""


def test_neighbours_are_all_that_tokens_can_say() -> None:
    """Two characters side by side, and the last one alone; nothing reaches from one text into the next."""
    assert bigrams.neighbours(["湛河", "区"]) == {"湛河", "河", "区"}
    assert bigrams.neighbours(["", "，"]) == set()
