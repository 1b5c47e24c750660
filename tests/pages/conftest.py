"""Plans of the tiny register, with photographs that nobody had to encode."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.pages.cards import Cards
from generator.pages.pictures import Album, wanted
from generator.pages.plan import plan
from generator.pages.published import Published, published
from generator.pages.sources import PageSource
from generator.photos.develop import Photo, Source
from generator.records.library import load
from tests import tiny

TODAY = dt.date(2025, 1, 1)


def walk(value: Any) -> Iterator[Any]:
    """Every value inside a view, down to the last string."""
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from walk(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from walk(list(pair))
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from walk(each)


@dataclass
class Site:
    """What the public sees of one register on one day."""

    shown: Published
    pages: dict[str, PageSource]
    cards: Cards

    @property
    def words(self) -> str:
        """Every string on every page."""
        return "\n".join(str(each) for page in self.pages.values() for each in walk(page) if isinstance(each, str))

    def view(self, address: str) -> Any:
        """What the template of one page sees."""
        return self.pages[address].view

    def pictures(self) -> set[str]:
        """Alternative texts of all pictures on all pages."""
        return {each.alt for page in self.pages.values() for each in walk(page) if hasattr(each, "alt")}


def _photo(number: int) -> Photo:
    name = f"photos/{'abcdefghij'[number % 10]}{'k' * 15}-640.jpg"
    return Photo(f"{number:064}", 640, 400, (Source("jpeg", 640, 400, name, Path(name), 1),))


class Press:
    """Plans sites."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.count = itertools.count()

    def site(self, files: Mapping[str, str] | None = None, today: dt.date = TODAY) -> Site:
        """The site of the tiny register with some files of its own."""
        root = tiny.write(self.root / f"{next(self.count)}", files)
        library, problems = load(root)
        assert [str(each) for each in problems if each.severity == "error"] == []
        shown = published(library, today)
        album = Album({path: _photo(number) for number, path in enumerate(wanted(shown))})
        cards = Cards(shown, album)
        return Site(shown, {page.address: page for page in plan(cards)}, cards)


@pytest.fixture
def press(tmp_path: Path) -> Press:
    """Plans a site from files."""
    return Press(tmp_path)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The tiny register as it stands."""
    return Press(tmp_path_factory.mktemp("whole")).site()
