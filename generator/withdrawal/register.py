"""What the register itself says under a consent: records, photographs, articles, names in texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.checks.photos import is_plain_name, photo_path, photographs
from generator.photos.copies import copies
from generator.records.files import PHOTO_SUFFIXES
from generator.records.kinds import Volunteer
from generator.records.library import Entry, Library
from generator.records.links import body_links, meant_file
from generator.records.marks import KeyPath
from generator.records.mentions import mentions
from generator.records.names import Hidden, compact, hidden, people

_WITH_TEXT = ("activities", "projects", "volunteers", "communities", "brands", "pages")
_KINDS = ("volunteers", "activities", "projects", "communities", "teams", "honours")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of the register."""

    path: str
    line: int
    what: str
    """In Chinese: what to do there."""
    names: bool = False
    """Whether her name stands there, in a text about others."""


@dataclass(frozen=True, slots=True)
class Article:
    """A story that was written for WeChat too."""

    path: str
    day: dt.date
    title: str
    """Without the name."""


@dataclass(frozen=True, slots=True)
class Borne:
    """All that a person has to look at."""

    names: frozenset[str]
    """Known to this side only if a record says them in the open; never to be printed."""
    places: tuple[Place, ...]
    masters: tuple[str, ...]
    """Photographs of her in git, wherever the same file lies."""
    pages: tuple[str, ...]
    """Files that are about nobody else."""
    articles: tuple[Article, ...]
    slugs: tuple[str, ...]
    """How her pages are called in addresses."""
    stories: frozenset[str] = frozenset()
    """Addresses of all stories that tell of her or show her, whatever their channel."""


def borne(library: Library, consent: str, today: dt.date) -> Borne:
    """Everything in the register that stands under a consent.

    Args:
        library: in which the consent is withdrawn already.
        consent: its id.
        today: consents are live on a day.
    """
    names = frozenset(compact(name) for name, whose in people(library) if whose == consent)
    everybody = hidden(library, today)
    own = Hidden(dict.fromkeys(names, consent), everybody.known - names)
    own_pages = [each for each in library.volunteers.values() if each.fields.consent == consent]
    texts = [
        Place(each.path, each.line, f"{each.where}有本人姓名，请改写", names=True) for each in mentions(library, own)
    ]
    own_photos = tuple(dict.fromkeys(_masters(library, consent)))
    again = _copies(library, own_photos)
    return Borne(
        names=names,
        places=tuple(sorted({*_places(library, consent), *texts, *_pointing(library, own_pages), *again.values()})),
        masters=(*own_photos, *again),
        pages=tuple(each.path for each in own_pages),
        articles=tuple(_articles(library, consent, own, everybody)),
        slugs=tuple(each.address for each in own_pages),
        stories=frozenset(_stories(library, consent, own, (*own_photos, *again))),
    )


_SAID = {
    "consent": "写着这份同意书的编号；请删掉这条记录，或者重新取得同意",
    "named": "正文里有本人真名；请改写，再删掉这个编号（改好以前整篇不显示）",
    "people": "照片里有本人；请换一张照片，删掉这一项",
    "householder": "在本人家里拍的照片；请换一张照片，删掉这一项",
}


def _places(library: Library, consent: str) -> Iterator[Place]:
    for kind in _KINDS:
        for entry in getattr(library, kind).values():
            for at in _where(entry.document.values, consent, ()):
                key = next((str(step) for step in reversed(at) if isinstance(step, str)), "")
                yield Place(entry.path, entry.document.place(*at)[0], _SAID.get(key, _SAID["consent"]))


def _pointing(library: Library, pages: Sequence[Entry[Volunteer]]) -> Iterator[Place]:
    """What leads to her page: without it, deleting her page would be a mistake in other records."""
    slugs, paths = {each.address for each in pages}, {each.path for each in pages}
    for year in library.honours.values():
        for number, award in enumerate(year.fields.awards):
            for index, each in enumerate(award.recipients):
                if each.volunteer in slugs:
                    line = year.document.place("awards", number, "recipients", index)[0]
                    yield Place(year.path, line, "表彰名单里指到本人的专页；请先删掉这一项")
    for kind in _WITH_TEXT if paths else ():
        for entry in getattr(library, kind).values():
            for link in body_links(entry.document):
                if meant_file(entry.path, link.target)[0] in paths:
                    yield Place(entry.path, link.line, "正文里链接到本人的专页；请改成普通文字")


def _where(value: Any, wanted: str, at: KeyPath) -> Iterator[KeyPath]:
    if isinstance(value, str):
        if value == wanted:
            yield at
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _where(each, wanted, (*at, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _where(each, wanted, (*at, number))


def _masters(library: Library, consent: str) -> Iterator[str]:
    for kind in _KINDS:
        for entry in getattr(library, kind).values():
            fields = entry.fields
            portrait = getattr(fields, "portrait", None)
            if portrait and fields.consent == consent and is_plain_name(portrait.file):
                yield photo_path(entry, portrait)
            for photo in (*getattr(fields, "photos", ()), *((portrait,) if portrait else ())):
                if consent in {*(photo.people or ()), photo.householder} and is_plain_name(photo.file):
                    yield photo_path(entry, photo)


def _copies(library: Library, own: Sequence[str]) -> dict[str, Place]:
    """Other files that are her photographs byte for byte, though nobody wrote that she is in them."""
    named = {photo_path(entry, photo): (entry, at) for entry, photo, at in photographs(library)}
    files = (path for path in library.media if path.lower().endswith(tuple(PHOTO_SUFFIXES)))
    found = {}
    for path, original in copies(library.root, own, files).items():
        what = f"和本人的照片 {original} 是同一张，也不再显示；请换一张照片，删掉这一项"
        entry, at = named.get(path, (None, ()))
        found[path] = Place(entry.path, entry.document.place(*at)[0], what) if entry else Place(path, 1, what)
    return found


def _articles(library: Library, consent: str, own: Hidden, everybody: Hidden) -> Iterator[Article]:
    """Titles may be pasted into a work log, so nobody who has withdrawn is named in them."""
    for story in library.activities.values():
        fields = story.fields
        if "wechat" in fields.channels and fields.status == "selected" and _tells(story, consent, own):
            yield Article(story.path, fields.date.first, everybody.masked(own.masked(fields.title)))


def _stories(library: Library, consent: str, own: Hidden, photos: Sequence[str]) -> Iterator[str]:
    folders = {path.rpartition("/")[0] for path in photos}
    for address, story in library.activities.items():
        if _tells(story, consent, own) or story.folder in folders or any(own.found(_all_words(story))):
            yield address


def _all_words(story: Entry[Any]) -> str:
    """Also captions and what only an article says: exports hold them."""
    return "\n".join(_words(story.document.values))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _words(each)


def _tells(story: Entry[Any], consent: str, own: Hidden) -> bool:
    by_id = any(True for _ in _where(story.document.values, consent, ()))
    texts = (story.document.body, story.fields.title, story.fields.summary or "")
    return by_id or any(any(own.found(text)) for text in texts)
