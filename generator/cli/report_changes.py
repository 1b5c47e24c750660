"""``jinguo report changes``: what changed since a day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.cli.paper_job import Asked, a_day, begin, end
from generator.cli.private import delivery_options
from generator.cli.register import quiet_option, root_option
from generator.cli.wording import Command
from generator.sealed.material import CONTACT, ROSTER
from generator.sealed.reports.changes import NAME
from generator.sealed.reports.changes import changes as changes_of
from generator.sealed.reports.late import retired_rows, window


@click.command("changes", cls=Command, options_metavar="[选项]", short_help="某天以来的变动：入队、退队、更正、注销。")
@delivery_options
@click.option("--since", callback=a_day, required=True, metavar="日期", help="从哪一天起，如 2026-01-01。")
@quiet_option
@root_option
def changes(
    identities: tuple[Path, ...],
    out: Path | None,
    reason: str,
    since: dt.date,
    root: Path | None,
    *,
    full: bool,
    locked: bool,
    quiet: bool,
) -> None:
    """做出变动情况表（Excel 和 Word）：谁新登记、退队、更正了哪些项目、哪些证号注销、联系方式和队伍的变动。

    更正只列项目；加 --full 并写明理由，才列出改前和改后的内容。

    例子：jinguo report changes --since 2026-01-01 --identity ~/钥匙/总队.identity
    """
    job = begin(NAME, Asked(identities, out, reason, root, full, locked, quiet), need_key=True)
    material = job.material((ROSTER, CONTACT))
    deleted = retired_rows(job.root)
    time = window(job.root, since, material.sheets, deleted, job.keys)
    made = changes_of(material, job.home, time, job.retired, deleted, full=full)
    job.hand_over(made.paper, material)
    told = "，".join(f"{kind} {number}" for kind, number in made.counts.items() if number) or "没有变动"
    if time.late_count:
        job.console.warn(f"注意：有 {time.late_count} 行是这段时间才加进来的，封存时间却更早，文件里写明了")
    if not time.known:
        job.console.warn("注意：查不到 git 历史，日期都按封存的人自己写的")
    job.console.say(f"{since} 以来：{told}（{made.teams} 支队伍）")
    end(material)
