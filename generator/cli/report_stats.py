"""``jinguo report stats``: 巾帼志愿服务组织情况统计表."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.cli.paper_job import Asked, a_day, begin, end
from generator.cli.private import figure_options
from generator.cli.register import quiet_option, root_option
from generator.cli.wording import Command
from generator.clock import today
from generator.console import Console
from generator.sealed.material import RECORD, ROSTER, SERVICE
from generator.sealed.refused import Refused
from generator.sealed.reports.stats import KEPT, NAME, Stats
from generator.sealed.reports.stats import stats as stats_of


@click.command("stats", cls=Command, options_metavar="[选项]", short_help="组织情况统计表：各县（市、区）和市直单位。")
@figure_options
@click.option("--as-of", "as_of", callback=a_day, metavar="日期", help="活动和报送统计到哪一天（默认今天）。")
@quiet_option
@root_option
def stats(
    identities: tuple[Path, ...],
    out: Path | None,
    as_of: dt.date | None,
    root: Path | None,
    *,
    locked: bool,
    quiet: bool,
) -> None:
    """做出组织情况统计表（Excel 和 Word）：每个县（市、区）、每个市直单位和团体会员一行，缺报的单位列出来。

    没有钥匙也能做，名册只数行数；有钥匙还统计男女、来源和服务记录。合计与各单位之和不符时不导出。
    报送截止日写在 teams/federation.yml 的 stats_due。队伍和名册按现在的登记统计。

    例子：jinguo report stats --identity ~/钥匙/总队.identity
    """
    job = begin(NAME, Asked(identities, out, root=root, locked=locked, quiet=quiet))
    material = job.material((ROSTER, SERVICE, RECORD), KEPT)
    try:
        made = stats_of(material, job.home, as_of or today())
    except Refused as error:
        raise click.ClickException(str(error)) from None
    job.hand_over(made.paper, material, people=False, problems=made.problems)
    _say(made, job.console, keyed=material.keyed)
    end(material)


def _say(made: Stats, console: Console, *, keyed: bool) -> None:
    """Names of units are public; people appear as sums."""
    total = made.totals
    console.say(f"共 {total['teams']} 支队伍，登记 {total['declared']} 人，名册 {total['rows']} 行")
    if not keyed:
        console.say("没有用钥匙：没有统计男女、来源和服务记录的时长（加 --identity 钥匙文件 可以统计）")
    for name, why in made.missing if made.overdue else ():
        console.warn(f"提醒 G16：截止日 {made.due} 已到，{name}：{why}")
