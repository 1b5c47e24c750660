"""``jinguo service add``: a sign-in sheet becomes sealed rows beside the report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from generator.cli.handed_file import handed_in
from generator.cli.keyring import hidden, identity_option, keys_of
from generator.cli.register import find_root, root_option
from generator.cli.service_meant import Meant, report_meant, team_meant
from generator.cli.wording import Command
from generator.clock import today
from generator.console import Console, Terminal
from generator.problems import Problem, count, errors
from generator.sealed.handed.tables import in_words
from generator.sealed.hours.adding import WHO, Plan, Record, lines, on_record, plan
from generator.sealed.hours.against import against_report, not_insured, too_late, twice
from generator.sealed.hours.amounts import decimal_text
from generator.sealed.hours.columns import REQUIRED, sign_in
from generator.sealed.hours.sheet import Incoming, Setting, incoming
from generator.sealed.refused import Refused
from generator.sealed.writing import append

_SHOWN = 50


@click.command("add", cls=Command, options_metavar="[选项]", short_help="把签到表密封到活动旁边。")
@click.argument("activity", metavar="活动")
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--team", metavar="编号", help="没有写队伍的人是哪支队伍的（默认报道的第一支队伍）。")
@click.option("--responsible", is_flag=True, help="登记活动负责人的姓名（会问，不显示）。")
@click.option("--sheet", metavar="名称", help="读哪一张工作表（几张都像的时候）。")
@click.option("--dry-run", is_flag=True, help="只检查，不密封。")
@identity_option
@root_option
def add(
    activity: str,
    file: Path,
    team: str | None,
    sheet: str | None,
    identities: tuple[Path, ...],
    root: Path | None,
    *,
    responsible: bool,
    dry_run: bool,
) -> None:
    """把一场活动的签到表（Excel、CSV 或 Word 的表格）密封到报道旁边：谁、哪天、几小时、做什么。

    至少有“服务时间”（实际服务的小时数，不算路上的时间）和“姓名”（或“证号”）两列。有一处错误就什么也不密封。不用
    钥匙；给出钥匙还会按姓名找证号，认出登记过的人：时间一样的跳过，不一样的更正，原来的留作记录。

    例子：jinguo service add activities/2026/0305-xinhua-leifeng 签到表.xlsx
    """
    console = Terminal()
    meant = report_meant(root or find_root(Path.cwd()), activity, console)
    keys = keys_of(identities) if identities else None
    rosters = meant.rosters(keys)
    table = handed_in(file, REQUIRED, sheet, lambda read: sign_in(read, meant.activity))
    person = hidden("活动负责人的姓名") if responsible else ""
    task = "、".join(meant.activity.categories) or meant.activity.brand
    setting = Setting(meant.activity, rosters, team_meant(rosters, team, meant.federation), task, person)
    rows, problems = incoming(table, setting)
    problems += twice(table, rows)
    if not rows and not errors(problems):
        raise click.ClickException(f"{file.name} 里一行也没有")
    stop(problems, console)
    record = on_record(meant.root, meant.activity.sheet, keys)
    made = plan(rows, record)
    _warn(meant, record, made, console)
    _seal(meant, record, made, dry_run=dry_run)
    _tell(meant, rows, made, console, dry_run=dry_run)


def _seal(meant: Meant, record: Record, made: Plan, *, dry_run: bool) -> None:
    """Write the lines of a plan; in a dry run they are sealed as well, so that missing keys are told."""
    sheet = meant.activity.sheet
    try:
        sealed = lines(sheet, made, record, meant.readers(), datetime.now(UTC), today())
        if not dry_run:
            append(meant.root, {sheet: sealed})
    except Refused as error:
        raise click.ClickException(str(error)) from None


def stop(problems: Iterable[Problem], console: Console) -> None:
    """Tell everything that is wrong with the file; with an error nothing is sealed."""
    listed = sorted(problems)
    for problem in listed[:_SHOWN]:
        console.warn(in_words(problem))
    if len(listed) > _SHOWN:
        console.warn(f"……还有 {len(listed) - _SHOWN} 处")
    if errors(listed):
        raise click.ClickException(f"{count(listed)}，什么也没有密封")


def _warn(meant: Meant, record: Record, made: Plan, console: Console) -> None:
    """What does not fit together but keeps nobody from being put on record."""
    for problem in record.closed.problems:
        console.warn(str(problem))
    if record.blind:
        why = "没有钥匙" if record.opened is None else "这把钥匙打不开"
        console.warn(f"注意：这场活动已经登记了 {record.blind} 行，{why}，看不出有没有重复；重复的会在导出时指出")
    repeats = sum(len(each.same) + len(each.other) for each in record.repeats)
    if repeats:
        tidy = f"jinguo service tidy {meant.activity.address} --identity 钥匙文件"
        console.warn(f"注意：原来登记的有 {repeats} 行是同一个人同一天重复的，没有计入 —— 请运行 {tidy}")
    for problem in against_report(meant.path, meant.activity, made.people, made.hours, meant.team_size()):
        console.warn(str(problem))
    for problem in not_insured(meant.path, meant.activity):
        console.warn(str(problem))
    for problem in too_late(meant.path, meant.activity, today(), meant.federation.workdays):
        console.warn(str(problem))


def _tell(meant: Meant, rows: list[Incoming], made: Plan, console: Console, *, dry_run: bool) -> None:
    done = "可以密封" if dry_run else "已密封"
    console.say(f"{done} {len(made.new)} 行到 {meant.activity.sheet}")
    filled = sum(set(changes) <= WHO for _, _, changes in made.corrected)
    if len(made.corrected) > filled:
        console.say(f"更正 {len(made.corrected) - filled} 行（同一个人同一天已经登记过，原来的留作记录）")
    if filled:
        console.say(f"补全 {filled} 行（原来登记时缺姓名或证号）")
    if made.same:
        console.say(f"跳过 {made.same} 行（已经登记过，没有变化）")
    unnumbered = sum("number" not in row.values for row in rows)
    if unnumbered:
        console.say(f"其中 {unnumbered} 行没有证号，汇总时按队伍和姓名认人")
    if made.hours is not None:
        console.say(f"这场活动共 {made.people} 人、{decimal_text(made.hours)} 小时")
    if dry_run:
        console.say("这次只检查，什么也没有写")
