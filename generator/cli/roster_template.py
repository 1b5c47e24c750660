"""``jinguo roster template``: an empty list to be filled in."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.one_team import federation_of
from generator.cli.register import find_root, root_option
from generator.cli.wording import Command
from generator.sealed.handed.template import template as empty_list


@click.command(
    "template", cls=Command, options_metavar="[选项]", short_help="生成一张空白名单（Excel），发给填表的人。"
)
@click.option(
    "--out",
    required=True,
    metavar="文件",
    type=click.Path(dir_okay=False, path_type=Path),
    help="放到哪里，如 名单.xlsx。",
)
@root_option
def template(out: Path, root: Path | None) -> None:
    """生成一张空白名单：列名、下拉选项、填写说明都有，号码列已经设成文本。

    例子：jinguo roster template --out 名单.xlsx
    """
    federation = federation_of(root or find_root(Path.cwd()))
    if out.suffix.lower() != ".xlsx":
        raise click.UsageError("--out 要以 .xlsx 结尾")
    other = federation.other_category
    words = [*(each for each in federation.categories if each != other), *([other] if other else [])]
    try:
        with out.open("xb") as stream:
            stream.write(empty_list(words, federation.sources, federation.service_times))
    except FileExistsError:
        raise click.ClickException(f"{out} 已经有了，没有覆盖：里面可能填了人。请换个名字") from None
    click.echo(f"已写入 {out}")
