"""Links of the built site: every relative one leads to a file that is there, and none leaves the folder."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from generator.publish.leaks import Leak

_ADDRESS = re.compile(r"""\s(href|src|srcset|poster)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ID = re.compile(r"""\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_NAMED_ONLY = re.compile(r"""<link\b[^<>]*\srel\s*=\s*["']canonical["']""", re.IGNORECASE)
"""Tells where a page stands; nothing is loaded from there."""
_LOADING = frozenset({"script", "img", "source", "iframe", "link", "video", "audio", "embed", "object", "use", "track"})
_FOREIGN = "从别的网站加载"


def broken_links(site: Path) -> list[Leak]:
    """Every link of a built site that leads nowhere, is absolute, or would load something from elsewhere."""
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}

    @lru_cache(maxsize=256)
    def anchors(name: str) -> frozenset[str]:
        text = (site / name).read_text(encoding="utf-8", errors="replace")
        return frozenset(html.unescape(first or second) for first, second in _ID.findall(text))

    found: set[Leak] = set()
    for name in sorted(there):
        if name.endswith(".html"):
            text = (site / name).read_text(encoding="utf-8", errors="replace")
            for tag, address in _addresses(text):
                message = _fault(name, tag, address, there)
                if not message and "#" in address and not _SCHEME.match(address):
                    target, anchor = _target(name, address)
                    known = anchors(target) if anchor and target.endswith(".html") else ()
                    message = "链接的位置不存在" if anchor and anchor not in known else ""
                if message:
                    rule = "G10" if message == _FOREIGN else "G9"
                    found.add(Leak(name, f"{message}：{address[:80]}", rule))
    return sorted(found)


def _addresses(text: str) -> Iterator[tuple[str, str]]:
    for match in _TAG.finditer(text):
        tag = match[0]
        if "=" not in tag or _NAMED_ONLY.match(tag):
            continue
        name = re.match(r"<(\w+)", tag)
        for key, first, second in _ADDRESS.findall(tag):
            value = html.unescape(first or second).strip()
            parts = (
                [part.split()[0] for part in value.split(",") if part.strip()] if key.lower() == "srcset" else [value]
            )
            for part in parts:
                yield (name[1].lower() if name else ""), part


def _fault(name: str, tag: str, address: str, there: set[str]) -> str:
    if _SCHEME.match(address):
        return _FOREIGN if tag in _LOADING and not address.startswith("data:") else ""
    if address.startswith("/"):
        return "链接不是相对路径"
    target, _ = _target(name, address)
    if target.startswith(".."):
        return "链接指到网站以外"
    return "" if target in there else "链接的文件不存在"


def _target(name: str, address: str) -> tuple[str, str]:
    """The file that an address on a page means, and the anchor on it."""
    place, _, anchor = address.partition("#")
    path = unquote(place.partition("?")[0])
    file = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    return file, unquote(anchor)
