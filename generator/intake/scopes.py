"""Folders on disk and folders in archives: what lies in one belongs together before it meets the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.intake.belonging import settle
from generator.intake.gathered import Gathered
from generator.intake.lines import clean
from generator.intake.unpacking import natural

BETWEEN = " › "


def last(trail: str) -> str:
    """The name of the file itself at the end of where it came from."""
    return trail.rpartition(BETWEEN)[2]


def stem(trail: str) -> str:
    """The same without its ending: what a document is about."""
    name = last(trail)
    return clean(name.rpartition(".")[0] or name)


@dataclass(frozen=True, slots=True)
class Member:
    """One file in a tree of folders."""

    path: tuple[str, ...]
    """Folders and the name."""
    read: Callable[[str], Gathered]
    """Reads it; told where it came from."""


def scoped(members: Sequence[Member], trail: str) -> Gathered:
    """Read a tree of folders; each gives its pictures to its own stories first."""
    found = Gathered()
    folders: dict[str, list[Member]] = {}
    for each in sorted(members, key=lambda member: natural(member.path[0])):
        if len(each.path) > 1:
            folders.setdefault(each.path[0], []).append(Member(each.path[1:], each.read))
        else:
            found.add(each.read(f"{trail}{BETWEEN}{each.path[0]}"))
    for name, inside in folders.items():
        found.add(scoped(inside, f"{trail}{BETWEEN}{name}"))
    settle(found)
    return found
