"""The texts of the register as readers meet them, each with its place and the people whom it names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from generator.checks.naming import Name, names
from generator.checks.registry import RULES, Facts
from generator.problems import Problem, Severity
from generator.records.kinds import Consent, Photo
from generator.records.library import Entry, Library
from generator.records.marks import KeyPath
from generator.records.names import people

_SENTENCE = re.compile(r"[^。！？!?；\n]+[。！？!?；]*[”’」]?")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")
_LENT = re.compile(r"[岁（(].{0,12}提供|(?:受访|受助|当事|受害|居民|村民|家属|家长|本人).{0,12}提供")
"""Who took a photograph is named in its credit; who is shown and only lent it is somebody to ask."""
_KIND = re.compile(r"(?:自治县|街道办事处|街道|新区|[县市区乡镇旗])\Z")
"""What follows the name of a place: 郏县三苏园, 石桥的姐妹 are no people."""
_KEYS = ("title", "headline", "summary", "intro")
_WITH_TEXT = ("activities", "projects", "volunteers", "communities", "brands", "pages", "teams")
_HANDBOOK = "content/guide/"


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a record: the value of a key, or its body."""

    entry: Entry[Any]
    text: str
    at: KeyPath
    """Its key; empty for the body."""
    names: tuple[Name, ...]
    known: Collection[str] = frozenset()
    """Names of which nothing is said."""

    def problem(self, rule_id: str, start: int, message: str, hint: str, severity: Severity | None = None) -> Problem:
        """A breach of a rule at a character of this text."""
        severity = severity or RULES[rule_id].severity
        document = self.entry.document
        if self.at:
            return document.problem(rule_id, message, hint, at=self.at, severity=severity)
        line = document.body_line + self.text.count("\n", 0, start)
        column = start - self.text.rfind("\n", 0, start)
        return Problem(document.path, line, column, rule_id, severity, message, hint)

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Beginning and text of every sentence."""
        for match in _SENTENCE.finditer(self.text):
            yield match.start(), match[0]

    def paragraphs(self) -> Iterator[tuple[int, str]]:
        """Beginning and text of every paragraph."""
        for match in _PARAGRAPH.finditer(self.text):
            yield match.start(), match[0]

    def named_between(self, start: int, end: int) -> list[Name]:
        """Those whose names stand between two characters."""
        return [name for name in self.names if start <= name.start < end]

    def alone_between(self, start: int, end: int) -> list[Name]:
        """Further names, of which only a word close by makes sure."""
        sure = {name.text for name in self.names}
        found = names(self.text[start:end], self.known, alone=True)
        return [
            replace(name, start=name.start + start, end=name.end + start) for name in found if name.text not in sure
        ]


@dataclass(frozen=True, slots=True)
class Story:
    """One record as the rules about persons read it."""

    entry: Entry[Any]
    passages: tuple[Passage, ...]
    consents: tuple[Consent, ...]
    """What ``named`` lists, for every text: the site leaves out the whole story when one of them is dead."""
    pictured: Mapping[KeyPath, tuple[Consent, ...]] = field(default_factory=dict)
    """Of each photograph, for its own texts alone: they leave the site together with it. Dead or alive: rule P8 tells
    of dead ones, and a day that passes makes no error."""
    told: set[str] = field(default_factory=set)
    """Names about which something has been said already: one fault, one line."""

    def agreed(self, passage: Passage) -> tuple[Consent, ...]:
        """The consents that cover names in one of the texts."""
        return (*self.consents, *self.pictured.get(passage.at[:2], ()))

    def uncovered(self, found: Iterable[tuple[Passage, Name]], counts: Callable[[Consent], bool]) -> set[str]:
        """Of the names found, those in texts for which there are fewer consents than names."""
        texts: dict[KeyPath, set[str]] = {}
        for passage, name in found:
            texts.setdefault(passage.at[:2] if passage.at[:2] in self.pictured else (), set()).add(name.text)
        listed = sum(map(counts, self.consents))
        every = list({id(each): each for group in (self.consents, *self.pictured.values()) for each in group}.values())
        if len(set().union(*texts.values())) > sum(map(counts, every)):
            return set().union(*texts.values())
        written = texts.pop((), set())
        if len(written) > listed:
            return written
        short = {at: names - written for at, names in texts.items()}
        short = {at: left for at, left in short.items() if len(left) > sum(map(counts, self.pictured[at]))}
        lacking = sum(len(left) - sum(map(counts, self.pictured[at])) for at, left in short.items())
        alone = set().union(*short.values())
        return alone if min(lacking, len(alone)) > listed - len(written) else set()

    @property
    def day(self) -> dt.date | None:
        """The day of an activity."""
        span = getattr(self.entry.fields, "date", None)
        return span.first if span is not None else None


def stories(facts: Facts) -> Iterator[Story]:
    """Every record with free text that is published or waits for it; drafts are still being written."""
    library = facts.library
    published = dict(people(library))
    known = frozenset(
        {name for name, consent in published.items() if consent in library.consents}  # if dead, rule P8 tells
        | _public(library)
    )
    for kind in _WITH_TEXT:
        for entry in getattr(library, kind).values():
            if getattr(entry.fields, "status", "") != "draft":
                passages = tuple(
                    Passage(entry, text, at, tuple(names(text, known)), known) for at, text in _texts(entry) if text
                )
                yield Story(entry, passages, *_covering(library, entry, frozenset(published.values())))


def unnamed(entry: Entry[Any]) -> tuple[Passage, ...]:
    """The texts of one record for rules that ask about no person; looking for names is what takes time."""
    kept: tuple[Passage, ...] | None = entry.read.get("texts")
    if kept is None:
        kept = entry.read["texts"] = tuple(Passage(entry, text, at, ()) for at, text in _texts(entry) if text)
    return kept


def written(facts: Facts, kinds: Iterable[str] = _WITH_TEXT) -> Iterator[Entry[Any]]:
    """Every record with free text that is published or waits for it, but for the handbook, which explains the rules."""
    for kind in kinds:
        for entry in getattr(facts.library, kind).values():
            if getattr(entry.fields, "status", "") != "draft" and not entry.path.startswith(_HANDBOOK):
                yield entry


def _public(library: Library) -> set[str]:
    if library.federation is None:
        return set()
    facts = library.federation.fields
    places = {each.name for each in facts.divisions}.union(*(each.townships for each in facts.divisions))
    bare = {_KIND.sub("", each) for each in places}
    people_named = {each.name for each in facts.public_names} | {each.name for each in facts.officials}
    return people_named | {each for each in places | bare if len(each) > 1}


def _texts(entry: Entry[Any]) -> Iterator[tuple[KeyPath, str]]:
    fields = entry.fields
    for key in _KEYS:
        yield (key,), getattr(fields, key, None) or ""
    for inner, key in (("place", "spot"), ("article", "title"), ("article", "digest")):
        yield (inner, key), getattr(getattr(fields, inner, None), key, None) or ""
    for number, photo in enumerate(getattr(fields, "photos", ())):
        yield from _said_of(photo, ("photos", number))
    portrait = getattr(fields, "portrait", None)
    if portrait is not None:
        yield from _said_of(portrait, ("portrait",))
    yield (), entry.document.body


def _said_of(photo: Photo, at: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    yield (*at, "alt"), photo.alt
    yield (*at, "caption"), photo.caption or ""
    if photo.credit and _LENT.search(photo.credit):
        yield (*at, "credit"), photo.credit


def _covering(
    library: Library, entry: Entry[Any], others: Collection[str]
) -> tuple[tuple[Consent, ...], dict[KeyPath, tuple[Consent, ...]]]:
    """Consents that the record lists for its texts and for each photograph, but not those of people with a page."""

    def of(listed: Iterable[str]) -> tuple[Consent, ...]:
        own = [each for each in dict.fromkeys(listed) if each not in others and each in library.consents]
        return tuple(library.consents[each].fields for each in own)

    pictured: dict[KeyPath, tuple[Consent, ...]] = {}
    for number, photo in enumerate(getattr(entry.fields, "photos", ())):
        to_a_name = [each for each in of(photo.people or ()) if "name" in each.scope and "web" in each.channels]
        pictured["photos", number] = tuple(to_a_name)
    return of(getattr(entry.fields, "named", ())), pictured
