"""``jinguo photos``: from a phone into the register."""

from __future__ import annotations

import click

from generator.cli.wording import LazyGroup

_COMMANDS = {name: f"photos_{name}:{name}" for name in ("add", "clean", "blur", "review")}


@click.group(
    "photos",
    cls=LazyGroup,
    lazy=_COMMANDS,
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
    short_help="照片：放进登记册、洗净、打码、核对。",
)
def photos() -> None:
    """照片：从手机放进登记册，洗净，打码，核对。

    例子：jinguo photos add activities/2026/0305-xinhua-leifeng ~/手机照片
    """
