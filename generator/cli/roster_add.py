"""``jinguo roster add``: a table of people into the roster of a team; public keys are enough."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from generator.cli.handed_file import handed_in
from generator.cli.keyring import at_terminal, identity_option, keys_of
from generator.cli.one_team import OneTeam, keys_for, one_team, tell_readers
from generator.cli.register import find_root, quiet_option, root_option
from generator.cli.wording import Command
from generator.console import Terminal, harmless
from generator.problems import Problem, count, errors
from generator.programs import tracked_by_git
from generator.sealed.handed.adding import Plan, Roster, elsewhere, plan, read_roster
from generator.sealed.handed.people import HEADINGS, People, read_people
from generator.sealed.handed.tables import in_words
from generator.sealed.refused import Refused
from generator.sealed.sheets import open_sheet
from generator.sealed.writing import append

_MOST_TOLD = 300
"""Lines of a report: who hands in a wrong file need not read all of it."""


@click.command(
    "add", cls=Command, options_metavar="[选项]", short_help="把名单（xlsx、csv、docx）密封进一支队伍的名册。"
)
@click.argument(
    "files", metavar="名单文件…", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--team", required=True, metavar="队伍", help="加到哪支队伍：地址或者全称。")
@click.option("--sheet", metavar="工作表", help="文件里有几张名单时，读哪一张。")
@click.option("--file-password", is_flag=True, help="名单文件有打开口令，没有终端时从标准输入读（有终端的会自己问）。")
@click.option("--ignore-columns", is_flag=True, help="认不得的列不读，照样加人。")
@click.option("--dry-run", is_flag=True, help="只检查，不写。")
@click.option("--yes", is_flag=True, help="不再问“要加吗”。")
@click.option("--everywhere", is_flag=True, help="再到别的队伍的名册里查重（要有钥匙，队伍多时较慢）。")
@identity_option
@quiet_option
@root_option
def add(
    files: tuple[Path, ...],
    team: str,
    sheet: str | None,
    identities: tuple[Path, ...],
    root: Path | None,
    **flags: bool,
) -> None:
    """把名单（xlsx、xls、ods、csv、docx 里的表格）密封进一支队伍的名册，每人发一个证号。

    不用钥匙。先检查再密封：身份证号、电话、日期、类别、重复，有一个错就一行也不写。
    给出钥匙时，已经在名册里的人只改动变了的项目，不会重复登记。

    例子：jinguo roster add 名单.xlsx --team xinhua/guangminglu-aixin
    """
    console = Terminal(quiet=flags["quiet"])
    found_root = root or find_root(Path.cwd())
    if flags["everywhere"] and not identities:
        raise click.UsageError("--everywhere 要打开别的名册，请用 --identity 指明钥匙文件")
    target = one_team(found_root, team)
    for file in files:
        _warn_of_git(file, console)
    listed = [_people(file, target, sheet, flags) for file in files]
    try:
        roster = read_roster(found_root, target.folder, target.division, _readers(target))
        keys = keys_of(identities) if identities else None
        roster = replace(roster, opened=open_sheet(roster.sheet, keys) if keys else None)
        planned = plan(listed, roster)
        others = elsewhere(found_root, listed, roster, keys, console) if keys and flags["everywhere"] else []
        told = [problem for people in listed for problem in people.problems]
        _stop_if_wrong([*told, *planned.problems, *others, *_unopened(roster)], console)
        tell_readers(found_root, roster.path, console)
        if flags["dry_run"]:
            console.say(f"检查通过，什么也没有写。{_counted(planned)}")
            return
        _ask(planned, target, yes=flags["yes"])
        append(found_root, {roster.path: planned.lines(roster, datetime.now(UTC))})
    except Refused as error:
        raise click.ClickException(str(error)) from None
    _report(planned, target, roster, files, console)


def _people(file: Path, target: OneTeam, sheet: str | None, flags: Mapping[str, bool]) -> People:
    table = handed_in(file, ("name",), sheet, lambda read: read(HEADINGS), ask=flags["file_password"])
    return read_people(table, target.rules, target.called, ignore_unknown=flags["ignore_columns"])


def _readers(target: OneTeam) -> tuple[str, ...]:
    return keys_for(target.root, f"{target.folder}/roster.sealed")


def _warn_of_git(file: Path, console: Terminal) -> None:
    """A list of people inside a repository is one ``git add`` away from everybody."""
    full = file.resolve()
    if tracked_by_git(full.parent, full):
        console.warn(f"注意：{file.name} 在 git 仓库里，而且没有被忽略，一提交就传出去了 —— 用完请移到仓库以外")


def _unopened(roster: Roster) -> list[Problem]:
    """Rows that the key does not open: people may be among them."""
    if roster.opened is None and roster.sheet.live:
        hint = "请自己核对，不要把同一个人加两遍；有钥匙的加 --identity"
        return [Problem(roster.path, 1, 1, "H1", "warning", "没有钥匙，看不到名册里已经有谁", hint)]
    if roster.opened is None or not roster.opened.unreadable:
        return []
    message = f"名册里有 {roster.opened.unreadable} 行这把钥匙打不开，没有和它们比对"
    return [Problem(roster.path, 1, 1, "H1", "warning", message, "请换一把钥匙")]


def _stop_if_wrong(problems: list[Problem], console: Terminal) -> None:
    for problem in sorted(problems)[:_MOST_TOLD]:
        console.warn(in_words(problem))
    if len(problems) > _MOST_TOLD:
        console.warn(f"……还有 {len(problems) - _MOST_TOLD} 条，没有列出")
    if errors(problems):
        console.warn(f"{count(problems)}。改好以后再运行；这一次一行也没有写")
        sys.exit(1)


def _counted(planned: Plan) -> str:
    return f"新加 {len(planned.issued)} 人，更正 {len(planned.corrected)} 人，没有变化 {len(planned.skipped)} 人"


def _ask(planned: Plan, target: OneTeam, *, yes: bool) -> None:
    """Only somebody who sits there is asked."""
    if planned.steps and not yes and at_terminal():
        click.confirm(harmless(f"加到“{target.name}”：{_counted(planned)}。要写吗？"), abort=True, default=True)


def _report(planned: Plan, target: OneTeam, roster: Roster, files: Sequence[Path], console: Terminal) -> None:
    for step in planned.steps:
        file = f"{step.people.table.name} " if len(files) > 1 else ""
        console.say(f"{file}第{step.person.row.line}行 → {step.row_id}{'（更正）' if step.part else ''}")
    console.say(f"{target.name}：{_counted(planned)}")
    if planned.steps:
        total = roster.sheet.row_count + len(planned.issued)
        console.say(f"名册现在有 {total} 行。请把 {target.folder}/team.yml 的 size 和 updated 也改好，一起提交")
    names = "、".join(file.name for file in files)
    console.say(f"{names} 是明文：用完请删掉，或者锁进保险柜，不要放进 git，不要发微信")
