"""Which record somebody means on the command line: the same words mean the same record to every command."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import click

from generator.problems import did_you_mean

EXAMPLE = "写活动的文件夹，例如 activities/2026/0305-xinhua-leifeng"
_RECORD = re.compile(r"activities/\d{4}/[^/]+/report\.md|content/(?:projects|communities|volunteers)/[^/]+\.md")
"""Records that have photographs."""
_ABOVE = ("", "activities", "content")
_SLUG = re.compile(r"[^/\\*?\[\]\0]+")


def record_meant(root: Path, typed: str) -> str:
    """The record, as a path relative to the root, of its folder, file, address, or last part of the address.

    Raises:
        click.ClickException: there is none, or more than one.
    """
    found = _record(root, typed)
    if found is None:
        known = [name for path in _known(root) for name in (_folder(path), _address(path))]
        hint = did_you_mean(_plain(typed), known) or EXAMPLE
        raise click.ClickException(f"没有找到记录 “{typed[:100]}”。{hint}")
    return found


def places_meant(root: Path, typed: str) -> list[str]:
    """Files and folders of the register, relative to its root: one that is there, or a record with its photos' folder.

    Raises:
        click.ClickException: it is not there, or lies outside of the register.
    """
    by_path = next(_paths(root, typed), None)
    if by_path is not None:
        return [by_path, _folder(by_path)]
    outside = ""
    for start in _starts(root):
        full = Path(os.path.abspath(start / _slashed(typed)))  # noqa: PTH100 - a link in the path is the user's own
        if _exists(full):
            inner = _inner(root, full)
            if inner is not None:
                return [inner]
            outside = f"{typed} 不在登记册里（登记册在 {root}）"
    found = None if outside else _record(root, typed)
    if found is None:
        raise click.ClickException(outside or f"没有这个文件或文件夹：{typed}")
    return [found, _folder(found)]


def under(path: str, folder: str) -> bool:
    """Whether a path lies in a folder or is it."""
    return folder in {".", path} or path.startswith(f"{folder}/")


def _record(root: Path, typed: str) -> str | None:
    """What a path means, and only then what a bare name does."""
    by_path = next(_paths(root, typed), None)
    name = _plain(typed).rpartition("/")[2]
    if by_path is not None or not _SLUG.fullmatch(_plain(typed)):
        return by_path
    named = [path for path in _known(root) if _address(path).rpartition("/")[2] == name]
    if len(named) > 1:
        raise click.ClickException(f"“{name}” 有 {len(named)} 条记录：{'、'.join(named[:5])}。请写全")
    return named[0] if named else None


def _paths(root: Path, typed: str) -> Iterator[str]:
    """Records whose file or folder a path leads to, read from where the command runs and from the register."""
    for start in _starts(root):
        full = Path(os.path.abspath(start / _slashed(typed)))  # noqa: PTH100 - a link in the path is the user's own
        if not full.name:
            continue
        stem = full.name.removesuffix(".html")
        for file in (full, full / "report.md", full.with_name(f"{stem}.md"), full.with_name(stem) / "report.md"):
            path = _inner(root, file)
            if path is not None and _RECORD.fullmatch(path) and _exists(file):
                yield path


def _starts(root: Path) -> Iterator[Path]:
    yield Path.cwd()
    yield from (root / each for each in _ABOVE)


def _inner(root: Path, full: Path) -> str | None:
    """A path as the register writes it."""
    for one, other in ((full, root), (full, root.resolve()), (full.resolve(), root.resolve())):
        if one.is_relative_to(other):
            return one.relative_to(other).as_posix()
    return None


def _exists(full: Path) -> bool:
    try:
        return full.exists()
    except (OSError, ValueError):  # a name that is too long, or no name at all
        return False


def _known(root: Path) -> list[str]:
    """Every record that has photographs."""
    found = [*root.glob("activities/*/*/report.md"), *root.glob("content/*/*.md")]
    paths = sorted(path.relative_to(root).as_posix() for path in found)
    return [path for path in paths if _RECORD.fullmatch(path)]


def _folder(path: str) -> str:
    """Where the photographs of a record lie."""
    return path.removesuffix("/report.md") if path.startswith("activities/") else path.removesuffix(".md")


def _address(path: str) -> str:
    folder = _folder(path)
    return folder.removeprefix("activities/").removeprefix("content/")


def _slashed(typed: str) -> str:
    """Windows writes backslashes, and no name of ours has one."""
    return typed.replace("\\", "/")


def _plain(typed: str) -> str:
    return _slashed(typed).strip("/").removesuffix(".md").removesuffix(".html")
