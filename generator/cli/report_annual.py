"""``jinguo report annual``: the figures of a year."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.paper_job import YEAR, Asked, begin, end
from generator.cli.private import figure_options
from generator.cli.register import quiet_option, root_option
from generator.cli.wording import Command
from generator.sealed.material import RECORD, ROSTER, SERVICE
from generator.sealed.reports.annual import KEPT, NAME
from generator.sealed.reports.annual import annual as annual_of


@click.command(
    "annual", cls=Command, options_metavar="[选项]", short_help="一年的年报：队伍、志愿者、服务、培训、表彰、星级。"
)
@figure_options
@click.option("--year", type=YEAR, required=True, metavar="年份", help="哪一年。")
@quiet_option
@root_option
def annual(
    identities: tuple[Path, ...],
    out: Path | None,
    year: int,
    root: Path | None,
    *,
    locked: bool,
    quiet: bool,
) -> None:
    """做出一年的年报（Excel 和 Word），全是汇总数字，不列个人。

    没有钥匙也能做，但没有志愿者构成、培训、表彰、星级和密封的服务时长。

    例子：jinguo report annual --year 2026 --identity ~/钥匙/总队.identity
    """
    job = begin(NAME, Asked(identities, out, root=root, locked=locked, quiet=quiet))
    material = job.material((ROSTER, SERVICE, RECORD), KEPT)
    made = annual_of(material, job.home, year, job.retired)
    job.hand_over(made.paper, material, people=False, problems=made.problems)
    if not material.keyed:
        job.console.say("没有用钥匙：没有统计志愿者构成、培训、表彰、星级（加 --identity 钥匙文件 可以统计）")
    end(material)
