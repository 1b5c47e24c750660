"""Small pictures for the handbook: a terminal with what a command said, a file in an editor, a part of a window."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

from tests.guide.office import COLUMNS, Said

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

LETTER = 14
_STYLE = f"""
body {{ margin: 0; background: #fff; }}
pre {{ margin: 0; padding: 14px 16px; width: {COLUMNS * LETTER // 2}px; background: #26161f; color: #f5ebef;
  font: {LETTER}px/1.6 "Noto Sans Mono CJK SC", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }}
pre.file {{ background: #fffdf8; color: #26161f; }}
b {{ color: #ffb3d1; font-weight: 700; }} .file b {{ color: #a3195b; }}
.no {{ color: #ff9a8a; }} .yes {{ color: #9fdcae; }} .maybe {{ color: #ffd37a; }} .faint {{ color: #8a7781; }}
"""
_MARKS = (
    (re.compile(r"\b(error [A-Z]+\d+)"), r'<span class="no">\1</span>'),
    (re.compile(r"\b(warning [A-Z]+\d+)"), r'<span class="maybe">\1</span>'),
    (re.compile(r"^(-(?!--).*)$", re.MULTILINE), r'<span class="no">\1</span>'),
    (re.compile(r"^(\+(?!\+\+).*)$", re.MULTILINE), r'<span class="yes">\1</span>'),
)


@dataclass
class Studio:
    """A window in which things are set and drawn."""

    browser: Browser

    def terminal(self, said: Sequence[Said], answers: Sequence[str] = ()) -> bytes:
        """Commands with what they said, coloured as a terminal colours them."""
        shown = "\n".join(f"<b>$ {html.escape(each.line)}</b>\n{_coloured(each.text)}" for each in said)
        for answer in filter(None, answers):
            shown = shown.replace(f"：{answer}\n", f"：<b>{answer}</b>\n", 1)
        return self._drawn(f"<pre>{shown.rstrip()}</pre>", "pre")

    def file(self, text: str) -> bytes:
        """A record as an editor shows it: remarks faint, keys strong."""
        told = html.escape(text.rstrip())
        told = re.sub(r"^(#.*)$", r'<span class="faint">\1</span>', told, flags=re.MULTILINE)
        told = re.sub(r"^([a-z_]+:)", r"<b>\1</b>", told, flags=re.MULTILINE)
        return self._drawn(f'<pre class="file">{told}</pre>', "pre")

    def halves(self, text: str, width: int, heading: str) -> tuple[bytes, bytes]:
        """A whole page, cut above a heading."""
        page = self._window(width, 600)
        page.set_content(text)
        page.wait_for_timeout(700)
        at = int(page.get_by_role("heading", name=heading).evaluate("each => each.getBoundingClientRect().top")) - 12
        end = int(page.evaluate("document.documentElement.scrollHeight"))
        upper = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": at})
        lower = page.screenshot(full_page=True, clip={"x": 0, "y": at, "width": width, "height": end - at})
        return light(upper), light(lower)

    def _window(self, width: int, height: int) -> Page:
        context = self.browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=2)
        return context.new_page()

    def _drawn(self, body: str, selector: str) -> bytes:
        page = self._window(800, 600)
        page.set_content(f'<html lang="zh-CN"><style>{_STYLE}</style>{body}')
        return light(page.locator(selector).screenshot())


def _coloured(text: str) -> str:
    told = html.escape(f"{text.rstrip()}\n".lstrip("\n"), quote=False)
    for pattern, new in _MARKS:
        told = pattern.sub(new, told)
    return told


def taken(page: Page, *, width: int, height: int, top: int = 0) -> bytes:
    """A part of a window, at rest."""
    page.wait_for_timeout(700)
    return light(page.screenshot(clip={"x": 0, "y": top, "width": width, "height": height}, animations="disabled"))


def part(locator: Locator) -> bytes:
    """One thing in a window."""
    locator.page.wait_for_timeout(700)
    return light(locator.screenshot(animations="disabled"))


def light(picture: bytes) -> bytes:
    """As few bytes as it takes without losing a letter, and nothing but pixels."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as image:
        few = image.convert("RGB").quantize(256, dither=Image.Dither.NONE).convert("RGB")
        few.save(out, "WEBP", lossless=True, quality=100, method=6)
    return out.getvalue()
