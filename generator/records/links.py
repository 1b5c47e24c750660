"""Links in the text of a record: where they stand, and which file of the register they mean.

Writers link as an editor or a forge shows it: relative to the file that they write in, to another file of the
register (``../0305-x/report.md``, ``../projects/linli-shouwang.md#anchor``).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from generator.records.source import Document

INLINE = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]"
    r"\(\s*<?(?P<target>[^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)*)>?(?P<title>\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
)
DEFINITION = re.compile(r"^(?P<before>[ ]{0,3}\[[^\]\n]+\]:\s*)<?(?P<target>[^\s<>]+)>?", re.MULTILINE)
_CODE = re.compile(
    r"^(?P<fence>`{3,9}(?!`)|~{3,9}(?!~))[^\n]*\n.*?^(?P=fence)[^\n]*$|`[^`\n]{1,500}`", re.MULTILINE | re.DOTALL
)
"""Lengths are bounded so that a line of nothing but backticks cannot stall a check."""
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BodyLink:
    """One link or image in a text."""

    target: str
    image: bool
    line: int
    """1-based line of the file."""
    column: int
    """1-based."""
    text: str = ""
    """What is linked; of an image, what it shows."""


def without_code(body: str) -> str:
    """The same text, character for character, with code blanked: nothing in code is a link."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), body)


def body_links(document: Document) -> Iterator[BodyLink]:
    """Every inline link, image and link definition of a record's text."""
    body = without_code(document.body)
    for pattern in (INLINE, DEFINITION):
        for match in pattern.finditer(body):
            start = match.start()
            line = document.body_line + body.count("\n", 0, start)
            column = start - (body.rfind("\n", 0, start) + 1) + 1
            named = match.groupdict()
            yield BodyLink(match["target"], named.get("image") == "!", line, column, named.get("text") or "")


def leaves_the_register(target: str) -> bool:
    """Whether a target is an address of the web, a mail address or a place on the same page."""
    return bool(_ELSEWHERE.match(target))


def meant_file(path: str, target: str) -> tuple[str, str]:
    """The file of the register that a relative link means, and its anchor with ``#`` or nothing.

    Args:
        path: file in which the link stands.
        target: the link as written.
    """
    place, mark, anchor = target.partition("#")
    file = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(place)))
    return file, mark + anchor
