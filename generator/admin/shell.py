"""The files around Decap: one page, our scripts, the form's settings, the theme's styles for the preview."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_OURS = Path(__file__).with_name("assets")
_STYLES = ("jinguo.css",)
"""Of the theme: what a story looks like."""
NAMES = ("index.html", "admin.css", "before.js", "photos.js", "widgets.js", "preview.js", "start.js")
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' blob: data:; font-src 'self' data:; connect-src 'self' blob: data:; frame-src 'self' blob:; "
    "base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page may load on loopback: nothing from anywhere else. Decap makes its checks with ``eval``."""


def own_files() -> dict[str, bytes]:
    """Our part of ``/admin/`` by name."""
    return {name: (_OURS / name).read_bytes() for name in NAMES}


def settings_file(settings: dict[str, Any]) -> bytes:
    """The settings as a script, so that the page needs no script within itself."""
    text = json.dumps(settings, ensure_ascii=False, sort_keys=True, indent=1).replace("\u2028", " ")
    return f"window.JINGUO = {text};\n".encode()


def styles(theme: Path) -> dict[str, bytes]:
    """The theme's styles by name; a register whose theme is elsewhere gets a plain preview."""
    found = {name: theme / "assets" / name for name in _STYLES}
    return {name: path.read_bytes() for name, path in found.items() if path.is_file()}
