"""From a register to the views of its review sheet."""

from __future__ import annotations

import datetime as dt
import shlex
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.checks.photos import is_plain_name, photo_path
from generator.console import Console
from generator.photos import masters
from generator.photos.faces import Finder, Found
from generator.photos.formats import Unreadable
from generator.photos.thumbs import Thumb, thumb
from generator.problems import Problem
from generator.records.kinds import Photo
from generator.records.library import Entry, Library
from generator.records.marks import KeyPath
from generator.review.people import persons, said
from generator.review.remarks import remarks
from generator.review.views import Command, Frame, PhotoView, RecordView, SheetView

_ONCE = frozenset({"I8"})
"""Rules that speak once a record, at its first photograph, of all of them; the flags say it of each."""

Listed = tuple[Entry[Any], Photo, KeyPath]


@dataclass(frozen=True, slots=True)
class Desk:
    """What is needed to look at photographs."""

    library: Library
    problems: Sequence[Problem]
    """Of ``jinguo check``."""
    today: dt.date
    finder: Finder | None
    blind: str
    """Why there is none."""


@dataclass(frozen=True, slots=True)
class _Looked:
    """What programs know of a file."""

    found: Found | None = None
    thumb: Thumb | None = None
    size: int = 0


def sheet(desk: Desk, title: str, listed: Sequence[Listed], console: Console) -> SheetView:
    """The sheet of some photographs, in the order of their records."""
    by_record: dict[str, list[Listed]] = {}
    for each in listed:
        by_record.setdefault(each[0].path, []).append(each)
    records, done = [], 0
    for number, photos in enumerate(by_record.values(), start=1):
        views: list[PhotoView] = []
        for each in photos:
            views.append(_photo(desk, each, f"r{number}p{len(views) + 1}"))
            done += 1
            console.progress("看照片", done, len(listed))
        entry = photos[0][0]
        records.append(RecordView(f"r{number}", _title(entry), entry.path, tuple(views), _tick(entry)))
    return SheetView(title, str(desk.today), tuple(records), desk.blind)


def _title(entry: Entry[Any]) -> str:
    return str(getattr(entry.fields, "title", "") or getattr(entry.fields, "name", "") or entry.address)


def _tick(entry: Entry[Any]) -> str:
    return f"jinguo photos review {shlex.quote(entry.path)} --tick"


def _photo(desk: Desk, listed: Listed, anchor: str) -> PhotoView:
    entry, photo, at = listed
    path = photo_path(entry, photo) if is_plain_name(photo.file) else ""
    looked = _looked(desk, path)
    people = persons(desk.library, entry, photo, desk.today)
    found = looked.found
    return PhotoView(
        anchor=anchor,
        path=path or photo.file,
        file=photo.file,
        picture=looked.thumb.address if looked.thumb else "",
        size=_size(looked),
        alt=photo.alt,
        caption=photo.caption or "",
        credit=photo.credit or "",
        people="本人肖像" if at == ("portrait",) and photo.people is None else said(photo),
        persons=people,
        flags=tuple(_flags(photo)),
        frames=_frames(found) if found else (),
        faces=_faces(found),
        remarks=remarks(photo, people, _about(desk.problems, entry, at, path), found, looked.thumb),
        commands=tuple(_commands(entry, photo, found)),
    )


def _looked(desk: Desk, path: str) -> _Looked:
    """A file that cannot be read has a problem of its own."""
    try:
        data = masters.read(desk.library.root / path) if path else b""
        return _Looked(desk.finder.find(data) if desk.finder else None, thumb(data), len(data))
    except Unreadable:
        return _Looked()


def _size(looked: _Looked) -> str:
    if looked.thumb is None:
        return "打不开"
    return f"{looked.thumb.width}×{looked.thumb.height}，{max(1, round(looked.size / 1024))} KB"


def _flags(photo: Photo) -> Iterable[str]:
    if photo.minors:
        yield "有未成年人"
    if photo.home or photo.householder:
        yield "在别人家里"
    if photo.blurred:
        yield "已打码"
    if photo.ai:
        yield "人工智能生成"
    yield "已打勾" if photo.checked else "还没有打勾"


def _faces(found: Found | None) -> str:
    if found is None:
        return "没有程序找过"
    sure = sorted({round(face.score * 100) for face in found.faces})
    sureness = " 到 ".join(f"{each}%" for each in dict.fromkeys([*sure[:1], *sure[-1:]]))
    return f"程序找到 {len(found.faces)} 张" + (f"，把握 {sureness}" if sureness else "")


def _frames(found: Found) -> tuple[Frame, ...]:
    across, down = 100 / found.width, 100 / found.height
    frames = []
    for number, face in enumerate(found.faces, start=1):
        sides = (face.x * across, face.y * down, face.width * across, face.height * down)
        frames.append(Frame(number, *(round(side, 2) for side in sides)))
    return tuple(frames)


def _commands(entry: Entry[Any], photo: Photo, found: Found | None) -> Iterable[Command]:
    start = f"jinguo photos blur {shlex.quote(entry.path)} {shlex.quote(photo.file)}"
    if found and found.faces:
        yield Command("给找到的脸都打码", f"{start} --faces")
    if found and len(found.faces) > 1:
        yield Command("只给其中几张打码（改编号）", f"{start} --face 1 --face 2")
    yield Command("自己框（左、上、宽、高）", f"{start} --box 40%,20%,10%,15%")


def _about(problems: Iterable[Problem], entry: Entry[Any], at: KeyPath, path: str) -> list[Problem]:
    """Problems of a photograph: at its entry of the record, or of the file itself."""
    starts = _starts(entry)
    mine = entry.document.place(*at)
    about = []
    for problem in problems:
        here = problem.path == entry.path and _start(starts, (problem.line, problem.column)) == mine
        if (here and problem.rule not in _ONCE) or problem.path == path:
            about.append(problem)
    return about


def _starts(entry: Entry[Any]) -> list[tuple[int, int]]:
    """Where each top-level key, each photograph and the text begin, in the order of the file."""
    document = entry.document
    keys: Mapping[KeyPath, int] = document.marks
    tops = [at for at in keys if len(at) == 1 or (at[0] == "photos" and len(at) == 2)]  # noqa: PLR2004 - its items
    return sorted([*(document.place(*at) for at in tops), (document.body_line, 0)])


def _start(starts: Sequence[tuple[int, int]], place: tuple[int, int]) -> tuple[int, int] | None:
    number = bisect_right(starts, place)
    return starts[number - 1] if number else None
