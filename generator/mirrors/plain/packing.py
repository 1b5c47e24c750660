"""Files of a site on a server, read back from there and put away in packs before they are overwritten."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.mirrors.plain.hands import side_by_side
from generator.mirrors.plain.remote import There
from generator.publish.manifest import File

_BYTES = 4 << 20
"""Of a pack before it is packed: a broken link costs no more than one pack."""
_FILES = 400


class Packing:
    """Packs what lies on the site.

    Args:
        there: the server.
        after: is called after each file.
    """

    def __init__(self, there: There, after: Callable[[], None]) -> None:
        self._there, self._after = there, after
        self._places: dict[str, list[str]] | None = None

    def pack(self, owner: str, files: Sequence[File]) -> list[File]:
        """Put files away for a release; returns those whose bytes are nowhere on the site."""
        wanted = {file.sha256: file for file in files}
        lost: list[File] = []

        def found() -> Iterator[tuple[str, bytes]]:
            work = list(wanted.values())
            for done, (file, data) in enumerate(side_by_side(self._there.site, self._read, work), 1):
                self._there.console.progress("保存旧版本", done, len(work))
                self._after()
                if data is None:
                    lost.append(file)
                else:
                    yield file.sha256, data

        for contents in parts(found()):
            self._there.undo.pack(owner, contents)
        return lost

    def _read(self, file: File) -> bytes | None:
        """The bytes of a digest, wherever on the site they lie."""
        known = self._there.known
        own = [file.path] if known.get(file.path, file.sha256) == file.sha256 else []
        for path in [*own, *self._elsewhere(file)]:
            data = self._there.site.read(path, file.size)
            if data is not None and hashlib.sha256(data).hexdigest() == file.sha256:
                return data
        return None

    def _elsewhere(self, file: File) -> list[str]:
        if self._places is None:
            places: dict[str, list[str]] = {}
            for path, digest in sorted(self._there.known.items()):
                places.setdefault(digest, []).append(path)
            self._places = places
        return [path for path in self._places.get(file.sha256, []) if path != file.path]


def parts(contents: Iterable[tuple[str, bytes]]) -> Iterator[dict[str, bytes]]:
    """Files in groups of a bearable size."""
    part: dict[str, bytes] = {}
    size = 0
    for digest, data in contents:
        part[digest] = data
        size += len(data)
        if len(part) >= _FILES or size >= _BYTES:
            yield part
            part, size = {}, 0
    if part:
        yield part
