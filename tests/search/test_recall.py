"""Recall in a browser: every part of every name finds every record that holds it, and no other record is found."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from benchmarks.recall import ASK, names, parts, records
from generator.bigrams import plain
from tests.browsing import CHROMIUM, chromium, serving, visit
from tests.built import sample_site
from tests.tiny import ROOT

if TYPE_CHECKING:
    from generator.search.records import Findable

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install chromium to walk the site in a browser")
PARTS = 300


def texts_of(found: list[Findable]) -> list[str]:
    """Each record as one text, its fields on lines of their own."""
    return ["\n".join(plain(text) for text in (each.title, *each.searched, each.text)) for each in found]


def must(texts: list[str], query: str) -> set[int]:
    """The records that hold every word of a query in one of their texts."""
    words = [plain(word) for word in query.split()]
    return {number for number, text in enumerate(texts) if all(word in text for word in words)}


@pytest.fixture(scope="module")
def ask() -> Callable[[list[str]], list[list[int]]]:
    """Ask the sample's own page."""

    def asked(queries: list[str]) -> list[list[int]]:
        with serving(sample_site()) as origin, chromium() as browser:
            window = visit(browser, origin)
            window.page.goto(f"{origin}search.html")
            answers: list[list[int]] = window.page.evaluate(ASK, queries)
            assert window.faults == []
            return answers

    return asked


def test_every_part_of_every_name_is_found(ask: Callable[[list[str]], list[list[int]]]) -> None:
    """Whole names, parts of them, single characters and words of texts: exactly the right records."""
    found = records(ROOT)
    chance = random.Random(300)  # noqa: S311 - no secret
    whole = sorted({text for each in found for text in names(each) if text})
    texts = texts_of(found)
    long = [plain(each.text) for each in found if len(each.text) > 50]
    inner = [text[at : at + chance.randrange(2, 9)] for text in long for at in [chance.randrange(len(text) - 9)]]
    single = sorted({char for text in whole for char in plain(text)})[::25]
    queries = [*whole, *chance.sample(parts(found), PARTS), *chance.sample(inner, 40), *single]
    wrong = [query for query, hits in zip(queries, ask(queries), strict=True) if set(hits) != must(texts, query[:60])]
    assert wrong == []
    assert len(queries) > PARTS + len(found)


def test_dress_does_not_matter(ask: Callable[[list[str]], list[list[int]]]) -> None:
    """Full width, punctuation, capitals, blanks and quotes of a query change nothing."""
    texts = texts_of(records(ROOT))
    dressed = {
        "２０２６年": "2026年",
        "普，法": "普法",
        "“普法”": "普法",
        "普法　湛河区": "普法 湛河区",
        "湛河区 普法 ": "普法 湛河区",
        "JavaScript": "javascript",
        "ＰＹＴＨＯＮ": "python",
    }
    answers = ask([*dressed, *dressed.values()])
    for one, other, query in zip(answers[: len(dressed)], answers[len(dressed) :], dressed.values(), strict=True):
        assert sorted(one) == sorted(other) == sorted(must(texts, query))
        assert one
