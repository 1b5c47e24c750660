"""A Markdown text as plain blocks that a template can set: headings, paragraphs, lists, quotes, tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Literal

import markdown

from generator.pages.clean import clean

_EXTENSIONS = ["abbr", "attr_list", "def_list", "sane_lists", "tables"]
"""As mkdocs.yml has them, without addresses for headings, which paper has no use for."""
Kind = Literal["heading", "text", "item", "quote", "code", "rule", "table"]
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STRONG, _WEAK = frozenset({"strong", "b"}), frozenset({"em", "i"})
_BLOCKS = frozenset({"p", "li", "dt", "dd", "pre", "figcaption", "caption", "summary", "div", *_HEADINGS})


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one style."""

    text: str
    strong: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a text."""

    kind: Kind
    runs: tuple[Run, ...] = ()
    mark: str = ""
    """Before an item: a dot or its number."""
    depth: int = 0
    """Of an item, or of a heading below the title."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a table, its head first."""

    @property
    def text(self) -> str:
        """All words."""
        return "".join(run.text for run in self.runs)


def blocks(body: str) -> tuple[Block, ...]:
    """A text as the site would show it, without its links: paper cannot be tapped."""
    reader = _Reader()
    reader.feed(clean(markdown.markdown(body, extensions=_EXTENSIONS)))
    reader.close()
    reader.end()
    return tuple(reader.found)


@dataclass
class _List:
    ordered: bool
    count: int = 0


@dataclass
class _Table:
    rows: list[list[str]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads what the cleaner wrote; every tag there is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self._runs: list[Run] = []
        self._open: list[str] = []
        self._lists: list[_List] = []
        self._mark = ""
        self._table: _Table | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._runs.append(Run("\n"))
            return
        if tag == "hr":
            self.end()
            self.found.append(Block("rule"))
            return
        if tag in _BLOCKS or tag in {"ul", "ol", "blockquote", "table"}:
            self.end()
        self._open.append(tag)
        if tag in {"ul", "ol"}:
            start = next((value for key, value in attrs if key == "start" and value), "1")
            self._lists.append(_List(tag == "ol", int(start) - 1 if start.isdigit() else 0))
        elif tag == "li" and self._lists:
            self._lists[-1].count += 1
            self._mark = f"{self._lists[-1].count}." if self._lists[-1].ordered else "•"
        elif tag == "table":
            self._table = _Table()
        elif self._table is not None and tag == "tr":
            self._table.rows.append([])
        elif self._table is not None and tag in {"td", "th"} and self._table.rows:
            self._table.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._table is not None:
            width = max((len(row) for row in self._table.rows), default=0)
            rows = tuple((*row, *[""] * (width - len(row))) for row in self._table.rows)
            if width:
                self.found.append(Block("table", rows=rows))
            self._table = None
            self._runs.clear()
        elif tag in _BLOCKS or tag in {"ul", "ol", "blockquote"}:
            self.end()
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._table is not None:
            if self._table.rows and self._table.rows[-1]:
                self._table.rows[-1][-1] += " ".join(data.split())
            return
        text = data if "pre" in self._open else _joined(data)
        if text:
            opened = set(self._open)
            self._runs.append(Run(text, bool(opened & _STRONG), bool(opened & _WEAK)))

    def end(self) -> None:
        """What was read so far is a block."""
        runs, self._runs = _trimmed(self._runs), []
        if not runs:
            return
        heading = next((tag for tag in self._open if tag in _HEADINGS), "")
        if heading:
            self.found.append(Block("heading", runs, depth=int(heading[1])))
        elif "li" in self._open:
            self.found.append(Block("item", runs, self._mark, len(self._lists)))
            self._mark = ""
        else:
            kind: Kind = "code" if "pre" in self._open else "quote" if "blockquote" in self._open else "text"
            self.found.append(Block(kind, runs))


def _joined(data: str) -> str:
    """A line that was broken in the source goes on: between Han characters without a blank."""
    lines = data.split("\n")
    joined = lines[0]
    for line in lines[1:]:
        wide = bool(joined and line.strip() and ord(joined[-1]) >= 0x2E80 and ord(line.lstrip()[0]) >= 0x2E80)  # noqa: PLR2004 - where the scripts of East Asia begin
        joined = joined.rstrip(" ") + ("" if wide else " ") + line.lstrip(" ")
    return joined


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    text = "".join(run.text for run in runs)
    if not text.strip():
        return ()
    listed = list(runs)
    listed[0] = Run(listed[0].text.lstrip(), listed[0].strong, listed[0].weak)
    listed[-1] = Run(listed[-1].text.rstrip(), listed[-1].strong, listed[-1].weak)
    return tuple(run for run in listed if run.text)
