"""The site's own signs keep to rule I9: none of them is a cross, and no template prints one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIGNS = (ROOT / "theme/partials/icons.html", ROOT / "theme/assets/favicon.svg")
"""Drawings that stand for something; the plus on a button of the viewer is a button."""
DRAWN = re.compile(r"""["'](M[-0-9., a-zA-Z]+)["']""")
STRAIGHT = set("MmHhVvZz")
CROSSES = re.compile(r"[✚✙✛✜➕✝☩†⛑🏥🚑🩺]|<(?:symbol|g) id=\"(?:cross|hospital)")


def templates() -> Iterator[Path]:
    """Everything of the theme that can draw."""
    for path in sorted((ROOT / "theme").rglob("*")):
        if path.suffix in {".html", ".svg", ".css", ".js"}:
            yield path


def is_cross(path: str) -> bool:
    """Whether a path is of nothing but level and upright strokes, some of each: so a cross is drawn."""
    letters = {each for each in path if each.isalpha()}
    return letters <= STRAIGHT and bool(letters & {"H", "h"}) and bool(letters & {"V", "v"})


def test_no_sign_is_a_cross() -> None:
    """Free clinics, too, have the heart of their brand line (红十字标志使用办法第三条)."""
    assert is_cross("M16 6v20M6 16h20")
    drawn = [shape for path in SIGNS for shape in DRAWN.findall(path.read_text(encoding="utf-8"))]
    assert len(drawn) > len(SIGNS)
    assert [shape for shape in drawn if is_cross(shape)] == []


def test_no_template_prints_a_cross() -> None:
    """Not as a character either."""
    assert [path.name for path in templates() if CROSSES.search(path.read_text(encoding="utf-8"))] == []
