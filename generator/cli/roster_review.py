"""``jinguo roster review``: the yearly tidying of the rosters."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.cli.paper_job import YEAR, Asked, begin, end
from generator.cli.private import delivery_options
from generator.cli.register import quiet_option, root_option
from generator.cli.wording import Command
from generator.clock import today
from generator.records.consent import is_live
from generator.sealed.material import CONTACT, ROSTER
from generator.sealed.reports.review import KEPT, NAME, Standing
from generator.sealed.reports.review import review as review_of


def _not_later(ctx: click.Context, param: click.Parameter, value: int | None) -> int | None:
    """A year that has begun."""
    if value is not None and value > today().year:
        raise click.BadParameter(f"{value}年还没有到。", ctx, param)
    return value


@click.command("review", cls=Command, options_metavar="[选项]", short_help="年度信息整理：列出名册里要整理的。")
@delivery_options
@click.option(
    "--year", type=YEAR, metavar="年份", callback=_not_later, help="哪一年的整理，以前的年份看到那年年底（默认今年）。"
)
@quiet_option
@root_option
def review(
    identities: tuple[Path, ...],
    out: Path | None,
    reason: str,
    year: int | None,
    root: Path | None,
    *,
    full: bool,
    locked: bool,
    quiet: bool,
) -> None:
    """做出整理清单（Excel 和 Word）：久未核对、人数不符、人数不足、重复登记、同意书失效等，每一类一张表。

    屏幕上只有数量。没有钥匙也能做，查不了的会说明。

    例子：jinguo roster review --year 2026 --identity ~/钥匙/总队.identity
    """
    job = begin(NAME, Asked(identities, out, reason, root, full, locked, quiet))
    material = job.material((ROSTER, CONTACT), KEPT)
    now = today()
    day = min(now, dt.date(year or now.year, 12, 31))
    consents = {
        consent_id: Standing(is_live(entry.fields, day), entry.fields.guardian)
        for consent_id, entry in job.library.consents.items()
    }
    made = review_of(material, job.home, day.year, day, consents, now=now, full=full)
    job.hand_over(made.paper, material)
    for title, number in made.counts.items():
        job.console.say(f"{title}：{number}")
    if made.unchecked:
        job.console.warn(f"没有用钥匙，这些没有查：{'、'.join(made.unchecked)}（加 --identity 钥匙文件 可以查）")
    end(material)
