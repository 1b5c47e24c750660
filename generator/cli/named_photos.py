"""Which record is meant on the command line, and which of its photographs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from generator.checks.photos import is_plain_name, photo_path, photographs
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
    plain = word.strip("/")
    meant = {_inside(library.root, word), plain, f"activities/{plain}", f"content/{plain}"}
    entries = [entry for kind in _KINDS for entry in getattr(library, kind).values()]
    for entry in entries:
        if meant & {entry.path, entry.folder, entry.address}:
            photos = [each for each in named(library) if each.entry is entry]
            if photos:
                return photos
            raise click.ClickException(f"{entry.path} 里没有写照片（photos），没有可以看的")
    names = [name for entry in entries for name in (entry.folder, entry.address)]
    hint = did_you_mean(word, names) or "写活动的文件夹，例如 activities/2026/0305-xinhua-leifeng"
    raise click.ClickException(f"没有找到记录 “{word}”。{hint}")


def of_files(photos: list[Named], words: tuple[str, ...]) -> list[Named]:
    """The photographs with these file names, each once; a path to a file counts by its name.

    Raises:
        click.ClickException: the record does not name one of them.
    """
    by_name = {each.photo.file: each for each in photos}
    chosen: dict[str, Named] = {}
    for word in words:
        name = Path(word).name
        if name not in by_name:
            hint = did_you_mean(name, by_name) or f"记录里有：{'、'.join(by_name)}"
            raise click.ClickException(f"{photos[0].entry.path} 的 photos 里没有照片 “{name}”。{hint}")
        chosen[name] = by_name[name]
    return list(chosen.values())


def _inside(root: Path, word: str) -> str:
    """A path as the register writes it; empty for one that lies outside."""
    for start in (Path.cwd(), root):
        full = (start / word).resolve()
        if full.exists() and full.is_relative_to(root.resolve()):
            return full.relative_to(root.resolve()).as_posix()
    return ""
