"""A password on an Office file; the only file that imports msoffcrypto. Everything stays in memory."""

from __future__ import annotations

import io
import struct
import zipfile

from msoffcrypto.format.ooxml import OOXMLFile

FEWEST = 8
"""Characters of a password; Office itself would take one."""
_SMALLEST = 4096
"""Bytes below which the container that holds the locked file is built in another way, which msoffcrypto lacks: it
writes such a file without complaint, and no program opens it again."""
_GROWTH_HINT = struct.pack("<HHHH", 0xA220, 4 + _SMALLEST, 0xA028, 0) + bytes(_SMALLEST)
"""Room in the header of a zip entry that Office itself leaves there and every program passes over."""


def with_password(data: bytes, password: str) -> bytes:
    """An xlsx or docx, encrypted as Office does it (ECMA-376 agile, AES-256), so that Excel, WPS and LibreOffice ask.

    Raises:
        ValueError: the password is too short.
    """
    if len(password) < FEWEST:
        raise ValueError("the password is too short")
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(_large_enough(data))).encrypt(password, locked)
    return locked.getvalue()


def _large_enough(data: bytes) -> bytes:
    """The same file with room in its first entry, if it is very small, such as one form."""
    if len(data) >= _SMALLEST:
        return data
    wide = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as small, zipfile.ZipFile(wide, "w") as large:
        for number, entry in enumerate(small.infolist()):
            content = small.read(entry)
            entry.extra = b"" if number else _GROWTH_HINT
            large.writestr(entry, content)
    return wide.getvalue()
