"""``jinguo print story``: a story on A4."""

from __future__ import annotations

from typing import Unpack

import click

from generator.cli.print_job import Asked, begin, file_name, job_options, story_meant, told, url_option
from generator.cli.wording import Command
from generator.prints.story import HEIGHT, WIDTH, StorySheet, story_sheet


@click.command("story", cls=Command, options_metavar="[选项]", short_help="一篇活动的 A4 文稿（PDF）。")
@click.argument("activity", metavar="活动")
@url_option
@job_options
@told
def story(activity: str, url: str, **asked: Unpack[Asked]) -> None:
    """把一篇活动排成 A4：标题、照片和图说、正文、署名、页码，可以张贴、存档。知道正式网址的，附二维码。

    例子：jinguo print story 1018-xiatang-chongyang
    """
    job = begin(asked, url)
    meant, plates = story_meant(job, activity), job.plates()
    sheet = story_sheet(job.paper.shown, meant, job.site, plates)
    job.write({f"{file_name(meant, '文稿')}.pdf": job.made(sheet)})
    job.tell_left_out(meant)
    view: StorySheet = sheet.view
    job.tell(plates, {"题图": (view.photos[0], min(WIDTH, HEIGHT * view.photos[0].ratio), 0)} if view.photos else {})
