"""A page as a plain object: what the renderer of today or tomorrow needs to make one HTML file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from generator.pages.forms import Link
from generator.pages.pictures import Picture


@dataclass(frozen=True, slots=True)
class About:
    """What a page tells programs of itself beside its title and description."""

    picture: Picture | None = None
    """The picture of the card that a chat draws; the home page's where there is none."""
    day: dt.date | None = None
    """Only of a story: what is told on a day is read as an article."""
    source: str = ""
    """Who wrote the story."""
    author: str = ""
    place: str = ""
    keywords: tuple[str, ...] = ()
    person: bool = False
    """Whether the page is one woman's own."""
    indexed: bool = True


@dataclass(frozen=True, slots=True)
class PageSource:
    """One page of the site."""

    address: str
    """Relative to the site's root, ends in ``.html``."""
    template: str
    """File name in ``theme/``."""
    title: str
    view: Any = None
    """What the template sees as ``view``."""
    body: str = ""
    """Markdown; rendered and cleaned before the template sees it."""
    description: str = ""
    """One sentence for lists and search engines."""
    origin: str = ""
    """File of the register that the page is made from, for messages."""
    about: About = About()
    trail: tuple[Link, ...] = ()
    """Pages above this one without the home page; empty where that is just the section that it stands in."""

    @property
    def markdown_address(self) -> str:
        """The address with ``.md``: where a renderer expects the page's source."""
        return self.address.removesuffix(".html") + ".md"
