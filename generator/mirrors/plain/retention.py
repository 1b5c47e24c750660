"""What a run puts away before it changes anything, so that releases can come back, and what it clears at its end."""

from __future__ import annotations

from collections.abc import Collection

from generator.mirrors.plain.archive import Left
from generator.mirrors.plain.packing import Packing, parts
from generator.mirrors.plain.remote import There
from generator.publish.manifest import Manifest


class Saving:
    """Packs of earlier releases, before and after a run.

    Args:
        there: the server.
        packing: how files of the site are packed.
        manifest: what readers shall see.
        keep: how many earlier releases are kept.
        dead: ids of releases of which nothing may stay.
    """

    def __init__(self, there: There, packing: Packing, manifest: Manifest, *, keep: int, dead: Collection[str]) -> None:
        self._there, self._packing, self._new, self._dead = there, packing, manifest, frozenset(dead)
        releases = list(there.undo.story.releases)
        live = there.live
        if live and live.id != manifest.id:
            releases = [Left(live.id, live.commit), *releases]
        self._order = list({each.id: each for each in reversed(releases)}.values())[::-1]
        self._keep = keep
        self.earlier = self._kept()

    def _kept(self) -> list[Left]:
        """Releases that are kept beside the new one; the live one counts although its packs are still to be made."""
        live = self._there.live.id if self._there.live else ""
        found = [
            each
            for each in self._order
            if each.id not in self._dead | {self._new.id} and (each.id == live or self._there.undo.complete(each.id))
        ]
        return found[: self._keep]

    def save_what_goes(self) -> None:
        """Pack, from the server itself, whatever a kept release has and the new one overwrites or removes."""
        there, live = self._there, self._there.live
        if any(each.id in self._dead for each in self._order):
            self._rescue()
        if live is None or live.id == self._new.id or live.id not in {each.id for each in self.earlier}:
            return
        held = there.undo.held([live.id])
        going = [file for file in live.files if self._new.find(file.path) != file and file.sha256 not in held]
        lost = self._packing.pack(live.id, going)
        if lost:
            names = "、".join(sorted(file.path for file in lost)[:5])
            there.console.warn(
                f"正在展示的版本有 {len(lost)} 个文件在服务器上被人改动过或者不见了（{names}），以后退不回这一版"
            )
            self._without({file.sha256 for file in lost})
        else:
            there.undo.keep(live)

    def tidy(self) -> None:
        """Throw away what nobody can return to, and gather the record."""
        stays = {each.id for each in self.earlier} | ({self._new.id} if self._keep else set())
        gone = self._there.undo.owners() - stays
        for release_id in sorted(gone):
            self._there.undo.remove(release_id)
        self._there.record.gather(always=bool(self._dead & {each.id for each in self._order}))

    def _rescue(self) -> None:
        """Releases that stay may need what lies in packs of dead ones, or is seen of a dead one only."""
        there = self._there
        if not self.earlier:
            return
        live = there.live.id if there.live else ""
        owner = self.earlier[0].id
        others = [found for each in self.earlier if each.id != live and (found := there.undo.manifest(each.id))]
        safe = there.undo.held(each.id for each in self.earlier) | {file.sha256 for file in self._new.files}
        need = {file.sha256: file for each in others for file in each.files if file.sha256 not in safe}
        dead = sorted(there.undo.owners() & self._dead)
        for contents in parts(there.undo.fetch(need, dead)):
            there.undo.pack(owner, contents)
            for digest in contents:
                need.pop(digest)
        if lost := self._packing.pack(owner, list(need.values())):
            self._without({file.sha256 for file in lost})

    def _without(self, lost: Collection[str]) -> None:
        """Releases that need what is nowhere any more cannot come back."""
        there, live = self._there, self._there.live
        held = there.undo.held(each.id for each in self.earlier)
        for each in self.earlier:
            found = live if live and each.id == live.id else there.undo.manifest(each.id)
            if found is None or any(file.sha256 in lost and file.sha256 not in held for file in found.files):
                there.undo.forget(each.id)
        self.earlier = [each for each in self.earlier if there.undo.complete(each.id)]
