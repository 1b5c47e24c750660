"""What all kinds of target have in common: a release goes out, an earlier one comes back, and what was kept is told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from generator.publish.manifest import File, Manifest


class MirrorError(Exception):
    """Something about a target or the way to it; what readers see is whole. The message is Chinese and says what to do.

    No message repeats a password, a key, or what a server said without being made harmless.
    """


@dataclass(frozen=True, slots=True)
class Release:
    """A built site that has passed every gate."""

    folder: Path
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing a release would do to a target, judged by what the server itself tells."""

    before: str
    """Id of the release that readers see now; empty where there is none, or what is there is no whole release."""
    added: tuple[File, ...]
    changed: tuple[File, ...]
    deleted: tuple[str, ...]
    """Paths that readers find now and will not find any more."""
    there: int
    """Files that readers can find now."""
    send: int
    """Bytes of files that have to be sent; less than ``added`` and ``changed`` where an interrupted run sent some."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A release that a target keeps, live or to return to."""

    id: str
    commit: str
    """The commit that it was built from; empty where that is not known."""
    live: bool


@dataclass(frozen=True, slots=True)
class Published:
    """What became of it."""

    id: str
    sent: int
    """Files that were sent."""
    bytes: int
    """Of those files, before any compression."""
    deleted: int


class Mirror(Protocol):
    """One target. All methods may raise ``MirrorError``; none leaves readers with anything but whole pages."""

    def kept(self) -> list[Kept]:
        """The live release first, then the others, the newest first."""
        ...

    def plan(self, release: Release) -> Plan:
        """Look only; nothing on the server changes."""
        ...

    def publish(self, release: Release, dead: Collection[str] = ()) -> Published:
        """Make a release the one that readers see; an interrupted run is taken up where it stopped.

        Args:
            release: what shall be seen.
            dead: ids of kept releases to which nobody may return, such as those that show somebody whose consent has
                been withdrawn since: what only they hold is removed from the server in the same run.
        """
        ...

    def rollback(self, release_id: str, dead: Collection[str] = ()) -> Published:
        """Make an earlier release, one of ``kept()``, the one that readers see, without the machine that built it."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...


@runtime_checkable
class ReadsAhead(Protocol):
    """A target on which something can be done while the gates are still asked here."""

    def ahead(self) -> None:
        """Let the server begin to read what is live; nothing there changes, and nothing is told."""
        ...
