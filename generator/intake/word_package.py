"""A Word file as its parts: measured, without macros, without entities; nothing outside is ever fetched."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from generator.intake.limits import MEGABYTE
from generator.intake.unpacking import unpacked
from generator.intake.unusable import UnusableError
from generator.sealed.handed.archives import repacked

MAX_XML = 30 * MEGABYTE
"""Bytes of one part; a book of a million characters has ten."""
_TYPES = "[Content_Types].xml"
_BROKEN = "Word 文件损坏，打不开，请用 Word 或 WPS 打开，另存为 .docx 再交"
_BOMB = "Word 文件解开以后太大，像是压缩炸弹，没有读，请用 Word 或 WPS 打开，压缩图片以后另存为 .docx 再交"
_DAY = re.compile(rb"<dcterms:modified[^>]*>(\d{4}-\d\d-\d\d)")
_MACRO_TYPES = (
    (b"application/vnd.ms-word.document.macroEnabled.main+xml",
     b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
    (b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
     b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
)  # fmt: skip


def local(element: Any) -> str:
    """Name of an element without its namespace: the strict form of the standard has others."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Any, name: str) -> str | None:
    """An attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def parsed(data: bytes) -> Any:
    """The root of a part.

    Raises:
        UnusableError: it is too long, broken, or plays with entities.
    """
    if len(data) > MAX_XML:
        raise UnusableError("Word 文件里的文字部分太大，没有读，请用 Word 或 WPS 打开，另存为 .docx 再交")
    bare = data.replace(b"\0", b"")
    strange = UnusableError("Word 文件里有不正常的 XML 声明，没有读，请用 Word 或 WPS 打开，另存为 .docx 再交")
    if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
        raise strange
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root: Any = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise UnusableError("Word 文件损坏，读不出来，请用 Word 或 WPS 打开，另存为 .docx 再交") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise strange
    return root


@dataclass(frozen=True, slots=True)
class Relation:
    """Where an element of a document points."""

    target: str
    outside: bool


@dataclass
class Package:
    """The parts of a Word file."""

    parts: dict[str, bytes] = field(repr=False)
    main: str
    relations: dict[str, Relation]

    @property
    def changed(self) -> dt.date | None:
        """The day on which it was last saved."""
        found = _DAY.search(self.parts.get("docProps/core.xml", b""))
        try:
            return dt.date.fromisoformat(found[1].decode()) if found else None
        except ValueError:
            return None

    @property
    def macros(self) -> bool:
        """Whether programs are in it."""
        return any(posixpath.basename(name).lower().startswith("vbaproject") for name in self.parts)

    def part(self, relation: str | None) -> tuple[str, bytes] | None:
        """Name and bytes of the part that an element points to."""
        told = self.relations.get(relation or "")
        if told is None or told.outside or told.target not in self.parts:
            return None
        return told.target, self.parts[told.target]

    def beside(self, name: str) -> Any | None:
        """The root of another part that lies beside the text, if it is there and sound."""
        data = self.parts.get(posixpath.join(posixpath.dirname(self.main), name))
        try:
            return parsed(data) if data else None
        except UnusableError:
            return None

    def harmless(self) -> bytes:
        """The same document without macros, as one that python-docx opens."""
        parts = {name: data for name, data in self.parts.items() if "vba" not in posixpath.basename(name).lower()}
        types = parts.get(_TYPES, b"")
        for live, plain in _MACRO_TYPES:
            types = types.replace(live, plain)
        parts[_TYPES] = re.sub(rb"<Override[^>]*vba[^>]*/>", b"", types, flags=re.IGNORECASE)
        rels = _relations_of(self.main)
        if rels in parts:
            parts[rels] = re.sub(rb"<Relationship\b[^>]*vba[^>]*/>", b"", parts[rels], flags=re.IGNORECASE)
        return repacked(parts)


def opened(data: bytes, room: int) -> Package:
    """Take a Word file apart.

    Raises:
        UnusableError: it is none, broken, a bomb or locked.
    """
    try:
        found = unpacked(data, room)
    except UnusableError as error:
        bomb = "炸弹" in error.reason or "太多" in error.reason
        raise UnusableError(_BOMB if bomb else _BROKEN) from None
    parts = {entry.name: entry.data for entry in found.entries}
    main = next((name for name in ("word/document.xml", "word/document2.xml") if name in parts), "")
    if not main or found.encrypted:
        raise UnusableError(_BROKEN)
    return Package(parts, main, _relations(parts, main))


def _relations_of(main: str) -> str:
    folder, name = posixpath.split(main)
    return f"{folder}/_rels/{name}.rels"


def _relations(parts: dict[str, bytes], main: str) -> dict[str, Relation]:
    data = parts.get(_relations_of(main))
    if not data:
        return {}
    found = {}
    for each in parsed(data):
        target = str(each.get("Target") or "")
        outside = each.get("TargetMode") == "External"
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(
            posixpath.join(posixpath.dirname(main), target)
        )  # fmt: skip
        found[str(each.get("Id"))] = Relation(path, outside)
    return found
