"""Letters and pages in HTML: their words and pictures in reading order; nothing in them runs, nothing is fetched."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

import lxml.html
from lxml import etree

from generator.intake.delivered import BlockKind, Picture
from generator.intake.gathered import Story
from generator.intake.lines import cells, clean, told

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "br", "caption", "legend",
})  # fmt: skip
_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript", "iframe", "object", "embed", "svg",
                     "select", "textarea", "video", "audio", "math", "applet"})  # fmt: skip
_HIDDEN = re.compile(
    r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt)?\s*(?:;|$)"
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CHARSET = re.compile(rb"""(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})""")
_DATA = re.compile(r"(?i)data:image/([\w.+-]{1,20})((?:;[\w=.-]{1,40})*),")
_COUNTER = re.compile(
    r"(?i)/(?:open|opened|read|track\w*|pixel|beacon|spacer|blank|count\w*|stat\w*|logo)[\w.-]{0,20}(?:[?#]|$)"
)
"""A counter of readers is no picture."""
_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass
class Page:
    """What was found besides words."""

    story: Story
    used: set[str] = field(default_factory=set)
    """Content-IDs of the pictures that stand in the text."""
    outside: int = 0
    """Pictures that lie on the web."""
    whole: bool = True
    """Whether the parser has read to the end."""


def declared(data: bytes) -> str:
    """The charset that a page names for itself."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii", "replace") if found else ""


def read_web(text: str, story: Story, pictures: Mapping[str, Picture]) -> Page:
    """Words and pictures of a page, added to a story.

    Args:
        text: the page, decoded.
        story: grows.
        pictures: what may stand in it, by ``cid:…`` or by name.
    """
    page = Page(story)
    bare = _DECLARATION.sub("", text.replace("\0", ""))
    if not bare.strip():
        return page
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root: Any = lxml.html.document_fromstring(bare, parser=parser)
    except etree.ParserError:
        return page
    page.whole = not any("depth" in str(each.message).lower() for each in parser.error_log)
    _Walk(page, pictures).go(root)
    return page


class _Walk:
    """Goes through a page once, without recursion: a page may be nested as deep as its sender likes."""

    def __init__(self, page: Page, pictures: Mapping[str, Picture]) -> None:
        self._page = page
        self._pictures = pictures
        self._text: list[str] = []
        self._kind: BlockKind = "paragraph"
        self._waiting: list[Picture] = []

    def go(self, root: Any) -> None:
        """Read everything."""
        walker = etree.iterwalk(root, events=("start", "end"))
        unseen: Any = None
        for event, element in walker:
            name = str(element.tag).lower()
            if event == "start" and unseen is None:
                if name in _UNSEEN or _HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None:
                    unseen = element
                elif name == "table" and _is_data(element):
                    self._table(element)
                    unseen = element
                else:
                    self._start(element, name)
            elif event == "end" and (unseen is None or element is unseen):
                if unseen is None and name in _BLOCKS:
                    self._flush()
                unseen = None
                self._say(element.tail)
        self._flush()

    def _start(self, element: Any, name: str) -> None:
        if name in _BLOCKS:
            self._flush()
        if name == "li":
            self._kind = "item"
        elif name in {"h1", "h2", "h3", "h4"}:
            self._kind = "heading"
        elif name == "img":
            self._show(element)
        self._say(element.text)

    def _say(self, text: str | None) -> None:
        if text:
            self._text.append(_SPACES.sub(" ", text))

    def _show(self, element: Any) -> None:
        """A picture stands where it is, but never in the middle of a sentence."""
        if (picture := self._picture(element)) is None:
            return
        so_far = clean("".join(self._text))
        if so_far and so_far[-1] not in "。！？；…”":
            self._waiting.append(picture)
        else:
            self._flush()
            self._page.story.show(picture)

    def _flush(self) -> None:
        text = "".join(self._text)
        kind, words = (self._kind, clean(text)) if self._kind != "paragraph" else told(text)
        self._page.story.say(kind, words)
        for picture in self._waiting:
            self._page.story.show(picture)
        self._text, self._waiting, self._kind = [], [], "paragraph"

    def _picture(self, element: Any) -> Picture | None:
        source = str(element.get("src") or element.get("data-src") or "").strip()
        if source.lower().startswith("cid:"):
            key = unquote(source[4:])
            self._page.used.add(key)
            return self._pictures.get(key)
        if match := _DATA.match(source):
            return _inside(source[match.end() :], match[1], base64="base64" in match[2].lower())
        if source.lower().startswith(("http:", "https:", "//", "ftp:")):
            small = {element.get("width"), element.get("height")} & {"0", "1", "2"}
            self._page.outside += not (small or _COUNTER.search(source))
            return self._pictures.get(source)
        key = unquote(source).rpartition("/")[2]
        if key in self._pictures:
            self._page.used.add(key)
        return self._pictures.get(key)

    def _table(self, table: Any) -> None:
        self._flush()
        rows = ([_words(cell) for cell in row.iterchildren("td", "th")] for row in table.iter("tr"))
        self._page.story.say("table", cells(rows))
        for image in table.iter("img"):
            if (picture := self._picture(image)) is not None:
                self._page.story.show(picture)


def _words(cell: Any) -> str:
    return _SPACES.sub(" ", " ".join(cell.itertext()))


def _is_data(table: Any) -> bool:
    """Most tables of a letter only arrange it; one with words side by side in two rows is a table."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [[cell for cell in row.iterchildren("td", "th") if _words(cell).strip()] for row in table.iter("tr")]
    images = sum(1 for _ in table.iter("img"))
    return sum(len(row) > 1 for row in rows) > 1 and images * 2 < sum(map(len, rows))


def _inside(text: str, kind: str, *, base64: bool) -> Picture | None:
    try:
        data = b64decode(unquote(text)) if base64 else unquote_to_bytes(text)
    except (Error, ValueError):
        return None
    return Picture(f"信中图片.{'jpg' if kind.lower() == 'jpeg' else clean(kind)}", data) if data else None
