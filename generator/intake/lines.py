"""Plain text as people type it, into clean paragraphs, items and headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from generator.intake.delivered import Block, BlockKind

BULLETS = "•●◆◇■□▪▫★☆➢►▶◎○·∙‣⁃\uf0b7\uf0a7\uf06c\uf0d8\uf0fc\uf0b2"
"""Marks of a list; the last ones are how Word's symbol fonts write them."""
_GONE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]")
_BLANKS = re.compile(r"[^\S\n]+")
_BULLET = re.compile(rf"(?:[{BULLETS}]\s*|[-*–—]\s+)(?=\S)")
_NUMBERED_HEADING = re.compile(r"第?[一二三四五六七八九十]{1,3}(?:、|[章节部]分?[\s、：:])")
_LONGEST_HEADING = 30
_STOPS = "。！？!?；;…”」』：:"
_WRAPPED = range(56, 81)
"""Width of a line that a program has broken, in columns; shorter lines end where their writer wanted."""


def clean(text: str) -> str:
    """NFC without anything that steers a reader's eye or terminal; one space where there were several."""
    plain = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    plain = plain.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n")
    plain = plain.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n")
    kept = (char if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs", "Cn", "Co"} else "" for char in
            _GONE.sub("", plain))  # fmt: skip
    return _BLANKS.sub(" ", "".join(kept)).strip(" \n\u3000")


def cells(rows: Iterable[Iterable[str]]) -> str:
    """A table as one line a row, cells split by tabs; empty rows go."""
    lines = ("\t".join(clean(cell).replace("\n", " ") for cell in row).rstrip("\t") for row in rows)
    return "\n".join(line for line in lines if line.strip())


def blocks(text: str) -> Iterator[Block]:
    """Paragraphs, items and headings of plain text."""
    for line in joined(text):
        kind, words = told(line)
        if words:
            yield Block(kind, words)


def told(line: str) -> tuple[BlockKind, str]:
    """What one line of text is, and its words without the mark of a list."""
    raw = line.strip()
    if mark := _BULLET.match(raw):
        return "item", clean(raw[mark.end() :])
    words = clean(raw)
    return ("heading", words) if looks_like_heading(words) else ("paragraph", words)


def looks_like_heading(words: str) -> bool:
    """``一、活动背景``: how official papers number their parts."""
    return bool(_NUMBERED_HEADING.match(words)) and len(words) <= _LONGEST_HEADING and words[-1] not in "。！？；，："


def joined(text: str) -> list[str]:
    """Lines of text; those that a program has broken at its margin become one again."""
    found: list[list[str]] = []
    goes_on = False
    for raw in re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text):
        words = raw.strip()
        if goes_on and words and not raw[0].isspace() and not _BULLET.match(words):
            latin = found[-1][-1][-1].isascii() and words[0].isascii()
            found[-1] += [" ", words] if latin else [words]
        elif words:
            found.append([words])
        goes_on = bool(words) and _width(raw.rstrip()) in _WRAPPED and words[-1] not in _STOPS
    return ["".join(parts) for parts in found]


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)
