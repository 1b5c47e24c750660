"""``jinguo key rotate``: sheets are sealed anew to those who may read them now."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.facts import activity_facts, team_facts
from generator.cli.keyring import identity_option
from generator.cli.leaks import warn_some
from generator.cli.private import demand_key, keys_at_hand, readable
from generator.cli.register import find_root, quiet_option, root_option
from generator.cli.wording import Command
from generator.console import Terminal
from generator.sealed.readers import Readers
from generator.sealed.refused import Refused
from generator.sealed.rotate import NotWhole, Rotation, RotationRequest, carry_out, plan, scope

_CANNOT = """\
换锁换不掉的：以前的提交、别人手里的登记册副本和备份、已经导出的文件，拿着旧钥匙的人照样打得开；看过的、抄走的收不回来。
钥匙落到外人手里，要当作内容已经泄露来处理：清理历史，按规定报告和告知本人。
接下来：
  1. jinguo check
  2. git add teams activities，然后 git commit -m "换锁"（recipients.txt 和密封表一起提交）
  3. 要从历史里清除的，照手册 “内部资料” 里 “要从历史里彻底清除时” 做"""

_SHOWN = 10


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
@click.option("--drop-retired", is_flag=True, help="已删除的人还留着密文的，一并去掉，并列出是哪张表的哪一行。")
@click.option("--all", "again", is_flag=True, help="看上去已经对的行也重新密封（有人把标记写错、写假的时候用）。")
@click.option("--yes", is_flag=True, help="自己手里的钥匙以后打不开，或者有行换了可读的分队，也要换。")
@quiet_option
@root_option
def rotate(
    identities: tuple[Path, ...],
    team: str,
    moved: tuple[str, str] | None,
    root: Path | None,
    *,
    quiet: bool,
    **flags: bool,
) -> None:
    """收件名单（recipients.txt）改了以后，把密封表按现在的名单重新密封。

    有一行换不了就都不换；已经是现在名单的行一个字节也不改。每份名单里记一行密封标记，以后名单变了查得出来。

    例子：jinguo key rotate --identity ~/钥匙/总队.identity
    """
    console = Terminal(quiet=quiet)
    demand_key(identities)
    found_root = root or find_root(Path.cwd())
    library = readable(found_root, console)
    readers = Readers(found_root, team_facts(library), activity_facts(library))
    request = RotationRequest(team, moved, flags["fold"], flags["drop_retired"], flags["again"])
    try:
        scope(found_root, readers, request)  # what is asked for is looked at before a passphrase is
        made = plan(found_root, readers, keys_at_hand(identities), request, console)
        _refuse_other_readers(made, console, yes=flags["yes"])
        _refuse_lock_out(made, console, yes=flags["yes"])
        carry_out(found_root, made)
    except NotWhole as error:
        if error.opened or any(each.rule != "S3" for each in error.problems):
            warn_some(error.problems, console)
            raise click.ClickException(f"{error} —— 请先改好上面这些；只换一支队伍用 --team") from None
        hint = "请换一把原来就能打开的钥匙（新加的钥匙还打不开），或者用 --team 只换本队的"
        raise click.ClickException(f"这把钥匙一行也打不开，没有换 —— {hint}") from None
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


def _refuse_other_readers(made: Rotation, console: Terminal, *, yes: bool) -> None:
    """Rows are never handed from team to team in silence: a line that names another team may be forged."""
    told = [f"有 {count} 行换了可读的分队：{old} → {new}" for (old, new), count in sorted(made.handed.items())]
    if made.doubted:
        told.append(f"有 {len(made.doubted)} 行看不准是哪支队伍的，不封给任何分队，只有总队打得开：")
        told += _some([f"{place}：{why}" for place, why in made.doubted.items()])
    for line in told:
        console.warn(line)
    if told and not yes:
        hint = "请先看 git log 里是谁加的行，假的行删掉再换；确实要这样换，请加 --yes"
        raise click.ClickException(f"有行的收件人会换，什么也没有写 —— {hint}")


def _some(places: list[str]) -> list[str]:
    return [f"  {each}" for each in places[:_SHOWN]] + ([f"  ……共 {len(places)} 行"] if len(places) > _SHOWN else [])


def _tell_retired(made: Rotation, console: Terminal) -> None:
    """Which rows of deleted people lay there: anybody can retire a row, so somebody must look."""
    if made.leftover:
        console.say(f"去掉已删除的人留下的密文 {made.leftover} 行：")
    elif made.retired:
        message = f"注意：有 {len(made.retired)} 个注销的行号还留着密文，没有动（S11）"
        console.warn(f"{message}。核对确实是删掉的人，再加 --drop-retired 去掉：")
    for line in _some(made.retired) if not made.leftover else [f"  {each}" for each in made.retired]:
        console.say(line)


def _report(made: Rotation, console: Terminal) -> None:
    if made.closed:
        message = f"注意：活动的服务记录里有 {made.closed} 行打不开，多半是别的队伍的，没有动"
        console.warn(message)
    if made.apart:
        message = f"注意：有 {made.apart} 个证号下面好像登记了两个人，旧行都留着 —— 请运行 jinguo roster review 查看"
        console.warn(message)
    if made.suspect:
        message = (
            f"注意：有 {len(made.suspect)} 行看不准是哪支队伍的，收件人没有动 —— 请看 git log 里是谁加的，假的行删掉："
        )
        console.warn("\n".join([message, *_some([f"{place}：{why}" for place, why in made.suspect.items()])]))
    _tell_retired(made, console)
    if not made.sheets:
        console.say(f"没有要换的：{made.current} 行都已经按现在的收件名单密封")
        if made.marked:
            console.say(f"更新了 {len(made.marked)} 份收件名单（recipients.txt）的密封标记，请提交")
        return
    console.say(f"已重新密封 {made.resealed} 行，写了 {len(made.sheets)} 张表；{made.current} 行本来就对，没有动")
    if made.dropped:
        console.say(f"去掉重复的和不再保留的旧行 {made.dropped} 行")
    console.say(_CANNOT)
