"""What the commands share that print from the open register: what may be printed, in which fonts, and where it goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

from generator.checks.run import check
from generator.cli.records_meant import record_meant
from generator.cli.register import find_root
from generator.clock import today
from generator.console import Terminal
from generator.pages.published import Story
from generator.prints.codes import site_url
from generator.prints.faults import PrintError
from generator.prints.fonts import Typefaces, typefaces
from generator.prints.permission import OnPaper, left_out, on_paper
from generator.prints.plates import GOOD, POOR, Plate, Plates, sharpness
from generator.prints.typeset import Sheet, typeset
from generator.problems import count, errors
from generator.records.federation import WEB_ADDRESS
from generator.records.library import Library
from generator.swap import swap

FOLDER = "dist/print"
"""Below the register, where git does not look."""
Given = ParamSpec("Given")


def told(command: Callable[Given, None]) -> Callable[Given, None]:
    """What cannot be printed is said in one line."""

    @wraps(command)
    def run(*given: Given.args, **named: Given.kwargs) -> None:
        try:
            command(*given, **named)
        except PrintError as error:
            raise click.ClickException(str(error)) from None

    return run


def _web_address(context: click.Context, parameter: click.Parameter, value: str) -> str:
    address = value if not value or value.endswith("/") else f"{value}/"
    if address and not re.search(WEB_ADDRESS, address):
        raise click.BadParameter("网址要写全，如 https://www.example.org/jinguo/", context, parameter)
    return address


out_option = click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), metavar="文件夹",
    help="放到哪个文件夹（默认登记册里的 dist/print）。",
)  # fmt: skip
url_option = click.option(
    "--url",
    callback=_web_address,
    default="",
    metavar="网址",
    help="二维码指向的网站（默认用 federation.yml 里的）。",
)
bleed_option = click.option("--bleed", is_flag=True, help="PDF 四边各加 3 毫米出血和裁切线，给印刷厂。")


@dataclass(frozen=True)
class PrintJob:
    """One print on its way: the register is in order, and there is a font."""

    root: Path
    library: Library
    paper: OnPaper
    faces: Typefaces
    console: Terminal
    out: Path
    url: str = ""

    @property
    def site(self) -> str:
        """Where the site stands; empty where nobody has said."""
        return self.url or self.library.facts.site.url or ""

    @property
    def demanded_site(self) -> str:
        """Where the site stands, for what is nothing without a code."""
        return site_url(self.library.facts, self.url)

    def plates(self) -> Plates:
        """For the photographs of one sheet."""
        return Plates(self.paper.shown)

    def made(self, sheet: Sheet, *, png: bool = False) -> bytes:
        """Set in this machine's fonts."""
        return typeset(self.root, sheet, self.faces, png=png)

    def write(self, files: Mapping[str, bytes]) -> None:
        """All of them, once all are made."""
        for name, data in files.items():
            swap(self.out / name, data)
            self.console.say(f"已写入 {self.out / name}")
        if self.library.facts.sample:
            self.console.say("这是示例登记册，印出来的每一页都写着“示例”")

    def tell(self, plates: Plates, rooms: Mapping[str, tuple[Plate, float, float]]) -> None:
        """Photographs that could not be used, and those that have too few pixels for their room."""
        for refused in plates.refused:
            self.console.warn(f"注意：{refused}")
        for what, (plate, width, height) in rooms.items():
            found = sharpness(plate, plates.widths[plate.file], width, height)
            if found < POOR:
                said = f"{what}只有 {found} dpi，印出来会发虚（印刷要 {GOOD}，至少 {POOR}）"
                self.console.warn(f"注意：{said}，请换大一些的照片")

    def tell_left_out(self, story: Story) -> None:
        """What the site shows of a story and paper may not."""
        for each in left_out(self.paper, story):
            self.console.warn(f"注意：{each}")


def begin(root: Path | None, out: Path | None, url: str = "", *, quiet: bool = False) -> PrintJob:
    """Read and check the register; find the fonts.

    Raises:
        click.ClickException: it holds errors.
        PrintError: there is no font.
    """
    console = Terminal(quiet=quiet)
    found_root = root or find_root(Path.cwd())
    library, problems = check(found_root, today(), console=console)
    if errors(problems):
        for problem in sorted(errors(problems)):
            console.warn(str(problem))
        raise click.ClickException(f"登记册有错误，没有做：{count(errors(problems))}")
    faces = typefaces(library.facts.printing, found_root)
    folder = Path.cwd() / out if out else found_root / FOLDER
    return PrintJob(found_root, library, on_paper(library, today()), faces, console, folder, url)


def story_meant(job: PrintJob, typed: str) -> Story:
    """The story that somebody means, if it may be printed.

    Raises:
        click.ClickException: there is none, or it may not.
    """
    path = record_meant(job.root, typed)
    address = path.removeprefix("activities/").removesuffix("/report.md")
    entry = job.library.activities.get(address)
    if entry is None:
        raise click.ClickException(f"{path} 不是活动；这里写活动的文件夹，例如 activities/2026/0305-xinhua-leifeng")
    found = next((each for each in job.paper.shown.stories if each.address == address), None)
    if found is not None:
        return found
    fields = entry.fields
    reason = "文中写到的人没有都同意印刷（同意书的 channels 里要有 print），或者同意已经撤回、到期"
    if fields.status != "selected":
        reason = f"它还没有选用（status: {fields.status}），选用刊登以后才能印"
    elif "web" not in fields.channels:
        reason = "它不上网站（channels 里没有 web），二维码没有地方可去"
    elif fields.date.first > job.paper.shown.today:
        reason = "活动还没有举办"
    raise click.ClickException(f"{path} 不能印：{reason}")


def file_name(story: Story, what: str) -> str:
    """``2026-0305-xinhua-leifeng-海报``."""
    return f"{story.address.replace('/', '-')}-{what}"
