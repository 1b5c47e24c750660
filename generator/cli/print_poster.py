"""``jinguo print poster``: a story as a poster."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.print_job import begin, bleed_option, file_name, out_option, story_meant, told, url_option
from generator.cli.register import quiet_option, root_option
from generator.cli.wording import Command
from generator.prints.poster import HEIGHT, WIDTH, PosterView
from generator.prints.poster import poster as sheet_of


@click.command("poster", cls=Command, options_metavar="[选项]", short_help="一篇活动的海报（PNG 和 PDF）。")
@click.argument("activity", metavar="活动")
@click.option("--slogan", metavar="文字", default="", help="海报上的一句话（默认用品牌的口号）。")
@bleed_option
@url_option
@out_option
@quiet_option
@root_option
@told
def poster(
    activity: str, slogan: str, url: str, out: Path | None, root: Path | None, *, bleed: bool, quiet: bool
) -> None:
    """做一张海报：照片、标题、时间、地点、队伍，和扫码看全文的二维码。PNG 是 1080 × 1920 像素，PDF 给打印店。

    例子：jinguo print poster 0305-xinhua-leifeng
    """
    job = begin(root, out, url, quiet=quiet)
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
        job.tell(plates, {"照片": (view.photo, WIDTH, HEIGHT)})
