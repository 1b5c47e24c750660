"""``jinguo codeowners``: who is asked on the platform to look at which folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.register import find_root, root_option
from generator.cli.wording import Command
from generator.proposal.owners import FIRST, PLACES, NoOwners, owners
from generator.proposal.trees import NoRevision, place_of
from generator.records.library import load


@click.command("codeowners", cls=Command, options_metavar="[选项]", short_help="按 signers 生成 CODEOWNERS。")
@click.option("--check", "only", is_flag=True, help="只核对，不写；不一致时退出码是 1。")
@root_option
def codeowners(root: Path | None, *, only: bool) -> None:
    """按 teams/federation.yml 的 signers 和 maintainers，写明哪个文件夹有改动，请谁来看。

    GitHub 读 .github/CODEOWNERS，GitLab 读 .gitlab/CODEOWNERS，两个文件一样，放在仓库的最上层。

    例子：jinguo codeowners --check
    """
    found_root = root or find_root(Path.cwd())
    library, _ = load(found_root, sealed=False)
    if library.federation is None:
        raise click.ClickException("teams/federation.yml 读不出来：请先运行 jinguo check")
    place = _place(found_root)
    top = found_root.resolve().parents[place.count("/") - 1] if place else found_root
    try:
        text = owners(library, place)
    except NoOwners as reason:
        raise click.ClickException(str(reason)) from None
    wrong = [name for name in PLACES if not _same(top / name, text)]
    names = " 和 ".join(wrong or PLACES)
    others = [name for name in wrong if place and _is_somebody_elses(top / name)]
    if others and not only:
        message = f"仓库最上层的 {'、'.join(others)} 不是 jinguo 写的，没有改：请把下面的内容自己加进去"
        raise click.ClickException(f"{message}\n\n{text}")
    if not wrong:
        click.echo(f"{names} 不用改")
    elif only:
        click.echo(f"{names} 与 signers 不一致：请运行 jinguo codeowners")
        sys.exit(1)
    else:
        for name in wrong:
            _write(top / name, text)
        click.echo(f"写好了 {names}")


def _place(root: Path) -> str:
    """Where the register lies in its repository; without one it is taken for the top."""
    try:
        return place_of(root)
    except NoRevision:
        return ""


def _is_somebody_elses(path: Path) -> bool:
    """A larger repository may have one of its own, which is not ours to replace."""
    return path.is_file() and FIRST not in path.read_text(encoding="utf-8", errors="replace").splitlines()


def _same(place: Path, text: str) -> bool:
    return place.is_file() and not place.is_symlink() and place.read_bytes() == text.encode()


def _write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.is_symlink():
        place.unlink()
    place.write_text(text, encoding="utf-8", newline="\n")
