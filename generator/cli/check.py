"""``jinguo check``: all mistakes of all files in one run."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from generator.checks.privacy import masked
from generator.checks.run import checked
from generator.checks.settled import Waived
from generator.cli.named_photos import named
from generator.cli.records_meant import places_meant, under
from generator.cli.register import FEDERATION, FORMATS, find_root, root_option
from generator.cli.unfinished import hint, told, unfinished, waiting, with_notices, without_repeats
from generator.cli.wording import Command
from generator.clock import today
from generator.console import Terminal
from generator.photos.eyes import Sightless
from generator.photos.faces import finder
from generator.problems import errors, visible
from generator.records.library import Library, load

_FOR_PEOPLE = ("text", "markdown")


@click.command("check", cls=Command, options_metavar="[选项]", short_help="检查登记册，列出所有问题。")
@click.argument("paths", nargs=-1, metavar="[文件或文件夹]…", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "shape",
    metavar="|".join(FORMATS),
    type=click.Choice(list(FORMATS)),
    default="text",
    help="输出格式。",
)
@click.option("--faces", is_flag=True, help="让程序在照片里找脸，核对 people（要先装好，见手册）。")
@click.option("--release", is_flag=True, help="对外发布以前：页脚、隐私政策、空栏目、占位的字也算错误（G5、G7、G8）。")
@root_option
def check(paths: tuple[Path, ...], shape: str, root: Path | None, *, faces: bool, release: bool) -> None:
    """检查登记册，一次列出所有文件的所有问题。

    每行一个问题：文件:行:列: 级别 规则: 说明 —— 怎么改。有错误时退出码是 1，只有提醒时是 0。
    写了草稿或投稿的位置，还会列出要投稿、要刊登还缺什么。

    例子：jinguo check activities/2026
    """
    found_root = root or find_root(Path.cwd())
    asked = [place for path in paths for place in places_meant(found_root, str(path))]
    seen = _faces(found_root, asked) if faces else {}
    done = checked(found_root, today(), faces=seen, release=release)
    library, problems = done.library, done.problems
    wanted = [masked(path) for path in asked]
    unread = _unread(library)
    shown = [
        problem for problem in problems if not wanted or any(under(problem.path, each) for each in [*wanted, *unread])
    ]
    stories = unfinished(library, today(), problems, asked, seen) if asked and not release else []
    text = FORMATS[shape](without_repeats(shown, stories) if shape in _FOR_PEOPLE else shown)
    text = with_notices(text, stories) if shape == "json" and stories else text
    for each in filter(None, (text, told(stories, shape, len(waiting(library, asked)) if stories else 0))):
        click.echo(each)
    if shape == "text":
        for line in _let_pass(done.waived, wanted):
            click.echo(line)
    if unread:
        click.echo(f"{unread[0]} 有读不出来的地方，很多规则没有查。请先改好它，再查一次", err=True)
    if not asked and shape == "text" and hint(library):
        click.echo(hint(library), err=True)
    sys.exit(1 if errors(shown) or unread else 0)


def _unread(library: Library) -> list[str]:
    """The federation's facts where they cannot be read whole: most rules rest on them, and without them are silent."""
    federation = library.federation
    return [FEDERATION.as_posix()] if federation is None or federation.document.silent else []


def _let_pass(waived: Iterable[Waived], wanted: list[str]) -> Iterator[str]:
    """What a reviewer has let pass: an exception that nobody sees would soon be the rule."""
    told = [each for each in waived if not wanted or any(under(each.problem.path, one) for one in wanted)]
    if told:
        yield f"审核放行 {len(told)} 处："
    for each in told:
        problem = each.problem
        line = f"  {problem.path}:{problem.line}:{problem.column}: {problem.rule}: {problem.message}"
        yield visible(f"{line} —— {masked(each.reason)}（{masked(each.by)}）")


def _faces(root: Path, asked: list[str]) -> dict[str, int]:
    """How many faces are in the photographs asked for; nothing where no program can look, which is said."""
    console = Terminal()
    library, _ = load(root)
    wanted = {
        each.path: root / each.path
        for each in named(library)
        if not asked or any(under(path, one) for one in asked for path in (each.path, each.entry.path))
    }
    try:
        return finder(root).count(wanted, console)
    except Sightless as reason:
        console.warn(f"提醒：{reason.message}。这一次没有在照片里找脸，规则 I5 没有查")
        return {}
