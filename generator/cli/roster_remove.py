"""``jinguo roster remove``: a volunteer's sealed rows go, and what the program cannot delete is listed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from generator.cli.facts import team_facts
from generator.cli.keyring import identity_option
from generator.cli.private import keys_at_hand, readable
from generator.cli.register import find_root, root_option
from generator.cli.wording import Command
from generator.console import Terminal
from generator.problems import ContentError
from generator.sealed.claims import CONSENTS_SHEET
from generator.sealed.deliver import LOG
from generator.sealed.refused import Refused
from generator.sealed.remove import Leaving, Removal, removal
from generator.sealed.teams import TeamFacts, chosen
from generator.sealed.writing import rewrite

_SHOWN = 5


@click.command("remove", cls=Command, options_metavar="[选项]", short_help="从密封表里删除一个人（本人要求时）。")
@click.argument("numbers", metavar="证号…", nargs=-1, required=True)
@click.option("--team", "address", metavar="编号", required=True, help="她在哪支队伍的名册里，如 xinhua。")
@identity_option
@click.option("--contact", is_flag=True, help="她是领队或责任人时，联系方式也删（要钥匙）。")
@click.option("--everything", is_flag=True, help="同意书是谁签的，也删（要钥匙；删了程序就不认得她的姓名）。")
@click.option("--dry-run", is_flag=True, help="只列出要删什么，不写。")
@click.option("--yes", is_flag=True, help="不再问，直接删。")
@root_option
def remove(
    numbers: tuple[str, ...],
    address: str,
    identities: tuple[Path, ...],
    root: Path | None,
    *,
    contact: bool,
    everything: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """从密封表里删除一名或几名志愿者：她的行整行删去，证号作废，不再发给别人。

    不带钥匙只删名册里的行；带钥匙连服务记录、培训表彰记录一起删。先列出来，问过再删。不打印姓名。
    合并分支以后旧行又回来了，再运行一次就清掉。

    例子：jinguo roster remove 410402-5830-2746-3 --team xinhua --identity ~/钥匙/总队.identity
    """
    console = Terminal()
    found_root = root or find_root(Path.cwd())
    keys = keys_at_hand(identities) if identities else None
    try:
        team = _team(team_facts(readable(found_root, console)), address)
        plan = removal(found_root, Leaving(team, numbers, contact, everything), keys, datetime.now(UTC))
        for line in _planned(plan):
            console.warn(line)
        if plan.sheets and not dry_run:
            if not yes:
                click.confirm("删掉以后只能从 git 历史里找回，确定吗？", abort=True, err=True)
            rewrite(found_root, plan.sheets, plan.expected)
            console.say(f"已删除，改动了 {len(plan.sheets)} 个文件；请提交这次改动")
        elif dry_run:
            console.say("试运行，什么也没有写")
    except Refused as error:
        raise click.ClickException(str(error)) from None
    except ContentError as error:
        raise click.ClickException("；".join(str(each) for each in error.problems)) from None
    for line in _remaining(plan, found_root, team):
        console.warn(line)


def _team(facts: list[TeamFacts], address: str) -> TeamFacts:
    """The team itself, without those below it."""
    listed = chosen(facts, [address])
    wanted = address.strip().removeprefix("teams/").strip("/")
    return next(team for team in listed if wanted in {team.address, team.name})


def _planned(plan: Removal) -> Iterator[str]:
    if not plan.sheets:
        yield "密封表里没有要删的行：已经删过了"
        return
    yield "要删去的行（含旧版本）："
    yield from (f"  {path}：{count} 行" for path, count in sorted(plan.lines.items()))
    if plan.several:
        yield "注意：她的行先后写过不同的姓名。不是更正的话，可能有人加了假的行：请先用 jinguo roster export 核对再删"
    if plan.foreign:
        claimed = _some(plan.foreign)
        yield f"注意：她的行里还写着别人的证号、姓名或同意书（{claimed}），提到了，没有动：请核对是不是有人加了假的行"


def _remaining(plan: Removal, root: Path, team: TeamFacts) -> Iterator[str]:
    """What the program does not delete, each with its next step."""
    yield "还要人动手的："
    if not plan.looked:
        yield "  - 没有钥匙，只删了名册里的行；服务记录和培训表彰记录里的，请持钥匙的人加 --identity 再运行一次"
    if plan.unreadable:
        yield f"  - 有 {plan.unreadable} 行密封资料打不开，不知道有没有她，没有动；请用能打开的钥匙再运行一次"
    for path in plan.in_charge:
        yield f"  - {path} 还写着她（或者同名的人）是领队或责任人：换人以后请加 --contact 再运行一次"
    if plan.named_elsewhere:
        yield f"  - 别人的服务记录里有 {plan.named_elsewhere} 行提到她（活动负责人，或者更正以前写的是她），没有动"
    for consent in plan.consents:
        yield f"  - 网站上她的姓名、照片和事迹：jinguo withdraw {consent}"
    if not plan.consents:
        yield "  - 网站上如果有她的姓名、照片和事迹：jinguo withdraw 同意书编号"
    if plan.looked and CONSENTS_SHEET not in plan.lines:
        yield "  - 同意书是谁签的还留着，jinguo build --identity 靠它认出网站上残留的姓名；都撤完后再加 --everything"
    yield f"  - 人数少了：请核对 {team.folder}/team.yml 的 size"
    yield from _exports(root / "private" / LOG, team)
    yield "  - git 历史、别人的副本和备份里还有旧行：按手册 “内部资料” 里 “要从历史里彻底清除时” 办"


def _exports(log: Path, team: TeamFacts) -> Iterator[str]:
    """Exports that held people of the team, by the log; figures without anybody's name need not come back."""
    try:
        lines = log.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    for line in lines:
        try:
            told = json.loads(line)
            about = team.address in told["teams"]
            about = about and told.get("people", True) is not False
            files = _some([str(each) for each in told["files"]])
        except (ValueError, KeyError, TypeError):
            continue
        if about:
            yield f"  - 已导出的文件里有这支队伍，请删掉或收回：{str(told.get('time', ''))[:10]} {files}"
    yield "  - 用 --out 导出到别处的、打印的、发给别人的，程序不知道，请收回"


def _some(listed: Sequence[str]) -> str:
    """The first of many."""
    more = f" 等 {len(listed)} 个" if len(listed) > _SHOWN else ""
    return "、".join(listed[:_SHOWN]) + more
