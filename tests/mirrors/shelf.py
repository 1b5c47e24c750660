"""A target in memory that does what it is told: for tests of gates and commands, not of servers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from generator.mirrors.parts import Kept, MirrorError, Plan, Published, Release
from generator.publish.manifest import Manifest, changes


@dataclass
class Shelf:
    """Releases beside one another; the first is live."""

    releases: list[Manifest] = field(default_factory=list)
    """The live one first, then the others, the newest first."""
    dead: list[frozenset[str]] = field(default_factory=list)
    """What each call said is dead."""
    fails: str = ""
    """What the server says instead of doing anything."""
    closed: int = 0

    def kept(self) -> list[Kept]:
        """As they lie there."""
        self._fail()
        return [Kept(each.id, each.commit, live=not at) for at, each in enumerate(self.releases)]

    def plan(self, release: Release) -> Plan:
        """By the lists alone."""
        live = self.releases[0] if self.releases else Manifest(())
        there = live.everything() if self.releases else ()
        added, changed, gone = changes(there, release.manifest.everything())
        before = live.id if self.releases else ""
        size = sum(file.size for file in (*added, *changed))
        return Plan(before, tuple(added), tuple(changed), tuple(gone), len(there), size)

    def publish(self, release: Release, dead: Collection[str] = ()) -> Published:
        """Lay it on top."""
        plan = self.plan(release)
        self._bury(dead)
        self.releases = [release.manifest, *(each for each in self.releases if each.id != release.manifest.id)]
        return Published(release.manifest.id, len(plan.added) + len(plan.changed), plan.send, len(plan.deleted))

    def rollback(self, release_id: str, dead: Collection[str] = ()) -> Published:
        """Lift it to the top."""
        self._bury(dead)
        chosen = next(each for each in self.releases if each.id == release_id)
        self.releases = [chosen, *(each for each in self.releases if each.id != release_id)]
        return Published(release_id, 0, 0, 0)

    def close(self) -> None:
        """Count how often."""
        self.closed += 1

    def _bury(self, dead: Collection[str]) -> None:
        self.dead.append(frozenset(dead))
        self.releases = [each for each in self.releases if each.id not in dead]

    def _fail(self) -> None:
        if self.fails:
            raise MirrorError(self.fails)
