"""That the leak check has passed, for one build: what ``publish`` asks for, kept in the cache under the build's id.

A receipt says nothing of another build (another id), another day (consents expire) or another register (consents are
withdrawn); where it does not fit, the check is done again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.swap import swap

_FOLDER = Path(".cache/leaks")
_KEPT = 50


@dataclass(frozen=True, slots=True)
class Receipt:
    """One leak check that found nothing."""

    day: str
    """On which it was done, ``2026-11-22``."""
    register: str
    """Digest of the texts of the register that it went by."""
    built: bool
    """Whether it was part of the build itself."""
    sealed: int
    """How many values of sealed sheets it looked for."""
    unreadable: int
    """How many sealed rows no key at hand could open."""


def digest_of(texts: Mapping[str, str]) -> str:
    """One digest for all texts of a register."""
    whole = hashlib.sha256()
    for path, text in sorted(texts.items()):
        for part in (path, text):
            data = part.encode("utf-8", "surrogatepass")
            whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()


def keep(root: Path, build: str, receipt: Receipt) -> None:
    """Lay a receipt down; where that fails, the check is done once more, later.

    What the build itself has found stays said: a later check of the same day and the same register adds to it.
    """
    before = find(root, build)
    if before and before.built and (before.day, before.register) == (receipt.day, receipt.register):
        receipt = Receipt(**{**asdict(receipt), "built": True})
    with contextlib.suppress(OSError):
        swap(_place(root, build), (json.dumps(asdict(receipt)) + "\n").encode())
        _forget(root)


def find(root: Path, build: str) -> Receipt | None:
    """The receipt of a build; None where there is none that can be read."""
    try:
        told = json.loads(_place(root, build).read_bytes())
        receipt = Receipt(**told)
        dt.date.fromisoformat(receipt.day)
    except (OSError, ValueError, TypeError):
        return None
    numbers = type(receipt.sealed) is int and type(receipt.unreadable) is int and type(receipt.built) is bool
    return receipt if numbers else None


def _place(root: Path, build: str) -> Path:
    return root / _FOLDER / f"{build}.json"


def _forget(root: Path) -> None:
    """Receipts of builds that are long gone."""
    found = sorted((root / _FOLDER).glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[_KEPT:]:
        path.unlink(missing_ok=True)
