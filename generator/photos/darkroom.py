"""From files to entries of the cache: hash every master, ask the cache, work on what it does not know."""

from __future__ import annotations

import functools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.photos import masters
from generator.photos.cache import Cache, Entry, Kept, Refused, key
from generator.photos.decode import decode
from generator.photos.formats import Unreadable
from generator.photos.metadata import findings
from generator.photos.render import render
from generator.photos.workers import Work

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.console import Console
    from generator.photos.sizes import Options

CRASHED = "解码程序处理这张照片时崩溃，请从手机或相机重新导出为 JPEG（或删除 .cache/photos 后再试）"

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


@dataclass(frozen=True, slots=True)
class Done:
    """What is known of one master."""

    digest: str
    """Of the bytes that were read in the end, for the file may have changed meanwhile; empty if none were."""
    entry: Entry
    size: int = 0
    """Bytes that were read."""


def settle(
    paths: Mapping[str, Path], order: Order, *, processes: int | None, console: Console | None
) -> tuple[dict[str, Done], int]:
    """What is known of every photo in the end, and how many masters had to be worked on."""
    with ThreadPoolExecutor() as threads:  # reading and hashing release the interpreter's lock
        seen = list(threads.map(functools.partial(_ask, order), paths.values()))
    jobs: dict[str, Job] = {}
    for path, known in zip(paths.values(), seen, strict=True):
        if not isinstance(known, Done):
            jobs.setdefault(known, Job(order, path, known))

    def report(done: int) -> None:
        if console is not None:
            console.progress("检查照片" if order.looking else "处理照片", done, len(jobs))

    made = Work(_work, _crashed, report).each(list(jobs.values()), processes)
    fresh = dict(zip(jobs, made, strict=True))
    settled = [known if isinstance(known, Done) else fresh[known] for known in seen]
    return dict(zip(paths, settled, strict=True)), len(jobs)


def _ask(order: Order, path: Path) -> Done | str:
    """What the cache knows of a file, or the digest under which it knows nothing."""
    try:
        data = masters.read(path)
        digest = masters.digest(data)
    except Unreadable as refusal:
        return Done("", Refused(refusal.message))
    place = key(digest, order.options)
    entry = order.cache.recall(place) if order.looking else order.cache.find(place)
    return digest if entry is None else Done(digest, entry, len(data))


def _work(job: Job) -> Done:
    """Runs in another process: reads the file itself, writes to the cache itself, returns names only."""
    digest = ""
    try:
        data = masters.read(job.path)
        digest = masters.digest(data)
        return Done(digest, _entry(data, key(digest, job.order.options), job.order), len(data))
    except Unreadable as refusal:
        entry = Refused(refusal.message)
        if digest and refusal.lasting:
            job.order.cache.note(key(digest, job.order.options), entry)
        return Done(digest, entry)


def _entry(data: bytes, place: str, order: Order) -> Kept:
    if not order.looking:
        return order.cache.keep(place, render(data, order.options))
    photo = decode(data, _GLANCE)
    entry = Kept(photo.width, photo.height, reveals=tuple(findings(data)))
    order.cache.note(place, entry)
    return entry


def _crashed(job: Job) -> Done:
    """Remembered, because the next build might meet this photo alone and decode it in its own process."""
    entry = Refused(CRASHED)
    job.order.cache.note(key(job.digest, job.order.options), entry)
    return Done(job.digest, entry)
