"""``jinguo service …``: who served at an activity, how long, and what became of it."""

from __future__ import annotations

import click

from generator.cli.wording import LazyGroup

_COMMANDS = {name: f"service_{name}:{name}" for name in ("add", "correct", "tidy", "record", "export")}


@click.group(
    "service",
    cls=LazyGroup,
    lazy=_COMMANDS,
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
    short_help="服务记录：谁、哪天、几小时、做什么（密封）。",
)
def service() -> None:
    """服务记录：活动结束后 10 个工作日内，把参加的人和时间密封到活动旁边（民政部令第67号）。

    登记和更正不用钥匙，导出和去重要钥匙。记录由本级妇联内部登记，不是志愿服务记录证明。

    例子：jinguo service add activities/2026/0305-xinhua-leifeng 签到表.xlsx
    """
