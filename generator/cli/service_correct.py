"""``jinguo service correct``: one value of one row, or a row that should not be there."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from generator.cli.keyring import at_terminal, hidden, keys_of
from generator.cli.leaks import identity_option
from generator.cli.register import find_root, root_option
from generator.cli.service_meant import report_meant, team_meant
from generator.clock import today
from generator.console import Terminal
from generator.problems import did_you_mean
from generator.sealed.hours.adding import readers_in
from generator.sealed.hours.correcting import FIELDS, corrected, value_of
from generator.sealed.hours.correcting import delete as remove
from generator.sealed.hours.sheet import COLUMNS
from generator.sealed.refused import Refused
from generator.sealed.sheets import Value
from generator.sealed.writing import append

_MAX_VALUE = 4096


@click.command("correct", options_metavar="[选项]", short_help="更正一行服务记录，原来的留作记录。")
@click.argument("activity", metavar="活动")
@click.argument("row_id", metavar="行号")
@click.argument("field", metavar="项目", required=False)
@click.option("--team", metavar="编号", help="这个人是哪支队伍的（没有钥匙、几支队伍收件公钥不同时写）。")
@click.option("--delete", is_flag=True, help="删掉整行：登记错了人，或者重复登记。")
@identity_option
@root_option
def correct(
    activity: str,
    row_id: str,
    field: str | None,
    team: str | None,
    identities: tuple[Path, ...],
    root: Path | None,
    *,
    delete: bool,
) -> None:
    """更正一行服务记录里的一项：hours 服务时间、date 日期、task 服务内容、number 证号、rating 评价、rated 评价日期等。

    新的内容会问，不显示；也可以从标准输入传进来；什么也不写就是去掉这一项。行号在导出的 服务记录.xlsx 里。
    不用钥匙；原来的一行留着，作为更正记录。

    例子：jinguo service correct activities/2026/0305-xinhua-leifeng s-abcde23456 hours
    """
    console = Terminal()
    meant = report_meant(root or find_root(Path.cwd()), activity, console)
    sheet = meant.activity.sheet
    if delete and field:
        raise click.UsageError("--delete 删掉整行，后面不用写项目")
    try:
        if delete:
            remove(meant.root, sheet, row_id, today())
            console.say(f"已注销 {row_id}，这一行删掉了，不再计入；git 历史里还有")
            return
        keys = keys_of(identities) if identities else None
        rosters = meant.rosters(keys)
        whose = team_meant(rosters, team, meant.federation) if team else None
        key = _key(field)
        changes = _dated(key, value_of(key, _asked(key), meant.activity, rosters, whose))
        lines = corrected(
            meant.activity, row_id, changes, rosters, readers_in(meant.root, rosters),
            identities=keys, team=whose, now=datetime.now(UTC),
        )  # fmt: skip
        append(meant.root, {sheet: lines})
    except Refused as error:
        raise click.ClickException(str(error)) from None
    console.say(f"已更正 {row_id} 的{FIELDS[key]}，原来的留作记录" if lines else "本来就是这样，什么也没有改")


def _dated(key: str, value: Value) -> dict[str, Value]:
    """A rating is given now; another day can be written afterwards."""
    return {key: value, "rated": today().isoformat() if value else ""} if key == "rating" else {key: value}


def _key(field: str | None) -> str:
    """The column that somebody means, by key or by heading."""
    if field is None:
        raise click.UsageError(f"缺少项目，可以写：{'、'.join(FIELDS)}")
    titles = {title: key for key, listed in COLUMNS.items() for title in listed if key in FIELDS}
    key = titles.get(field, field)
    if key not in FIELDS:
        raise click.UsageError(did_you_mean(field, [*FIELDS, *titles]) or f"项目可以写：{'、'.join(FIELDS)}")
    return key


def _asked(key: str) -> str:
    """The new value: never from the command line, where histories and process lists would keep it."""
    if at_terminal():
        return hidden(f"新的{FIELDS[key]}（不写就是去掉）")
    return sys.stdin.read(_MAX_VALUE).strip()
