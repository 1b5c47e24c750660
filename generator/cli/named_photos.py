"""Which record is meant on the command line, and which of its photographs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

import click

from generator.checks.photos import is_plain_name, photo_path, photographs
from generator.cli.records_meant import record_meant
from generator.problems import did_you_mean
from generator.records.kinds import Photo
from generator.records.library import Entry, Library
from generator.records.marks import KeyPath

_KINDS = ("activities", "projects", "communities", "volunteers")
"""Kinds of record that have photographs."""


@dataclass(frozen=True, slots=True)
class Named:
    """A photograph that a record names."""

    entry: Entry[Any]
    photo: Photo
    at: KeyPath
    """Where the record speaks of it."""

    @property
    def path(self) -> str:
        """POSIX path of the file, relative to the register's root."""
        return photo_path(self.entry, self.photo)


def named(library: Library) -> Iterator[Named]:
    """Every photograph of a register whose file may be opened; another name is a problem of the record."""
    for entry, photo, at in photographs(library):
        if is_plain_name(photo.file):
            yield Named(entry, photo, at)


def of_record(library: Library, word: str) -> list[Named]:
    """The photographs of the record that somebody means by its folder, its file or its address.

    Raises:
        click.ClickException: there is no such record, or it has no photographs.
    """
    path = record_meant(library.root, word)
    entries = [entry for kind in _KINDS for entry in getattr(library, kind).values()]
    for entry in entries:
        if entry.path == path:
            photos = [each for each in named(library) if each.entry is entry]
            if photos:
                return photos
            raise click.ClickException(f"{entry.path} 里没有写照片（photos），没有可以看的")
    raise click.ClickException(f"{path} 读不出来，请先运行 jinguo check {path}，改好再来")


def of_files(root: Path, photos: list[Named], words: tuple[str, ...]) -> list[Named]:
    """The photographs with these file names, or with these paths, each once.

    Raises:
        click.ClickException: the record does not name one of them, or a path leads to another record's photo.
    """
    by_name = {each.photo.file: each for each in photos}
    chosen: dict[str, Named] = {}
    for word in words:
        name = PurePath(word.replace("\\", "/")).name
        if name in by_name and not _is_at(root, word.replace("\\", "/"), by_name[name].path):
            message = f"{word} 不是 {photos[0].entry.path} 的照片，什么都没有改。请写它自己的活动"
            raise click.ClickException(message)
        if name not in by_name:
            hint = did_you_mean(name, by_name) or f"记录里有：{'、'.join(by_name)}"
            raise click.ClickException(f"{photos[0].entry.path} 的 photos 里没有照片 “{name}”。{hint}")
        chosen[name] = by_name[name]
    return list(chosen.values())


def _is_at(root: Path, word: str, path: str) -> bool:
    """Whether a bare name, or a path from here or from the register's root, means this photo."""
    if "/" not in word:
        return True
    return any((start / word).resolve() == (root / path).resolve() for start in (Path.cwd(), root))
