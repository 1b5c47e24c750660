"""The texts of the register as readers meet them, each with its place and the people whom it names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from generator.checks.naming import Name, names
from generator.checks.registry import RULES, Facts
from generator.problems import Problem, Severity
from generator.records.consent import may_show
from generator.records.kinds import Consent, Photo
from generator.records.library import Entry, Library
from generator.records.marks import KeyPath
from generator.records.names import people

_SENTENCE = re.compile(r"[^。！？!?；\n]+[。！？!?；]*[”’」]?")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")
_KEYS = ("title", "headline", "summary", "intro")
_WITH_TEXT = ("activities", "projects", "volunteers", "communities", "brands", "pages", "teams")


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
    """Consents to a name that belong to this record alone; of dead ones rule P8 tells, and the site leaves it out."""
    told: set[str] = field(default_factory=set)
    """Names about which something has been said already: one fault, one line."""

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
                yield Story(entry, passages, tuple(_covering(facts, entry, frozenset(published.values()))))


def _public(library: Library) -> set[str]:
    if library.federation is None:
        return set()
    facts = library.federation.fields
    return {each.name for each in facts.public_names} | {each.name for each in facts.officials}


def _texts(entry: Entry[Any]) -> Iterator[tuple[KeyPath, str]]:
    fields = entry.fields
    for key in _KEYS:
        yield (key,), getattr(fields, key, None) or ""
    place = getattr(fields, "place", None)
    yield ("place", "spot"), getattr(place, "spot", None) or ""
    for number, photo in enumerate(getattr(fields, "photos", ())):
        yield from _said_of(photo, ("photos", number))
    portrait = getattr(fields, "portrait", None)
    if portrait is not None:
        yield from _said_of(portrait, ("portrait",))
    yield (), entry.document.body


def _said_of(photo: Photo, at: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    yield (*at, "alt"), photo.alt
    yield (*at, "caption"), photo.caption or ""


def _covering(facts: Facts, entry: Entry[Any], others: Collection[str]) -> Iterator[Consent]:
    """Consents that the record lists for its text or its photographs, but not those of people with a page."""
    consents = facts.library.consents
    listed = list(getattr(entry.fields, "named", ()))
    for photo in getattr(entry.fields, "photos", ()):
        listed += [each for each in photo.people or () if may_show(facts.library, each, "name", facts.today)]
    for consent in dict.fromkeys(listed):
        if consent not in others and consent in consents:
            yield consents[consent].fields
