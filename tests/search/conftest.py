"""The search of the tiny register, as records and as files."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator import bigrams
from generator.search.index import search_files
from generator.search.records import Findable, findables
from tests.browsing import Visit, chromium, serving, visit
from tests.built import sample_site
from tests.pages.conftest import Press

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MARKER = b"pagefind_dcd"


def unpacked(content: bytes) -> bytes:
    """What a packed file holds."""
    opened = gzip.decompress(content)
    assert opened.startswith(MARKER)
    return opened.removeprefix(MARKER)


@dataclass
class Search:
    """What can be found of one register, and the files of its search."""

    found: list[Findable]

    @cached_property
    def files(self) -> dict[str, bytes]:
        """All files by address."""
        return search_files(self.found)

    def titled(self, title: str) -> Findable:
        """The record with a title."""
        return next(each for each in self.found if each.title == title)


def records(files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """What a browser gets for hits."""
    return [json.loads(unpacked(content)) for name, content in files.items() if name.endswith(".pf_fragment")]


def said(files: Mapping[str, bytes]) -> str:
    """Everything that can be read in the files: plain, unpacked, and the texts put together again from the index."""
    parts = []
    for name, content in files.items():
        if name.endswith((".js", ".pagefind", ".pf_index")):
            continue
        text = (content if name.endswith(".json") else unpacked(content)).decode("utf-8", "replace")
        parts.append(text)
    return "\n".join((*parts, *pieced_together(files)))


def indexed(files: Mapping[str, bytes]) -> set[str]:
    """Every one or two characters that the index holds."""
    return {bigrams.decoded(token) or "" for token, _ in entries(files)} - {""}


def pieced_together(files: Mapping[str, bytes]) -> list[str]:
    """The text of each record as a stranger could put it together: every bigram knows its places."""
    texts: dict[int, dict[int, str]] = defaultdict(dict)
    for token, pages in entries(files):
        record = 0
        for step, places, _ in pages:  # numbers of records, and places, are told as steps from the one before
            record, place = record + step, 0
            for each in places:
                if each >= 0:  # a negative number is a weight
                    place += each
                    texts[record][place] = (bigrams.decoded(token) or " ")[0]
    ends = {record: max(text) + 1 for record, text in texts.items()}
    return ["".join(text.get(place, " ") for place in range(ends[record])) for record, text in texts.items()]


def entries(files: Mapping[str, bytes]) -> Iterator[tuple[str, Any]]:
    """Each token of the index with the records and places in which it stands."""
    for name, content in files.items():
        if name.endswith(".pf_index"):
            chunk, _ = _cbor(unpacked(content), 0)
            yield from ((token, pages) for token, pages, _ in chunk[0])


def _cbor(data: bytes, at: int) -> tuple[Any, int]:
    """A value of RFC 8949 as far as an index uses it, and where the next one begins."""
    kind, number, at = data[at] >> 5, data[at] & 31, at + 1
    if number >= 24:
        size = 1 << (number - 24)
        number, at = int.from_bytes(data[at : at + size]), at + size
    if kind in {0, 1}:
        return (-1 - number if kind else number), at
    if kind == 3:
        return data[at : at + number].decode(), at + number
    assert kind == 4, kind
    values = []
    for _ in range(number):
        value, at = _cbor(data, at)
        values.append(value)
    return values, at


@pytest.fixture
def search(tmp_path: Path) -> Callable[..., Search]:
    """The search of the tiny register with some files of its own."""
    press = Press(tmp_path)
    return lambda files=None: Search(findables(press.site(files).cards))


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    """The sample below a sub-path of a server."""
    with serving(sample_site()) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all walks."""
    with chromium() as running:
        yield running


@pytest.fixture
def seen(browser: Browser, origin: str) -> Iterator[Visit]:
    """A fresh window, on which nothing may go wrong."""
    window = visit(browser, origin)
    yield window
    assert window.faults == []
    window.page.context.close()
