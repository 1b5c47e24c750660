"""How each file of the site is to be served: its type, and how long a copy of it may be kept."""

from __future__ import annotations

from pathlib import PurePosixPath

from generator.fingerprints import unchanging
from generator.mirrors.plain.store import Served
from generator.publish.search_files import SUFFIXES

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".xml": "application/xml; charset=utf-8",  # what a browser shows; as application/atom+xml it would be downloaded
    ".json": "application/json; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    **dict.fromkeys(SUFFIXES, "application/octet-stream"),  # packed by Pagefind, and unpacked by its own script
}
"""Type by ending. What is text says in which letters, or an old browser reads Chinese as something else."""
UNKNOWN = "application/octet-stream"
FOR_EVER = "public, max-age=31536000, immutable"
"""The name changes with the bytes."""
A_DAY = "public, max-age=86400"
_CHUNKS = frozenset({".pf_fragment", ".pf_index", ".pf_meta"})
"""Pagefind names them by a digest of 28 bits: too few to say “never” among ten thousand of them."""
ASK = "no-cache"
"""May be kept, but the server is asked each time whether it is still the same: an answer of a few bytes."""


def served(path: str) -> Served:
    """How a file of the site is to be served, told from its path inside the site."""
    suffix = PurePosixPath(path).suffix.lower()
    cache = FOR_EVER if unchanging(path) else A_DAY if suffix in _CHUNKS else ASK
    return Served(TYPES.get(suffix, UNKNOWN), cache)
