"""What an editor keeps of HTML, and all that we hand over: named tags, named attributes, harmless values."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.articles.tree import Element, read, written

Allowed = Mapping[str, frozenset[str]]
"""Tag → attributes."""
_STYLE = re.compile(r"[a-zA-Z0-9#%.,:; -]*")
_LEADS_OUT = re.compile(r"url|expression|import", re.IGNORECASE)
_VALUES = {
    "src": re.compile(r"\d{2,3}\.jpg"),
    "href": re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE),
    "start": re.compile(r"[1-9]\d{0,2}"),
    "colspan": re.compile(r"[1-9]\d?"),
    "rowspan": re.compile(r"[1-9]\d?"),
}
"""What the values of some attributes must be, or the attribute goes."""
_BASIC = "p strong em blockquote ul ol li table thead tbody tr th td h2 h3 br sup sub img"
_MORE = {"ol": {"start"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "img": {"src", "alt"}}
WECHAT: Allowed = {tag: frozenset({"style"} | _MORE.get(tag, set())) for tag in f"section span {_BASIC}".split()}
CMS: Allowed = {"a": frozenset({"href"}), **{tag: frozenset(_MORE.get(tag, set())) for tag in _BASIC.split()}}


def sanitised(markup: str, allowed: Allowed) -> str:
    """HTML with nothing in it but what is allowed: never a class, an id or a script, and no picture but our own."""
    top = read(markup)
    for node in list(top.walk()):
        node.attributes = {name: value for name, value in node.attributes.items() if _may_stay(name, value)}
        node.children = [each for each in node.children if isinstance(each, str) or _leads_somewhere(each)]
    return written(top, allowed)


def _may_stay(name: str, value: str) -> bool:
    if name == "style":
        return bool(_STYLE.fullmatch(value)) and not _LEADS_OUT.search(value)
    return name not in _VALUES or bool(_VALUES[name].fullmatch(value))


def _leads_somewhere(node: Element) -> bool:
    """A picture is one of ours; nothing else on the web is ever asked for."""
    return node.tag != "img" or bool(_VALUES["src"].fullmatch(node.attributes.get("src", "")))
