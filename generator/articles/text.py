"""A report's Markdown as the few kinds of block that every editor keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown import Markdown

from generator.articles.tree import Element, read
from generator.pages.clean import clean

_EXTENSIONS = ("abbr", "attr_list", "def_list", "fenced_code", "sane_lists", "tables")
"""Those of the site, as far as they change what a reader sees."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_RENAMED = {
    **dict.fromkeys(_HEADINGS - {"h3"}, "h2"), "b": "strong", "i": "em", "cite": "em", "mark": "strong",
    "kbd": "span", "code": "span", "dt": "p", "dd": "p", "figcaption": "p", "summary": "p", "caption": "p",
}  # fmt: skip
"""What editors do not know, as what they know; the title of the page is the only h1."""
_KEPT = frozenset(
    "p strong em span br ul ol li blockquote table thead tbody tr th td h2 h3 sup sub a pre hr".split()  # noqa: SIM905
)
_BLOCKS = frozenset({"p", "ul", "ol", "blockquote", "table", "h2", "h3", "pre", "hr"})
_INLINE = frozenset({"strong", "em", "span", "br", "sup", "sub", "a"})
_ATTRIBUTES = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "ol": {"start"}, "a": {"href"}}
_HOLLOW = frozenset({"", "ul", "ol", "blockquote", "table", "thead", "tbody", "tr", "div", "dl"})
"""Blanks in these are the writer's layout; an editor makes an empty item or paragraph of them."""
_BROKEN = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef\u201c\u201d])[ \t]*\n[ \t]*|[ \t]*\n[ \t]*(?=[\u2e80-\u9fff\uff00-\uffef])"
)
"""An end of line beside a Han character, which is no blank."""
_NUMBER = re.compile(r"[1-9]\d{0,2}")
_OUTSIDE = re.compile(r"https?://", re.IGNORECASE)


def blocks(body: str) -> list[Element]:
    """Paragraphs, headings, lists, quotations and tables of a text; ``a`` leads out of the site only."""
    rendered = Markdown(extensions=list(_EXTENSIONS), output_format="html").convert(body)
    top = read(clean(rendered))
    return [each for each in _apart(_mended(top)) if each.tag == "hr" or each.text.strip()]


def _mended(node: Element) -> list[Element | str]:
    """What is in an element, in tags that we know; what we do not know leaves what is in it behind."""
    made: list[Element | str] = []
    for each in node.children:
        if isinstance(each, str):
            if each.strip() or node.tag not in _HOLLOW:
                made.append(each if node.tag == "code" else _flowing(each))
            continue
        inner = _mended(each)
        tag = _RENAMED.get(each.tag, each.tag)
        if tag not in _KEPT or (tag == "a" and not _OUTSIDE.match(each.attributes.get("href", ""))):
            made += (
                inner if tag in _INLINE or tag not in {"div", "figure", "details", "dl"} else [Element("", {}, inner)]
            )
            continue
        made.append(Element(tag, _attributes(tag, each), _lines(inner) if tag == "pre" else inner))
    return made


def _flowing(text: str) -> str:
    return _BROKEN.sub("", text).replace("\n", " ")


def _attributes(tag: str, node: Element) -> dict[str, str]:
    wanted = _ATTRIBUTES.get(tag, set())
    found = {name: value for name, value in node.attributes.items() if name in wanted}
    return {name: value for name, value in found.items() if name == "href" or _NUMBER.fullmatch(value)}


def _lines(inner: list[Element | str]) -> list[Element | str]:
    """Lines of a text that was set line by line."""
    told = Element("", {}, inner).text.strip("\n").split("\n")
    return [piece for line in told for piece in (line, Element("br"))][:-1]


def _apart(nodes: list[Element | str]) -> Iterator[Element]:
    """Blocks one after the other; words that stand between blocks become a paragraph."""
    loose: list[Element | str] = []
    for each in nodes:
        if isinstance(each, str) or each.tag in _INLINE:
            loose.append(each)
            continue
        if loose:
            yield Element("p", {}, loose)
            loose = []
        if each.tag in _BLOCKS:
            yield Element("p", {}, each.children) if each.tag == "pre" else each
        else:
            yield from _apart(each.children)
    if loose:
        yield Element("p", {}, loose)
