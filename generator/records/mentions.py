"""Where records write names of people whose consent is not live."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.records.kinds import Volunteer
from generator.records.library import Entry, Library
from generator.records.marks import KeyPath
from generator.records.names import FIXED_FACTS, Hidden, compact, is_free

_KINDS = ("teams", "activities", "brands", "projects", "volunteers", "communities", "honours", "pages")
_LISTED = ("brands", "campaigns", "honours", "sources")
_ITEM = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a record writes a name."""

    path: str
    line: int
    column: int
    """Both 1-based."""
    name: str
    where: str
    """In Chinese: the text, or the key."""
    listed: bool = False
    """Whether it is a word of the federation's lists, which other records repeat."""


def mentions(library: Library, names: Hidden) -> Iterator[Mention]:
    """Where other records write names: each once in a text and once at a key."""
    if library.federation:
        yield from _in_facts(library.federation, names)
    for entry in (entry for kind in _KINDS for entry in getattr(library, kind).values()):
        own: set[KeyPath] = {("leader", "name")}
        if isinstance(entry.fields, Volunteer):
            if compact(entry.fields.name) in names.names:
                continue  # her own page, which is not shown
            own.add(("name",))
        for at, text in _texts(entry.document.values, ()):
            if at in own or (at[:1] == ("awards",) and at[-1] == "name"):
                continue  # left out by its own consent
            yield from _at_key(entry, names, at, text)
        yield from _in_body(entry, names)


def _in_facts(facts: Entry[Any], names: Hidden) -> Iterator[Mention]:
    for at, text in _texts(facts.document.values, (), FIXED_FACTS):
        listed = at[0] in _LISTED and (at[-1] == "name" or len(at) == _ITEM)
        if not (listed and text in names.known):
            yield from _at_key(facts, names, at, text, listed=listed)


def _at_key(entry: Entry[Any], names: Hidden, at: KeyPath, text: str, *, listed: bool = False) -> Iterator[Mention]:
    where = f"{at[0]} 列出的名称里" if listed else f"{_key(at)} 里"
    for name in dict.fromkeys(name for _, _, name in names.found(text)):
        yield Mention(entry.path, *entry.document.place(*at), name, where, listed)


def _in_body(entry: Entry[Any], names: Hidden) -> Iterator[Mention]:
    told, body = set(), entry.document.body
    for start, _, name in names.found(body):
        if name not in told:
            told.add(name)
            line = entry.document.body_line + body.count("\n", 0, start)
            yield Mention(entry.path, line, start - body.rfind("\n", 0, start), name, "正文里")


def _key(at: KeyPath) -> str:
    return next((str(step) for step in reversed(at) if isinstance(step, str)), "")


def _texts(value: Any, at: KeyPath, left_out: frozenset[str] = frozenset()) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            free = str(key) not in left_out if left_out else is_free(str(key))
            if free and (at[:1], key) != (("campaigns",), "brands"):
                yield from _texts(each, (*at, key), left_out)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _texts(each, (*at, number), left_out)
