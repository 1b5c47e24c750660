"""Blocks of a text → Markdown in which no markup of the sender works."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.intake.delivered import Block

_SIGNS = re.compile(r"[\\`*_{}|]")
_ENTITIES = {"[": "&#91;", "]": "&#93;", "<": "&lt;", "&": "&amp;", "~": "&#126;", "^": "&#94;", "$": "&#36;"}
_AT_START = re.compile(r"^(?:(?P<sign>[#>+\-=:])|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)|(?P<bang>[!?/]{3}))")
_DOUBLED = re.compile(r"(?P<sign>[=+])(?=(?P=sign))")
_CELLS = 12


def markdown(blocks: Iterable[Block]) -> str:
    """Paragraphs, headings, lists and tables, a blank line between them; pictures are not of the text."""
    parts: list[str] = []
    in_list = False
    for block in blocks:
        if block.kind == "picture" or not block.text.strip():
            continue
        lines = [each.strip() for each in block.text.split("\n") if each.strip()]
        if block.kind == "item":
            said = " ".join(lines)
            item = f"- {escaped(_without_bullet(said))}"
            parts += [f"{parts.pop()}\n{item}"] if in_list else [item]
            in_list = True
            continue
        in_list = False
        if block.kind == "table":
            parts.append(_table(block.text))
        elif block.kind in {"heading", "title"}:
            parts.append(f"## {escaped(' '.join(lines), start=False)}")
        else:
            parts += [escaped(each) for each in lines]
    return "\n\n".join(each for each in parts if each)


def escaped(text: str, *, start: bool = True) -> str:
    """One line whose every sign stands for itself."""
    text = " ".join(text.split())
    plain = "".join(_ENTITIES.get(char, char) for char in _SIGNS.sub(lambda match: f"\\{match[0]}", text))
    plain = _DOUBLED.sub(lambda match: f"&#{ord(match['sign'])};", plain)
    plain = re.sub(r"(?i)\b(https?|ftp|javascript|data|mailto|file):", r"\1&#58;", plain)
    return _AT_START.sub(_at_start, plain, count=1) if start else plain


def _at_start(match: re.Match[str]) -> str:
    if match["number"]:
        return f"{match['number']}\\{match['dot']}"
    if match["bang"]:
        return "".join(f"&#{ord(char)};" for char in match["bang"])
    sign = match["sign"]
    return f"&#{ord(sign)};" if sign in "=:" else f"\\{sign}"


def _without_bullet(text: str) -> str:
    return re.sub(r"^[•●○■◆▪·\-*]\s*", "", text)


def _table(text: str) -> str:
    """A table with its first row as heading; one column is no table."""
    rows = [[each.strip() for each in line.split("\t")] for line in text.split("\n") if line.strip()]
    width = min(max((len(row) for row in rows), default=0), _CELLS)
    if width < 2 or len(rows) < 2:  # noqa: PLR2004
        return "\n\n".join(escaped(cell) for row in rows for cell in row if cell)
    lines = ["| " + " | ".join(escaped(cell, start=False) for cell in _wide(row, width)) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _wide(row: list[str], width: int) -> list[str]:
    filled = [*row, *[""] * width][:width]
    if len(row) > width:  # nothing is lost of a table that is too wide for a page
        filled[-1] = " ".join(row[width - 1 :])
    return filled
