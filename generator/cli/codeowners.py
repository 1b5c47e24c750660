"""``jinguo codeowners``: who is asked on the platform to look at which folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.register import find_root, root_option
from generator.cli.wording import Command
from generator.proposal.owners import PLACE, NoOwners, owners
from generator.records.library import load


@click.command("codeowners", cls=Command, options_metavar="[选项]", short_help="按 signers 生成 CODEOWNERS。")
@click.option("--check", "only", is_flag=True, help="只核对，不写；不一致时退出码是 1。")
@root_option
def codeowners(root: Path | None, *, only: bool) -> None:
    """按 teams/federation.yml 的 signers 和 maintainers，生成 .github/CODEOWNERS：哪个文件夹有改动，请谁来看。

    例子：jinguo codeowners --check
    """
    found_root = root or find_root(Path.cwd())
    library, _ = load(found_root, sealed=False)
    if library.federation is None:
        raise click.ClickException("teams/federation.yml 读不出来：请先运行 jinguo check")
    try:
        text = owners(library)
    except NoOwners as reason:
        raise click.ClickException(str(reason)) from None
    place = found_root / PLACE
    same = place.is_file() and not place.is_symlink() and place.read_text(encoding="utf-8") == text
    if same:
        click.echo(f"{PLACE} 不用改")
    elif only:
        click.echo(f"{PLACE} 与 signers 不一致：请运行 jinguo codeowners")
        sys.exit(1)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"写好了 {PLACE}")
