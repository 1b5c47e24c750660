"""Render every picture of the series into a folder: python -m tests.sample.illustrations OUT_DIR [stem …]."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from .catalogue import PLATES
from .rendering import jpeg, raster

THEMES = (
    "reading",
    "elders",
    "planting",
    "law",
    "health",
    "tidying",
    "jobs",
    "crafts",
    "family",
    "feasts",
    "festival",
    "safety",
    "farm",
    "team",
    "places",
    "portraits",
)


def main(arguments: list[str]) -> int:
    """Draw the stems named, or all."""
    if not arguments:
        sys.stdout.write(f"{__doc__}\n")
        return 2
    for theme in THEMES:
        importlib.import_module(f"{__package__}.scenes_{theme}")
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for stem in arguments[1:] or list(PLATES):
        data = jpeg(raster(PLATES[stem].svg()))
        (folder / f"{stem}.jpg").write_bytes(data)
        sys.stdout.write(f"{stem}.jpg {len(data)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
