"""``jinguo report form``: the official registration form, one a team."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.facts import team_facts
from generator.cli.leaks import warn_some
from generator.cli.private import delivery_options, demand_key, keys_at_hand, order_of, readable
from generator.cli.register import find_root, quiet_option, root_option
from generator.cli.wording import Command
from generator.console import Terminal
from generator.records.federation import Federation
from generator.sealed.deliver import prepare
from generator.sealed.refused import Refused
from generator.sealed.reports.form import FormWords
from generator.sealed.reports.form_files import ALL, FOLDER, FormResult, make_forms
from generator.sealed.teams import chosen

_TITLE = "巾帼志愿服务队伍登记表"
_SHOWN = 20


@click.command("form", cls=Command, options_metavar="[选项]", short_help="队伍登记表（Word），一支队伍一份。")
@delivery_options
@click.option("--team", "teams", metavar="编号", multiple=True, help="只做这支队伍和它的下级，如 xinhua；可以写几次。")
@quiet_option
@root_option
def form(
    identities: tuple[Path, ...],
    teams: tuple[str, ...],
    out: Path | None,
    reason: str,
    root: Path | None,
    *,
    full: bool,
    locked: bool,
    quiet: bool,
) -> None:
    """做出《队伍登记表》：Word 文件，一支队伍一份，另有一份合在一起，方便打印。

    电话和微信号默认打码；报送备案要完整的，加 --full 和 --reason。已经解散的队伍不做。

    例子：jinguo report form --identity ~/钥匙/总队.identity --team xinhua
    """
    demand_key(identities)
    console = Terminal(quiet=quiet)
    found_root = root or find_root(Path.cwd())
    library = readable(found_root, console, sealed=False)
    order = order_of("登记表", found_root, out, reason, full=full, locked=locked, sample=library.facts.sample)
    words, facts = form_words(library.facts), team_facts(library)
    try:
        chosen(facts, teams)
        prepare(found_root, order, (ALL,))
        # only now, when all else is in order, a passphrase is asked for
        result = make_forms(found_root, facts, keys_at_hand(identities), words, order, teams, console=console)
    except Refused as error:
        raise click.ClickException(str(error)) from None
    _report(result, console)


def form_words(federation: Federation) -> FormWords:
    """What this federation prints on its form."""
    printed = federation.form
    return FormWords(
        title=printed.title or federation.place + _TITLE,
        category_label=printed.category_label,
        note=printed.note or "",
        categories=federation.categories,
        other=federation.other_category or "",
        service_times=federation.service_times,
    )


def _report(result: FormResult, console: Terminal) -> None:
    """What was made, and what is not as it should be."""
    warn_some(result.problems, console)
    if result.disbanded:
        console.say(f"{result.disbanded} 支队伍已经解散，没有做登记表")
    if not result.teams:
        raise click.ClickException("没有要做登记表的队伍")
    if not result.files:
        raise click.ClickException(
            "一行也打不开：这把钥匙不在收件公钥里，或者收件名单改过还没有换钥匙（jinguo key rotate），或者密封表已损坏"
        )
    _say_blanks(result, console)
    folder = next(path for path in result.files if path.name != ALL or path.parent.name == FOLDER).parent
    console.say(f"已写入 {result.teams} 份登记表：{folder}")
    for path in result.files:
        if path.parent != folder:
            console.say(f"合在一起的一份：{path}")
    if result.earlier:
        console.warn(f"注意：{folder} 里还有 {result.earlier} 份以前做的登记表，不再需要的请删掉")
    if result.unreadable:
        teams = f"这把钥匙打不开 {result.closed} 支队伍的联系方式，" if result.closed else ""
        console.warn(f"注意：{teams}一共有 {result.unreadable} 行打不开，表上的联系方式空着")
    if result.damaged:
        sys.exit(1)


def _say_blanks(result: FormResult, console: Terminal) -> None:
    """What somebody has to fill in by hand, and what to look at before the forms are handed in."""
    blanks = [f"{name}：没有{'、'.join(places)}，表上空着" for name, places in result.blanks.items()]
    unlike = [f"{name}：{said} —— 请先核对名册和 team.yml 的 size" for name, said in result.unlike.items()]
    for listed, what in ((blanks, "的表有空着的地方"), (unlike, "人数和名册不一致")):
        for said in listed[:_SHOWN]:
            console.warn(said)
        if len(listed) > _SHOWN:
            console.warn(f"…… 还有 {len(listed) - _SHOWN} 支队伍{what}")
