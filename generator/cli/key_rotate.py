"""``jinguo key rotate``: sheets are sealed anew to those who may read them now."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.facts import activity_facts, team_facts
from generator.cli.leaks import identity_option, warn_some
from generator.cli.private import keys_at_hand, readable
from generator.cli.register import find_root, quiet_option, root_option
from generator.cli.wording import Command
from generator.console import Terminal
from generator.sealed.readers import Readers
from generator.sealed.refused import Refused
from generator.sealed.rotate import NotWhole, Rotation, RotationRequest, carry_out, plan

_CANNOT = """\
换锁换不掉的：以前的提交、别人手里的登记册副本和备份、已经导出的文件，拿着旧钥匙的人照样打得开；看过的、抄走的收不回来。
钥匙落到外人手里，要当作内容已经泄露来处理：清理历史，按规定报告和告知本人。
接下来：
  1. jinguo check
  2. git add teams activities，然后 git commit -m "换锁"（recipients.txt 和密封表一起提交）
  3. 要从历史里清除的，照手册 “内部资料” 里 “要从历史里彻底清除时” 做"""


def _moved(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, str] | None:
    if value is None:
        return None
    old, sign, new = value.partition("=")
    old, new = (each.strip().replace("\\", "/").strip("/") for each in (old, new))
    if not sign or not old or not new or old == new:
        raise click.BadParameter("写法是 旧文件夹=新文件夹，如 teams/jiu=teams/xin。", context, parameter)
    return old, new


@click.command("rotate", cls=Command, options_metavar="[选项]", short_help="收件名单改了以后，把密封表重新密封。")
@identity_option
@click.option("--team", metavar="编号", default="", help="只换这支队伍和它的下级，如 xinhua。")
@click.option(
    "--moved", metavar="旧=新", callback=_moved,
    help="文件夹改过名：让原来的行认新的位置，如 teams/jiu=teams/xin。",
)  # fmt: skip
@click.option("--drop-history", "fold", is_flag=True, help="名册和联系方式只留现在的值，改动前的旧值去掉。")
@click.option("--yes", is_flag=True, help="换完以后自己手里的钥匙打不开了，也要换。")
@quiet_option
@root_option
def rotate(
    identities: tuple[Path, ...],
    team: str,
    moved: tuple[str, str] | None,
    root: Path | None,
    *,
    fold: bool,
    yes: bool,
    quiet: bool,
) -> None:
    """收件名单（recipients.txt）改了以后，把密封表按现在的名单重新密封。

    要么全部换好，要么一行不动；已经是现在名单的行一个字节也不改。

    例子：jinguo key rotate --identity ~/钥匙/总队.identity
    """
    console = Terminal(quiet=quiet)
    keys = keys_at_hand(identities)
    found_root = root or find_root(Path.cwd())
    library = readable(found_root, console)
    readers = Readers(found_root, team_facts(library), activity_facts(library))
    try:
        made = plan(found_root, readers, keys, RotationRequest(team, moved, fold), console)
        _refuse_lock_out(made, console, yes=yes)
        carry_out(found_root, made)
    except NotWhole as error:
        if error.opened or any(each.rule != "S3" for each in error.problems):
            warn_some(error.problems, console)
            raise click.ClickException(f"{error} —— 请先改好上面这些；只换一支队伍用 --team") from None
        raise click.ClickException("这把钥匙一行也打不开，没有换 —— 请换一把钥匙，或者用 --team 只换本队的") from None
    except Refused as error:
        raise click.ClickException(str(error)) from None
    _report(made, console)


def _refuse_lock_out(made: Rotation, console: Terminal, *, yes: bool) -> None:
    """Who takes her own key off the list must mean it: nobody at this desk could undo it."""
    if not made.locked_out:
        return
    some = "、".join(made.locked_out[:3]) + ("……" if len(made.locked_out) > 3 else "")  # noqa: PLR2004 -- a glance
    message = f"你手里的钥匙不在现在的收件名单里，换完以后有 {len(made.locked_out)} 张表你再也打不开：{some}"
    if not yes:
        raise click.ClickException(f"{message} —— 什么也没有写；确实要这样（比如离任交接），请加 --yes")
    console.warn(f"注意：{message}")


def _report(made: Rotation, console: Terminal) -> None:
    if made.closed:
        message = f"注意：活动的服务记录里有 {made.closed} 行打不开，多半是别的队伍的，没有动"
        console.warn(message)
    if made.apart:
        message = f"注意：有 {made.apart} 个证号下面好像登记了两个人，旧行都留着 —— 请运行 jinguo roster review 查看"
        console.warn(message)
    if not made.sheets:
        console.say(f"没有要换的：{made.current} 行都已经按现在的收件名单密封")
        return
    console.say(f"已重新密封 {made.resealed} 行，写了 {len(made.sheets)} 张表；{made.current} 行本来就对，没有动")
    if made.dropped:
        console.say(f"去掉重复的和不再保留的旧行 {made.dropped} 行")
    if made.leftover:
        console.say(f"去掉已删除的人留下的密文 {made.leftover} 行")
    console.say(_CANNOT)
