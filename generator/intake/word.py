"""The text and the pictures of a Word file in the order in which they are read."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.intake.delivered import Picture
from generator.intake.gathered import Gathered, Story
from generator.intake.lines import cells, clean, joined, told
from generator.intake.word_marks import Marks, child, marks, switched
from generator.intake.word_package import Package, attribute, local, opened, parsed
from generator.intake.word_tables import (
    SIGNS,
    THROUGH,
    cells_of,
    chosen,
    has_picture,
    in_reading_order,
    inner_tables,
    paragraphs_of,
    rows_of,
    symbol,
    text_of,
)

_STOPS = "。！？!?；;…”」』：:\n"


@dataclass
class _Told:
    """What was left out, to be said once."""

    hidden: bool = False
    linked: int = 0
    missing: int = 0
    charts: int = 0
    embedded: list[str] = field(default_factory=list)


def read_word(name: str, data: bytes, room: int) -> Gathered:
    """One story or form from a Word file; what is embedded in it comes along, kept.

    Raises:
        UnusableError: it cannot be read.
    """
    package = opened(data, room)
    story = Story(name, changed=package.changed, document=package.harmless() if package.macros else data)
    walk = _Walk(package, story, marks(package))
    body = child(parsed(package.parts[package.main]), "body")
    walk.body(body if body is not None else ())
    found = Gathered([story])
    if package.macros:
        found.note(name, "里有宏，没有运行")
        found.keep(name, data, "文件里有宏，没有运行；文字已经取出，原件留着备查，请不要打开里面的宏")
    _notes(found, name, package, walk.left_out)
    for path in walk.left_out.embedded:
        found.keep(
            f"{name} › {posixpath.basename(path)}", package.parts[path], "Word 文件里嵌着的文件，没有打开，请人工查看"
        )
    return found


def _notes(found: Gathered, name: str, package: Package, left: _Told) -> None:
    """What was left out of the text; all of it is still in the document that is kept with the piece."""
    beside = posixpath.dirname(package.main)
    if left.hidden:
        found.note(name, "里有隐藏的文字，没有放进草稿")
    if f"{beside}/comments.xml" in package.parts:
        found.note(name, "里有批注，没有放进草稿")
    if left.linked:
        found.note(name, f"里有 {left.linked} 张图片只是链接，没有去取，请把图片本身发来")
    if left.missing:
        found.note(name, f"里有 {left.missing} 张图片丢失，请重新插入再交")
    if left.charts:
        found.note(name, f"里有 {left.charts} 个图表，没有取出，请截图发来")
    if any(
        posixpath.basename(part).startswith("footnotes") and b"<w:t" in data for part, data in package.parts.items()
    ):
        found.note(name, "里有脚注，没有放进草稿")


@dataclass
class _Paragraph:
    """Text and pictures of one paragraph while it is read."""

    text: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


class _Walk:
    """Goes through a document once, from top to bottom."""

    def __init__(self, package: Package, story: Story, looks: Marks) -> None:
        self._package = package
        self._story = story
        self._marks = looks
        self.left_out = _Told()
        self._open: list[str] = []
        """Text of paragraphs whose end was deleted under tracking: they run on into the next."""

    def body(self, element: Any) -> None:
        """Paragraphs and tables of a body, a cell or a text box."""
        for each in element:
            match local(each):
                case "p":
                    self._paragraph(each)
                case "tbl":
                    self._table(each)
                case "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag":
                    self.body(each)
                case "AlternateContent":
                    self.body(chosen(each))
                case "altChunk":
                    self._embed(attribute(each, "id"))
        if self._open:  # nothing follows into which it could run on
            text, self._open = "".join(self._open), []
            self._say(text, None)

    def _paragraph(self, element: Any) -> None:
        properties = child(element, "pPr")
        here = _Paragraph(self._open)
        self._open = []
        self._inline(element, here, properties)
        mark = child(properties, "rPr")
        if child(mark, "del") is not None and not here.pictures and not here.boxes:
            self._open = here.text
            return
        self._say("".join(here.text), properties)
        for picture in here.pictures:
            self._story.show(picture)
        for box in here.boxes:
            self.body(box)

    def _say(self, text: str, properties: Any | None) -> None:
        for line in joined(text):
            words = clean(line)
            if not words:
                continue
            first = not self._story.blocks
            kind = self._marks.kind(properties, words, first=first)
            if kind == "paragraph":
                kind, words = told(line)
            self._story.say(kind, words)

    def _inline(self, element: Any, here: _Paragraph, properties: Any | None) -> None:
        """Everything inside a paragraph."""
        for each in element:
            name = local(each)
            if name == "r" and switched(child(each, "rPr"), "vanish"):
                self.left_out.hidden = self.left_out.hidden or any(local(part) == "t" for part in each.iter())
            elif name == "t":
                here.text.append(each.text or "")
            elif name in SIGNS:
                here.text.append("\n" if attribute(each, "type") == "page" else SIGNS[name])
            elif name == "sym":
                here.text.append(symbol(each))
            elif name in {"drawing", "pict", "object"}:
                self._drawing(each, here)
                self._place(here, properties)
            elif name == "AlternateContent":
                self._inline(chosen(each), here, properties)
            elif name in THROUGH:
                self._inline(each, here, properties)

    def _place(self, here: _Paragraph, properties: Any | None) -> None:
        """A picture stands where it is, but never in the middle of a sentence."""
        so_far = "".join(here.text).rstrip(" \u3000")
        if here.pictures and (not so_far or so_far[-1] in _STOPS):
            self._say(so_far, properties)
            here.text = []
            for picture in here.pictures:
                self._story.show(picture)
            here.pictures = []

    def _drawing(self, element: Any, here: _Paragraph) -> None:
        """Pictures and text boxes of a drawing; the little picture of an embedded file is none."""
        embedded = [each for each in element.iter() if local(each) == "OLEObject"]
        for each in embedded:
            self._embed(attribute(each, "id"))
        if embedded:
            return
        waiting = [element]
        while waiting:
            each = waiting.pop()
            match local(each):
                case "txbxContent":
                    here.boxes.append(each)
                    continue
                case "AlternateContent":
                    waiting += reversed(list(chosen(each)))
                    continue
                case "blip" | "imagedata":
                    here.pictures += self._picture(each)
                case "chart" | "relIds":
                    self.left_out.charts += 1
            waiting += reversed(list(each))

    def _picture(self, element: Any) -> Iterator[Picture]:
        names = ("embed", "link") if local(element) == "blip" else ("id", "pict", "href")
        told_by = [value for name in names if (value := attribute(element, name))]
        for value in told_by:
            if found := self._package.part(value):
                yield Picture(posixpath.basename(found[0]), found[1])
                return
        relations = [self._package.relations[value] for value in told_by if value in self._package.relations]
        if any(each.outside for each in relations):
            self.left_out.linked += 1
        elif told_by:
            self.left_out.missing += 1

    def _embed(self, relation: str | None) -> None:
        found = self._package.part(relation)
        if found and found[0] not in self.left_out.embedded:
            self.left_out.embedded.append(found[0])

    def _table(self, table: Any) -> None:
        """A table of text stays one; one that only arranges pictures and boxes is read through."""
        rows = [list(cells_of(row)) for row in rows_of(table)]
        flat = [cell for row in rows for cell in row if cell is not None]
        pictured = [cell for cell in flat if has_picture(cell)]
        written = [cell for cell in flat if not has_picture(cell) and text_of(cell)]
        if len(flat) == 1 or (pictured and len(written) <= len(pictured) + 1):
            for cell in in_reading_order(rows):
                self.body(cell)
            return
        self._story.say("table", cells([[text_of(cell) for cell in row] for row in rows]))
        for cell in flat:
            self._beneath(cell)

    def _beneath(self, cell: Any) -> None:
        """Tables and pictures inside the cell of a table come after it."""
        for each in paragraphs_of(cell):
            here = _Paragraph()
            self._inline(each, here, None)
            for picture in here.pictures:
                self._story.show(picture)
            for box in here.boxes:
                self.body(box)
        for inner in inner_tables(cell):
            self._table(inner)
