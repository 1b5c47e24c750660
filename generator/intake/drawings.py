"""Pictures that no browser shows (EMF, WMF, BMP, TIFF) become PNG where LibreOffice is at hand; originals are kept."""

from __future__ import annotations

from generator.intake.belonging import drop_picture
from generator.intake.delivered import Picture
from generator.intake.desk import Desk
from generator.intake.gathered import Gathered, Story
from generator.intake.office import converted, installed
from generator.intake.recognised import recognised
from generator.intake.scopes import BETWEEN

_MOST = 60
"""Drawings of one delivery that are converted: a folder of scans would keep a clerk waiting for an hour."""
_KINDS = ((b"BM", "bmp"), (b"II*\0", "tif"), (b"MM\0*", "tif"), (b"\x01\0\0\0", "emf"))
_DONE = "{kind} 图已经转成 PNG 放进草稿，原图留着备查"
_NOT_DONE = "{kind} 图转换不了，没有放进草稿，请截图或另存为 PNG 再交"
_MISSING = "{kind} 图要装了 LibreOffice 才能转换，这里没有，请截图或另存为 PNG 再交"


def kind_of(picture: Picture) -> str:
    """Suffix of a format that has to be converted; empty for the others."""
    if recognised(picture.name, picture.data) not in {"picture", "metafile"}:
        return ""
    found = next((kind for start, kind in _KINDS if picture.data.startswith(start)), "")
    return found or ("wmf" if recognised(picture.name, picture.data) == "metafile" else "")


def convert(found: Gathered, desk: Desk) -> None:
    """Convert all of them in one run."""
    there = [
        (story, picture, kind) for story in found.stories for picture in story.pictures if (kind := kind_of(picture))
    ]
    made = converted([(kind, picture.data) for _, picture, kind in there[:_MOST]], "png", desk)
    made += [None] * (len(there) - len(made))
    for (story, picture, kind), png in zip(there, made, strict=True):
        place = next(place for place, each in enumerate(story.pictures) if each is picture)
        reason = (_DONE if png else _NOT_DONE if installed() else _MISSING).format(kind=kind.upper())
        if png:
            story.pictures[place] = Picture(f"{picture.name.rpartition('.')[0] or picture.name}.png", png)
        else:
            _out(found, story, place, reason)
        found.keep(f"{story.name}{BETWEEN}{picture.name}", picture.data, reason)


def _out(found: Gathered, story: Story, place: int, reason: str) -> None:
    found.note(f"{story.name}{BETWEEN}{story.pictures[place].name}", f"：{reason}")
    drop_picture(story, place)
