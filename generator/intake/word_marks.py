"""What a paragraph of a Word file is: title, heading, item or plain, told by its style, its numbers and its looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.intake.delivered import BlockKind
from generator.intake.lines import looks_like_heading
from generator.intake.word_package import Package, attribute, local

_LONGEST_TITLE = 60
_LONGEST_HEADING = 40
_CHINESE = ("chinese", "japanese", "taiwanese", "ideograph")
"""Beginnings of the number formats that write 一、二、三、: they number the parts of a paper."""
_OFF = frozenset({"0", "false", "off", "none"})


def child(element: Any | None, *names: str) -> Any | None:
    """The first child of that name, step by step."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def switched(properties: Any | None, name: str) -> bool:
    """Whether a switch such as ``w:vanish`` is on."""
    found = child(properties, name)
    return found is not None and (attribute(found, "val") or "1").lower() not in _OFF


@dataclass
class Marks:
    """Styles and lists of one document."""

    styles: dict[str, tuple[str, str, Any]] = field(default_factory=dict)
    """Style → its name, the style that it is made from, its paragraph properties."""
    formats: dict[tuple[str, str], str] = field(default_factory=dict)
    """List and level → the format of its numbers."""

    def kind(self, properties: Any | None, words: str, *, first: bool) -> BlockKind:
        """What a paragraph is."""
        style = attribute(child(properties, "pStyle"), "val") if child(properties, "pStyle") is not None else None
        name = self._name(style)
        if name in {"title", "标题"} and len(words) <= _LONGEST_TITLE:
            return "title"
        if (name.startswith(("heading", "标题")) or self._outlined(properties)) and len(words) <= _LONGEST_TITLE:
            return "heading"
        centred = child(properties, "jc")
        if first and centred is not None and attribute(centred, "val") == "center" and len(words) <= _LONGEST_TITLE:
            return "title"
        listed = self._listed(properties, style)
        if listed is not None and not listed.startswith(_CHINESE):
            return "item"
        if listed is not None and len(words) <= _LONGEST_HEADING and not words.endswith(("。", "；")):
            return "heading"
        return "heading" if looks_like_heading(words) else "paragraph"

    def _name(self, style: str | None) -> str:
        return self.styles[style][0].lower() if style in self.styles else (style or "").lower()

    def _outlined(self, properties: Any | None) -> bool:
        level = child(properties, "outlineLvl")
        return level is not None and (attribute(level, "val") or "9") in "012345"

    def _listed(self, properties: Any | None, style: str | None) -> str | None:
        """The format of a list's numbers; None where there is no list."""
        numbers = child(properties, "numPr")
        seen: set[str] = set()
        while numbers is None and style in self.styles and style not in seen:
            seen.add(style)
            _, parent, inherited = self.styles[style]
            numbers, style = child(inherited, "numPr"), parent
        chosen = child(numbers, "numId")
        number = attribute(chosen, "val") if chosen is not None else None
        if number in {None, "0"}:
            return None
        level = child(numbers, "ilvl")
        place = (attribute(level, "val") or "0") if level is not None else "0"
        return self.formats.get((str(number), place), "bullet")


def marks(package: Package) -> Marks:
    """Read styles and lists; a document without them has plain paragraphs."""
    found = Marks()
    styles: Any = package.beside("styles.xml")
    for style in styles if styles is not None else ():
        if local(style) != "style":
            continue
        name, parent = child(style, "name"), child(style, "basedOn")
        told = (attribute(name, "val") or "") if name is not None else ""
        above = (attribute(parent, "val") or "") if parent is not None else ""
        found.styles[attribute(style, "styleId") or ""] = (told, above, child(style, "pPr"))
    lists = package.beside("numbering.xml")
    if lists is not None:
        _read_lists(found, lists)
    return found


def _read_lists(found: Marks, root: Any) -> None:
    abstract: dict[str, dict[str, str]] = {}
    for each in root:
        if local(each) == "abstractNum":
            levels = {}
            for level in each:
                how = child(level, "numFmt")
                if local(level) == "lvl" and how is not None:
                    levels[attribute(level, "ilvl") or "0"] = attribute(how, "val") or "bullet"
            abstract[attribute(each, "abstractNumId") or ""] = levels
        elif local(each) == "num":
            points = child(each, "abstractNumId")
            levels = abstract.get((attribute(points, "val") or "") if points is not None else "", {})
            for place, how in levels.items():
                found.formats[attribute(each, "numId") or "", place] = how
