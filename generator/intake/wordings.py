"""The same text worded twice in one letter, plain and as a page: which is read, and whether the other says more."""

from __future__ import annotations

import re
from email.message import Message
from typing import Any

from generator.intake.encodings import guessed
from generator.intake.gathered import Story
from generator.intake.limits import MAX_TEXT
from generator.intake.lines import clean
from generator.intake.web import declared, read_web

_STUB = 20
_THIN = 0.3
"""A plain text with less than this share of the HTML's letters is a stub."""
_CELLS = 4
"""Cells that may be a table of words; fewer only arrange a letter."""
_COMPARED = 100_000
_POINTS_AWAY = re.compile(
    r"(?i)(?:不支持|无法显示|does not support|view this).{0,20}html|html.{0,20}(?:不支持|无法显示|邮件客户端)"
)


def says_more(told: str, taken: str) -> bool:
    """Whether a wording has lines that another lacks; very long ones are not compared line by line."""
    if len(told) > _COMPARED:
        return told != taken
    return any(line not in taken for line in told.split("\n") if len(line) > 1)


def better(plain: Message[Any, Any] | None, rich: Message[Any, Any] | None) -> Message[Any, Any] | None:
    """The plain wording, unless it is a stub or the other shows where pictures and tables stand."""
    if plain is None or rich is None:
        return plain or rich
    html = html_of(rich)
    if html is None:
        return plain
    words_of_plain, words_of_html = letters_of(plain), letters_of(html)
    thin = len(words_of_plain) < _STUB or len(words_of_plain) < _THIN * len(words_of_html)
    markup = bytes_of(html).lower()
    pictured = b"cid:" in markup or b"data:image" in markup or markup.count(b"<td") >= _CELLS
    return rich if words_of_html and (thin or pictured or _POINTS_AWAY.search(words_of_plain)) else plain


def html_of(part: Message[Any, Any]) -> Message[Any, Any] | None:
    """The page in a part."""
    return next((each for each in part.walk() if each.get_content_type() == "text/html"), None)


def letters_of(part: Message[Any, Any] | None) -> str:
    """The words of a part, one line a block, to compare two wordings."""
    if part is None:
        return ""
    story = Story("")
    data = bytes_of(part)
    if len(data) > MAX_TEXT:
        return ""
    text = guessed(data, str(part.get_param("charset") or "") or declared(data))
    if part.get_content_type() == "text/html":
        read_web(text, story, {})
    else:
        return re.sub(r"[^\S\n]+", "", clean(text))
    return re.sub(r"[^\S\n]+", "", "\n".join(block.text for block in story.blocks))


def unflowed(text: str, *, glued: bool) -> str:
    """Lines of format=flowed as they were written: one that ends in a space goes on in the next."""
    out: list[list[str]] = []
    goes_on = False
    for raw in text.replace("\r\n", "\n").split("\n"):
        line = raw.removeprefix(" ")
        flows = line.endswith(" ") and line != "-- "
        body = line[:-1] if flows and glued else line
        if goes_on:
            out[-1].append(body)
        else:
            out.append([body])
        goes_on = flows
    return "\n".join("".join(parts) for parts in out)


def bytes_of(part: Message[Any, Any]) -> bytes:
    """What a part holds, decoded from what letters are sent in."""
    data: Any = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
