"""Contributed Markdown after rendering: what may stay, and plain text from it."""

from __future__ import annotations

import html
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
    "abbr": {"title"},
}
_CLASSES = {
    "div": {"admonition", "note", "tip", "warning", "danger", "info", "highlight", "tabbed-set"},
    "p": {"admonition-title"},
    "code": {"highlight"},
    "table": {"plain"},
}
_CLEANER = nh3.Cleaner(
    tags=_TEXT_TAGS,
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
    attributes=_ATTRIBUTES,
    allowed_classes=_CLASSES,
    strip_comments=True,
    link_rel="noopener nofollow",
    url_schemes={"http", "https", "mailto"},
)


def clean(rendered: str) -> str:
    """HTML without scripts, handlers, frames, forms, styles or images; links keep http, https and relative only.

    Images go because a photograph on the site must have come through the dark room; a report names its
    photographs in ``photos:``.
    """
    return _CLEANER.clean(rendered)


_MARKUP = re.compile(
    r"(?m)^\s*\*?\[[^\]\n]+\]:.*$|\{:[^}\n]*\}"  # definitions of links and abbreviations, lists of attributes
    r"|^\s*(?:#{1,6}\s|>\s?|[-*+]\s|\d+\.\s|\|.*$)|[*_`]{1,3}|!?\[([^\]]*)\]\([^)]*\)|<[^>]*>"
)


def excerpt(markdown: str, length: int = 90) -> str:
    """The first words of a Markdown text as plain text, at most ``length`` characters."""
    plain = _MARKUP.sub(lambda match: match[1] or "", markdown)
    plain = html.unescape(re.sub(r"\s+", "", plain) if not plain.isascii() else re.sub(r"\s+", " ", plain).strip())
    return plain if len(plain) <= length else plain[: length - 1].rstrip("，。、；：") + "…"
