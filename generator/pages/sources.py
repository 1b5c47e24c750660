"""A page as a plain object: what the renderer of today or tomorrow needs to make one HTML file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


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

    @property
    def markdown_address(self) -> str:
        """The address with ``.md``: where a renderer expects the page's source."""
        return self.address.removesuffix(".html") + ".md"
