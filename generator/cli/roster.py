"""``jinguo roster export``: the private roster for those who hold a key."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.facts import team_facts
from generator.cli.leaks import warn_some
from generator.cli.private import delivery_options, keys_at_hand, order_of, readable
from generator.cli.register import find_root, quiet_option, root_option
from generator.cli.wording import Command
from generator.console import Terminal
from generator.sealed.export import ExportRequest, ExportResult, export_rosters
from generator.sealed.refused import Refused


@click.command("export", cls=Command, options_metavar="[选项]", short_help="导出名册到 private/。")
@delivery_options
@click.option(
    "--team", "teams", metavar="编号", multiple=True, help="只导出这支队伍和它的下级，如 xinhua；可以写几次。"
)
@click.option("--docx", is_flag=True, help="另外做一份 Word 名册，用来打印存档。")
@quiet_option
@root_option
def export(
    identities: tuple[Path, ...],
    teams: tuple[str, ...],
    out: Path | None,
    reason: str,
    root: Path | None,
    **flags: bool,
) -> None:
    """导出名册：一个 Excel 文件（汇总、每支二级队伍一张表、领队联系方式）和一个 CSV 文件。

    手机号和身份证号默认打码。文件夹只有本人能进，每次导出都有记录。

    例子：jinguo roster export --identity ~/钥匙/总队.identity --team xinhua --out private/
    """
    keys = keys_at_hand(identities)
    console = Terminal(quiet=flags["quiet"])
    found_root = root or find_root(Path.cwd())
    library = readable(found_root, console, sealed=False)
    full, sample = flags["full"], library.facts.sample
    order = order_of("名册", found_root, out, reason, full=full, locked=flags["locked"], sample=sample)
    request = ExportRequest(teams, full, order.reason, sample, order.password, flags["docx"])
    facts = team_facts(library)
    del library  # the records of thousands of teams, no longer needed
    try:
        result = export_rosters(found_root, facts, keys, order.out, request, console=console)
    except Refused as error:
        raise click.ClickException(str(error)) from None
    _report(result, console)


def _report(result: ExportResult, console: Terminal) -> None:
    if result.locked:
        hint = "请换一把钥匙：要和表所在文件夹或上级文件夹 recipients.txt 里的公钥配对"
        raise click.ClickException(f"这把钥匙一张表也打不开（{result.locked} 张表），没有导出 —— {hint}")
    warn_some(result.problems, console)
    if not result.files:
        hint = "请先改好上面列出的；钥匙是新加的，请原来持钥匙的人运行 jinguo key rotate；真损坏的从 git 里恢复"
        raise click.ClickException(f"一行也打不开，没有导出 —— {hint}")
    for path in result.files:
        console.say(f"已写入 {path}")
    console.say(f"共 {result.rows} 名志愿者、{result.contacts} 支队伍的联系方式")
    if result.closed:
        console.warn(f"你的钥匙只能打开 {result.opened} 支队伍；其余 {result.closed} 支没有导出")
    if result.unreadable:
        console.warn(f"注意：有 {result.unreadable} 行打不开，不在导出里")
        sys.exit(1)
