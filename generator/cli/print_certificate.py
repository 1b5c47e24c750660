"""``jinguo print certificate``: 荣誉证书 of the federation's own honours."""

from __future__ import annotations

from typing import Unpack

import click

from generator.cli.paper_job import YEAR
from generator.cli.print_job import Asked, begin, job_options, told
from generator.cli.wording import Command
from generator.prints.certificate import certificates


@click.command("certificate", cls=Command, options_metavar="[选项]", short_help="一年表彰的荣誉证书（PDF）。")
@click.argument("year", metavar="年份", type=YEAR)
@click.option("--award", metavar="表彰", default="", help="只做这一项表彰，如 优秀巾帼志愿者。")
@job_options
@told
def certificate(year: int, award: str, **asked: Unpack[Asked]) -> None:
    """按 content/honours/年份.yml 做荣誉证书，一人一页，A4 横放；印好以后盖章。只做本会自己给予的表彰。

    例子：jinguo print certificate 2025 --award 优秀巾帼志愿者
    """
    job = begin(asked, handed=True)
    honours = next((each for each in job.paper.web.honours if each.fields.year == year), None)
    if honours is None:
        known = "、".join(str(each.fields.year) for each in job.paper.web.honours) or "还没有"
        raise click.ClickException(f"没有 {year} 年的表彰（content/honours/{year}.yml）。已有：{known}")
    made = certificates(job.paper.web, honours, award)
    job.write({f"{year}-{award or '荣誉'}证书.pdf": job.made(made.sheet, handed=True)})
    job.console.say(f"一共 {made.count} 张，请核对姓名以后盖章")
    if made.withheld:
        job.console.warn(f"注意：有 {made.withheld} 个没有做：本人没有同意公开姓名，或者同意已经撤回、到期")
