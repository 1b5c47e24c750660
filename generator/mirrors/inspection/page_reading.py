"""Read a page of ours as it came from a server: where it links to, what it says, and the day of its newest story."""

from __future__ import annotations

import datetime as dt
import posixpath
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

_LINKS = {"href": ("a", "link", "area"), "src": ("img", "script", "source", "iframe", "video", "audio", "track")}
_SILENT = frozenset({"script", "style", "template"})


@dataclass
class PageRead:
    """What was found on one page."""

    inward: set[str] = field(default_factory=set)
    """Paths below the site that it links to or loads."""
    outward: set[str] = field(default_factory=set)
    """Full addresses elsewhere that a reader can click on."""
    letters: int = 0
    """Visible characters of its main part."""
    pictures: int = 0
    days: list[dt.date] = field(default_factory=list)
    """Days of stories."""


class _Reader(HTMLParser):
    """Fills a ``PageRead``."""

    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found, self._path = PageRead(), path
        self._main = self._silent = 0
        self._meta = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Links, pictures, days."""
        values = {name: value or "" for name, value in attrs}
        for name, tags in _LINKS.items():
            if tag in tags and name in values:
                self._link(tag, values[name].strip())
        for part in values.get("srcset", "").split(","):
            if part.strip():
                self._link(tag, part.split()[0])
        self._main += tag == "main"
        self._silent += tag in _SILENT
        self.found.pictures += tag == "img" and self._main > 0
        self._meta = (tag == "p" and values.get("class") == "meta") or (self._meta and tag == "time")
        if tag == "time" and self._meta:
            self._day(values.get("datetime", ""))

    def handle_endtag(self, tag: str) -> None:
        """The end of what counts, or does not."""
        self._main -= tag == "main"
        self._silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        """Words."""
        if self._main > 0 and self._silent <= 0:
            self.found.letters += sum(not char.isspace() for char in data)

    def _day(self, written: str) -> None:
        try:
            self.found.days.append(dt.date.fromisoformat(written[:10]))
        except ValueError:
            return

    def _link(self, tag: str, address: str) -> None:
        try:
            parts = urlsplit(address)
            _ = parts.port, parts.hostname
        except ValueError:
            return
        if parts.scheme in {"http", "https"} and tag in {"a", "area"}:
            self.found.outward.add(address)
        if parts.scheme or parts.netloc or not parts.path:
            return
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(self._path), unquote(parts.path))).lstrip("/")
        self.found.inward.add(f"{path}/index.html".lstrip("/") if parts.path.endswith("/") else path)


def page_read(path: str, data: bytes) -> PageRead:
    """What is on a page; ``path`` is its place in the site."""
    reader = _Reader(path)
    reader.feed(data.decode("utf-8", "replace"))
    reader.close()
    return reader.found
