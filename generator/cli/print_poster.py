"""``jinguo print poster``: a story as a poster."""

from __future__ import annotations

from typing import Unpack

import click

from generator.cli.print_job import Asked, begin, bleed_option, file_name, job_options, story_meant, told, url_option
from generator.cli.wording import Command
from generator.prints.poster import LONGEST_SLOGAN, WIDTH, PosterView
from generator.prints.poster import poster as sheet_of


def _slogan(context: click.Context, parameter: click.Parameter, value: str) -> str:
    words = " ".join(value.split())
    if len(words) > LONGEST_SLOGAN:
        raise click.BadParameter(f"写了 {len(words)} 个字，最多 {LONGEST_SLOGAN} 个", context, parameter)
    return words


@click.command("poster", cls=Command, options_metavar="[选项]", short_help="一篇活动的海报（PNG 和 PDF）。")
@click.argument("activity", metavar="活动")
@click.option(
    "--slogan", metavar="文字", default="", callback=_slogan,
    help=f"海报上的一句话，不超过 {LONGEST_SLOGAN} 个字（默认用品牌的口号）。",
)  # fmt: skip
@bleed_option
@url_option
@job_options
@told
def poster(activity: str, slogan: str, url: str, *, bleed: bool, **asked: Unpack[Asked]) -> None:
    """做一张海报：照片、标题、时间、地点、队伍，和扫码看全文的二维码。PNG 是 1080 × 1920 像素，PDF 给打印店。

    例子：jinguo print poster 1018-xiatang-chongyang --url https://www.example.org/jinguo/
    """
    job = begin(asked, url)
    job.demand_fit([slogan], "--slogan")
    story, site, plates = story_meant(job, activity), job.demanded_site, job.plates()
    sheet = sheet_of(job.paper.shown, story, site, plates, slogan, bleed=bleed)
    name = file_name(story, "海报")
    job.write({f"{name}.png": job.made(sheet, png=True), f"{name}.pdf": job.made(sheet)})
    job.tell_left_out(story)
    view: PosterView = sheet.view
    if view.photo is None:
        job.tell(plates, {})
        job.console.say("这篇没有可以印的照片，做成了文字海报")
    else:
        job.tell(plates, {"照片": (view.photo, WIDTH, view.height)})
