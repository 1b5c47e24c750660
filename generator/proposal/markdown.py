"""A summary as one comment in Markdown, into which nobody's text can put a link, a picture, a mention or a tag.

Platforms look for mentions and references in the finished comment too, behind all escapes, so their signs are written
with full-width characters; what only Markdown reads is written as an entity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from generator.problems import visible
from generator.proposal.parts import Line, Section, Span, Summary

LIMIT = 60_000
"""Characters; platforms take some 65,000."""
_STEPS = (200, 80, 40, 20, 10, 5, 2, 0)
"""Lines of a section, until all of it fits."""
_WIDE = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in "@#!~$%&^[]"})
_ENTITIES = str.maketrans({sign: f"&#{ord(sign)};" for sign in "\\`*_<>|"})
_LINKS = re.compile(r":(?=/)|(?<=\bwww)\.|(?<=\bgh)-(?=\d)", re.IGNORECASE)
_SHORTEST_CODE = 1


def plain(text: str) -> str:
    """Somebody's words on one line, which no platform takes for anything else."""
    wide = visible(" ".join(text.split())).translate(_WIDE)
    return _LINKS.sub(lambda sign: chr(ord(sign[0]) + 0xFEE0), wide).translate(_ENTITIES)


def as_code(text: str) -> str:
    """A path or an id in a span of code, which nothing in it can end."""
    inner = visible(text).replace("`", "'").replace("|", "｜").strip()
    return f"`{inner}`" if len(inner) >= _SHORTEST_CODE else ""


def as_markdown(summary: Summary, *, limit: int = LIMIT, pictures_at: str = "") -> str:
    """The comment, not longer than ``limit``: the longest sections are cut first, with a count of what is left out."""
    for most in _STEPS:
        text = "\n".join(_all(summary, most, pictures_at)) + "\n"
        if len(text) <= limit:
            return text
    return text[: max(0, limit - 1)] + "…"


def _all(summary: Summary, most: int, pictures_at: str) -> Iterator[str]:
    yield f"## {summary.title}"
    yield ""
    yield from summary.lead
    for section in summary.sections:
        yield from _section(section, most, pictures_at)


def _section(section: Section, most: int, pictures_at: str) -> Iterator[str]:
    yield ""
    yield f"### {section.title}"
    yield ""
    if section.note:
        yield section.note
        yield ""
    for line in section.lines[:most]:
        yield _line(line, pictures_at)
    if len(section.lines) > most:
        yield f"- ……还有 {len(section.lines) - most} 行，见附件 summary.html"


def _line(line: Line, pictures_at: str) -> str:
    text = "".join(_span(each) for each in line.spans)
    if line.photo and pictures_at:
        text += f'<br><img src="{pictures_at}{quote(line.photo)}" width="240" alt="">'
    return f"{'  ' if line.inner else ''}- {text}"


def _span(span: Span) -> str:
    if span.kind == "said":
        return span.text
    if span.kind == "code":
        return as_code(span.text)
    tag = {"gone": "del", "new": "ins"}.get(span.kind)
    return f"<{tag}>{plain(span.text)}</{tag}>" if tag else plain(span.text)
