"""The register as the public may read it: without people whose consent is not live, and without their names.

Pages, lists, feeds, the search and what programs read are all made from what this returns, so that a withdrawal is
complete without anybody having to rewrite a text first. A text whose ``named`` tells of a name that nobody here knows
cannot be mended by a program and is left out whole.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from generator.records.consent import Scope, may_show
from generator.records.fields import ConsentChannel, Fields
from generator.records.library import Entry, Library
from generator.records.links import without_code
from generator.records.names import FIXED_FACTS, MASK, Hidden, hidden, is_free

_TOLD = ("activities", "projects", "communities")
"""Kinds of record that may name people in their text."""
_KINDS = ("teams", "activities", "brands", "projects", "volunteers", "communities", "honours", "pages")
_CHOSEN = frozenset({"brand", "brands", "honour", "honours", "sources"})
"""Keys that repeat a word of the federation's lists. It may be called after somebody: it is masked everywhere alike."""
_OF_A_PAGE: tuple[Scope, ...] = ("name", "story")
F = TypeVar("F", bound=Fields)
Mask = Callable[[str], str]
Way = Callable[[str], Mask | None]
"""How the values at a key of a record are masked, if they are."""


@dataclasses.dataclass(frozen=True, slots=True)
class Redacted:
    """What is left, and what was taken away."""

    library: Library
    hidden: Hidden
    """Names that stand nowhere in it."""
    gone: frozenset[str]
    """Addresses of pages that consent would have."""


def redacted(library: Library, today: dt.date, channel: ConsentChannel = "web") -> Redacted:
    """The register without people who on a day do not consent to a channel, and without texts that name them."""
    names = hidden(library, today, channel)
    kept: dict[str, Any] = {"volunteers": dict(_volunteers(library, today, channel))}
    for kind in _TOLD:
        entries = getattr(library, kind)
        kept[kind] = {
            address: entry for address, entry in entries.items() if not withheld(library, entry, today, channel)
        }
    gone = frozenset(
        f"{kind}/{address}.html" for kind, left in kept.items() for address in getattr(library, kind).keys() - left
    )
    rest = dataclasses.replace(library, **kept)
    return Redacted(_masked(rest, names, gone) if names.names or gone else rest, names, gone)


def withheld(library: Library, entry: Entry[Any], today: dt.date, channel: ConsentChannel = "web") -> bool:
    """Whether a text names somebody, unknown to this side, who does not or no longer agree."""
    return not all(may_show(library, consent, "name", today, channel) for consent in entry.fields.named)


def _volunteers(library: Library, today: dt.date, channel: ConsentChannel) -> Iterator[tuple[str, Entry[Any]]]:
    """A page of one's own takes consent to the name and to the story."""
    for address, entry in library.volunteers.items():
        consent = entry.fields.consent
        if all(may_show(library, consent, scope, today, channel) for scope in _OF_A_PAGE):
            yield address, entry


def _masked(library: Library, names: Hidden, gone: frozenset[str]) -> Library:
    unlinked, quiet = _unlinker(gone), _slug_hider(gone)

    def text(body: str) -> str:
        return names.masked(unlinked(quiet(body)))

    def listed(word: str) -> str:
        return word if word in names.known else names.masked(word)

    def of_record(key: str) -> Mask | None:
        return listed if key in _CHOSEN else names.masked if is_free(key) else None

    def of_facts(key: str) -> Mask | None:
        return None if key in FIXED_FACTS else listed

    changed: dict[str, Any] = {
        kind: {address: _entry(entry, of_record, text) for address, entry in getattr(library, kind).items()}
        for kind in _KINDS
    }
    facts = library.federation
    if facts is not None:
        fields = _fields(facts.fields, of_facts)
        facts = facts if fields is facts.fields else dataclasses.replace(facts, fields=fields)
    return dataclasses.replace(library, federation=facts, **changed)


def _entry(entry: Entry[F], way: Way, text: Mask) -> Entry[F]:
    """The same object where nothing is hidden in it."""
    fields, body = _fields(entry.fields, way), text(entry.document.body)
    if fields is entry.fields and body is entry.document.body:
        return entry
    return dataclasses.replace(entry, fields=fields, document=dataclasses.replace(entry.document, body=body))


def _fields(fields: F, way: Way) -> F:
    changed = {}
    for key, value in fields:
        mask = way(key)
        new = value if mask is None else _value(value, mask, way)
        if new is not value:
            changed[key] = new
    return fields.model_copy(update=changed) if changed else fields


def _value(value: Any, mask: Mask, way: Way) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, Fields):
        return _fields(value, way)
    if isinstance(value, tuple):
        new = tuple(_value(each, mask, way) for each in value)
        return new if any(one is not other for one, other in zip(new, value, strict=True)) else value
    return value


def _unlinker(gone: frozenset[str]) -> Mask:
    """Addresses that writers typed by hand lead nowhere once their page is gone; links to files become words later."""
    if not gone:
        return lambda body: body
    ways: Mapping[str, str] = {address: re.escape(address) for address in sorted(gone)}
    pattern = re.compile(rf"[^\s\"'()<>\[\]]*(?:{'|'.join(ways.values())})(?:[?#][^\s\"'()<>\[\]]*)?")
    return lambda body: pattern.sub("#", body) if ".html" in body else body


def _slug_hider(gone: frozenset[str]) -> Mask:
    """Slugs of people, which are spelt names, go from code; outside of it they stand in links only."""
    slugs = [address.removesuffix(".html").rpartition("/")[2] for address in gone if address.startswith("volunteers/")]
    told = "|".join(re.escape(slug) for slug in sorted(slugs) if "-" in slug)
    pattern = re.compile(rf"(?<![\w-])(?:{told})(?![\w-])" if told else r"(?!)")

    def hide(body: str) -> str:
        if not pattern.search(body):
            return body
        outside = without_code(body)
        return pattern.sub(lambda slug: slug[0] if outside[slug.start()] == slug[0][0] else MASK, body)

    return hide
