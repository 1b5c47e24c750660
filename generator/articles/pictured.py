"""Photographs of a story as numbered files with words below them."""

from __future__ import annotations

from generator.articles.outgoing import Hung, Outgoing
from generator.articles.parts import Picture
from generator.pages.pictures import MADE
from generator.records.kinds import Photo


def pictures(going: Outgoing) -> tuple[Picture, ...]:
    """In the order of the record, which is that of the text."""
    return tuple(_picture(number, hung) for number, hung in enumerate(going.photos, 1))


def _picture(number: int, hung: Hung) -> Picture:
    return Picture(f"{number:02}.jpg", hung.data, _described(hung.photo), _caption(hung.photo))


def _described(photo: Photo) -> str:
    return f"{photo.alt}（{MADE}）" if photo.ai else photo.alt


def _caption(photo: Photo) -> str:
    """``caption（credit）``; a picture that a program made says so on itself, wherever it goes."""
    behind = "，".join(word for word in (photo.credit, MADE if photo.ai else "") if word)
    caption = photo.caption or ""
    return f"{caption}（{behind}）" if caption and behind else caption or behind
