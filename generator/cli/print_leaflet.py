"""``jinguo print leaflet``: a brand line as a leaflet."""

from __future__ import annotations

from typing import Unpack

import click

from generator.cli.print_job import Asked, begin, bleed_option, job_options, told, url_option
from generator.cli.wording import Command
from generator.prints.leaflet import HEIGHT, WIDTH, LeafletView
from generator.prints.leaflet import leaflet as sheet_of
from generator.problems import did_you_mean


@click.command("leaflet", cls=Command, options_metavar="[选项]", short_help="一个品牌的三折页（PDF）。")
@click.argument("brand", metavar="品牌")
@bleed_option
@url_option
@job_options
@told
def leaflet(brand: str, url: str, *, bleed: bool, **asked: Unpack[Asked]) -> None:
    """做一个品牌的宣传折页：A4 横放、两面、折两次。双面打印选“沿短边翻转”；左边一栏窄 3 毫米，折在里面。

    例子：jinguo print leaflet 助困关爱
    """
    job = begin(asked, url)
    lines = job.library.facts.brands
    line = next((each for each in lines if brand in {each.name, each.id}), None)
    if line is None:
        names = [each.name for each in lines]
        hint = did_you_mean(brand, [*names, *(each.id for each in lines)]) or f"可以写：{'、'.join(names)}"
        raise click.ClickException(f"没有品牌 “{brand[:40]}”。{hint}")
    plates = job.plates()
    sheet = sheet_of(job.paper.shown, line, job.site, plates, bleed=bleed)
    job.write({f"{line.id}-折页.pdf": job.made(sheet)})
    view: LeafletView = sheet.view
    job.tell(plates, {"封面照片": (view.photos[0], WIDTH, HEIGHT)} if view.photos else {})
    if not view.address:
        job.console.warn("注意：没有写正式网址，折页上没有二维码（federation.yml 的 site.url，或者用 --url 指明）")
