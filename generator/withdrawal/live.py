"""Every live address that shows a person: one plan of the site with her consent and one without, compared.

Nothing is rendered. Only photographs that vanish are looked up; all others stand in both plans alike.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.pages import feeds, key_dates
from generator.pages.cards import Cards
from generator.pages.frame import frame
from generator.pages.pictures import Album, covers, wanted
from generator.pages.plan import plan
from generator.pages.published import Published, published
from generator.pages.sources import PageSource
from generator.photos.cache import IN_REGISTER, Cache
from generator.photos.develop import Photo, Source, cached
from generator.photos.sizes import Kind
from generator.records.kinds import Consent
from generator.records.library import Library
from generator.records.names import Hidden, compact, people
from generator.search.records import Findable, findables
from generator.withdrawal.copies import digest

_SIZE = (1200, 900)
"""Of a photograph that only stands for one."""
_FURTHER = re.compile(r"/page-\d+\.html$")


@dataclasses.dataclass(frozen=True, slots=True)
class Live:
    """Addresses relative to the site's root, in the order of the site."""

    removed: tuple[str, ...] = ()
    """Pages that go."""
    own: tuple[str, ...] = ()
    """Those of them that are a record's; the others are lists that grew too short for one more page."""
    changed: tuple[str, ...] = ()
    """Pages that lose her name, her picture, or a link to what goes."""
    moved: int = 0
    """Other pages that are only set anew, such as lists that close up."""
    photos: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    """Pages whose entry in the search goes or changes."""
    unlisted: int = 0
    """Photographs that vanish, of whose files the cache knows nothing."""
    masters: tuple[str, ...] = ()
    """Digests of the photographs that vanish, for the cache to forget."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Plan:
    pages: dict[str, PageSource]
    files: dict[str, bytes]
    found: dict[str, Findable]


def live(library: Library, consent: str, today: dt.date) -> Live:
    """What the site shows under a consent, whether it was withdrawn already or is about to be.

    Raises:
        ContentError: the register cannot be planned.
    """
    old = published(_with(library, consent, withdrawn=None, expires=None), today)
    new = published(_with(library, consent, withdrawn=today), today)
    vanishing = _vanishing(old, new)
    photos = _cached(old, vanishing)
    unknown = [path for path in vanishing if path not in photos]
    stand_ins = _stand_ins(old, photos)
    before, after = _plan(old, stand_ins), _plan(new, stand_ins)
    removed = tuple(address for address in before.pages if address not in after.pages)
    made = [photo for photo in photos.values() if isinstance(photo, Photo)]
    files = tuple(sorted({source.name for photo in made for source in photo.published}))
    own = tuple(each for each in removed if before.pages[each].origin and not _FURTHER.search(each))
    marks = (*files, *map(_stand_in_name, unknown), *(f"{address.removesuffix('.html')}." for address in own))
    names = Hidden({compact(name): consent for name, whose in people(library) if whose == consent})
    other = [address for address, page in after.pages.items() if page != before.pages.get(address, page)]
    changed = tuple(each for each in other if _shows(before.pages[each], after.pages[each], marks, names))
    return Live(
        removed=removed,
        own=own,
        changed=changed,
        moved=len(other) - len(changed),
        photos=files,
        feeds=tuple(each for each, data in before.files.items() if after.files.get(each) != data),
        found=tuple(
            address
            for address, each in before.found.items()
            if address not in after.found or (address in changed and after.found[address] != each)
        ),
        unlisted=len(unknown),
        masters=_digests(vanishing),
    )


def _with(library: Library, consent: str, **changes: dt.date | None) -> Library:
    entry = library.consents[consent]
    fields: Consent = entry.fields.model_copy(update=changes)
    return dataclasses.replace(
        library, consents={**library.consents, consent: dataclasses.replace(entry, fields=fields)}
    )


def _vanishing(old: Published, new: Published) -> dict[str, Path]:
    """Photographs that hang now and will not."""
    left = wanted(new)
    return {path: each for path, each in wanted(old).items() if path not in left}


def _cached(old: Published, vanishing: Mapping[str, Path]) -> dict[str, Photo | str]:
    """What the last build made of them; nothing is made anew of someone who has just said no."""
    cut = {path: focus for path, focus in covers(old).items() if path in vanishing}
    return cached(vanishing, Cache(old.root / IN_REGISTER), covers=cut)


def _digests(vanishing: Mapping[str, Path]) -> tuple[str, ...]:
    read = {digest(path) for path in vanishing.values()}
    return tuple(sorted(read - {""}))


def _stand_ins(old: Published, photos: Mapping[str, Photo | str]) -> dict[str, Photo | str]:
    """A photograph for every place, so that walls and rows are as long as they are on the site."""
    others: dict[str, Photo | str] = {path: _stand_in(path) for path in wanted(old)}
    return {**others, **photos}


def _stand_in(path: str) -> Photo:
    """It has files of no content, under a name that tells it from all others."""
    kinds: tuple[Kind, ...] = ("webp", "jpeg")
    sources = tuple(Source(kind, *_SIZE, _stand_in_name(path), Path(), 0) for kind in kinds)
    return Photo(hashlib.sha256(path.encode()).hexdigest(), *_SIZE, sources)


def _stand_in_name(path: str) -> str:
    return f"-{hashlib.sha256(path.encode()).hexdigest()}"


def _plan(shown: Published, photos: Mapping[str, Photo | str]) -> _Plan:
    cards = Cards(shown, Album(photos))
    pages = plan(cards)
    site = frame(shown.federation, pages)
    files = {**feeds.files(cards, site), **key_dates.files(cards, site)}
    return _Plan({page.address: page for page in pages}, files, {each.address: each for each in findables(cards)})


def _shows(before: PageSource, after: PageSource, marks: Iterable[str], names: Hidden) -> bool:
    """Whether a page that changes has lost more than a neighbour in a list."""
    if before.body != after.body:
        return True
    said = set(_strings(before)) - set(_strings(after))
    return any(any(mark in text for mark in marks) or any(names.found(text)) for text in said)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _strings(getattr(value, field.name))
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from _strings(each)
