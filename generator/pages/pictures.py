"""Photographs as templates see them: addresses, sizes, words; never a camera file's name or place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.checks.photos import is_plain_name, photo_path
from generator.pages.published import Published
from generator.photos.develop import SPELT
from generator.photos.develop import Photo as Developed
from generator.records.kinds import Photo
from generator.records.library import Entry


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file of a picture."""

    address: str
    """Relative to the site's root."""
    width: int
    height: int
    size: int = 0
    """Bytes, for feeds."""


@dataclass(frozen=True, slots=True)
class RowSlot:
    """The room that a picture has in a justified row."""

    share: float
    """Of the row's width without its gaps."""
    gaps: int
    """In the row."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph ready for a page."""

    webp: tuple[Rendition, ...]
    """From narrow to wide."""
    jpeg: Rendition
    alt: str
    caption: str
    credit: str
    key: str = ""
    """In the address of a page that shows this picture large: ``#p-abhicdjk``; letters only."""
    placeholder: str = ""
    """Data address of a blurred hint; may be empty."""
    slots: tuple[RowSlot, ...] = ()
    """In narrow, middle and wide windows, once it is hung in rows."""
    sizes: str = ""
    """How wide it is shown there, as an attribute."""

    @property
    def portrait(self) -> bool:
        """Taller than wide."""
        return self.jpeg.height > self.jpeg.width

    @property
    def ratio(self) -> float:
        """Width by height, rounded to three digits."""
        return round(self.jpeg.width / self.jpeg.height, 3)


class Album:
    """The pictures of one build, by the record and entry that name them."""

    def __init__(self, developed: Mapping[str, Developed | str]) -> None:
        self._developed = developed
        self._made: dict[tuple[str, Photo], Picture | None] = {}

    def picture(self, entry: Entry[Any], photo: Photo) -> Picture | None:
        """The picture of one entry, or None where it could not be developed; made once for all pages that show it."""
        place = photo_path(entry, photo), photo
        if place not in self._made:
            self._made[place] = self._picture(entry, photo)
        return self._made[place]

    def _picture(self, entry: Entry[Any], photo: Photo) -> Picture | None:
        done = self._developed.get(photo_path(entry, photo))
        if not isinstance(done, Developed):
            return None
        webp = tuple(Rendition(each.name, each.width, each.height) for each in done.sources if each.kind == "webp")
        last = next(each for each in done.sources if each.kind == "jpeg")
        jpeg = Rendition(last.name, last.width, last.height, last.size)
        words = (photo.alt, photo.caption or "", photo.credit or "")
        return Picture(webp, jpeg, *words, _key(entry.path, done.digest), done.placeholder)

    def pictures(self, entry: Entry[Any], photos: list[Photo]) -> tuple[Picture, ...]:
        """The pictures of several entries of one record, in order."""
        found = (self.picture(entry, photo) for photo in photos)
        return tuple(each for each in found if each is not None)


def _key(record: str, digest: str) -> str:
    """Of the record and the master: an address that somebody sent still leads there when sizes or slots change.

    Digested once more, because the master's own digest is not for publication.
    """
    return hashlib.sha256(f"{record} {digest}".encode()).hexdigest()[:8].translate(SPELT)


def wanted(shown: Published) -> dict[str, Path]:
    """Every photograph that the site shows, by its path in the register."""
    named: list[tuple[Entry[Any], Photo]] = []
    for story in shown.stories:
        named += [(story, photo) for photo in shown.photos(story)]
    for project in shown.projects.values():
        named += [(project, photo) for photo in shown.photos(project)]
    for community in shown.communities.values():
        named += [(community, photo) for photo in shown.photos(community)]
    for volunteer in shown.volunteers.values():
        portrait = shown.portrait(volunteer)
        if portrait:
            named.append((volunteer, portrait))
    paths = (photo_path(entry, photo) for entry, photo in named if is_plain_name(photo.file))
    return {path: shown.root / path for path in dict.fromkeys(paths)}
