"""``jinguo report …``: forms and figures made from the register and its sealed sheets."""

from __future__ import annotations

import click

from generator.cli.wording import LazyGroup

_COMMANDS = {name: f"report_{name}:{name}" for name in ("form", "stats", "person", "annual", "filing", "changes")}


@click.group(
    "report",
    cls=LazyGroup,
    lazy=_COMMANDS,
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
    short_help="登记表和各种统计（密封资料，要有钥匙）。",
)
def report() -> None:
    """登记表、统计表、服务记录：从登记册和密封表做出来，放进 private/。

    例子：jinguo report form --identity ~/钥匙/总队.identity
    """
