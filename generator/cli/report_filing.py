"""``jinguo report filing``: which teams are filed with the team above them."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.paper_job import Asked, begin
from generator.cli.register import quiet_option, root_option
from generator.cli.wording import Command
from generator.clock import today
from generator.sealed.reports.filing import NAME
from generator.sealed.reports.filing import filing as filing_of


@click.command("filing", cls=Command, options_metavar="[选项]", short_help="备案情况：每支队伍报给谁、哪一天、还缺谁。")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), metavar="文件夹",
    help="放到哪个文件夹（默认登记册旁的 private）。",
)  # fmt: skip
@quiet_option
@root_option
def filing(out: Path | None, root: Path | None, *, quiet: bool) -> None:
    """做出备案情况表（Excel 和 Word）：小队报分队备案，分队报总队备案。不用钥匙，没有个人信息。

    例子：jinguo report filing
    """
    job = begin(NAME, Asked(out=out, root=root, quiet=quiet))
    material = job.material(())
    made = filing_of(material.teams, job.home, today())
    job.hand_over(made.paper, material, people=False)
    job.console.say("，".join(f"{state} {number} 支" for state, number in made.counts.items() if number))
