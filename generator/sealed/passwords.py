"""A password on an Office file; the only file that imports msoffcrypto. Everything stays in memory."""

from __future__ import annotations

import io

from msoffcrypto.format.ooxml import OOXMLFile

FEWEST = 8
"""Characters of a password; Office itself would take one."""


def with_password(data: bytes, password: str) -> bytes:
    """An xlsx or docx, encrypted as Office does it (ECMA-376 agile, AES-256), so that Excel, WPS and LibreOffice ask.

    Raises:
        ValueError: the password is too short.
    """
    if len(password) < FEWEST:
        raise ValueError("the password is too short")
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, locked)
    return locked.getvalue()
