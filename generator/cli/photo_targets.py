"""The record that photos are put into: found by what a clerk types, changed without touching anything else in it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from generator.cli.records_meant import record_meant
from generator.faults import words_of
from generator.locks import alive
from generator.problems import Problem
from generator.records.changes import PORTRAIT
from generator.records.edits import UneditableError, with_item, with_value
from generator.records.source import read_record
from generator.records.stubs import ALT_STUB
from generator.swap import swap, sweep

_UNFINISHED = Path(".cache/intake")
"""Masters on their way; only clean ones ever lie there, so that a killed run reveals nothing."""


Stub = Mapping[str, object]
"""What is known of a new photo without asking the clerk: ``ai``, ``focus``."""


@dataclass(frozen=True, slots=True)
class Target:
    """A record that takes photos."""

    root: Path
    path: str
    """Relative to the root."""
    named: tuple[str, ...]
    """Photo files that it names."""

    @property
    def file(self) -> Path:
        """The record itself."""
        return self.root / self.path

    @property
    def folder(self) -> Path:
        """Where its photos lie."""
        return self.file.parent if self.path.startswith("activities/") else self.file.with_suffix("")

    @property
    def is_portrait(self) -> bool:
        """Whether it takes one photo only."""
        return self.path.startswith(PORTRAIT)

    def with_photos(self, text: str, files: Mapping[str, Stub]) -> str:
        """A text of it with a stub for each file, for the clerk to complete.

        Raises:
            UneditableError: it is written so that no safe change is known.
        """
        for file, known in files.items():
            stub = {"file": file, "alt": ALT_STUB, **known}
            text = with_value(text, ("portrait",), stub) if self.is_portrait else with_item(text, ("photos",), stub)
        return text


def find_target(root: Path, typed: str) -> Target:
    """The record that a folder, a file or an address means.

    Raises:
        click.ClickException: there is none, or its front matter has to be put right first.
    """
    path = record_meant(root, typed)
    try:
        text = (root / path).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise click.ClickException(f"{path} 不是 UTF-8 编码，请先运行 jinguo check {path}") from None
    except OSError as error:
        raise click.ClickException(f"{path} 读不出来（{words_of(error)}），什么也没有放") from None
    return as_target(root, path, text)


def as_target(root: Path, path: str, text: str) -> Target:
    """A record as its text has it now.

    Raises:
        click.ClickException: its front matter has to be put right first.
    """
    found: list[Problem] = []
    values: Any = read_record(path, text.removeprefix("\ufeff").replace("\r\n", "\n"), found).values
    if found or not isinstance(values, Mapping):
        raise click.ClickException(f"{path} 的信息块有错误，请先运行 jinguo check {path}，改好再放照片")
    portrait = values.get("portrait")
    listed = [portrait] if path.startswith(PORTRAIT) else values.get("photos") or []
    named = [each.get("file") for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []
    target = Target(root, path, tuple(str(each) for each in named if each))
    if not target.is_portrait or not target.named:
        try:
            target.with_photos(text, {"01.jpg": {}})
        except UneditableError:
            message = f"{path} 里 photos 的写法程序不敢改，请先改成一行一张，例如 “  - {{file: 01.jpg, alt: …}}”"
            raise click.ClickException(message) from None
    return target


def move(finished: Path, place: Path) -> None:
    """Rename; across file systems, where that is impossible, the file is copied beside its place first.

    Only under the lock of the register: what a killed command left beside the place goes.
    """
    sweep(place)
    try:
        finished.replace(place)
    except OSError:
        swap(place, finished.read_bytes())


@contextmanager
def unfinished(root: Path) -> Iterator[Path]:
    """A folder of one's own outside of the register's folders; what killed runs have left there goes first."""
    parent = root / _UNFINISHED
    parent.mkdir(parents=True, exist_ok=True)
    for left in parent.iterdir():
        maker = left.name.partition("-")[0]
        if not (maker.isascii() and maker.isdigit() and alive(int(maker))):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
