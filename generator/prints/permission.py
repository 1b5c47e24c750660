"""What may be printed: less than what the site may show, because nobody can take a poster back."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.checks.photos import called
from generator.pages.published import Published, Story, published
from generator.records.consent import recognised
from generator.records.kinds import Activity, Consent, Photo, Project
from generator.records.library import Entry, Library

CHANNEL = "print"


@dataclass(frozen=True)
class OnPaper:
    """The public register, and the part of it that may be printed."""

    library: Library
    web: Published
    shown: Published
    """Without people whose consent does not say ``print``: their names, their photographs, what names them."""


def on_paper(library: Library, today: dt.date) -> OnPaper:
    """What may be printed on a day: published on the site, and everybody in it agreed to print as well."""
    consents: Mapping[str, Entry[Consent]] = {key: _for_paper(each) for key, each in library.consents.items()}
    narrowed = dataclasses.replace(library, consents=dict(consents))
    return OnPaper(library, published(library, today), published(narrowed, today))


def _for_paper(entry: Entry[Consent]) -> Entry[Consent]:
    """A consent that counts where it is for print, and else nowhere."""
    channels = ("web",) if CHANNEL in entry.fields.channels else ()
    return dataclasses.replace(entry, fields=entry.fields.model_copy(update={"channels": channels}))


def left_out(paper: OnPaper, entry: Entry[Activity] | Entry[Project]) -> list[str]:
    """In Chinese, what of a record the site shows and paper may not."""
    told = []
    allowed = paper.shown.photos(entry)
    written = getattr(paper.library, "activities" if isinstance(entry.fields, Activity) else "projects")[entry.address]
    for number, photo in enumerate(written.fields.photos):
        if photo in paper.web.photos(written) and photo not in allowed:
            told.append(f"{called(photo, ('photos', number))} 没有放：{_who(paper, written, photo)}没有同意印刷")
    if _masked(paper, entry):
        told.append("文中有人没有同意印刷，姓名换成了“某某”，请先改写或者补签同意")
    return told


def _masked(paper: OnPaper, entry: Entry[Any]) -> bool:
    kind = "activities" if isinstance(entry.fields, Activity) else "projects"
    if kind == "activities":
        web: Story | None = next((each for each in paper.web.stories if each.address == entry.address), None)
        return web is not None and (web.fields != entry.fields or web.document.body != entry.document.body)
    return bool(paper.web.projects.get(entry.address) != entry)


def _who(paper: OnPaper, entry: Entry[Any], photo: Photo) -> str:
    """Consents by number: a name has no place in a message."""
    asked = (*recognised(entry, photo), *((photo.householder,) if photo.householder else ()))
    lacking = [each for each in asked if CHANNEL not in _channels(paper, each)]
    return f"同意书 {'、'.join(lacking)} 的 channels 里没有 print，" if lacking else "照片里的人"


def _channels(paper: OnPaper, consent: str) -> tuple[str, ...]:
    entry = paper.library.consents.get(consent)
    return entry.fields.channels if entry else ()
