"""One of the two registers of a proposal: what it says, what is wrong with it, what the public would see of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.checks.run import checked
from generator.checks.settled import Waived
from generator.pages.cards import Cards
from generator.pages.pictures import Album, wanted
from generator.pages.plan import plan
from generator.pages.published import Published, published
from generator.pages.sources import PageSource
from generator.photos.develop import Photo, Probed, Source
from generator.problems import Problem, errors
from generator.records.library import Entry, Library

KINDS = ("activities", "projects", "volunteers", "communities", "teams", "brands", "honours", "pages")
"""Kinds of record that become pages."""
_LISTED = {"activities", "volunteers", "teams"}
"""Kinds of which not everything is published."""


@dataclass(frozen=True, slots=True)
class Side:
    """A register on one day."""

    root: Path
    library: Library
    """As it is written."""
    problems: tuple[Problem, ...]
    waived: tuple[Waived, ...]
    shown: Published | None
    """None where too much is broken to say what readers would see."""
    pages: dict[str, PageSource] = field(default_factory=dict)
    """By address; without photographs' files."""
    seen: Mapping[str, Probed | str] = field(default_factory=dict)
    """What every photo file is."""

    def public(self, kind: str) -> dict[str, Entry[Any]]:
        """Records of a kind as the public may read them, by address."""
        if self.shown is None:
            return {}
        if kind == "activities":
            return {story.address: story for story in self.shown.stories}
        names = {"brands": "brand_pages", "pages": "written_pages"}
        if kind == "honours":
            return {str(entry.fields.year): entry for entry in self.shown.honours}
        return dict(getattr(self.shown, names.get(kind, kind)))


def side(root: Path, today: dt.date, more: Iterable[Problem] = (), *, processes: int | None = None) -> Side:
    """Read the register below ``root``; ``more`` is what has been found wrong with it before."""
    done = checked(root, today, processes=processes)
    problems = tuple(sorted({*done.problems, *more}))
    shown, pages = _seen(done.library, today, broken=bool(errors(problems)))
    return Side(root, done.library, problems, tuple(done.waived), shown, pages, done.seen)


def _seen(library: Library, today: dt.date, *, broken: bool) -> tuple[Published | None, dict[str, PageSource]]:
    """What the public would see; of a register with errors only what can be told in spite of them."""
    if library.federation is None:
        return None, {}
    try:
        shown = published(_readable(library) if broken else library, today)
        return shown, {page.address: page for page in plan(Cards(shown, Album(_stand_ins(shown))))}
    except Exception:
        if not broken:
            raise
        return None, {}  # the rules have told what is wrong; pages are promised only of a register without errors


def _readable(library: Library) -> Library:
    """Without the records that could not be read whole."""
    kept: dict[str, Any] = {}
    for kind in (*KINDS, "consents"):
        entries = getattr(library, kind)
        gone = {address for name, address in library.broken if name == kind}
        if gone & entries.keys():
            kept[kind] = {address: entry for address, entry in entries.items() if address not in gone}
    return replace(library, **kept) if kept else library


def _stand_ins(shown: Published) -> dict[str, Photo | str]:
    """Pictures that nobody has developed: pages are planned for their addresses and words only."""
    made: dict[str, Photo | str] = {}
    for path in dict(wanted(shown)):
        sources = (Source("webp", 4, 3, f"{path}.webp", Path(), 1), Source("jpeg", 4, 3, f"{path}.jpg", Path(), 1))
        made[path] = Photo(path, 4, 3, sources)
    return made
