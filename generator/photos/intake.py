"""A batch from a phone → masters beside one another in a folder for unfinished work; what each is like is told.

Each process reads a file, makes its master, writes it and returns a few numbers, so that memory does not grow with
the batch. The bytes that came in are never written anywhere.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.photos import masters
from generator.photos.batch import Given, Refusal, natural
from generator.photos.claims import Claims, read_claims
from generator.photos.decode import decode
from generator.photos.formats import DAMAGED, Unreadable
from generator.photos.likeness import Likeness, likeness
from generator.photos.master import MASTER, Limits, encode, fitted
from generator.photos.quality import is_blurred, is_dark
from generator.photos.workers import Work

if TYPE_CHECKING:
    from generator.console import Console

CRASHED = "解码程序处理这张照片时崩溃，请从手机或相机重新导出为 JPEG"
MOST_PROCESSES = 4
"""Each holds some 150 MB while it works on 12 million pixels, 200 on HEIC."""
SMALL = 900
"""Pixels of the longer side below which a photo looks soft on a screen."""


_NONE = Claims()


@dataclass(frozen=True, slots=True)
class Taken:
    """A photo whose master is made, or which was only looked at."""

    name: str
    digest: str
    """Of the bytes that came in."""
    likeness: Likeness
    master: str = ""
    """Digest of the master; the same pixels make the same master, whatever the notes beside them."""
    path: Path = Path()
    """Where the master waits; nowhere if the photo was only looked at."""
    before: int = 0
    """Bytes that came in."""
    after: int = 0
    """Bytes of the master."""
    width: int = 0
    """Of the master."""
    height: int = 0
    claims: Claims = _NONE
    blurred: bool = False
    dark: bool = False

    @property
    def small(self) -> bool:
        """Whether a screen shows it larger than it is."""
        return max(self.width, self.height) < SMALL


@dataclass(frozen=True, slots=True)
class Job:
    """One file to work on."""

    given: Given
    path: Path | None = None
    """Where its master shall wait; None to look at it only."""
    limits: Limits = MASTER


@dataclass(frozen=True, slots=True)
class Sorted:
    """A photo of a batch among the others and those that lay there before."""

    taken: Taken
    same: Taken | None = None
    """What it is once more; it is not put in again."""
    near: Taken | None = None
    """What it is much like."""


def take(given: Sequence[Given], folder: Path, console: Console | None = None) -> tuple[list[Taken], list[Refusal]]:
    """Make the masters of a batch below ``folder``; those that can be taken in their order, and the others."""
    jobs = [Job(each, folder / f"{number:05}.jpg") for number, each in enumerate(given)]
    done = work(jobs, "放进照片", console)
    taken = [each for each in done if isinstance(each, Taken)]
    return in_order(taken), [each for each in done if isinstance(each, Refusal)]


def look(paths: Iterable[Path], console: Console | None = None) -> list[Taken]:
    """Photos that lie there already, for comparison; what cannot be read is told by ``jinguo check``."""
    done = work([Job(Given(path, path.name)) for path in paths], "比对照片", console)
    return [each for each in done if isinstance(each, Taken)]


def work(jobs: Sequence[Job], what: str, console: Console | None) -> list[Taken | Refusal]:
    """One answer for each job, whatever the files do to the processes."""

    def report(done: int) -> None:
        if console is not None:
            console.progress(what, done, len(jobs))

    processes = max(2, min(MOST_PROCESSES, os.cpu_count() or 2))
    return Work(_do, _crashed, report).each(list(jobs), processes)


def in_order(taken: Sequence[Taken]) -> list[Taken]:
    """By the time when they were taken, where all of them say it; else by name."""
    timed = all(each.claims.taken for each in taken)
    return sorted(taken, key=lambda each: (each.claims.taken if timed else "", natural(each.name)))


def compared(taken: Iterable[Taken], there: Iterable[Taken]) -> list[Sorted]:
    """Each photo of a batch against those before it and those that are there."""
    known = list(there)
    found = []
    for each in taken:
        same = next((other for other in known if {each.digest, each.master} & {other.digest, other.master}), None)
        near = None if same else next((other for other in known if each.likeness.is_near(other.likeness)), None)
        found.append(Sorted(each, same, near))
        if same is None:
            known.append(each)
    return found


def _do(job: Job) -> Taken | Refusal:
    """Runs in another process."""
    try:
        return _taken(job)
    except Unreadable as refusal:
        return Refusal(job.given.name, refusal.message)
    except MemoryError:
        return Refusal(job.given.name, "内存不足，这张照片没有处理")
    except (ArithmeticError, LookupError, SyntaxError, TypeError, ValueError):  # of a hostile file, from an encoder
        return Refusal(job.given.name, DAMAGED)


def _taken(job: Job) -> Taken:
    data = job.given.read()
    make = functools.partial(Taken, job.given.name, masters.digest(data), before=len(data))
    if job.path is None:
        return make(likeness(decode(data, MASTER.longest).image), master=masters.digest(data))
    image = fitted(decode(data, job.limits.longest).image, job.limits)
    master = encode(image, job.limits)
    job.path.write_bytes(master)
    return make(
        likeness(image),
        master=masters.digest(master),
        path=job.path,
        after=len(master),
        width=image.width,
        height=image.height,
        claims=read_claims(data),
        blurred=is_blurred(image),
        dark=is_dark(image),
    )


def _crashed(job: Job) -> Refusal:
    return Refusal(job.given.name, CRASHED)
