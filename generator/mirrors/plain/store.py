"""A place for files on a server that offers nothing but files: what plain publishing is built on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from generator.mirrors.plain.packed import MOST


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server says of a file that lies there."""

    size: int
    """Bytes."""
    tag: str
    """Another one after each writing, as good as the server knows: an entity tag, or the time of the last change."""
    md5: str = ""
    """Of the bytes, hexadecimal, where the server tells it (entity tags of object storage)."""


@dataclass(frozen=True, slots=True)
class Served:
    """How a file shall be served, where the store decides that (object storage)."""

    content_type: str
    """Such as ``text/html; charset=utf-8``."""
    cache_control: str
    """``no-cache`` for pages, ``public, max-age=31536000, immutable`` for files whose name changes with them."""


OURS = Served("application/octet-stream", "no-store")
"""How our own notes are served where somebody finds them."""


class Store(Protocol):
    """Files below one folder of a server, by POSIX path. All methods may raise ``MirrorError``."""

    @property
    def width(self) -> int:
        """Files that are worth reading or writing at a time."""
        ...

    @property
    def notes(self) -> list[str]:
        """What the user has to know about this server; whoever tells of it takes it away."""
        ...

    def listing(self) -> dict[str, Seen]:
        """Every file there, read from the server now; an absent folder is empty."""
        ...

    def read(self, path: str, most: int = MOST) -> bytes | None:
        """The bytes of a file; None where there is none. Of one that has more than ``most``, just one byte more."""
        ...

    def write(self, path: str, data: bytes, how: Served) -> Seen:
        """Put a file in its place, whole or not at all: a reader gets the old bytes or the new ones.

        Returns what ``listing`` will say of it.
        """
        ...

    def delete(self, path: str) -> None:
        """Remove a file; one that is not there is no mistake. Folders that have become empty go too."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...
