"""``dist/``, the one folder of a register for what is made of it for others; git never looks into it."""

from __future__ import annotations

import contextlib
from pathlib import Path

OUTPUTS = "dist"
_NOTHING = "*\n"
"""A file of git that says of the folder that it lies in, and so of itself: nothing here is for git."""


def outputs(root: Path) -> Path:
    """The folder, made if need be. It says itself that git keeps out: a register may have no ``.gitignore`` of ours.

    Raises:
        OSError: it cannot be made.
    """
    folder = root / OUTPUTS
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError), (folder / ".gitignore").open("x", encoding="utf-8") as file:
        file.write(_NOTHING)
    return folder
