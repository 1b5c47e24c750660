"""``jinguo print …``: posters, leaflets, certificates, cards and sheets."""

from __future__ import annotations

import click

from generator.cli.wording import LazyGroup

_COMMANDS = {name: f"print_{name}:{name}" for name in ("poster", "story", "leaflet", "certificate", "card", "record")}


@click.group(
    "print",
    cls=LazyGroup,
    lazy=_COMMANDS,
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
    short_help="海报、折页、荣誉证书、志愿者证（PDF）。",
)
def printing() -> None:
    """海报、折页、证书、A4 文稿：从登记册排好版，放进 dist/print/；志愿者证和服务记录表要有钥匙，放进 private/。

    例子：jinguo print story 1018-xiatang-chongyang
    """
