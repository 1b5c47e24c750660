"""Contributed Markdown after rendering: what may stay, and plain text from it."""

from __future__ import annotations

import html
import itertools
import re

import nh3

_TEXT_TAGS = {
    "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre",
    "code", "kbd", "em", "strong", "b", "i", "u", "s", "del", "ins", "mark", "sub", "sup", "abbr", "cite", "q",
    "small", "ruby", "rb", "rt", "rp", "span", "div", "a", "table", "caption", "thead", "tbody", "tfoot", "tr", "th",
    "td", "figure", "figcaption", "details", "summary",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"id", "lang", "title"},
    "a": {"href"},
    "ol": {"start"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
}
_CLEANER, _WITH_IMAGES = (
    nh3.Cleaner(
        tags=_TEXT_TAGS | images,
        clean_content_tags={
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "template",
            "svg",
            "math",
            "noscript",
            "form",
        },
        attributes=_ATTRIBUTES | {name: {"src", "alt"} for name in images},
        strip_comments=True,
        link_rel="noopener nofollow",
        url_schemes={"http", "https", "mailto"},
    )
    for images in (set[str](), {"img"})
)


def clean(rendered: str, *, images: bool = False) -> str:
    """HTML without scripts, handlers, frames, forms, styles, classes or images.

    Links keep http, https, mailto and relative only. Images go because a photograph on the site must have come
    through the dark room; a report names its photographs in ``photos:``.

    Args:
        rendered: what Markdown made of a text.
        images: leave them to who asks, with their address and words; she decides which may stay.
    """
    return (_WITH_IMAGES if images else _CLEANER).clean(rendered)


_TAG = re.compile(r'<(/?[a-z][a-z0-9]*)(?: [^\s"=<>]+="[^"]*")*>')
"""A whole tag as the cleaner writes it. Values are read with their tag, so a tag named inside a value is none."""
_REGION = '<div class="scroll" tabindex="0" role="region" aria-label="表格 {}">'


def scrollable(cleaned: str) -> str:
    """Cleaned HTML with each table in a region of its own, so that a wide one scrolls and the page does not."""
    numbers = itertools.count(1)  # two regions of one page may not carry one name

    def with_region(tag: re.Match[str]) -> str:
        if tag[1] == "table":
            return f"{_REGION.format(next(numbers))}{tag[0]}"
        return f"{tag[0]}</div>" if tag[1] == "/table" else tag[0]

    return _TAG.sub(with_region, cleaned) if "<table" in cleaned else cleaned


_MARKUP = re.compile(
    r"^[ \t]*\*?\[[^\[\]\n]{1,200}\]:.*$|\{:[^{}\n]{0,200}\}"  # definitions of links and abbreviations, attributes
    r"|^[ \t]*(?:#{1,6}\s|>\s?|[-*+]\s|\d{1,9}\.\s|\|.*$)|[*_`]{1,3}"
    r"|!?\[([^\[\]]{0,300})\]\([^()\n]{0,500}\)|<[^<>]{0,500}>",
    re.MULTILINE,
)
"""Every repetition has an end, so that no text, however strange, takes longer than its length."""
_LOOKED_AT = 4000
"""Characters from the front of a text in which its first words are found."""


def excerpt(markdown: str, length: int = 90) -> str:
    """The first words of a Markdown text as plain text, at most ``length`` characters."""
    plain = _MARKUP.sub(lambda match: match[1] or "", markdown[:_LOOKED_AT])
    plain = html.unescape(re.sub(r"\s+", "", plain) if not plain.isascii() else re.sub(r"\s+", " ", plain).strip())
    return plain if len(plain) <= length else plain[: length - 1].rstrip("，。、；：") + "…"
