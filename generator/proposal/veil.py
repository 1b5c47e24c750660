"""What no summary repeats: names without live consent, and whatever looks like personal data."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from generator import personal
from generator.checks.privacy import masked
from generator.problems import Problem
from generator.records.consent import may_show
from generator.records.library import Entry, Library
from generator.records.names import Hidden, hidden

WITHHELD = "有不能公开的内容，没有摘录"
"""Said in the place of words out of a record that holds what must not be public."""
_STARS = "***"
_PEOPLE = ("volunteers", "teams", "honours")
"""Kinds of record that know people by name."""
_SIGN = (
    r"[A-Za-z0-9_.+\-\u200b-\u200f\u2060-\u2064\u24b6-\u24ff\ufeff\uff0b\uff0d\uff0e"
    r"\uff10-\uff19\uff21-\uff3a\uff3f\uff41-\uff5a\U0001d400-\U0001d7ff]"
)
_ADDRESS = re.compile(rf"{_SIGN}{{1,64}}[@\uff20\ufe6b]{_SIGN}{{1,64}}")
_ROW = re.compile(
    r"(?<!\d)(?:\d{13,}|\d{4}(?:[ \u3000\-－—_.]?\d{4}){2}[ \u3000\-－—_.]?\d{1,7}(?:[ \-]?\d{1,4})?)(?!\d)"
)
"""Numbers as long as those of cards and accounts; nothing that readers should learn from a summary is."""
_SECRET = re.compile(r"P\d+|A13")
"""Rules whose errors mean that the text itself must disappear."""


class Veil:
    """Called with any text, it gives what may be repeated of it; one for both registers of a proposal."""

    def __init__(self, base: Library, head: Library, today: dt.date) -> None:
        self._names = _names(base, head, today)
        self._public = frozenset(_public(base)) | frozenset(_public(head))

    def __call__(self, text: str) -> str:
        """The text without names to which consent is not live, and without what looks like personal data."""
        return _without_rows(self._without_addresses(masked(self._names.masked(text))))

    def _without_addresses(self, text: str) -> str:
        if not set(personal.emails(text)) - self._public:
            return text
        shown = _ADDRESS.sub(self._address, text)
        left = set(personal.emails(shown)) - self._public
        return f"（{WITHHELD}）" if left else shown  # written in a way of which nobody has thought

    def _address(self, found: re.Match[str]) -> str:
        return found[0] if set(personal.emails(found[0])) & self._public else f"{_STARS}@{_STARS}"


def withheld(problems: Iterable[Problem]) -> frozenset[str]:
    """Paths of the files that hold what must not be public, as reports write them."""
    return frozenset(each.path for each in problems if each.severity == "error" and _SECRET.fullmatch(each.rule))


def _without_rows(text: str) -> str:
    return _ROW.sub(lambda found: found[0][:3] + _STARS, text)


def _public(library: Library) -> set[str]:
    contacts = library.federation.fields.contacts if library.federation else ()
    return {address for contact in contacts for address in personal.emails(contact.value)}


def _names(base: Library, head: Library, today: dt.date) -> Hidden:
    """Everybody whom one of both registers knows, but those whose consent is live in both.

    Consent to somebody new is only in the second: that is enough. One that is struck out of it is not live.
    """
    consents = {
        each: base.consents[each] if each in base.consents and not may_show(base, each, "name", today) else entry
        for each, entry in head.consents.items()
    }
    known: Any = {kind: _both(getattr(base, kind), getattr(head, kind)) for kind in _PEOPLE}
    federation = head.federation or base.federation
    return hidden(dataclasses.replace(head, federation=federation, consents=consents, **known, _named={}), today)


def _both(base: Mapping[str, Entry[Any]], head: Mapping[str, Entry[Any]]) -> dict[str, Entry[Any]]:
    """The records of both under addresses that cannot meet; nobody asks for them by address."""
    return {f"{side}:{address}": entry for side, kept in (("base", base), ("head", head))
            for address, entry in kept.items()}  # fmt: skip


def is_withheld(path: str, secret: Collection[str]) -> bool:
    """Whether a record's file is among those of a report, which does not write every name in full."""
    return path in secret or masked(path) in secret
