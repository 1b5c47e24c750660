"""Pictures between the paragraphs of the handbook: a figure with a caption, and no other image."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Mapping

from generator.pages.clean import clean

Sizes = Mapping[str, tuple[int, int]]
"""Address of a picture on the site → its width and height in pixels."""
_DENSITY = 2
"""Pixels of the file to one of the page: sharp on a telephone, and as large as the thing that it shows."""
_VALUES = r'(?: [^\s"=<>]+="[^"]*")*'
_IMAGE = re.compile(rf"(?P<lone><p>)?<img(?P<values>{_VALUES})>(?(lone)</p>)|</?[a-z][a-z0-9]*{_VALUES}>")
"""An image as the cleaner writes it, or any other tag: an image that is named inside a value is none."""
_VALUE = re.compile(r' ([^\s"=<>]+)="([^"]*)"')


def illustrated(rendered: str, address: str, sizes: Sizes) -> str:
    """Cleaned HTML in which an image that is alone in its paragraph is a figure, if the site has that picture.

    Args:
        rendered: what Markdown made of a page.
        address: of the page.
        sizes: the pictures that this page may show.
    """
    if not sizes or "<img" not in rendered:
        return clean(rendered)

    def figure(tag: re.Match[str]) -> str:
        if tag["values"] is None:
            return tag[0]
        values = {name: html.unescape(value) for name, value in _VALUE.findall(tag["values"])}
        source = values.get("src", "")
        size = sizes.get(
            posixpath.join(posixpath.dirname(address), source)
        )  # as written: no page reaches into another's
        return _figure(source, values, size) if size and tag["lone"] else ""

    return _IMAGE.sub(figure, clean(rendered, images=True))


def _figure(source: str, values: Mapping[str, str], size: tuple[int, int]) -> str:
    width, height = (round(each / _DENSITY) for each in size)
    caption = values.get("title", "")
    below = f"<figcaption>{html.escape(caption)}</figcaption>" if caption else ""
    return (
        f'<figure class="drawn"><img src="{html.escape(source)}" alt="{html.escape(values.get("alt", ""))}" '
        f'width="{width}" height="{height}" loading="lazy" decoding="async">{below}</figure>'
    )
