"""A key file with a passphrase, for the tests that lock and unlock."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from generator.sealed.identities import key_files, key_ring

WORDS = "样例 口令 tuba-keno"
POSIX = pytest.mark.skipif(os.name != "posix", reason="rights of files are others on Windows")


def binary(armored: bytes) -> bytes:
    """The same file as bytes."""
    return base64.b64decode(b"".join(armored.split(b"\n")[1:-2]))


def opened(path: Path, passphrase: str) -> tuple[str, ...]:
    """Public keys of a file."""
    return key_ring(key_files([path]), lambda _: passphrase).public
