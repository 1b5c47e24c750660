"""``jinguo fix``: the safe corrections, shown as a diff and made."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from generator.checks.privacy import masked
from generator.checks.run import check
from generator.cli.photos_clean import clean_photos
from generator.cli.records_meant import places_meant, under
from generator.cli.register import find_root, root_option
from generator.cli.wording import Command
from generator.clock import today
from generator.console import Terminal, harmless
from generator.drafts.fixes import Fix, all_fixes
from generator.drafts.patches import diff, patch
from generator.problems import Problem, count
from generator.records.changes import UnchangedError, change
from generator.records.edits import UneditableError
from generator.records.library import load

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


@click.command("fix", cls=Command, options_metavar="[选项]", short_help="自动改标点、日期、文号和照片。")
@click.argument("paths", nargs=-1, metavar="[文件或文件夹]…", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="只看会怎样，什么也不写。")
@click.option("--patch", "as_patch", is_flag=True, help="只输出补丁（git apply 可用），什么也不写。")
@root_option
def fix(paths: tuple[Path, ...], root: Path | None, *, dry_run: bool, as_patch: bool) -> None:
    """改掉一定不会改错的地方：中文标点和空格、日期和数字的写法、文号的括号、键后面的冒号、没有洗净的照片。

    改了什么逐行显示（- 原来，+ 改后）；拿不准的不改，列出来请人改。再运行一次不会再有变化。
    不写文件或文件夹，就是整个登记册。

    例子：jinguo fix activities/2026
    """
    console = Terminal()
    found_root = (root or find_root(Path.cwd())).resolve()
    wanted = [place for path in paths for place in places_meant(found_root, str(path))]
    library, _ = load(found_root, sealed=False)
    library.texts = {path: text for path, text in library.texts.items() if _is_wanted(path, wanted)}
    found = all_fixes(library)
    if as_patch:
        sys.stdout.buffer.write(patch(found.made).encode())
        sys.exit(0)
    for each in found.made:
        _show(each)
    left = [*found.left] if dry_run else [*found.left, *_written(found_root, found.made)]
    photos, kept = clean_photos(found_root, wanted, console, dry_run=dry_run)
    for problem in left:
        console.warn(str(problem))
    files = len(found.made) - (0 if dry_run else len(left) - len(found.left))
    _conclude(console, files, photos, len(left) + kept, dry_run=dry_run)
    if not dry_run:
        _tell_the_rest(found_root, wanted, [masked(str(path)) for path in paths], console)
    sys.exit(1 if left or kept else 0)


def _is_wanted(path: str, wanted: Sequence[str]) -> bool:
    return not wanted or any(under(path, each) for each in wanted)


def _show(made: Fix) -> None:
    """One file's diff, in colour where somebody looks."""
    for number, line in enumerate(diff(made)):
        shown = harmless(line.rstrip("\r"))
        colour = _COLOURS.get(line[:1]) if number > len("+-") else None
        click.echo(click.style(shown, fg=colour) if colour else shown)


def _written(root: Path, made: Sequence[Fix]) -> list[Problem]:
    """Write each file by itself; one that somebody has just saved is left, and told."""
    refused: list[Problem] = []
    for each in made:
        try:
            change(root, {each.path: _edit(each)})
        except UnchangedError as error:
            refused.append(Problem(masked(each.path), 1, 1, "F1", "error", f"没有改：{error.reason}", "请再运行一次"))
    return refused


def _edit(made: Fix) -> Callable[[str], str]:
    def edited(text: str) -> str:
        if text != made.old:
            raise UneditableError("刚刚有人改过")
        return made.new

    return edited


def _conclude(console: Terminal, files: int, photos: int, left: int, *, dry_run: bool) -> None:
    if not files and not photos and not left:
        console.say("没有要自动改的")
        return
    done = [f"{files} 个文件"] if files else []
    done += [f"{photos} 张照片"] if photos else []
    parts = [f"{'会改' if dry_run else '改好'} {'、'.join(done)}"] if done else []
    parts += [f"{left} 处没有改，请自己改"] if left else []
    console.say("；".join(parts))


def _tell_the_rest(root: Path, wanted: Sequence[str], named: Sequence[str], console: Terminal) -> None:
    """How much is left for people, as ``jinguo check`` will say it; ``named`` is where, as it was typed."""
    asked = [masked(path) for path in wanted]
    left = [each for each in check(root, today())[1] if _is_wanted(each.path, asked)]
    if left:
        typed = "".join(f' "{path}"' if " " in path else f" {path}" for path in named)
        console.say(f"还要自己看的：{count(left)}。请运行 jinguo check{typed}")
