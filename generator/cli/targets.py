"""The targets of ``publish.yml`` for commands: found by name, opened with what stands in the environment."""

from __future__ import annotations

import os
from pathlib import Path

import click

from generator.console import Console
from generator.mirrors.parts import Mirror, MirrorError
from generator.problems import did_you_mean
from generator.programs import children
from generator.publish.outputs import OUTPUTS, outputs
from generator.records.publishing import load_publishing
from generator.records.targets import (
    FILE,
    AnyTarget,
    BundleTarget,
    FolderTarget,
    HostingTarget,
    ObjectTarget,
    Publishing,
    SshTarget,
)

_SHOWN = 10

unencrypted_option = click.option(
    "--unencrypted", is_flag=True, help="目标写了 tls: false 的：这一次口令不加密也连，路上谁都看得到。"
)


def publishing_of(root: Path) -> Publishing:
    """The whole file.

    Raises:
        click.ClickException: there is none, or it has mistakes; every one is told.
    """
    found, problems = load_publishing(root)
    if problems:
        lines = [str(problem) for problem in problems[:_SHOWN]]
        raise click.ClickException("\n".join([f"{FILE} 有错误，没有发布：", *lines]))
    if found is None:
        raise click.ClickException(f"登记册里没有 {FILE}：请照手册“发布”一页写好往哪里发")
    return found


def one_target(root: Path, name: str) -> AnyTarget:
    """The target of a name.

    Raises:
        click.ClickException: there is none; the names that there are are told.
    """
    return named_target(publishing_of(root), name)


def named_target(publishing: Publishing, name: str) -> AnyTarget:
    """The target of a name; see ``one_target``."""
    target = publishing.targets.get(name)
    if target is None:
        names = "、".join(publishing.targets)
        hint = did_you_mean(name, publishing.targets) or (f"可以用：{names}" if names else "里面一个目标也没有")
        raise click.UsageError(f"{FILE} 里没有 “{name[:60]}” 这个目标。{hint}")
    return target


def open_mirror(
    root: Path, name: str, target: AnyTarget, console: Console | None = None, *, thorough: bool = False
) -> Mirror:
    """The way to a target; whoever opens it closes it. Libraries for servers are loaded only for their own kind.

    Args:
        root: of the register.
        name: of the target.
        target: as ``publish.yml`` has it.
        console: hears of long work.
        thorough: let a server that remembers what it has read read everything anew.

    Raises:
        click.ClickException: it cannot be opened.
    """
    try:
        return _opened(root, name, target, console, thorough=thorough)
    except MirrorError as error:
        raise click.ClickException(str(error)) from None


def _opened(root: Path, name: str, target: AnyTarget, console: Console | None, *, thorough: bool) -> Mirror:
    if isinstance(target, SshTarget):
        from generator.mirrors.ssh.mirror import SshMirror  # noqa: PLC0415 - only who uses it pays for it

        return SshMirror(target, children(), console, thorough=thorough)
    if isinstance(target, BundleTarget):
        from generator.mirrors.bundle.mirror import BundleMirror  # noqa: PLC0415

        return BundleMirror(root, name, target, console)
    if isinstance(target, FolderTarget):
        _outside(root, target.folder)
    if isinstance(target, FolderTarget) and target.links:
        from generator.mirrors.folder.mirror import FolderMirror  # noqa: PLC0415

        return FolderMirror(root, target, console)
    return _plain(root, name, target, console)


def _outside(root: Path, folder: str) -> None:
    """A folder target is filled and emptied: it must hold nothing of the register, wherever a link leads."""
    register, place = root.resolve(), (root / Path(folder).expanduser()).resolve()
    inside = place.is_relative_to(register) and not place.is_relative_to(register / OUTPUTS)
    if inside or register.is_relative_to(place) or place == register / OUTPUTS:
        raise MirrorError(f"folder 写的 {folder} 里是登记册，或者就在登记册里，不能当作目标：请换一个文件夹")


def _plain(
    root: Path, name: str, target: HostingTarget | ObjectTarget | FolderTarget, console: Console | None
) -> Mirror:
    from generator.mirrors.plain.mirror import PlainMirror  # noqa: PLC0415
    from generator.mirrors.state import exposed  # noqa: PLC0415

    if isinstance(target, HostingTarget):
        from generator.mirrors import hosting  # noqa: PLC0415

        site, state = hosting.open_stores(name, target, os.environ)
    elif isinstance(target, ObjectTarget):
        from generator.mirrors.objects import store as objects  # noqa: PLC0415

        site, state = objects.open_stores(name, target, os.environ)
    else:
        from generator.mirrors.folder.store import FolderStore  # noqa: PLC0415

        place = root / Path(target.folder).expanduser()
        site, state = FolderStore(place), FolderStore(place.with_name(f"{place.name}-jinguo"))
    return PlainMirror(site, state, target.keep, console, exposed=exposed(target))


def prepare(root: Path, target: AnyTarget) -> None:
    """Make the way to a folder in the register's own outputs; elsewhere a folder above that is missing is a mistake.

    A disk that is not plugged in must not become a folder of that name on another disk.
    """
    if isinstance(target, FolderTarget | BundleTarget):
        place = (root / Path(target.folder).expanduser()).resolve()
        if place.is_relative_to(root.resolve() / OUTPUTS):
            outputs(root)
            place.parent.mkdir(parents=True, exist_ok=True)


def described(target: AnyTarget) -> str:
    """Where a target is, for people; no account is told."""
    if isinstance(target, SshTarget | HostingTarget):
        where = f"{target.kind.upper()} {target.host} 的 {target.folder}"
    elif isinstance(target, ObjectTarget):
        where = f"{target.kind.upper()} 存储桶 {target.bucket}{f' 的 {target.folder}' if target.folder else ''}"
    else:
        where = f"{'压缩包，放在' if isinstance(target, BundleTarget) else '文件夹'} {target.folder}"
    return f"{where}{'（试用）' if target.trial else ''}"


def sized(count: int) -> str:
    """Bytes as people read them."""
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("KB", 10**3)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count} 字节"
