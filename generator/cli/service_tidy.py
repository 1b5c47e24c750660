"""``jinguo service tidy``: rows that only repeat another one go, all at once."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.keyring import identity_option, keys_of
from generator.cli.private import demand_key
from generator.cli.register import find_root, root_option
from generator.cli.service_meant import report_meant
from generator.cli.wording import Command
from generator.clock import today
from generator.console import Console, Terminal
from generator.sealed.hours.adding import on_record
from generator.sealed.hours.correcting import delete
from generator.sealed.hours.repeats import Repeated, repeated
from generator.sealed.hours.rosters import Rosters
from generator.sealed.refused import Refused
from generator.sealed.rosters import as_text
from generator.sealed.sheets import OpenedRow


@click.command("tidy", cls=Command, options_metavar="[选项]", short_help="一次删掉一场活动里重复登记的行。")
@click.argument("activity", metavar="活动")
@click.option("--yes", is_flag=True, help="不再问，直接删。")
@click.option("--dry-run", is_flag=True, help="只检查，什么也不写。")
@identity_option
@root_option
def tidy(activity: str, identities: tuple[Path, ...], root: Path | None, *, yes: bool, dry_run: bool) -> None:
    """删掉一场活动里完全重复的服务记录：同一个人、同一天登记了几次，内容一样，只留最后密封的一行。

    签到表没有钥匙又交了一次，就会这样。内容不一样的不删，列出来，请核对以后用 jinguo service correct 删掉不对的。

    例子：jinguo service tidy activities/2026/0305-xinhua-leifeng --identity ~/钥匙/总队.identity
    """
    demand_key(identities)
    console = Terminal()
    meant = report_meant(root or find_root(Path.cwd()), activity, console)
    keys = keys_of(identities)
    record = on_record(meant.root, meant.activity.sheet, keys)
    rosters = meant.rosters(keys)
    found = repeated(record.opened.rows if record.opened else (), lambda row: _number(row, rosters))
    same = [row.row_id for each in found for row in each.same]
    _tell(found, meant.activity.address, record.blind, console)
    if not same:
        console.say("没有完全重复的行")
        return
    console.say(f"{meant.activity.sheet} 里有 {len(same)} 行完全重复：{'、'.join(same)}")
    if dry_run:
        console.say("这次只检查，什么也没有写")
        return
    if not yes:
        click.confirm("删掉以后只能从 git 历史里找回，确定吗？", abort=True, err=True)
    try:
        delete(meant.root, meant.activity.sheet, same, today())
    except Refused as error:
        raise click.ClickException(str(error)) from None
    console.say(f"已删掉 {len(same)} 行重复的，行号不会再用；git 历史里还有")


def _number(row: OpenedRow, rosters: Rosters) -> str:
    """Whose row it is that has a name alone, where her team has that name once."""
    name, team = as_text(row.values.get("name", "")), as_text(row.values.get("team", ""))
    found = rosters.name(name, rosters.team(team) or team) if name and team else []
    return found[0][1] if len(found) == 1 else ""


def _tell(found: list[Repeated], address: str, blind: int, console: Console) -> None:
    """What only people can decide."""
    for each in found:
        for row in each.other:
            message = f"{row.row_id} 和 {each.kept.row_id} 是同一个人、同一天，内容不一样，只计 {each.kept.row_id}"
            console.warn(f"{message} —— 请核对，删掉不对的：jinguo service correct {address} 行号 --delete")
    if blind:
        console.warn(f"注意：有 {blind} 行这把钥匙打不开，没有核对")
