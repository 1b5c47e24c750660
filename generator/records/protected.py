"""Children whom nobody may recognise, whoever agreed: how texts speak of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from generator.records.kinds import Photo
from generator.records.library import TOP, Entry, Library

_NEED = "留守|困境|受助|受资助|被资助|贫困|特困|困难|低保|流浪|孤残|残疾|重病|大病|服刑人员|戒毒人员"
_CHILD = "儿童|未成年人|孩子|孩童|少年|少儿|学生|学子|女童|男童|子女|娃"
_PROTECTED = re.compile(
    rf"(?:{_NEED})(?:妇女|家庭|群众|流动|[的和与及、]){{0,3}}(?:{_CHILD})|孤儿(?!药)|事实无人抚养|春蕾(?:女童|学生|生)"
)
"""留守 are under sixteen (国发〔2016〕13号); 困境 by poverty, disability or want of care (国发〔2016〕36号)."""
_APART = re.compile(r"[\s“”\"'‘’]")


def protected_children(text: str) -> str:
    """The words with which a text speaks of left-behind, needy or aided children; empty where it does not."""
    found = _PROTECTED.search(_APART.sub("", unicodedata.normalize("NFKC", text)))
    return found[0] if found else ""


def about_protected_children(library: Library, entry: Entry[Any], photo: Photo) -> str:
    """The words that make a photograph of minors one of protected children; empty where nothing says so.

    What stands nearest to the photograph is looked at first, so that a message can point to it.
    """
    return next(filter(None, map(protected_children, _said_about(library, entry, photo))), "")


def _said_about(library: Library, entry: Entry[Any], photo: Photo) -> Iterator[str]:
    fields = entry.fields
    yield photo.alt
    yield photo.caption or ""
    for key in ("title", "name", "headline", "summary"):
        yield getattr(fields, key, None) or ""
    served = getattr(fields, "served", None)
    yield served.group if served else ""
    for address in (*getattr(fields, "teams", ()), getattr(fields, "team", None)):
        team = library.teams.get(address or TOP)
        yield team.fields.name if team else ""
    project = library.projects.get(getattr(fields, "project", None) or "")
    yield project.fields.title if project else ""
    yield entry.document.body
