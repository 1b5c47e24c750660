"""The next free address of a new record."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import count

from generator.records.library import Library

_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 40
_WORD = "huodong"
"""What an activity is called whose word has nothing that an address may hold."""


def activity_address(library: Library, first: dt.date, *, team: str, word: str) -> str:
    """A free address for an activity, e.g. ``2026/0305-xinhua-xueleifeng``.

    Args:
        library: the register; folders on disk count as taken too, whatever lies in them.
        first: first day of the activity.
        team: the organiser, as records write it; its division's folder becomes part of the address.
        word: campaign, project or brand that tells activities of one day apart.
    """
    entry = library.team(team)
    division = slug(entry.address.partition("/")[0]) if entry else ""
    parts = [f"{first:%m%d}", division, slug(word) or _WORD]
    name = "-".join(part for part in parts if part)
    return free_activity(library, f"{first:%Y}/{name}")


def free_activity(library: Library, wanted: str) -> str:
    """``wanted``, or with the first of ``-2``, ``-3`` … that no record and no folder has."""
    year, _, name = wanted.partition("/")
    folder = library.root / "activities" / year
    taken = {address.lower() for address in library.activities}
    taken |= {address.lower() for kind, address in library.broken if kind == "activities"}
    if folder.is_dir():
        taken |= {f"{year}/{each.name}".lower() for each in folder.iterdir()}
    return next(each for each in _numbered(f"{year}/{name}") if each not in taken)


def free_page(library: Library, kind: str, wanted: str) -> str:
    """The same for ``content/<kind>/<slug>.md``, whose photographs lie in a folder of the same name."""
    folder = library.root / "content" / kind
    taken = {address.lower() for address in getattr(library, kind)}
    taken |= {address.lower() for broken, address in library.broken if broken == kind}
    if folder.is_dir():
        taken |= {each.name.lower().removesuffix(".md") for each in folder.iterdir()}
    return next(each for each in _numbered(wanted) if each not in taken)


def slug(text: str) -> str:
    """What an address can hold of a text; empty for one in Chinese."""
    return _OTHER.sub("-", text.lower())[:_LONGEST].strip("-")


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))
