"""Kept releases to which nobody may return, because a consent that they may rest on is not live any more.

What a release shows is not looked up in its pages but in ``teams/consents.yml`` at its commit: whoever had agreed then,
may be shown there. A consent that has been withdrawn since, has expired, covers less or is gone makes the release dead.

A release whose commit this repository does not hold cannot be judged. Nobody returns to it (fail closed). Whether it
may go on lying on the server while something else is published is another question: throwing all of them away would
leave nothing to return to whenever somebody publishes from a shallow clone. Each earlier run has removed what was dead
on its day, so that what is left is as good as the live release, unless something has been lost since the live release:

- the live release can be judged, and is not dead: nothing was lost since, and the others stay, with a warning;
- it can be judged, and is dead: the unknown ones may show the same person, and go;
- it cannot be judged: nobody knows when the last run was. They go as soon as the register knows of any consent that
  is not live today, and stay, with a warning, where it knows of none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.drafts.branches import read_at
from generator.mirrors.parts import Kept
from generator.problems import Problem
from generator.publish import source
from generator.records.consent import is_live
from generator.records.files import decode
from generator.records.kinds import Consent
from generator.records.library import Library, take_in

CONSENTS = "teams/consents.yml"
_UNREADABLE = "（读不出来的同意书）"


@dataclass(frozen=True, slots=True)
class Judged:
    """What the register says of the releases that a target keeps."""

    lost: dict[str, frozenset[str]]
    """Id of each dead release → the consents that it may rest on and that are not live any more."""
    unknown: frozenset[str]
    """Ids of releases whose commit is not known here."""
    removed: frozenset[str]
    """Ids of those which a publication must not leave on the server."""
    live: str = ""
    """Id of the live release, which may be among all of these."""

    @property
    def dead(self) -> frozenset[str]:
        """Ids of releases that are known to be dead."""
        return frozenset(self.lost)


def judge(root: Path, kept: Sequence[Kept], library: Library, today: dt.date) -> Judged:
    """Weigh the releases that a target keeps, the live one among them.

    Args:
        root: of the register.
        kept: as the target tells them.
        library: the register as it is now.
        today: consents are live on a day.
    """
    found = {each.id: lost(root, each.commit, library, today) for each in kept}
    dead = {name: gone for name, gone in found.items() if gone}
    unknown = frozenset(name for name, gone in found.items() if gone is None)
    live = next((each.id for each in kept if each.live), "")
    suspect = live in dead if live and live not in unknown else _lost_any(library, today)
    return Judged(dead, unknown, frozenset(dead) | (unknown if suspect else frozenset()), live)


def lost(
    root: Path, commit: str, library: Library, today: dt.date, built: dt.date | None = None
) -> frozenset[str] | None:
    """Consents that a site of a commit may rest on and that are not live today; None where the commit is not known.

    Args:
        root: of the register.
        commit: that the site was built from.
        library: the register as it is now.
        today: consents are live on a day.
        built: the day on which it was built; on any day since the commit, where left out.
    """
    made = source.day(root, commit)
    if made is None:
        return None
    data = read_at(root, commit, CONSENTS)
    if data is None:
        return frozenset()
    then, wrong = Library(root), list[Problem]()
    take_in(then, CONSENTS, decode(CONSENTS, data, wrong) or "")
    gone = {
        name
        for name, entry in then.consents.items()
        if _counted(entry.fields, built or made, today) and not _still(entry.fields, library, name, today)
    }
    return frozenset(gone | ({_UNREADABLE} if then.broken else set()))


def short(releases: Iterable[str]) -> str:
    """Ids as people can tell them apart."""
    return "、".join(each[:12] for each in releases)


def _counted(consent: Consent, first: dt.date, today: dt.date) -> bool:
    """Whether the web could show somebody under a consent on any day between two."""
    given = consent.withdrawn is None and consent.given <= today and "web" in consent.channels
    return given and (consent.expires is None or consent.expires >= first)


def _still(consent: Consent, library: Library, name: str, today: dt.date) -> bool:
    """Whether as much is still agreed to."""
    now = library.consents.get(name)
    if now is None or not is_live(now.fields, today) or "web" not in now.fields.channels:
        return False
    return set(consent.scope) <= set(now.fields.scope)


def _lost_any(library: Library, today: dt.date) -> bool:
    """Whether the register knows of anybody who had agreed and does not any more."""
    listed = (entry.fields for entry in library.consents.values())
    return bool(library.broken) or any(each.given <= today and not is_live(each, today) for each in listed)
