"""HTML as a tree of elements: well-formed markup that a cleaner wrote is read, and only what we name is written."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "img"})
"""Elements without an end."""
_NEVER = frozenset({"script", "style", "template", "iframe", "object", "noscript", "svg", "math", "title", "textarea"})
"""What is in these is no text of a reader."""


@dataclass
class Element:
    """One element with what is in it."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words in it."""
        return "".join(each if isinstance(each, str) else each.text for each in self.children)

    def walk(self) -> Iterator[Element]:
        """It and every element in it, in the order of the text."""
        yield self
        for each in self.children:
            if isinstance(each, Element):
                yield from each.walk()


class _Reader(HTMLParser):
    """Builds the tree; an end without a beginning is passed over, and what was left open ends with its parent."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("")
        self._open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        made = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(made)
        if tag not in VOID | {"hr"}:
            self._open.append(made)

    def handle_endtag(self, tag: str) -> None:
        """Close the nearest element of that name, and whatever is open in it."""
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        """Words."""
        self._open[-1].children.append(data)


def read(markup: str) -> Element:
    """The tree of some HTML, under an element without a name."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.top


def written(node: Element | str, allowed: Mapping[str, frozenset[str]]) -> str:
    """HTML of the named tags with their named attributes; any other element leaves its words behind, or nothing."""
    if isinstance(node, str):
        return html.escape(node, quote=False)
    if node.tag in _NEVER:
        return ""
    inner = "".join(written(each, allowed) for each in node.children)
    if node.tag not in allowed:
        return inner
    kept = "".join(
        f' {name}="{html.escape(value)}"' for name, value in node.attributes.items() if name in allowed[node.tag]
    )
    return f"<{node.tag}{kept}>" if node.tag in VOID else f"<{node.tag}{kept}>{inner}</{node.tag}>"


def paragraphs(top: Element) -> Iterator[str]:
    """The words of each block, for whoever reads them one after the other."""
    for node in top.walk():
        if node.tag in {"p", "li", "td", "th", "h2", "h3", "blockquote"}:
            yield node.text
