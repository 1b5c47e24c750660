"""The files around Decap: one page, our scripts, the form's settings, the theme's styles for the preview."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.admin.config import Host

_OURS = Path(__file__).with_name("assets")
_STYLES = ("jinguo.css",)
"""Of the theme: what a story looks like."""
NAMES = (
    "index.html", "admin.css", "before.js", "photos.js", "personal.js", "words.js", "saving.js", "widgets.js",
    "preview.js", "start.js",
)  # fmt: skip
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' blob: data:; font-src 'self' data:; connect-src 'self' blob: data:; frame-src 'self' blob:; "
    "base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page may load on loopback: nothing from anywhere else. Decap makes its checks with ``eval``."""
_PLATFORMS = {
    "github": ("https://api.github.com", "https://www.githubstatus.com", "https://*.githubusercontent.com"),
    "gitlab": ("https://gitlab.com",),
    "gitea": (),
}
"""With whom Decap speaks: the platform, for pictures of people too, and its page about accidents."""


def policy(host: Host) -> str:
    """The same for a form on a server of its own: the platform where the register lies, and nothing else.

    A page's own ``meta`` cannot say who may frame it.
    """
    base = "https://" + host.base_url.partition("://")[2].partition("/")[0] if host.base_url else ""
    own = (base,) if base and host.forge != "github" else _PLATFORMS[host.forge]
    there = " ".join(own)
    kept = [each for each in POLICY.split("; ") if not each.startswith("frame-ancestors")]
    opened = ("img-src", "connect-src")
    return "; ".join(f"{each} {there}".strip() if each.startswith(opened) else each for each in kept)


def with_policy(page: bytes, said: str) -> bytes:
    """The page with its policy, which a plain web server would not send."""
    line = f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{said}">'
    return page.replace(b'<meta charset="utf-8">', line.encode(), 1)


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
