"""Photographs that a proposal adds, replaces, takes away or describes anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.checks.photos import is_plain_name, photo_path, photographs
from generator.photos.cache import IN_REGISTER, Cache
from generator.photos.develop import Probed, probe
from generator.proposal.pair import Pair
from generator.proposal.parts import Section, Span, code, quoted, said
from generator.proposal.sides import Side
from generator.proposal.texts import words
from generator.proposal.veil import WITHHELD
from generator.records.consent import may_hang
from generator.records.illustrations import illustrations
from generator.records.kinds import Photo
from generator.records.library import Entry, Library

_SAID = ("alt", "caption", "credit")
Shot = tuple[Entry[Any], Photo]


def pictures(pair: Pair) -> Section:
    """All of them in the order of their paths, each with what readers would be told of it."""
    head = pair.head
    before, after = _shots(pair.base.library), _shots(head.library)
    fresh = {path for path in after if path not in before or path in pair.media}
    clean = _clean(head, fresh)
    section = Section("照片")
    for path in sorted(before.keys() | after.keys()):
        if path not in after:
            section.add(said("撤下 "), code(path))
            continue
        entry, photo = after[path]
        if path in fresh:
            hangs = path in clean and may_hang(head.library, entry, photo, pair.today)
            what = "换了 " if path in before else "新增 "
            section.add(said(what), code(path), said(_state(path, clean, hangs=hangs)), photo=path if hangs else "")
            told = said(WITHHELD) if pair.is_withheld(entry.path) else quoted(photo.caption or photo.alt, 120)
            section.add(said("图说："), told, inner=True)
            section.add(said("照片里的人："), *_people(photo), inner=True)
        elif before[path][1] != photo:
            section.add(said("改了说明 "), code(path))
            for spans in _said_anew(before[path][1], photo, pair, entry):
                section.add(*spans, inner=True)
    _drawn(section, pair)
    return section


def _drawn(section: Section, pair: Pair) -> None:
    """Pictures of the handbook: no record describes them, so whoever agrees must see them."""
    before, after = illustrations(pair.base.library), illustrations(pair.head.library)
    fresh = sorted(path for path in after if path not in before or path in pair.media)
    clean = _clean(pair.head, fresh)
    for path in fresh:
        what = "换了手册插图 " if path in before else "新增手册插图 "
        told = "" if path in clean else "（还没有洗净，或者打不开）"
        section.add(said(what), code(path), said(told), photo=path if path in clean else "")


def _shots(library: Library) -> dict[str, Shot]:
    return {
        photo_path(entry, photo): (entry, photo)
        for entry, photo, _ in photographs(library)
        if is_plain_name(photo.file)
    }


def _clean(head: Side, paths: Iterable[str]) -> frozenset[str]:
    """Photographs proven to hold pixels only."""
    found = probe({path: head.root / path for path in sorted(paths)}, Cache(head.root / IN_REGISTER), processes=1)
    return frozenset(path for path, seen in found.items() if isinstance(seen, Probed) and not seen.reveals)


def _state(path: str, clean: frozenset[str], *, hangs: bool) -> str:
    if hangs:
        return ""
    return "（按现在的说明，读者看不到它）" if path in clean else "（还没有洗净，或者打不开，读者看不到它）"


def _people(photo: Photo) -> tuple[Span, ...]:
    people = photo.people or ()
    shown = {("none",): "没有认得出的人", ("crowd",): "人群，认不出是谁", (): "没有写"}.get(tuple(people))
    marks = [text for there, text in ((photo.minors, "有未成年人"), (photo.home, "在别人家里")) if there]
    marks += ["人脸已打码"] if photo.blurred else []
    marks += ["AI 生成"] if photo.ai else []
    rest = said("；" + "，".join(marks)) if marks else said("")
    return (said(shown), rest) if shown else (code("、".join(people)), rest)


def _said_anew(before: Photo, after: Photo, pair: Pair, entry: Entry[Any]) -> Iterable[tuple[Span, ...]]:
    veil, secret = pair.veil, pair.is_withheld(entry.path)
    if secret:
        yield (said(WITHHELD),)
    for key in () if secret else _SAID:
        old, now = veil(getattr(before, key) or ""), veil(getattr(after, key) or "")
        if old != now:
            label = str(Photo.model_fields[key].description).partition("（")[0]
            yield said(f"{label}："), *words(old, now)
    facts = ("people", "minors", "home", "householder", "blurred", "ai")
    if any(getattr(before, key) != getattr(after, key) for key in facts):
        yield said("照片里的人："), *_people(before), said(" → "), *_people(after)
