"""What a server keeps of earlier releases: their lists, and those of their files that the site does not hold any more.

``undo/<id>/list.z`` is the list of a release that can come back, ``undo/<id>/<digest>.zip`` a pack of files, each named
by its own digest, and ``….txt`` what is in it. A release needs its own packs, packs of releases before it in
``kept.json``, and what readers see now; it never needs packs of a release behind it, so the last one can always go.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.mirrors.plain.packed import BROKEN, unpacked
from generator.mirrors.plain.store import OURS, Store
from generator.publish.manifest import File, Manifest, ManifestError, plain, read

_KEPT = "kept.json"
_PLACE = re.compile(r"undo/([0-9a-f]{64})/(list\.z|([0-9a-f]{16})\.(?:zip|txt))")
_FORMAT = 1
_PACK = 256 << 20
"""Bytes of a pack: one of some megabytes, or of one file."""
_INSIDE = 1 << 20
"""Bytes of what tells of a pack; a pack has four hundred files at most."""
_ID = re.compile(r"[0-9a-f]{64}")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Left:
    """A release in the order in which releases were seen."""

    id: str
    commit: str


@dataclass(slots=True)
class Story:
    """``kept.json``."""

    releases: list[Left] = field(default_factory=list)
    """What readers see or shall see now first, then what they saw before, the newest first."""
    url: str = ""
    """Address that the first of them was built for."""
    spared: list[str] = field(default_factory=list)
    """Files that only pages of the release before the first one load."""
    spared_of: str = ""
    """Id of that release."""


class Undo:
    """Earlier releases of one site, in its state folder."""

    def __init__(self, state: Store, names: Iterable[str]) -> None:
        self._state = state
        found = set(names)
        self.story = self._story() if _KEPT in found else Story()
        self._names = {name for name in found if _PLACE.fullmatch(name)}
        self._holds: dict[str, frozenset[str]] = {}

    def complete(self, release_id: str) -> bool:
        """Whether a release can come back."""
        return f"undo/{release_id}/list.z" in self._names

    def owners(self) -> set[str]:
        """Ids of releases of which there is anything."""
        return {name.split("/")[1] for name in self._names}

    def manifest(self, release_id: str) -> Manifest | None:
        """The list of an earlier release, proven by its id."""
        if not self.complete(release_id):
            return None
        try:
            found = read(unpacked(self._state.read(f"undo/{release_id}/list.z")))
        except (*BROKEN, ManifestError):
            return None
        return found if found.id == release_id else None

    def keep(self, manifest: Manifest) -> None:
        """A release can come back: all that only it holds has been packed."""
        if not self.complete(manifest.id):
            self._put(f"undo/{manifest.id}/list.z", zlib.compress(manifest.text.encode()))

    def forget(self, release_id: str) -> None:
        """A release cannot come back; its packs stay, others may need them."""
        self._drop([f"undo/{release_id}/list.z"])

    def remove(self, release_id: str) -> None:
        """Nothing of a release is left."""
        self._drop(sorted(name for name in self._names if name.split("/")[1] == release_id))

    def held(self, owners: Iterable[str]) -> set[str]:
        """Digests of what lies in the packs of some releases."""
        return {digest for owner in owners for name in self._packs(owner) for digest in self._held(name)}

    def pack(self, owner: str, contents: Mapping[str, bytes]) -> None:
        """Put away some files, by digest; the same files make the same bytes."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for digest in sorted(contents):
                archive.writestr(zipfile.ZipInfo(digest, _LONG_AGO), contents[digest], zipfile.ZIP_DEFLATED)
        inside = "".join(f"{digest}\n" for digest in sorted(contents))
        name = f"undo/{owner}/{hashlib.sha256(inside.encode()).hexdigest()[:16]}"
        self._put(f"{name}.zip", buffer.getvalue())
        self._put(f"{name}.txt", inside.encode())

    def fetch(self, files: Mapping[str, File], owners: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """What lies in the packs of some releases, by digest, each file once and proven; the rest is left out."""
        wanted = dict(files)
        for name in [name for owner in owners for name in self._packs(owner)]:
            if wanted.keys() & self._held(name):
                for digest, data in self._opened(name, wanted):
                    if digest in wanted and hashlib.sha256(data).hexdigest() == digest:
                        del wanted[digest]
                        yield digest, data

    def save(self) -> None:
        """Write down the order of the releases."""
        story = self.story
        told = {
            "jinguo": _FORMAT,
            "releases": [[each.id, each.commit] for each in story.releases],
            "url": story.url,
            "spared": story.spared,
            "spared_of": story.spared_of,
        }
        self._state.write(_KEPT, json.dumps(told, ensure_ascii=False).encode(), OURS)

    def _story(self) -> Story:
        try:
            found = json.loads(self._state.read(_KEPT) or b"")
            releases = [Left(str(own), str(commit)) for own, commit in found["releases"] if _ID.fullmatch(str(own))]
            spared = [str(each) for each in found["spared"] if plain(str(each))]
            url, of = str(found["url"]), str(found["spared_of"])
        except BROKEN:
            return Story()
        sound = url.isprintable() and of.isprintable() and all(each.commit.isprintable() for each in releases)
        return Story(releases, url, spared, of) if sound else Story()

    def _packs(self, owner: str) -> list[str]:
        """Complete packs of a release, without their endings."""
        ours = sorted(name for name in self._names if name.split("/")[1] == owner and name.endswith(".txt"))
        return [name[:-4] for name in ours if f"{name[:-4]}.zip" in self._names]

    def _held(self, name: str) -> frozenset[str]:
        if name not in self._holds:
            told = (self._state.read(f"{name}.txt", _INSIDE) or b"").decode("ascii", "replace")
            self._holds[name] = frozenset(told.split())
        return self._holds[name]

    def _opened(self, name: str, wanted: Mapping[str, File]) -> Iterator[tuple[str, bytes]]:
        """What is wanted of a pack, and no more of it than the list of its release tells."""
        try:
            with zipfile.ZipFile(io.BytesIO(self._state.read(f"{name}.zip", _PACK) or b"")) as archive:
                for digest in archive.namelist():
                    if file := wanted.get(digest):
                        with archive.open(digest) as packed:
                            yield digest, packed.read(file.size + 1)
        except BROKEN:
            return

    def _put(self, name: str, data: bytes) -> None:
        self._state.write(name, data, OURS)
        self._names.add(name)

    def _drop(self, names: Iterable[str]) -> None:
        for name in names:
            if name in self._names:
                self._state.delete(name)
                self._names.discard(name)
                self._holds.pop(name.removesuffix(".txt"), None)
