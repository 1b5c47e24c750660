"""A reader who keeps opening pages with all that they load and link to, while something is being published."""

from __future__ import annotations

import hashlib
import http.client
import posixpath
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Sequence
from types import TracebackType
from typing import Self
from urllib.parse import quote, unquote, urlsplit

from generator.publish.manifest import NAME, Manifest

_NAMED = re.compile(rb'\b(href|src)="([^"#?]+)')
_LINKS_EACH = 3
"""Links of a page that the reader follows each time."""
_PATIENCE = 20.0
_SKIPPED = ("http:", "https:", "mailto:", "tel:", "data:", "javascript:", "//")


class Reader:
    """A thread; faults gather in ``faults`` while it runs.

    Args:
        url: address of the site, with ``/`` at its end.
        old: what may be read from the beginning; None where nothing has been published yet.
        new: what is being published.
        whole: whether pages of both may never be seen mixed: the list, a page, the list again.
        more: further releases that may be seen.
    """

    def __init__(
        self, url: str, old: Manifest | None, new: Manifest, *, whole: bool = False, more: Sequence[Manifest] = ()
    ) -> None:
        self.faults: list[str] = []
        self.seen: Counter[str] = Counter()
        self._releases = [each for each in (old, new, *more) if each is not None]
        self._nothing, self._whole, self._chance = old is None, whole, random.Random(7)  # noqa: S311 -- repeatable
        parts = urlsplit(url)
        self._host, self._port, self._top = str(parts.hostname), parts.port, parts.path
        self._link: http.client.HTTPConnection | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._read_on, daemon=True)
        pages = {file.path for each in self._releases for file in each.files if file.path.endswith(".html")}
        self._pages = sorted(pages)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._thread.join()
        if self._link:
            self._link.close()

    @property
    def rounds(self) -> int:
        """Pages that were opened."""
        return self.seen.total()

    def waited(self, pages: int, patience: float = 20.0) -> bool:
        """Whether so many more pages are opened from now on, without a fault."""
        wanted, until = self.rounds + pages, time.monotonic() + patience
        while self.rounds < wanted and time.monotonic() < until and not self.faults:
            time.sleep(0.005)
        return self.rounds >= wanted and not self.faults

    def look(self) -> None:
        """Open one page as a reader does."""
        page = self._chance.choice(self._pages)
        before = self._released() if self._whole else None
        status, data = self._get(page)
        after = self._released() if self._whole else None
        if before is not None and before is after:
            self._judge(page, status, data, [before])
        else:
            self._judge(page, status, data, self._releases)
        if status == http.client.OK:
            self._follow(page, data)

    def _read_on(self) -> None:
        while not self._stopped.is_set() and len(self.faults) < 20:
            try:
                self.look()
            except (OSError, http.client.HTTPException) as fault:
                self.faults.append(f"no answer: {fault!r}")
                self._link = None
            self._stopped.wait(0.002)

    def _released(self) -> Manifest | None:
        """Which release the list says that this is."""
        status, data = self._get(NAME)
        for each in self._releases:
            if status == http.client.OK and data == each.text.encode():
                return each
        if not (status == http.client.NOT_FOUND and self._nothing):
            self.faults.append(f"{NAME}: {status}, {len(data)} bytes, neither list")
        return None

    def _judge(self, path: str, status: int, data: bytes, releases: Sequence[Manifest]) -> None:
        """A file must be that of a release, or be missing where one of them has it not."""
        found = [each.find(path) for each in releases]
        if status == http.client.NOT_FOUND:
            self.seen["missing"] += 1
            if None not in found and not (self._nothing and len(releases) > 1):
                self.faults.append(f"{path}: missing")
            return
        digest = hashlib.sha256(data).hexdigest()
        which = [each for each, file in zip(releases, found, strict=True) if file and file.sha256 == digest]
        if which:
            self.seen[which[0].id if len(which) == 1 else "same"] += 1
        else:
            one = f" of {releases[0].id[:8]}" if len(releases) == 1 else ""
            self.faults.append(f"{path}: {status}, {len(data)} bytes, no file{one}")

    def _follow(self, page: str, data: bytes) -> None:
        """What the page loads, all of it, and some of its links."""
        loads, links = _named(page, data)
        followed = loads + self._chance.sample(links, min(_LINKS_EACH, len(links)))
        for path in followed:
            status, found = self._get(path)
            if status == http.client.OK:
                self._judge(path, status, found, self._releases)
            elif self._stands(page, data) and self._get(path)[0] != http.client.OK and self._stands(page, data):
                self.faults.append(f"{page}: {path} is dead ({status})")

    def _stands(self, page: str, data: bytes) -> bool:
        """Whether a page is still there; one that is replaced while somebody reads it may name what is gone."""
        return self._get(page) == (http.client.OK, data)

    def _get(self, path: str) -> tuple[int, bytes]:
        for last in (False, True):
            link = self._link or http.client.HTTPConnection(self._host, self._port, timeout=_PATIENCE)
            self._link = link
            try:
                link.request("GET", self._top + quote(path))
                answer = link.getresponse()
                return answer.status, answer.read()
            except (ConnectionError, http.client.HTTPException):  # a kept connection may end between two requests
                link.close()
                self._link = None
                if last:
                    raise
        raise AssertionError


def _named(page: str, data: bytes) -> tuple[list[str], list[str]]:
    """Paths that a page loads and paths that it links to, in the site."""
    loads: list[str] = []
    links: list[str] = []
    for kind, raw in _NAMED.findall(data):
        name = unquote(raw.decode("utf-8", "replace"))
        if name.startswith(_SKIPPED):
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), name))
        path = "index.html" if path == "." else path + "/index.html" if name.endswith("/") else path
        (links if kind == b"href" and path.endswith((".html", ".xml", ".json", ".ics")) else loads).append(path)
    return loads, links
