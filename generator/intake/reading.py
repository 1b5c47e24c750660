"""From files that people hand in to a delivery: every part is read by what it is, and nothing of it is lost."""

from __future__ import annotations

import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.checks.privacy import masked
from generator.console import Console
from generator.intake.belonging import part, settle
from generator.intake.delivered import Delivery, Kept
from generator.intake.desk import Desk
from generator.intake.drawings import convert
from generator.intake.encodings import readable
from generator.intake.folders import TOO_LARGE, Found, told, walked
from generator.intake.gathered import Gathered
from generator.intake.limits import MAX_FILE
from generator.intake.parts import read_part
from generator.intake.scopes import Member, scoped


def read(paths: Sequence[Path], console: Console) -> Delivery:
    """Read everything that was handed in; what cannot be read is kept with its reason."""
    whole = Gathered()
    with Desk(console) as desk:
        for number, path in enumerate(paths, start=1):
            whole.add(_from_disk(path, desk))
            console.progress("收件", number, len(paths))
        settle(whole)
        part(whole)
        convert(whole, desk)
    return Delivery(
        tuple(story.piece() for story in whole.stories), tuple(whole.tables), tuple(whole.kept), tuple(whole.notes)
    )


def _from_disk(path: Path, desk: Desk) -> Gathered:
    if path.is_dir():
        return _folder(path, desk)
    found = Gathered()
    try:
        there = path.stat()
    except OSError:
        there = None
    if there is None or not stat.S_ISREG(there.st_mode):
        found.note(readable(path.name), "打不开，没有读，请看看文件还在不在")
        return found
    return _file(Found(path, (), there.st_size), readable(path.name), desk)


def _folder(path: Path, desk: Desk) -> Gathered:
    name = readable(path.resolve().name)
    below = walked(path)

    def taker(each: Found) -> Callable[[str], Gathered]:
        return lambda trail: _file(each, trail, desk)

    found = scoped(
        [Member((*map(readable, each.folders), readable(each.path.name)), taker(each)) for each in below.files], name
    )
    found.notes += told(below, masked(name))
    return found


def _file(each: Found, trail: str, desk: Desk) -> Gathered:
    found = Gathered()
    if each.size > MAX_FILE:
        found.kept.append(Kept(trail, b"", TOO_LARGE, source=each.path))
        found.note(trail, f"：{TOO_LARGE}")
        return found
    try:
        data = each.path.read_bytes()
    except OSError:
        found.note(trail, "打不开，没有读，请看看是不是没有权限")
        return found
    return read_part(trail, data, desk, 0)
