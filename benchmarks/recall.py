"""What a search must find: every part of every name finds every record that holds it. Asked by figures and by tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.bigrams import plain
from generator.pages.cards import Cards
from generator.pages.pictures import Album
from generator.pages.published import published
from generator.records.library import load
from generator.search.records import Findable, findables

TODAY = dt.date(2026, 11, 21)
LENGTHS = (2, 3, 4)
ASK = "(queries) => Promise.all(queries.map((query) => document.querySelector('form.finder').find(query)))"
"""Asks the search page; its answer is the numbers of the records for each query."""
_NAMES = ("地点", "队伍", "领队", "项目")


def records(root: Path) -> list[Findable]:
    """What can be found of a register, without its photographs."""
    library, _ = load(root)
    return findables(Cards(published(library, TODAY), Album({})))


def names(found: Findable) -> list[str]:
    """The texts of a record of which every part must find it."""
    return [found.title, found.place, *(value for label, value in found.facts if label in _NAMES)]


def parts(found: Sequence[Findable]) -> list[str]:
    """Every part of two to four characters of every name."""
    texts = {plain(each) for record in found for each in names(record)}
    return sorted({text[at : at + n] for text in texts for n in LENGTHS for at in range(len(text) - n + 1)})


def expected(found: Sequence[Findable], queries: Sequence[str]) -> Iterator[set[int]]:
    """The records that must be found for each query: those that hold it in a name."""
    held = ["\n".join(plain(each) for each in names(record)) for record in found]
    for query in queries:
        yield {number for number, text in enumerate(held) if query in text}
