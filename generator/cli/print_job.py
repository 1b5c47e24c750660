"""What the commands share that print from the open register: what may be printed, who looks at it, where it goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypedDict

import click

from generator.articles.guard import guard
from generator.articles.parts import ArticleError
from generator.checks.run import check
from generator.cli.activities_meant import activity_meant
from generator.cli.compared import Compared, compared
from generator.cli.keyring import identity_option
from generator.cli.outside import public_folder, public_place
from generator.cli.register import find_root, quiet_option, root_option
from generator.clock import today
from generator.console import Terminal
from generator.faults import words_of as words_of_fault
from generator.pages.published import Story
from generator.prints.codes import LONGEST, site_url
from generator.prints.faults import PrintError
from generator.prints.fonts import Typefaces, typefaces
from generator.prints.permission import OnPaper, left_out, on_paper
from generator.prints.plates import GOOD, POOR, Plate, Plates, sharpness
from generator.prints.typeset import Sheet, typeset, words_of
from generator.problems import count, errors
from generator.records.federation import WEB_ADDRESS
from generator.records.library import Library
from generator.swap import swap

FOLDER = "print"
"""Below ``dist``, where git does not look."""
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
    if len(address) > LONGEST:
        raise click.BadParameter(f"网址有 {len(address)} 个字符，太长了（最多 {LONGEST} 个）", context, parameter)
    if address and not re.search(WEB_ADDRESS, address):
        raise click.BadParameter("网址要写全，如 https://www.example.org/jinguo/", context, parameter)
    return address


_OUT = click.option(
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


def job_options(command: click.decorators.FC) -> click.decorators.FC:
    """``--identity --out --quiet --root``: what every print from the open register takes; see ``Asked``."""
    for option in (root_option, quiet_option, _OUT, identity_option):
        command = option(command)
    return command


class Asked(TypedDict):
    """What ``job_options`` bring."""

    identities: tuple[Path, ...]
    out: Path | None
    root: Path | None
    quiet: bool


@dataclass(frozen=True)
class PrintJob:
    """One print on its way: the register is in order, and there is a font."""

    root: Path
    library: Library
    paper: OnPaper
    faces: Typefaces
    console: Terminal
    out: Path | None
    seen: Compared
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

    def demand_fit(self, words: Iterable[str], typed: str = "", *, handed: bool = False) -> None:
        """The last look at what is printed: no number, no name that may not be there, nothing that is sealed.

        Args:
            words: every text of it.
            typed: the option that they were typed in; empty for words of the register.
            handed: it is handed to the person, not hung up, so that consent to the site is enough.

        Raises:
            PrintError: something must not be printed; the message does not repeat it.
        """
        library, shown = (self.library, self.paper.web) if handed else (self.paper.narrowed, self.paper.shown)
        try:
            guard(library, shown, words, self.seen)
        except ArticleError as fault:
            said = str(fault).removeprefix("文章").replace("发出去", "印")
            mended = f"{typed} 的文字{said.partition('。')[0]}。请换一句话" if typed else f"要印的文字{said}"
            raise PrintError(mended) from None

    def made(self, sheet: Sheet, *, png: bool = False, handed: bool = False) -> bytes:
        """Looked at, and set in this machine's fonts."""
        self.demand_fit(words_of(sheet), handed=handed)
        return typeset(self.root, sheet, self.faces, png=png)

    def write(self, files: Mapping[str, bytes]) -> None:
        """All of them, once all are made."""
        folder = public_folder(self.root, self.out, FOLDER)
        for name, data in files.items():
            try:
                swap(folder / name, data)
            except OSError as error:
                raise click.ClickException(f"{folder / name} 写不进去：{words_of_fault(error)}") from None
            self.console.say(f"已写入 {folder / name}")
        self.console.say(self.seen.told)
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


def begin(asked: Asked, url: str = "", *, handed: bool = False) -> PrintJob:
    """Read and check the register; find the fonts; open the sealed sheets if there is a key.

    Raises:
        click.ClickException: the register holds errors, or nothing may be put where it is asked for.
        PrintError: there is no font.
    """
    console = Terminal(quiet=asked["quiet"])
    root = asked["root"] or find_root(Path.cwd())
    public_place(root, asked["out"], FOLDER)
    library, problems = check(root, today(), console=console)
    if errors(problems):
        for problem in sorted(errors(problems)):
            console.warn(str(problem))
        raise click.ClickException(f"登记册有错误，没有做：{count(errors(problems))}")
    faces = typefaces(library.facts.printing, root)
    seen = compared(root, asked["identities"], console, "web" if handed else "print")
    return PrintJob(root, library, on_paper(library, today()), faces, console, asked["out"], seen, url)


def story_meant(job: PrintJob, typed: str) -> Story:
    """The story that somebody means, if it may be printed.

    Raises:
        click.ClickException: there is none, or it may not.
    """
    address = activity_meant(job.root, typed)
    found = next((each for each in job.paper.shown.stories if each.address == address), None)
    if found is not None:
        return found
    fields = job.library.activities[address].fields
    reason = "文中写到的人没有都同意印刷（同意书的 channels 里要有 web 和 print），或者同意已经撤回、到期"
    if fields.status != "selected":
        reason = f"它还没有选用（status: {fields.status}），选用刊登以后才能印"
    elif "web" not in fields.channels:
        reason = "它不上网站（channels 里没有 web），二维码没有地方可去"
    elif fields.date.first > job.paper.shown.today:
        reason = "活动还没有举办"
    raise click.ClickException(f"activities/{address}/report.md 不能印：{reason}")


def file_name(story: Story, what: str) -> str:
    """``2026-0305-xinhua-leifeng-海报``."""
    return f"{story.address.replace('/', '-')}-{what}"
