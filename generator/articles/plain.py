"""A text without any markup, one paragraph a line, for content systems that take nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from generator.articles.tree import Element


def as_text(top: Element) -> str:
    """Paragraphs, items of lists and rows of tables as lines."""
    lines = (line.strip() for each in _elements(top) for line in _lines(each))
    return "\n".join(line for line in lines if line) + "\n"


def _lines(block: Element) -> Iterator[str]:
    if block.tag in {"ul", "ol"}:
        begin = int(block.attributes.get("start", "1"))
        for number, item in enumerate(_elements(block), begin):
            mark = f"{number}. " if block.tag == "ol" else "· "
            told = list(_inside(item))
            yield from (mark + line if not at else line for at, line in enumerate(told))
    elif block.tag in {"table", "thead", "tbody"}:
        for row in _elements(block):
            cells = [" ".join(_inside(cell)) for cell in _elements(row)]
            yield from ["　".join(cells)] if row.tag == "tr" else _lines(row)
    else:
        yield from _inside(block)


def _inside(block: Element) -> Iterator[str]:
    """Words up to the next block or end of line, then what follows."""
    words = ""
    for each in block.children:
        if isinstance(each, str):
            words += each
        elif each.tag == "br":
            yield words
            words = ""
        elif each.tag in {"p", "ul", "ol", "table", "blockquote"}:
            yield from (line for line in (words, *_lines(each)) if line.strip())
            words = ""
        else:
            words += each.text
    if words.strip():
        yield words


def _elements(node: Element) -> Iterator[Element]:
    return (each for each in node.children if isinstance(each, Element))
