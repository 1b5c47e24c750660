"""Somebody who looks at photographs in Chromium, by key, mouse and finger."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tests.browsing import Visit
from tests.built import sample_site

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
