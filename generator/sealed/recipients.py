"""To whom a sheet is sealed, as a promise: at least two keys and no malformed line, or nothing is sealed."""

from __future__ import annotations

from pathlib import Path

from generator.problems import ContentError
from generator.records.recipients import recipients_of


def recipient_keys(root: Path, sheet: str) -> tuple[str, ...]:
    """Public keys for a sheet (a POSIX path below ``root``).

    Raises:
        ContentError: fewer than two, or a line that is no key: a mistyped key must not lose a reader.
        ValueError: the path leaves ``root``.
    """
    found = recipients_of(root, sheet)
    if found.problems:
        raise ContentError(found.problems)
    return found.keys
