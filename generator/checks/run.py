"""Load a register and hold every rule against it: all mistakes of all files in one run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.checks import (
    acclaim,
    built,
    captions,
    certified,
    compulsion,
    covers,
    dated,
    exemplary,
    filing,
    films,
    hanzi,
    homes,
    hours,
    key_days,
    keys,
    labels,
    lengths,
    links,
    manners,
    masters,
    money,
    named,
    notices,
    paperwork,
    people,
    photos,
    portraits,
    practice,
    privacy,
    punctuation,
    qualified,
    release,
    reuse,
    settled,
    signatures,
    signs,
    team_facts,
    teams,
    terms,
    ticks,
    told,
    twice,
    written_numbers,
    young,
)
from generator.checks.privacy import discreet
from generator.checks.registry import CHECKS, RULES, Facts
from generator.checks.settled import Waived, settle
from generator.console import Console
from generator.photos.cache import IN_REGISTER, Cache
from generator.photos.develop import Probed, probe
from generator.problems import Problem
from generator.records.files import PHOTO_SUFFIXES
from generator.records.library import Library, load
from generator.records.publishing import load_publishing
from generator.records.references import check_references
from generator.records.source import SAID

MODULES = (
    teams,
    team_facts,
    filing,
    privacy,
    people,
    named,
    exemplary,
    photos,
    masters,
    captions,
    portraits,
    twice,
    ticks,
    signs,
    covers,
    labels,
    films,
    links,
    hours,
    told,
    dated,
    qualified,
    notices,
    young,
    compulsion,
    money,
    certified,
    keys,
    hanzi,
    homes,
    written_numbers,
    manners,
    terms,
    punctuation,
    key_days,
    acclaim,
    reuse,
    lengths,
    practice,
    signatures,
    release,
    built,
    paperwork,
    settled,
)
"""Importing them registers their rules; listed so that none can be forgotten silently."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A register and what the rules say of it."""

    library: Library
    problems: list[Problem]
    """Sorted by place; none repeats personal data."""
    waived: list[Waived]
    """What a reviewer has let pass, in the same order."""
    seen: Mapping[str, Probed | str] = field(default_factory=dict)
    """What every photo file is, as the rules have seen it."""


def check(
    root: Path,
    today: dt.date,
    *,
    processes: int | None = None,
    console: Console | None = None,
    faces: Mapping[str, int] | None = None,
    release: bool = False,
) -> tuple[Library, list[Problem]]:
    """The register below ``root`` and everything that is wrong with it, sorted by place: see ``checked``."""
    done = checked(root, today, processes=processes, console=console, faces=faces, release=release)
    return done.library, done.problems


def checked(
    root: Path,
    today: dt.date,
    *,
    processes: int | None = None,
    console: Console | None = None,
    faces: Mapping[str, int] | None = None,
    release: bool = False,
) -> Checked:
    """Read the register below ``root`` and hold every rule against it.

    A broken file hides none of the other files' mistakes, and no problem repeats personal data.

    Args:
        root: folder of the register; what its photos are is remembered in its ``.cache``.
        today: rules about age and expiry compare with it.
        processes: that look at photos at the same time; as many as there are processors where left out.
        console: hears how many photos have been looked at.
        faces: how many faces a program found in photo files, by path; left out where none has looked.
        release: whether the site is about to be published; rules that hold at release then speak as errors.
    """
    library, found = load(root)
    found += load_publishing(root)[1]
    seen = look(library, processes=processes, console=console)
    return judged(Facts(library, today, seen, faces or {}, release), found)


COMPARING = frozenset({"A20", "I15"})
"""Rules that weigh one story against others; every other rule says of a story what it says of it alone."""


def judged(facts: Facts, read: Iterable[Problem] = (), *, among: Facts | None = None) -> Checked:
    """Hold every rule against a register in memory.

    Args:
        facts: the register, or as much of it as is asked about.
        read: what reading it has found already.
        among: the whole register, where ``facts`` has only some stories of it.
    """
    library = facts.library
    found = [*read, *check_references(library)]
    for rule_id, rule_check in CHECKS.items():
        found += rule_check(RULES[rule_id], among if among is not None and rule_id in COMPARING else facts)
    told = sorted({discreet(problem) for problem in found if problem is not SAID})
    left, waived = settle(library, told)
    return Checked(library, sorted(left), waived, facts.seen)


def look(library: Library, *, processes: int | None = None, console: Console | None = None) -> dict[str, Probed | str]:
    """What every photo file of a register is, whether a record names it or not, by path."""
    named = (path for path in library.media if path.lower().endswith(tuple(PHOTO_SUFFIXES)))
    paths = {path: library.root / path for path in named}
    return probe(paths, Cache(library.root / IN_REGISTER), processes=processes, console=console)
