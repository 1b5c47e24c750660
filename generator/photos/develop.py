"""All photos of a build or a check: what they are on the site, or in Chinese why they are not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.photos.cache import Cache, Kept, Output, Refused
from generator.photos.darkroom import Order, Settled, look_up, settle
from generator.photos.sizes import STANDARD, Focus, Kind, Options, Shape

if TYPE_CHECKING:
    from generator.console import Console

FOLDER = "photos"
"""Where the web files of photos lie on the site."""

_LETTERS = 16
SPELT = str.maketrans("0123456789", "ghijklmnop")
"""Digits of a digest as letters: seven of them before a width of four have read as a telephone number."""

Paths = Mapping[str, Path] | Iterable[tuple[str, Path]]
"""Photos by a name of the caller's choice, which serves for nothing but finding the result again."""


@dataclass(frozen=True, slots=True)
class Source:
    """One web file of a photo."""

    kind: Kind
    width: int
    height: int
    name: str
    """Address below the site's root, ``photos/abhicdjkeflmnopg-960.webp``: a function of the bytes alone."""
    path: Path
    """Where to copy it from."""
    size: int
    """Bytes."""
    shape: Shape = "whole"


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo ready for the site."""

    digest: str
    """SHA-256 of the master; tells duplicates, and is not for publication."""
    width: int
    """Of the master, upright."""
    height: int
    sources: tuple[Source, ...]
    """WebP from narrow to wide, one AVIF if the photo is larger, then one JPEG."""
    placeholder: str = ""
    """Data address of a blurred hint, to be shown until a source has come; may be empty."""
    colour: str = ""
    """The mean of all pixels, ``#rrggbb``."""
    crops: tuple[Source, ...] = ()
    """Of a cover: WebP of the shapes ``card`` and ``square`` that it does not have itself, for pages; one JPEG each of
    ``banner`` (900 × 383) and ``square``, for an article elsewhere: see ``article``."""

    @property
    def published(self) -> tuple[Source, ...]:
        """What goes to the site."""
        return self.sources + tuple(each for each in self.crops if each.kind != "jpeg")

    def article(self, shape: Shape) -> Source | None:
        """The JPEG of one shape for an article elsewhere; none if the photo is no cover."""
        return next((each for each in self.crops if each.kind == "jpeg" and each.shape == shape), None)


@dataclass(frozen=True, slots=True)
class Probed:
    """A photo that can be decoded."""

    digest: str
    width: int
    """Upright."""
    height: int
    size: int
    """Bytes of the file."""
    reveals: tuple[str, ...]
    """What the file holds beyond pixels, in Chinese; empty where it is proven clean."""


@dataclass(frozen=True, slots=True)
class Developed:
    """What became of each photo, in the order asked."""

    results: dict[str, Photo | str]
    """By name: the photo, or in Chinese why there is none."""
    encoded: int
    """How many masters were worked on in this run; 0 when the cache knew them all."""
    keys: frozenset[str]
    """What this build needs of the cache."""


def develop(
    paths: Paths,
    cache: Cache,
    *,
    options: Options = STANDARD,
    processes: int | None = None,
    console: Console | None = None,
    covers: Mapping[str, Focus] | None = None,
) -> Developed:
    """Make the web sizes of every photo that is not in the cache yet; one result for each name.

    Photos named in ``covers`` get crops as well, around their focus.
    """
    order, covers = Order(cache, options, looking=False), covers or {}
    settled = settle(dict(paths), order, covers, processes=processes, console=console)
    return Developed(_results(settled, cache, covers), settled.worked, settled.keys)


def cached(
    paths: Paths, cache: Cache, *, options: Options = STANDARD, covers: Mapping[str, Focus] | None = None
) -> dict[str, Photo | str]:
    """What the cache holds of photos, as ``develop`` tells it; those that it does not know are left out."""
    settled = look_up(dict(paths), Order(cache, options, looking=False), covers)
    return _results(settled, cache, covers or {})


def probe(
    paths: Paths,
    cache: Cache,
    *,
    options: Options = STANDARD,
    processes: int | None = None,
    console: Console | None = None,
) -> dict[str, Probed | str]:
    """Say of every photo whether it can be decoded, without making sizes; the same cache remembers it."""
    order = Order(cache, options, looking=True)
    settled = settle(dict(paths), order, processes=processes, console=console)
    results: dict[str, Probed | str] = {}
    for name, done in settled.done.items():
        entry = done.entry
        results[name] = (
            entry.reason
            if isinstance(entry, Refused)
            else Probed(done.digest, entry.width, entry.height, done.size, entry.reveals)
        )
    return results


def _results(settled: Settled, cache: Cache, covers: Mapping[str, Focus]) -> dict[str, Photo | str]:
    results: dict[str, Photo | str] = {}
    for name, done in settled.done.items():
        entry, cut = done.entry, done.crops.get(covers[name]) if name in covers else None
        results[name] = entry.reason if isinstance(entry, Refused) else _photo(done.digest, entry, cut, cache)
    return results


def _photo(digest: str, entry: Kept, cut: Kept | None, cache: Cache) -> Photo:
    sources = tuple(_source(output, cache) for output in entry.outputs)
    crops = tuple(_source(output, cache) for output in cut.outputs) if cut else ()
    return Photo(digest, entry.width, entry.height, sources, entry.placeholder, entry.colour, crops)


def _source(output: Output, cache: Cache) -> Source:
    digest, ending = output.name.split(".")
    name = f"{FOLDER}/{digest[:_LETTERS].translate(SPELT)}-{output.width}.{ending}"
    return Source(output.kind, output.width, output.height, name, cache.path(output), output.size, output.shape)
