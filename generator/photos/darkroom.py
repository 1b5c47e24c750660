"""From files to entries of the cache: hash every master, ask the cache, work on what it does not know."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.photos import generations, masters
from generator.photos.cache import Cache, Entry, Kept, Refused, key
from generator.photos.decode import decode
from generator.photos.formats import Unreadable
from generator.photos.metadata import findings
from generator.photos.render import cropped, sized
from generator.photos.workers import Work

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.console import Console
    from generator.photos.sizes import Focus, Options

CRASHED = "解码程序处理这张照片时崩溃，请从手机或相机重新导出为 JPEG（或删除 .cache/photos 后再试）"

Places = dict["Focus | None", str]
"""Keys of the cache by focus."""
_GLANCE = 16
"""Pixels kept when a photo is only looked at."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of all photos of one run."""

    cache: Cache
    options: Options
    looking: bool
    """Only see whether they can be decoded, make no sizes."""


@dataclass(frozen=True, slots=True)
class Job:
    """One master to work on."""

    order: Order
    path: Path
    digest: str
    whole: bool = True
    """Whether the sizes of the whole photo are wanted."""
    focuses: tuple[Focus, ...] = ()
    """Around which points crops are wanted."""


@dataclass(frozen=True, slots=True)
class Done:
    """What is known of one master."""

    digest: str
    """Of the bytes that were read in the end, for the file may have changed meanwhile; empty if none were."""
    entry: Entry
    size: int = 0
    """Bytes that were read."""
    crops: dict[Focus, Kept] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settled:
    """What is known of every photo in the end."""

    done: dict[str, Done]
    worked: int
    """How many masters had to be worked on."""
    keys: frozenset[str] = frozenset()
    """All that was asked of the cache."""


def settle(
    paths: Mapping[str, Path],
    order: Order,
    covers: Mapping[str, Focus] | None = None,
    *,
    processes: int | None = None,
    console: Console | None = None,
) -> Settled:
    """Look up every photo, and make what is missing; those named as covers get crops around their focus."""
    read, asked = _asked(paths, order, covers or {})
    keys = [place for places in asked.values() for place in places.values()]
    changed = bool(keys) and not order.looking and generations.begin(order.cache, keys)
    known = _known(asked, order)
    masters_of = {seen.digest: paths[name] for name, seen in reversed(read.items())}
    jobs = {
        digest: Job(order, masters_of[digest], digest, None in missing, tuple(each for each in missing if each))
        for digest, places in asked.items()
        if (missing := _missing(places, known))
    }

    def report(done: int) -> None:
        if console is not None:
            console.progress("检查照片" if order.looking else "处理照片", done, len(jobs))

    made = Work(_work, _crashed, report).each(list(jobs.values()), processes)
    fresh = dict(zip(jobs, made, strict=True))
    if changed:
        generations.prune(order.cache)
    done = {name: _together(seen, asked.get(seen.digest, {}), known, fresh) for name, seen in read.items()}
    return Settled(done, len(jobs), frozenset(keys))


def look_up(paths: Mapping[str, Path], order: Order, covers: Mapping[str, Focus] | None = None) -> Settled:
    """What the cache holds of photos; nothing is made, and nothing remembers that they were asked for."""
    read, asked = _asked(paths, order, covers or {})
    known = _known(asked, order)
    done = {
        name: _together(seen, asked.get(seen.digest, {}), known, {})
        for name, seen in read.items()
        if not seen.digest or known[asked[seen.digest][None]] is not None
    }
    return Settled(done, 0)


def _read(path: Path) -> Done:
    """A master's digest and size; what is known of it comes later."""
    try:
        data = masters.read(path)
    except Unreadable as refusal:
        return Done("", Refused(refusal.message))
    return Done(masters.digest(data), Kept(1, 1), len(data))


def _asked(
    paths: Mapping[str, Path], order: Order, covers: Mapping[str, Focus]
) -> tuple[dict[str, Done], dict[str, Places]]:
    """Every master, and by its digest the key of the whole photo (under no focus) and those of its crops."""
    with ThreadPoolExecutor() as threads:  # reading and hashing release the interpreter's lock
        read = dict(zip(paths, threads.map(_read, paths.values()), strict=True))
    asked: dict[str, Places] = {}
    for name, seen in read.items():
        if seen.digest:
            places = asked.setdefault(seen.digest, {None: key(seen.digest, order.options)})
            if name in covers:
                places[covers[name]] = key(seen.digest, order.options, covers[name])
    return read, asked


def _known(asked: Mapping[str, Places], order: Order) -> dict[str, Entry | None]:
    """What the cache says under every key."""
    keys = [place for places in asked.values() for place in places.values()]
    ask = order.cache.recall if order.looking else order.cache.find
    with ThreadPoolExecutor() as threads:
        return dict(zip(keys, threads.map(ask, keys), strict=True))


def _missing(places: Places, known: Mapping[str, Entry | None]) -> list[Focus | None]:
    """What has to be made of a master; nothing where it was refused."""
    if isinstance(known[places[None]], Refused):
        return []
    return [focus for focus, place in places.items() if known[place] is None]


def _together(seen: Done, places: Places, known: Mapping[str, Entry | None], fresh: Mapping[str, Done]) -> Done:
    """What the cache knew of a master and what was made of it now."""
    made = fresh.get(seen.digest, seen)
    if not seen.digest or made.digest != seen.digest or isinstance(made.entry, Refused):
        return made
    held = {focus: found for focus, place in places.items() if isinstance(found := known[place], Kept)}
    crops = {focus: found for focus, found in held.items() if focus is not None}
    entry = known[places[None]] or made.entry
    return Done(seen.digest, entry, seen.size, {**made.crops, **crops})


def _work(job: Job) -> Done:
    """Runs in another process: reads the file itself, writes to the cache itself, returns names only."""
    digest = ""
    try:
        data = masters.read(job.path)
        digest = masters.digest(data)
        return _made(job, data, digest)
    except Unreadable as refusal:
        entry = Refused(refusal.message)
        if digest and refusal.lasting:
            job.order.cache.note(key(digest, job.order.options), entry)
        return Done(digest, entry)


def _made(job: Job, data: bytes, digest: str) -> Done:
    cache, options = job.order.cache, job.order.options
    place, reveals = key(digest, options), tuple(findings(data))
    photo = decode(data, _GLANCE if job.order.looking else options.widest)
    entry = Kept(photo.width, photo.height, reveals=reveals)
    if job.order.looking:
        cache.note(place, entry)
    elif job.whole or digest != job.digest:
        entry = cache.keep(place, sized(photo, reveals, options))
    crops = {
        focus: cache.keep(key(digest, options, focus), cropped(photo, focus, options)) for focus in job.focuses
    }  # fmt: skip
    return Done(digest, entry, len(data), crops)


def _crashed(job: Job) -> Done:
    """Remembered, because the next build might meet this photo alone and decode it in its own process."""
    entry = Refused(CRASHED)
    job.order.cache.note(key(job.digest, job.order.options), entry)
    return Done(job.digest, entry)
