"""What lies on a server of plain files now, told by the server itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from generator.console import Console
from generator.mirrors.leftovers import is_leftover
from generator.mirrors.parts import MirrorError
from generator.mirrors.plain.archive import Undo
from generator.mirrors.plain.hands import side_by_side
from generator.mirrors.plain.notes import Notes
from generator.mirrors.plain.record import Entry, Record
from generator.mirrors.plain.store import Seen, Store
from generator.publish.manifest import NAME, File, Manifest, ManifestError, plain, read

MARK = "jinguo.txt"
"""An empty file of this name says: publish here, whatever else lies here."""
_NAMES = 8
Fetch = Callable[[File], bytes]
"""Where the bytes of a file of a release come from."""


@dataclass
class There:
    """The site and the state folder of one target, read at the beginning of a run; odd names are no files."""

    site: Store
    state: Store
    console: Console
    listing: dict[str, Seen] = field(default_factory=dict)
    """What readers can find, but for leftovers."""
    leftovers: list[tuple[Store, str]] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    """Digests that are proven, by path."""
    live: Manifest | None = None
    """What the list on the server says, or what we know to have put there."""

    def __post_init__(self) -> None:
        self.notes = Notes(self.state)
        names = self.notes.listing()
        found = {path: seen for path, seen in self.site.listing().items() if plain(path)}
        self.leftovers = [(self.state, path) for path in self.notes.leftovers]
        self.leftovers += [(self.site, path) for path in sorted(found) if is_leftover(path)]
        self.listing = {path: seen for path, seen in found.items() if not is_leftover(path)}
        self.record, self.undo = Record(self.notes, names), Undo(self.notes, names)
        self.known = self.record.known(self.listing)
        self.live = self._live()

    @property
    def ours(self) -> set[str]:
        """Files on the server that came from us."""
        paths = self.record.paths | {file.path for file in (self.live.everything() if self.live else ())}
        return {path for path in self.listing if path in paths}

    @property
    def whole(self) -> bool:
        """Whether what readers see is one release, as far as is known without reading it all."""
        return self.live is not None and all(
            (seen := self.listing.get(file.path)) is not None
            and seen.size == file.size
            and self.known.get(file.path, file.sha256) == file.sha256
            for file in self.live.files
        )

    def admit(self) -> None:
        """Somebody else's files are not to be buried under ours.

        Raises:
            MirrorError: there are such, and nobody said that they may stay.
        """
        foreign = sorted(path for path in self.listing if not path.startswith("."))
        if self.live or self.ours or not foreign or MARK in foreign:
            return
        names = "、".join(foreign[:_NAMES]) + (f" 等 {len(foreign)} 个" if len(foreign) > _NAMES else "")
        raise MirrorError(
            f"服务器的文件夹里已经有别的东西，不是 jinguo 发布的：{names}。"
            "请先看清 folder 写得对不对：可以换一个空文件夹；里面的东西不要了，先删掉再发布；"
            f"要和网站放在一起（同名的会被网站的文件换掉，别的不动），在那里放一个空文件 {MARK}，再发布一次"
        )

    def prove(
        self, files: Iterable[File], fetch: Fetch | None = None, after: Callable[[], None] = lambda: None
    ) -> None:
        """Find out of some files that should lie there whether they do; what the record tells is not read again.

        Args:
            files: of a release.
            fetch: their bytes, where they are at hand: a digest that the server tells then saves reading it.
            after: is called after each of them.
        """
        doubtful = [
            file
            for file in files
            if file.path not in self.known and (seen := self.listing.get(file.path)) and seen.size == file.size
        ]

        def judged(file: File) -> str:
            seen = self.listing[file.path]
            if seen.md5 and fetch:
                same = hashlib.md5(fetch(file), usedforsecurity=False).hexdigest() == seen.md5.lower()
                return file.sha256 if same else ""
            data = self.site.read(file.path, file.size)
            return "" if data is None else hashlib.sha256(data).hexdigest()

        for done, (file, digest) in enumerate(side_by_side(self.site, judged, doubtful), 1):
            self.console.progress("读回核对", done, len(doubtful))
            if digest:
                seen = self.listing[file.path]
                self.known[file.path] = digest
                self.record.note(file.path, Entry(digest, seen.size, seen.tag))
            after()

    def _live(self) -> Manifest | None:
        if NAME in self.listing:
            try:
                return read(self.site.read(NAME) or b"")
            except ManifestError:
                pass
        story = self.undo.story
        for each in story.releases[:2]:  # the second one, where a run ended just before its own list was there
            paths = sorted(self.record.paths - {NAME, *story.spared})
            files = tuple(File(path, self.record.size(path), self.record.digest(path)) for path in paths)
            found = self.undo.manifest(each.id) or Manifest(files, each.commit, story.url)
            if found.id == each.id:
                return found
        return None
