"""Pictures of the handbook: drawn for it, beside its pages, named in the text as a forge shows them too.

Photographs of people never lie there: those belong to a record, which says who is in them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from generator.records.library import Library
from generator.records.links import BodyLink, body_links, meant_file

_HANDBOOK = "content/guide/"
FOLDER = "content/guide/pictures/"
_FILE = re.compile(rf"{FOLDER}[a-z0-9]+(?:-[a-z0-9]+)*\.(?:webp|png)")


def illustration(path: str, target: str) -> str:
    """The picture that an image in a page of the handbook means; empty where there can be none.

    Args:
        path: file in which the image stands.
        target: as written.
    """
    file, anchor = meant_file(path, target)
    beside = posixpath.dirname(path) + "/" == _HANDBOOK
    return file if beside and not anchor and _FILE.fullmatch(file) else ""


def illustrations(library: Library) -> Mapping[str, str]:
    """Every picture that a page of the handbook shows → the page's path; only files that are there."""
    media = frozenset(library.media)
    return {file: page for page, _, file in _named(library) if file in media}


def _named(library: Library) -> Iterator[tuple[str, BodyLink, str]]:
    for entry in library.pages.values():
        if entry.path.startswith(_HANDBOOK) and "![" in entry.document.body:
            for link in body_links(entry.document):
                if link.image:
                    yield entry.path, link, illustration(entry.path, link.target)
