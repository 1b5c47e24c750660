"""``jinguo seal``: one value into a sealed sheet; it is asked for and never an argument."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from generator.cli.keyring import at_terminal, hidden
from generator.cli.one_team import federation_of, keys_for, one_team, rules_of, tell_readers
from generator.cli.register import find_root, quiet_option, root_option
from generator.cli.wording import Command
from generator.console import Terminal
from generator.sealed.handed.cells import LostDigitsError, plain, verbatim
from generator.sealed.handed.fields import Rules
from generator.sealed.handed.single import Field, field_meant, holder_field, is_there, sealed_line, value_of
from generator.sealed.numbers import as_number
from generator.sealed.refused import Refused
from generator.sealed.writing import append

_MOST = 16 * 1024
"""Bytes of one value on standard input."""


@click.command("seal", cls=Command, options_metavar="[选项]", short_help="密封一项资料，如领队电话。")
@click.argument("team", metavar="[队伍]", required=False)
@click.argument("field", metavar="[项目]", required=False)
@click.option("--row", metavar="证号", default="", help="改名册里哪一个人（不写就是改领队、责任人的联系方式）。")
@click.option("--consent", metavar="编号", default="", help="登记一份同意书是谁签的（不用写队伍和项目）。")
@click.option("--clear", is_flag=True, help="去掉这一项，不问内容。")
@quiet_option
@root_option
def seal(
    team: str | None, field: str | None, row: str, consent: str, root: Path | None, *, clear: bool, quiet: bool
) -> None:
    """密封一项资料：问一遍（不显示），检查，加到密封表里。不用钥匙，别的项目不动。

    项目写中文名或者键名：领队姓名、联系电话、领队微信号、责任人、责任人电话；加 --row 证号时是名册的各列，
    如 手机、住址、退队时间。内容不写在命令里，当场输入，或者从标准输入送进来。

    例子：jinguo seal xinhua/guangminglu-aixin 联系电话
    """
    console = Terminal(quiet=quiet)
    found_root = root or find_root(Path.cwd())
    try:
        meant, rules = _meant(found_root, team, field, row, consent)
        there = is_there(found_root, meant, clear=clear)
        recipients = keys_for(found_root, meant.sheet)
        tell_readers(found_root, meant.sheet, console)
        value, warning = ("", "") if clear else value_of(meant, _asked(meant), rules)
        if warning:
            console.warn(f"提醒 {warning}")
        line = sealed_line(meant, value, recipients, datetime.now(UTC), there=there)
        append(found_root, {meant.sheet: [line]})
    except Refused as error:
        raise click.ClickException(str(error)) from None
    done = "已去掉" if clear else "已密封"
    console.say(f"{done}：{meant.sheet} 的 {meant.row_id} 行，“{meant.title}”。请提交这个文件")


def _meant(root: Path, team: str | None, field: str | None, row: str, consent: str) -> tuple[Field, Rules]:
    """Which value, and what it may be."""
    if consent:
        if team or field or row:
            raise click.UsageError("--consent 自己就够了，不用再写队伍、项目和 --row")
        rules = rules_of(root, federation_of(root))
        return holder_field(consent, rules), rules
    if not team or not field:
        raise click.UsageError("请写明队伍和项目，例如 jinguo seal xinhua 联系电话")
    target = one_team(root, team)
    return field_meant(target.folder, field, (as_number(row) or row.strip()) if row else ""), target.rules


def _asked(meant: Field) -> str:
    """The value: twice at a terminal, because nobody can look at it afterwards, once from a pipe."""
    if at_terminal():
        typed = hidden(f"{meant.title}（不显示）")
        if typed != hidden("再输一遍"):
            raise Refused("两遍输的不一样，什么也没有写 —— 请再运行一次")
    else:
        with click.open_file("-", "rb") as stream:
            typed = stream.read(_MOST).decode("utf-8", errors="replace").removeprefix("\ufeff")
    try:
        return verbatim(typed) if meant.key == "note" else str(plain(typed))
    except LostDigitsError:
        raise Refused(f"“{meant.title}” 不能写成 1.3E+10 这样，请写全每一位数字") from None
