"""``jinguo compare``: what a pull request changes, for the people who have to decide on it."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.register import FORMATS, find_root, root_option
from generator.cli.wording import Command
from generator.clock import today
from generator.problems import Problem
from generator.proposal.compose import Asking, composed
from generator.proposal.markdown import LIMIT, as_markdown
from generator.proposal.pair import Pair
from generator.proposal.printed import as_json, as_page, as_text
from generator.proposal.sides import side
from generator.proposal.trees import NoRevision, export, fork_of, other_files, revision
from generator.records.files import FOLDERS

_PREFIX = re.compile(r"https://[A-Za-z0-9.:-]+/[A-Za-z0-9._~/%-]*/")
_SHORTEST = 200


@dataclass(frozen=True, slots=True)
class _Sides:
    """Folders of both registers, and what git says besides."""

    base: Path
    head: Path
    refused: tuple[list[Problem], list[Problem]]
    other: list[str]


def _prefix(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if value and not _PREFIX.fullmatch(value):
        message = "要写成 https:// 开头、以 / 结尾的网址"
        raise click.BadParameter(message, context, parameter)
    return value


def _files(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, Path], ...]:
    pairs = [value.partition(":") for value in values]
    if any(form not in FORMATS or not path for form, _, path in pairs):
        message = f"要写成 格式:文件，格式可以是 {'、'.join(FORMATS)}"
        raise click.BadParameter(message, context, parameter)
    return tuple((form, Path(path)) for form, _, path in pairs)


@click.command("compare", cls=Command, options_metavar="[选项]", short_help="合并请求改了什么，给审核的人看。")
@click.argument("base", metavar="原来的")
@click.argument("head", metavar="[新的]", required=False)
@click.option(
    "--format", "shape", metavar="markdown|text|json", type=click.Choice(["markdown", "text", "json"]),
    default="text", help="输出格式；markdown 贴到合并请求里。",
)  # fmt: skip
@click.option("--author", default="", metavar="账号", help="谁提交的，核对是不是这支队伍或上级的人（G3）。")
@click.option("--approved", metavar="账号,…", help="已经批准的账号，核对三审够不够（G2）；一个也没有就写空的。")
@click.option(
    "--pictures-at", callback=_prefix, default="", metavar="网址", help="照片小样从哪里取（只用在 markdown）。"
)
@click.option("--limit", type=click.IntRange(_SHORTEST), default=LIMIT, metavar="字数", help="markdown 最多多长。")
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), metavar="文件", help="另写一个带照片小样的网页。"
)
@click.option(
    "--problems", multiple=True, callback=_files, metavar="格式:文件",
    help=f"另把所有问题写进文件，可以写几次；格式：{'、'.join(FORMATS)}。",
)  # fmt: skip
@click.option(
    "--export",
    "kept",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="文件夹",
    help="把新的登记册留在这里。",
)
@root_option
def compare(base: str, head: str | None, root: Path | None, **asked: object) -> None:
    """比较两份登记册，说清楚合并以后读者会看到什么变化、有什么问题、还要谁签。

    “原来的”和“新的”可以是文件夹，也可以是 git 的分支或提交编号；不写“新的”，就是手里的这一份。
    不切换分支，不跟随链接，不运行里面的任何东西。有错误时退出码是 1。

    例子：jinguo compare main --format markdown
    """
    found_root = root or find_root(Path.cwd())
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jinguo-compare-")))
        sys.exit(_compare(found_root, base, head, scratch, _Wishes(**asked)))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Wishes:
    """Options as given."""

    shape: str
    author: str
    approved: str | None
    pictures_at: str
    limit: int
    html: Path | None
    problems: tuple[tuple[str, Path], ...]
    kept: Path | None


def _compare(root: Path, base: str, head: str | None, scratch: Path, wishes: _Wishes) -> int:
    try:
        sides = _sides(root, base, head, scratch)
    except NoRevision as reason:
        raise click.ClickException(str(reason)) from None
    day = today()
    pair = Pair(side(sides.base, day, sides.refused[0]), side(sides.head, day, sides.refused[1]), day)
    approved = None if wishes.approved is None else [each for each in re.split(r"[,，\s]+", wishes.approved) if each]
    summary, problems = composed(pair, Asking(wishes.author, approved, sides.other))
    if wishes.html:
        _write(wishes.html, as_page(summary, sides.head))
    for form, path in wishes.problems:
        _write(path, FORMATS[form](problems) + "\n")
    if wishes.kept:
        _keep(sides.head, wishes.kept)
    markdown = as_markdown(summary, limit=wishes.limit, pictures_at=wishes.pictures_at)
    shown = {"markdown": markdown, "json": as_json(summary), "text": as_text(summary)}
    click.echo(shown[wishes.shape], nl=False)
    return 1 if summary.wrong else 0


def _sides(root: Path, base: str, head: str | None, scratch: Path) -> _Sides:
    folders = [_folder(root, each) for each in (base, head)]
    if folders[0] is not None and folders[1] is not None:
        return _Sides(folders[0], folders[1], ([], []), [])
    if folders[0] is not None:
        after = export(root, revision(root, str(head)), _made(scratch / "head"))
        return _Sides(folders[0], scratch / "head", ([], after.refused), [])
    first = revision(root, base)
    if folders[1] is not None:
        before = export(root, first, _made(scratch / "base"))
        return _Sides(scratch / "base", folders[1], (before.refused, []), [])
    second = revision(root, str(head))
    forked = fork_of(root, first, second)
    before = export(root, forked, _made(scratch / "base"))
    after = export(root, second, _made(scratch / "head"), (scratch / "base", before.ids))
    other = other_files(root, forked, second)
    return _Sides(scratch / "base", scratch / "head", (before.refused, after.refused), other)


def _folder(root: Path, named: str | None) -> Path | None:
    if named is None:
        return root
    place = Path(named)
    return place.resolve() if (place / "teams").is_dir() else None


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _keep(head: Path, folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} 里已经有东西，请换一个空的文件夹")
    for name in (*FOLDERS, ".cache"):
        if (head / name).is_dir():
            shutil.copytree(head / name, folder / name, symlinks=True)
