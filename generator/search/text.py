"""Markdown as plain words for excerpts: what a reader sees on the page, and nothing that the page hides."""

from __future__ import annotations

import html
import re

from generator.pages.clean import clean

_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_DEFINITION = re.compile(r"^[ \t]*\*?\[[^\[\]\n]{1,200}\]:.*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t|:=*_-]{3,200}$", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(?:~{3,9}|`{3,9})[^\n`]*$", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}\.)[ \t]+", re.MULTILINE)
_LEAD = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|(?:&gt;[ \t]?){1,5}|:[ \t]+)", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\n]{0,500}\)")
_MARKS = re.compile(r"\{:[^{}\n]{0,200}\}|<[^<>]{0,500}>|[*_`]{1,3}")
_BLANKS = re.compile(r"\s+")
_WRAPPED = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
"""A line that was broken inside a Chinese sentence; every repetition here has an end, as in ``pages/clean.py``."""
_DOT = "· "
"""Stands between items and cells, so that two facts are not read as one number."""


def words(markdown: str) -> str:
    """The words of a Markdown text.

    The cleaner goes first: a remark in a comment, or a script, is on no page and so in no index.
    """
    text = _DEFINITION.sub("", clean(markdown))
    text = _ITEM.sub(_DOT, _RULE.sub("", _FENCE.sub("", text)))
    text = _LINK.sub(lambda link: link[1], _LEAD.sub("", text)).replace("|", f" {_DOT}")
    found = (_flow(_MARKS.sub("", part)) for part in _PARAGRAPHS.split(text))
    return html.unescape(" ".join(each for each in found if each))


def _flow(paragraph: str) -> str:
    return _WRAPPED.sub("", _BLANKS.sub(" ", paragraph).strip())
