"""Photographs as templates see them: addresses, sizes, words; never a camera file's name or place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.checks.photos import is_plain_name, photo_path
from generator.pages.published import Published
from generator.photos.develop import SPELT, Source
from generator.photos.develop import Photo as Developed
from generator.photos.sizes import DEFAULT_FOCUS, Focus, Shape, alike
from generator.records.kinds import Photo
from generator.records.library import Entry

MADE = "AI 生成"
"""What the law wants on a picture that a program made, and wherever it goes alone."""


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
    avif: Rendition | None = None
    """Wider than all WebP, for browsers that know AVIF."""
    colour: str = ""
    """``#rrggbb``, for as long as nothing has come; may be empty."""
    card: tuple[Rendition, ...] = ()
    """Of a cover: WebP in 4:3, from narrow to wide."""
    square: tuple[Rendition, ...] = ()
    """Of a cover: WebP in 1:1, from narrow to wide."""
    position: str = ""
    """The focus as ``object-position``, where a record names one."""
    ai: bool = False
    """Made by a program, which the page must say on the picture itself."""

    @property
    def described(self) -> str:
        """The alternative text for places where the page's label cannot lie on the picture: feeds, previews."""
        return f"{self.alt}（{MADE}）" if self.ai else self.alt

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
        whole = [each for each in done.sources if each.kind == "webp"]
        large = next((_rendition(each) for each in done.sources if each.kind == "avif"), None)
        return Picture(
            webp=tuple(map(_rendition, whole)),
            jpeg=_rendition(next(each for each in done.sources if each.kind == "jpeg")),
            alt=photo.alt,
            caption=photo.caption or "",
            credit=photo.credit or "",
            key=_key(entry.path, done.digest),
            placeholder=done.placeholder,
            avif=large,
            colour=done.colour,
            card=_cut(done, whole, "card"),
            square=_cut(done, whole, "square"),
            position=" ".join(f"{100 * each:.4g}%" for each in photo.focus) if photo.focus else "",
            ai=photo.ai,
        )

    def pictures(self, entry: Entry[Any], photos: list[Photo]) -> tuple[Picture, ...]:
        """The pictures of several entries of one record, in order."""
        found = (self.picture(entry, photo) for photo in photos)
        return tuple(each for each in found if each is not None)


def _rendition(source: Source) -> Rendition:
    return Rendition(source.name, source.width, source.height, source.size)


def _cut(done: Developed, whole: list[Source], shape: Shape) -> tuple[Rendition, ...]:
    """The files of one shape: crops, or the whole photo where a cover has that shape anyway."""
    cut = [each for each in done.crops if each.shape == shape and each.kind == "webp"]
    if not cut and done.crops and alike(done.width, done.height, shape):
        cut = whole
    return tuple(map(_rendition, cut))


def _key(record: str, digest: str) -> str:
    """Of the record and the master: an address that somebody sent still leads there when sizes or slots change.

    Digested once more, because the master's own digest is not for publication.
    """
    return hashlib.sha256(f"{record} {digest}".encode()).hexdigest()[:8].translate(SPELT)


def wanted(shown: Published) -> dict[str, Path]:
    """Every photograph that the site shows, by its path in the register."""
    named: list[tuple[Entry[Any], Photo]] = [(entry, photo) for entry, photos in _hung(shown) for photo in photos]
    for volunteer in shown.volunteers.values():
        portrait = shown.portrait(volunteer)
        if portrait:
            named.append((volunteer, portrait))
    paths = (photo_path(entry, photo) for entry, photo in named if is_plain_name(photo.file))
    return {path: shown.root / path for path in dict.fromkeys(paths)}


def covers(shown: Published) -> dict[str, Focus]:
    """The photographs that stand for their records on cards, and the point that crops of them keep.

    Portraits are none: people are shown in the shape that portraits have.
    """
    first = [(entry, photos[0]) for entry, photos in _hung(shown) if photos]
    return {photo_path(entry, photo): photo.focus or DEFAULT_FOCUS for entry, photo in first}


def _hung(shown: Published) -> Iterator[tuple[Entry[Any], list[Photo]]]:
    """Records that have photographs, each with those that may be shown."""
    for story in shown.stories:
        yield story, shown.photos(story)
    for project in shown.projects.values():
        yield project, shown.photos(project)
    for community in shown.communities.values():
        yield community, shown.photos(community)
