"""Where a command may put what is made for others: below ``dist/`` of the register, or outside of it."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.register import FEDERATION
from generator.faults import words_of
from generator.publish.outputs import OUTPUTS, outputs


def public_folder(root: Path, asked: Path | None, default: str) -> Path:
    """The folder for outputs without links, which is not made; ``dist/``, where it lies in there, is.

    Call it when there is something to write: until then nothing appears on the disk.

    Args:
        root: of the register.
        asked: what ``--out`` says, seen from where the command was given.
        default: below ``dist/``, such as ``print``.

    Raises:
        click.ClickException: nothing may be put there; see ``public_place``.
    """
    place = public_place(root, asked, default)
    try:
        if _above(place, root):
            outputs(root)
    except OSError as error:
        raise click.ClickException(f"{OUTPUTS} 文件夹建不起来：{words_of(error)}") from None
    return place


def public_place(root: Path, asked: Path | None, default: str) -> Path:
    """As ``public_folder``; nothing is made.

    Raises:
        click.ClickException: it lies in the register but not below ``dist/``, in another register, or in ``.git``.
    """
    try:
        place = (asked or root / OUTPUTS / default).resolve()
    except (OSError, RuntimeError) as error:  # links that lead to one another
        raise click.ClickException(f"{asked or OUTPUTS} 不能用：{words_of(error, '路径不对')}") from None
    shown = asked or place
    if any(part.casefold() == ".git" for part in place.parts):
        raise click.ClickException(f"{shown} 在 .git 里，那是 git 自己的地方，请换一个文件夹")
    within = _above(place, root)
    if within and not _in_outputs(place, within[0]):
        message = f"{shown} 在登记册里，不是放成品的地方"
        raise click.ClickException(f"{message}，请换一个文件夹：{OUTPUTS} 里的，或者登记册以外的")
    between = within[1:] or (place, *place.parents)
    if any((each / FEDERATION).is_file() for each in between):
        raise click.ClickException(f"{shown} 在另一个登记册里，请换一个文件夹")
    return place


def _above(place: Path, root: Path) -> tuple[Path, ...]:
    """The register as the place spells it, then all folders from there down to the place; empty where it lies outside.

    Asked of the disk: on some, upper and lower case are one, and a folder can be mounted twice.
    """
    down = (place, *place.parents)[::-1]
    at = next((at for at, each in enumerate(down) if _same(each, root)), None)
    return () if at is None else down[at:]


def _in_outputs(place: Path, root: Path) -> bool:
    parts = place.relative_to(root).parts
    own = root / OUTPUTS
    return bool(parts) and not own.is_symlink() and (parts[0] == OUTPUTS or _same(root / parts[0], own))


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
