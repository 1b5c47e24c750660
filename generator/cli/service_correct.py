"""``jinguo service correct``: one value of one row, or a row that should not be there."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from generator.cli.keyring import at_terminal, hidden, identity_option, keys_of
from generator.cli.register import find_root, root_option
from generator.cli.service_meant import Meant, report_meant, team_meant
from generator.cli.wording import Command
from generator.clock import today
from generator.console import Console, Terminal
from generator.problems import did_you_mean
from generator.sealed.hours.columns import COLUMNS
from generator.sealed.hours.correcting import FIELDS, corrected, must_be_there, value_of
from generator.sealed.hours.correcting import delete as remove
from generator.sealed.refused import Refused
from generator.sealed.sheets import Value
from generator.sealed.writing import append

_MAX_VALUE = 4096


@click.command("correct", cls=Command, options_metavar="[选项]", short_help="更正一行服务记录，原来的留作记录。")
@click.argument("activity", metavar="活动")
@click.argument("row_id", metavar="行号")
@click.argument("field", metavar="项目", required=False)
@click.option("--team", metavar="编号", help="这个人是哪支队伍的（没有钥匙、几支队伍收件公钥不同时写）。")
@click.option("--delete", is_flag=True, help="删掉整行：登记错了人，或者重复登记。")
@click.option("--yes", is_flag=True, help="删整行时不再问，直接删。")
@click.option("--dry-run", is_flag=True, help="只检查，什么也不写。")
@identity_option
@root_option
def correct(
    activity: str,
    row_id: str,
    field: str | None,
    team: str | None,
    identities: tuple[Path, ...],
    root: Path | None,
    **flags: bool,
) -> None:
    """更正一行服务记录里的一项：hours 服务时间、date 日期、task 服务内容、number 证号、rating 评价、rated 评价日期等。

    新的内容会问，不显示；也可以从标准输入传进来；什么也不写就是去掉这一项。行号在导出的 服务记录.xlsx 里。
    不用钥匙；原来的一行留着，作为更正记录。

    例子：jinguo service correct activities/2026/0305-xinhua-leifeng s-abcde23456 hours
    """
    console = Terminal()
    delete, yes, dry_run = (flags[each] for each in ("delete", "yes", "dry_run"))
    if delete and (field or team or identities):
        raise click.UsageError("--delete 删掉整行，不看内容：不用写项目，也不用 --team 和 --identity")
    if yes and not delete:
        raise click.UsageError("--yes 只和 --delete 一起用")
    key = "" if delete else _key(field)
    meant = report_meant(root or find_root(Path.cwd()), activity, console)
    try:
        must_be_there(meant.root, meant.activity.sheet, row_id, leftover=delete)
        if delete:
            _delete(meant, row_id, console, yes=yes, dry_run=dry_run)
            return
        lines = _lines(meant, row_id, key, team, identities)
        if not dry_run:
            append(meant.root, {meant.activity.sheet: lines})
    except Refused as error:
        raise click.ClickException(str(error)) from None
    done = f"{'可以更正' if dry_run else '已更正'} {row_id} 的{FIELDS[key]}，原来的留作记录"
    console.say(done if lines else "本来就是这样，什么也没有改")
    if dry_run:
        console.say("这次只检查，什么也没有写")


def _lines(meant: Meant, row_id: str, key: str, team: str | None, identities: tuple[Path, ...]) -> list[str]:
    """The sealed line of the value that is asked for now."""
    keys = keys_of(identities) if identities else None
    rosters = meant.rosters(keys)
    whose = team_meant(rosters, team, meant.federation) if team else None
    changes = _dated(key, value_of(key, _asked(key), meant.activity, rosters, whose))
    return corrected(
        meant.activity, row_id, changes, rosters, meant.readers(),
        identities=keys, team=whose, now=datetime.now(UTC),
    )  # fmt: skip


def _delete(meant: Meant, row_id: str, console: Console, *, yes: bool, dry_run: bool) -> None:
    """Take a whole row out, asked before."""
    if dry_run:
        console.say(f"可以删掉 {row_id} 这一行。这次只检查，什么也没有写")
        return
    if not yes:
        click.confirm(f"删掉 {row_id} 这一行以后只能从 git 历史里找回，确定吗？", abort=True, err=True)
    remove(meant.root, meant.activity.sheet, [row_id], today())
    console.say(f"已注销 {row_id}，这一行删掉了，不再计入；git 历史里还有")


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
