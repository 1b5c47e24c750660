"""``jinguo service export``: the service records for those who hold a key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli.facts import activity_facts, team_facts
from generator.cli.paper_job import YEAR, Asked, Job, begin, end
from generator.cli.private import delivery_options
from generator.cli.register import root_option
from generator.cli.wording import Command
from generator.clock import today
from generator.sealed.activities import ActivityFacts
from generator.sealed.gather import all_sheets
from generator.sealed.hours.amounts import decimal_text
from generator.sealed.hours.book import NAME, Wish, service_book
from generator.sealed.hours.totals import totals
from generator.sealed.material import RECORD, ROSTER, SERVICE, read_material
from generator.sealed.refused import Refused
from generator.sealed.teams import chosen


@click.command("export", cls=Command, options_metavar="[选项]", short_help="导出服务记录、个人合计和活动核对。")
@delivery_options
@click.option("--team", "teams", metavar="编号", multiple=True, help="只要这支队伍和它的下级的人，可以写几次。")
@click.option("--year", type=YEAR, metavar="年份", help="只要这一年的。")
@root_option
def export(
    identities: tuple[Path, ...],
    teams: tuple[str, ...],
    year: int | None,
    out: Path | None,
    reason: str,
    root: Path | None,
    *,
    full: bool,
    locked: bool,
) -> None:
    """导出服务记录（Excel）：一次服务一行，每个人的合计和星级，每场活动登记得全不全、及时不及时。

    例子：jinguo service export --identity ~/钥匙/总队.identity --year 2026
    """
    job = begin(NAME, Asked(identities, out, reason, root, full=full, locked=locked), need_key=True)
    try:
        listed = chosen(team_facts(job.library), teams)
    except Refused as error:
        raise click.ClickException(str(error)) from None
    activities = activity_facts(job.library)
    facts = job.library.facts
    wish = Wish(today(), year, full=full, sample=facts.sample, moved=facts.workdays, whole=not teams)
    covered = [each for each in activities if wish.covers(each)]
    material = read_material(job.root, listed, covered, job.keys, job.console, (ROSTER, SERVICE, RECORD))
    since, until = (dt.date(year, 1, 1), dt.date(year, 12, 31)) if year else (dt.date.min, dt.date.max)
    found = totals(material, facts.stars, since=since, until=until, whole=not teams)
    _strays(job, activities)
    job.hand_over(service_book(found, material, wish), material, word=False)
    job.console.say(f"共 {len(found.services)} 行服务记录、{decimal_text(found.hours)} 小时")
    if found.problems:
        job.console.warn(f"有 {len(found.problems)} 处要核对，列在文件的“要核对的”里")
    end(material)


def _strays(job: Job, activities: Sequence[ActivityFacts]) -> None:
    """Service sheets without a report, so that nobody's hours are forgotten."""
    known = {activity.sheet for activity in activities}
    for path in all_sheets(job.root):
        if path.endswith(f"/{SERVICE}") and path not in known:
            job.console.warn(f"{path} 旁边没有报道（report.md），没有导出 —— 请检查文件夹名字")
