"""A real browser on a built site below a sub-path of a server: what several tests of pages need."""

from __future__ import annotations

import functools
import http.server
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))), None
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves without talking."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    """Does not mind a visitor who goes on before everything has come."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Only what is no visitor's doing is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """A site below ``/a/b/`` of a server; gives its address."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a").mkdir()
        (Path(folder) / "a" / "b").symlink_to(site.resolve())
        handler = functools.partial(_Quiet, directory=folder)
        with _Server(("127.0.0.1", 0), handler) as server:
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            try:
                yield f"http://127.0.0.1:{server.server_address[1]}/a/b/"
            finally:
                server.shutdown()
                thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser; without one the test is skipped."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visit:
    """A page in a browser, and everything that went wrong on it."""

    page: Page
    origin: str
    faults: list[str] = field(default_factory=list)
    bodies: dict[str, int] = field(default_factory=dict)
    """Address of everything that was fetched → bytes of its body as the server sent it."""

    def __post_init__(self) -> None:
        page = self.page
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        page.on("requestfailed", self._failed)
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the visitor went on before the picture came
            self.faults.append(f"failed: {request.url}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:")):
            self.faults.append(f"leaves the site: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")
        length = response.headers.get("content-length")
        self.bodies[response.url.partition("?")[0]] = int(length) if length else 0


def visit(browser: Browser, origin: str, width: int = 1280, *, script: bool = True, dark: bool = False) -> Visit:
    """Open a fresh window."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=script, color_scheme="dark" if dark else "light"
    )
    context.set_default_timeout(10_000)
    return Visit(context.new_page(), origin)


def fits(page: Page) -> bool:
    """Whether the page needs no scrolling to the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
