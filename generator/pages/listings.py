"""Long lists over several pages: addresses and the way from one page to the next."""

from __future__ import annotations

from dataclasses import dataclass

from generator.pages.forms import Link, Page

STORIES = 24
"""Stories on one list page."""
PHOTOS = 60
"""Photographs on one gallery page."""


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of a list that stands on one page."""

    address: str
    start: int
    stop: int
    page: Page

    @property
    def first(self) -> bool:
        """Whether this is the page at the list's own address."""
        return self.page.number == 1

    def trail(self, *above: Link, title: str = "") -> tuple[Link, ...]:
        """The way to this page: what stands above the list, and from its second page on the list itself."""
        return above if self.first else (*above, Link(title, self.page.links[0][1]))

    def titled(self, title: str) -> str:
        """The list's title with the number of every page but the first."""
        return title if self.first else f"{title}（第 {self.page.number} 页）"


def numbered(address: str, number: int) -> str:
    """Address of a list's n-th page: ``teams/xinhua.html`` → ``teams/xinhua/page-2.html``."""
    if number == 1:
        return address
    stem = address.removesuffix(".html").removesuffix("/index")
    return f"{stem}/page-{number}.html"


def slices(address: str, total: int, size: int) -> list[Slice]:
    """Cut a list of ``total`` things into pages of ``size``; an empty list still has one page."""
    count = max(1, -(-total // size))
    return [
        Slice(
            numbered(address, number),
            (number - 1) * size,
            min(number * size, total),
            _page(address, number, count),
        )
        for number in range(1, count + 1)
    ]


def _page(address: str, number: int, count: int) -> Page:
    near = sorted({1, count, *range(max(1, number - 2), min(count, number + 2) + 1)})
    return Page(
        number,
        count,
        numbered(address, number - 1) if number > 1 else None,
        numbered(address, number + 1) if number < count else None,
        tuple((each, numbered(address, each)) for each in near) if count > 1 else (),
    )
