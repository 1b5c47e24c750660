"""Somebody who looks at photographs in Chromium, by key, mouse and finger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest

from tests.browsing import CHROMIUM, Visit, chromium, serving
from tests.built import sample_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["CHROMIUM", "WALL", "Reader", "browser", "look", "served", "story"]

WALL = "gallery/index.html"
SETTLED = "() => new Promise(done => setTimeout(done, 350))"


@lru_cache
def story() -> str:
    """The story with the most photographs."""
    pages = sorted(sample_site().glob("activities/*/*.html"))
    most = max(pages, key=lambda path: path.read_text(encoding="utf-8").count("data-photo"))
    return most.relative_to(sample_site()).as_posix()


@dataclass
class Reader:
    """Somebody who looks at photographs."""

    seen: Visit
    missing: bool = False
    """Whether some file is meant not to be found."""

    def opened(self) -> bool:
        """Whether the viewer is before the page."""
        return bool(self.seen.page.evaluate("Boolean(document.querySelector('dialog.viewer[open]'))"))

    def number(self) -> int:
        """Which photograph is shown, by the counter."""
        return int(self.seen.page.locator(".viewer .count").inner_text().split("/")[0])

    def key(self, number: int) -> str:
        """The fragment of a photograph of the page."""
        return f"#p-{self.seen.page.locator('a[data-photo]').nth(number - 1).get_attribute('data-photo')}"

    def fragment(self) -> str:
        """What the address says."""
        return str(self.seen.page.evaluate("location.hash"))

    def rest(self) -> None:
        """Wait until nothing slides any more."""
        self.seen.page.evaluate(SETTLED)

    def open(self, number: int) -> None:
        """Open a photograph as a mouse does."""
        self.seen.page.locator("a[data-photo]").nth(number - 1).click()
        self.rest()

    def press(self, *keys: str) -> None:
        """Keys one after the other."""
        for key in keys:
            self.seen.page.keyboard.press(key)
        self.rest()

    def scale(self) -> float:
        """How far the photograph is magnified."""
        transform = "getComputedStyle(document.querySelector('.slide:not([aria-hidden=true]) .photo')).transform"
        return float(self.seen.page.evaluate(f"new DOMMatrix({transform}).a"))

    def fingers(self, *paths: tuple[tuple[int, int], tuple[int, int]]) -> None:
        """Real touches: each finger goes from one place to another in ten steps."""
        session = self.seen.page.context.new_cdp_session(self.seen.page)

        def points(step: int) -> list[dict[str, Any]]:
            return [
                {"x": a[0] + (b[0] - a[0]) * step / 10, "y": a[1] + (b[1] - a[1]) * step / 10, "id": finger}
                for finger, (a, b) in enumerate(paths)
            ]

        session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points(0)})
        for step in range(1, 11):
            session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points(step)})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        self.rest()

    def focused(self) -> str | None:
        """The photograph whose link has the focus."""
        return self.seen.page.evaluate("document.activeElement.dataset.photo || null")  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a module."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """The sample below a sub-path of a server."""
    with serving(sample_site()) as address:
        yield address


@pytest.fixture
def look(browser: Browser, served: str) -> Iterator[Any]:
    """Opens pages of the sample; in the end nothing may have gone wrong on any of them."""
    readers: list[Reader] = []

    def at(address: str, width: int = 1280, where: str = "server", before: str = "", **context: Any) -> Reader:
        origin = served if where == "server" else f"{sample_site().as_uri()}/"
        window = browser.new_context(viewport={"width": width, "height": 844}, **context)
        window.set_default_timeout(10_000)
        reader = Reader(Visit(window.new_page(), origin))
        readers.append(reader)
        reader.seen.page.add_init_script(before)
        reader.seen.page.goto(f"{origin}{address}", wait_until="load")
        return reader

    yield at
    for reader in readers:
        faults = [fault for fault in reader.seen.faults if not (reader.missing and "404" in fault)]
        assert not faults, faults
        reader.seen.page.context.close()
