"""Notes as they lie on a server, packed: read with an end to what they may hold, and taken for nothing where broken."""

from __future__ import annotations

import lzma
import zipfile
import zlib

MOST = 64 << 20
"""Bytes of a note that anybody reads, packed or unpacked: lists of a hundred thousand files are far below."""
BROKEN = (
    zlib.error, lzma.LZMAError, zipfile.BadZipFile, ValueError, TypeError, KeyError, IndexError, AttributeError,
    OverflowError, RecursionError, EOFError, RuntimeError,
)  # fmt: skip
"""What comes of reading bytes that a disk, or somebody, has changed; wrong ciphers and methods are RuntimeErrors."""


def unpacked(data: bytes | None, most: int = MOST) -> bytes:
    """What was packed.

    Raises:
        ValueError: there is more in it than anybody wrote; ``zlib.error``, one of ``BROKEN``: it is damaged.
    """
    unpacker = zlib.decompressobj()
    found = unpacker.decompress(data or b"", most + 1)
    if len(found) > most or not unpacker.eof:
        raise ValueError
    return found
