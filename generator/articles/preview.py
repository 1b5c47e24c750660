"""A page from the disk that shows how an article will look, with a button for everything that an editor must paste."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from string import Template

from generator.articles.parts import Picture

_IMAGE = re.compile(r'<img src="(\d{2,3}\.jpg)"')
"""As our own writers spell it; text cannot, because its ``<`` is escaped."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that an editor fills in."""

    key: str
    label: str
    text: str
    counted: str = ""
    """``14 / 32``."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a preview shows."""

    heading: str
    advice: str
    title: str
    by: str
    fields: Sequence[Field]
    content: str
    pictures: Sequence[Picture]
    buttons: Mapping[str, str]
    """What the buttons of the text copy: ``whole`` or ``bare`` → its words."""
    covers: Mapping[str, bytes]
    """Words → JPEG."""
    notes: Sequence[str]
    wide: bool = False
    """A page of a web site, not of a phone."""


def preview(sheet: Sheet) -> bytes:
    """The whole page; nothing in it asks for anything from anywhere."""
    template = resources.files(__package__).joinpath("preview.html").read_text(encoding="utf-8")
    page = Template(template).substitute(
        title=html.escape(sheet.title),
        heading=html.escape(sheet.heading),
        advice=html.escape(sheet.advice),
        by=html.escape(sheet.by),
        layout="wide" if sheet.wide else "narrow",
        notes=_notes(sheet.notes),
        buttons="\n".join(_button(key, what, first=not at) for at, (key, what) in enumerate(sheet.buttons.items())),
        fields="\n".join(map(_field, sheet.fields)),
        covers=_covers(sheet.covers),
        content=_shown(sheet.content, sheet.pictures),
    )
    return page.encode()


def _notes(notes: Iterable[str]) -> str:
    items = "".join(f"<li>{html.escape(note)}</li>" for note in notes)
    return f'<div class="notes"><h2>请先看</h2><ul>{items}</ul></div>\n' if items else ""


def _button(key: str, what: str, *, first: bool) -> str:
    kind = ' class="main"' if first else ""
    button = f'<button type="button"{kind} data-copy="{key}" data-what="{what}">复制{what}</button>'
    return f'<p style="margin: 0 0 12px">{button}</p>'


def _field(field: Field) -> str:
    label = html.escape(field.label + (f"（{field.counted}）" if field.counted else ""))
    button = f'<button type="button" data-copy="{field.key}" data-what="{html.escape(field.label)}">复制</button>'
    button = button if field.text else ""  # nothing to copy
    return (
        f'<div class="field"><div class="label"><span>{label}</span>{button}</div>'
        f'<p id="{field.key}">{html.escape(field.text)}</p></div>'
    )


def _covers(covers: Mapping[str, bytes]) -> str:
    figures = "".join(
        f'<figure><img src="{_address(data)}" alt="{html.escape(what)}">{html.escape(what)}</figure>'
        for what, data in covers.items()
    )
    return f'<div class="covers">{figures}</div>' if figures else ""


def _shown(content: str, pictures: Iterable[Picture]) -> str:
    """The text with its pictures in it, so that pasting carries them along."""
    data = {picture.name: picture.data for picture in pictures}
    return _IMAGE.sub(lambda image: f'<img data-name="{image[1]}" src="{_address(data[image[1]])}"', content)


def _address(data: bytes) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(data).decode()}"
