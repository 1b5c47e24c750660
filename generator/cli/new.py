"""``jinguo new …``: begins a record, fills what it can, and says what is left."""

from __future__ import annotations

import click

from generator.cli.wording import LazyGroup

_COMMANDS = {
    "activity": "new_activity:activity",
    "team": "new_team:team",
    "project": "new_pages:project",
    "volunteer": "new_pages:volunteer",
    "community": "new_pages:community",
}


@click.group(
    "new",
    cls=LazyGroup,
    lazy=_COMMANDS,
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
    short_help="新建一篇活动、一支队伍、一个项目……问几句话，其余自动填。",
)
def new() -> None:
    """在终端里一句一句问，写错了会说明原因再问；每一问也可以用选项写好，不用终端。

    已有的文件从不改动。

    例子：jinguo new activity
    """
