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
    caption: str = ""
    """What stands below it, with whose picture it is."""


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
    sample: bool = False
    """Made from the sample register, in which everything is invented: no account may get it."""
    notes: tuple[str, ...] = ()
    """What its editor must know, in Chinese: photographs left out, names replaced."""
    focus: float = 0.5
    """Where across the banner WeChat cuts its own 1:1, as the register's ``focus`` has it: 0 left, 1 right."""
