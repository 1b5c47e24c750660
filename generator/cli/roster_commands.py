"""``jinguo roster …``: the private roster."""

from __future__ import annotations

import click

from generator.cli.wording import LazyGroup

_COMMANDS = {
    "export": "roster:export",
    **{name: f"roster_{name}:{name}" for name in ("add", "template", "remove", "review")},
}


@click.group(
    "roster",
    cls=LazyGroup,
    lazy=_COMMANDS,
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
    short_help="名册（密封资料，要有钥匙）。",
)
def roster() -> None:
    """名册：登记在密封表里的志愿者和领队联系方式。

    例子：jinguo roster export --identity ~/钥匙/总队.identity
    """
