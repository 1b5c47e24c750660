"""Tables of a Word file: rows, cells with their merges, and the order in which their words and pictures are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.intake.word_marks import child, switched
from generator.intake.word_package import attribute, local

THROUGH = frozenset({"hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir",
                     "bdo", "r", "rubyBase", "ruby", "oMath", "oMathPara", "e", "num", "den", "sub", "sup", "f",
                     "sSub", "sSup", "d", "rad", "nary"})  # fmt: skip
"""What is read through as if it were not there; deletions, instructions of fields and marks of comments are not."""
SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}

_TICKS = {"FE": "☑", "FD": "☒", "52": "☑", "A8": "□", "6F": "□", "FC": "√", "50": "√"}
"""Places in Wingdings that forms use."""


def symbol(element: Any) -> str:
    """A sign of a symbol font, where it says something: the boxes that people tick in forms."""
    return _TICKS.get((attribute(element, "char") or "").upper()[-2:], "")


def chosen(element: Any) -> Any:
    """One of two renderings of the same thing: the newer, unless the older holds what it lacks."""
    ways = [each for each in element if local(each) in {"Choice", "Fallback"}]
    if not ways:
        return ()
    full = [way for way in ways if any(local(each) in {"blip", "imagedata", "txbxContent", "t"} for each in way.iter())]
    return (full or ways)[0]


def _through(element: Any, wanted: str) -> Iterator[Any]:
    """Children of one name, also inside content controls and insertions."""
    for each in element:
        name = local(each)
        if name == wanted:
            yield each
        elif name in {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}:
            yield from _through(each, wanted)


def rows_of(table: Any) -> list[Any]:
    """Rows that were not deleted under tracking."""
    return [row for row in _through(table, "tr") if child(row, "trPr", "del") is None]


def cells_of(row: Any) -> Iterator[Any | None]:
    """Cells at their places; None where a cell beside or above reaches over."""
    for cell in _through(row, "tc"):
        merged = child(cell, "tcPr", "vMerge")
        goes_on = merged is not None and attribute(merged, "val") in {None, "continue"}
        yield None if goes_on else cell
        span = child(cell, "tcPr", "gridSpan")
        wide = attribute(span, "val") if span is not None else None
        yield from [None] * (min(int(wide), 64) - 1 if wide and wide.isdecimal() else 0)


def paragraphs_of(cell: Any) -> Iterator[Any]:
    """Paragraphs that stand in a cell itself."""
    return _through(cell, "p")


def inner_tables(cell: Any) -> Iterator[Any]:
    """Tables that stand in a cell itself."""
    return _through(cell, "tbl")


def text_of(cell: Any | None) -> str:
    """Text of a cell without the tables in it: these are told by themselves."""
    if cell is None:
        return ""
    lines = ("".join(_letters(each)) for each in paragraphs_of(cell))
    return "\n".join(line for line in lines if line.strip())


def _letters(element: Any) -> Iterator[str]:
    for each in element:
        name = local(each)
        if name == "r" and switched(child(each, "rPr"), "vanish"):
            continue
        if name == "t":
            yield each.text or ""
        elif name in SIGNS:
            yield SIGNS[name].replace("\n", " ")
        elif name == "sym":
            yield symbol(each)
        elif name in THROUGH:
            yield from _letters(each)


def has_picture(cell: Any) -> bool:
    """Whether pictures stand anywhere in a cell."""
    return any(local(each) in {"blip", "imagedata"} for each in cell.iter())


def in_reading_order(rows: list[list[Any | None]]) -> Iterator[Any]:
    """Cells row by row; where a row of words stands under (or over) one of pictures, each picture with its words."""
    at = 0
    over = _words_first(rows)
    while at < len(rows):
        row = [cell for cell in rows[at] if cell is not None]
        below = [cell for cell in rows[at + 1] if cell is not None] if at + 1 < len(rows) else []
        pictures = bool(row) and all(has_picture(cell) and not text_of(cell) for cell in row)
        if over:
            for words, picture in zip(row, below, strict=True):
                yield from (picture, words)
            at += 2
        elif pictures and len(below) == len(row) and not any(map(has_picture, below)):
            for pair in zip(row, below, strict=True):
                yield from pair
            at += 2
        else:
            yield from row
            at += 1


def _words_first(rows: list[list[Any | None]]) -> bool:
    """Whether rows of words and of pictures take turns, as many cells in each, the words above."""
    if not rows or len(rows) % 2 or any(cell is None for row in rows for cell in row):
        return False
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return all(
        len(words) == len(pictures)
        and all(text_of(cell) and not has_picture(cell) for cell in words)
        and all(has_picture(cell) and not text_of(cell) for cell in pictures)
        for words, pictures in pairs
    )
