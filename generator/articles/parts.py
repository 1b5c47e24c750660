"""An article on its way to somebody else's editor."""

from __future__ import annotations

from dataclasses import dataclass


class ArticleError(Exception):
    """A story cannot become an article; the message is Chinese and says what to do."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph of an article."""

    name: str
    """``01.jpg``, ``02.jpg`` … in the order of the text; the ``src`` in the article's HTML."""
    data: bytes
    """A JPEG that holds pixels only."""
    alt: str


@dataclass(frozen=True, slots=True)
class Article:
    """What an editor of the WeChat account gets."""

    address: str
    """Of the activity, such as ``2026/0305-xinhua-leifeng``."""
    title: str
    author: str
    digest: str
    content: str
    """HTML with inline styles; ``src`` of an image is the name of a picture."""
    pictures: tuple[Picture, ...]
    banner: bytes
    """Cover, a JPEG of 2.35:1; empty where the story has no photograph."""
    square: bytes
    """Cover, a JPEG of 1:1."""
    source_url: str = ""
    """Address of the story on the site (阅读原文); empty where the site has none."""
