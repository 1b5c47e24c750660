"""``jinguo print story``: a story on A4."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.print_job import begin, file_name, out_option, story_meant, told, url_option
from generator.cli.register import quiet_option, root_option
from generator.cli.wording import Command
from generator.prints.story import HEIGHT, WIDTH, StorySheet, story_sheet


@click.command("story", cls=Command, options_metavar="[选项]", short_help="一篇活动的 A4 文稿（PDF）。")
@click.argument("activity", metavar="活动")
@url_option
@out_option
@quiet_option
@root_option
@told
def story(activity: str, url: str, out: Path | None, root: Path | None, *, quiet: bool) -> None:
    """把一篇活动排成 A4：标题、照片和图说、正文、署名、页码，可以张贴、存档。知道正式网址的，附二维码。

    例子：jinguo print story 0305-xinhua-leifeng
    """
    job = begin(root, out, url, quiet=quiet)
    meant, plates = story_meant(job, activity), job.plates()
    sheet = story_sheet(job.paper.shown, meant, job.site, plates)
    job.write({f"{file_name(meant, '文稿')}.pdf": job.made(sheet)})
    job.tell_left_out(meant)
    view: StorySheet = sheet.view
    job.tell(plates, {"题图": (view.photos[0], min(WIDTH, HEIGHT * view.photos[0].ratio), 0)} if view.photos else {})
