"""What may be printed: less than what the site may show, because nobody can take a poster back."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.checks.photos import called
from generator.pages.published import Published, Story, published
from generator.records.consent import is_live, recognised
from generator.records.fields import ConsentChannel
from generator.records.kinds import Activity, Consent, Photo, Project
from generator.records.library import Entry, Library

NEEDED: tuple[ConsentChannel, ...] = ("web", "print")
"""Channels that a consent must name, all of them: what is printed leads to the site."""


@dataclass(frozen=True)
class OnPaper:
    """The public register, and the part of it that may be printed."""

    library: Library
    narrowed: Library
    """The register in which a consent counts only where it is for paper: so it knows whose names are hidden there."""
    web: Published
    shown: Published
    """Without people whose consent does not say ``web`` and ``print``: their names, photographs, what names them."""


def on_paper(library: Library, today: dt.date) -> OnPaper:
    """What may be printed on a day: published on the site, and everybody in it agreed to print as well."""
    consents: Mapping[str, Entry[Consent]] = {key: _for_paper(each) for key, each in library.consents.items()}
    narrowed = dataclasses.replace(library, consents=dict(consents))
    return OnPaper(library, narrowed, published(library, today), published(narrowed, today))


def _for_paper(entry: Entry[Consent]) -> Entry[Consent]:
    """A consent that counts where it is for the site and for print, and else nowhere."""
    channels = () if _lacking(entry.fields) else ("web",)
    return dataclasses.replace(entry, fields=entry.fields.model_copy(update={"channels": channels}))


def left_out(paper: OnPaper, entry: Entry[Activity] | Entry[Project]) -> list[str]:
    """In Chinese, what of a record paper may not show, though it is written or even on the site."""
    told = []
    allowed = paper.shown.photos(entry)
    written = getattr(paper.library, "activities" if isinstance(entry.fields, Activity) else "projects")[entry.address]
    for number, photo in enumerate(written.fields.photos):
        if photo not in allowed:
            told.append(f"{called(photo, ('photos', number))} 没有放：{_why(paper, written, photo)}")
    if _masked(paper, entry):
        told.append("文中有人没有同意印刷，姓名换成了“某某”，请先改写或者补签同意")
    return told


def _masked(paper: OnPaper, entry: Entry[Any]) -> bool:
    kind = "activities" if isinstance(entry.fields, Activity) else "projects"
    if kind == "activities":
        web: Story | None = next((each for each in paper.web.stories if each.address == entry.address), None)
        return web is not None and (web.fields != entry.fields or web.document.body != entry.document.body)
    return bool(paper.web.projects.get(entry.address) != entry)


def _why(paper: OnPaper, entry: Entry[Any], photo: Photo) -> str:
    """Consents by number: a name has no place in a message."""
    asked = (*recognised(entry, photo), *((photo.householder,) if photo.householder else ()))
    found = {each: paper.library.consents[each].fields for each in asked if each in paper.library.consents}
    dead = [key for key, each in found.items() if not is_live(each, paper.shown.today)]
    if dead:
        return f"同意书 {'、'.join(dead)} 已经撤回、到期或者还没有生效"
    lacking = [key for key, each in found.items() if _lacking(each)]
    if lacking:
        missed = dict.fromkeys(channel for key in lacking for channel in _lacking(found[key]))
        return f"同意书 {'、'.join(lacking)} 的 channels 里没有 {'、'.join(missed)}，印刷要 web 和 print 都有"
    return "它在网站上也不能放，或者别的记录里同一张照片不能印" if found else "没有谁的同意可以依据"


def _lacking(consent: Consent) -> list[str]:
    return [each for each in NEEDED if each not in consent.channels]
