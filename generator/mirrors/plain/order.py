"""In which order single files are replaced, so that at every moment each page has all that it loads and links to.

What a page may need goes before the page, what is new before what points to it: whoever starts from an address that was
there before never meets a dead end. Pages that are new may point at each other in a circle, but nothing points at them
until all of them are there.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import groupby

from generator.publish.manifest import NAME, File

_DOCUMENTS = (".html", ".xml", ".json", ".ics", ".txt")
"""What people and programs open by its address; everything else is loaded by a page."""
_PAGE = ".html"
_FRONT = "index.html"
_LAST = 7


def is_asset(path: str) -> bool:
    """Whether a file is loaded by pages: those that a reader has opened already may still ask for it."""
    return not path.endswith(_DOCUMENTS)


def stages(files: Iterable[File], there: Container[str]) -> list[list[File]]:
    """Files that are to be sent, in groups; a group begins when the one before it is complete.

    Args:
        files: what has to be sent.
        there: paths that a reader finds now.
    """
    ranked = sorted((_rank(file.path, new=file.path not in there), file) for file in files)
    return [[file for _, file in group] for _, group in groupby(ranked, key=lambda pair: pair[0])]


def farewell(paths: Iterable[str]) -> list[str]:
    """Paths that are to be removed, in order: what points before what it points to."""
    return sorted(paths, key=lambda path: (is_asset(path), path.endswith(_PAGE), not _is_front(path), path))


def _rank(path: str, *, new: bool) -> tuple[int, int]:
    """Group of a file; front pages of deeper folders come before those above them."""
    if path == NAME:
        return _LAST, 0
    if is_asset(path):
        return (0 if new else 1), 0
    if new:
        return (3, -path.count("/")) if _is_front(path) else (2, 0)
    if path.endswith(_PAGE):
        return (5, -path.count("/")) if _is_front(path) else (4, 0)
    return 6, 0


def _is_front(path: str) -> bool:
    return path.rpartition("/")[2] == _FRONT
