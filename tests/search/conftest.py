"""The search of the tiny register, as records and as files."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator import pairs
from generator.search.index import search_files
from generator.search.records import Findable, findables
from tests.pages.conftest import Press

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

    @property
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
    """Everything that can be read in the files: plain, unpacked, and the characters of each pair of the index."""
    parts = []
    for name, content in files.items():
        if name.endswith((".js", ".pagefind")):
            continue
        text = (content if name.endswith(".json") else unpacked(content)).decode("utf-8", "replace")
        parts.append(text)
    return "\n".join(parts)


def indexed(files: Mapping[str, bytes]) -> set[str]:
    """Every one or two characters that the index holds."""
    tokens = b"".join(unpacked(content) for name, content in files.items() if name.endswith(".pf_index"))
    found = set()
    for at in range(len(tokens)):
        if tokens[at : at + 2] == b"\x83h":
            word = pairs.read(tokens[at + 2 : at + 10].decode("latin-1"))
            found |= {word} if word else set()
    return found


@pytest.fixture
def search(tmp_path: Path) -> Callable[..., Search]:
    """The search of the tiny register with some files of its own."""
    press = Press(tmp_path)
    return lambda files=None: Search(findables(press.site(files).cards))
