"""``jinguo compare``: what a pull request changes, for the people who have to decide on it."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

import click

from generator.cli.compare_patch import corrections
from generator.cli.register import FORMATS, find_root, root_option
from generator.cli.wording import Command
from generator.clock import today
from generator.problems import Problem, visible
from generator.proposal.compose import Asking, composed
from generator.proposal.markdown import LIMIT, as_markdown
from generator.proposal.pair import Pair
from generator.proposal.printed import as_json, as_page, as_text
from generator.proposal.sides import side
from generator.proposal.tips import behind, ruling
from generator.proposal.trees import (
    Exported,
    NoRevision,
    attributes,
    export,
    fork_of,
    other_files,
    place_of,
    revision,
    standing,
)
from generator.records.files import FOLDERS
from generator.records.library import Library

_PREFIX = re.compile(r"https://[A-Za-z0-9.:-]+/[A-Za-z0-9._~/%-]*/")
_SHORTEST = 200


@dataclass(frozen=True, slots=True)
class _Sides:
    """Folders of both registers, and what git says besides."""

    base: Path
    head: Path
    refused: tuple[Sequence[Problem], Sequence[Problem]] = ((), ())
    other: Sequence[str] = ()
    tip: Library | None = None
    """Teams and federation where the proposal wants to go, if they have changed since."""
    behind: int = 0
    """Commits since."""
    place: str = ""
    """Where the register lies in its repository: platforms and ``git apply`` count from its top."""


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
@click.argument("base", metavar="原来的", required=False)
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
    "--patch", type=click.Path(dir_okay=False, path_type=Path), metavar="文件",
    help="把 jinguo fix 会改的写成补丁（git apply 可用）。",
)  # fmt: skip
@click.option(
    "--problems", multiple=True, callback=_files, metavar="格式:文件",
    help=f"另把所有问题写进文件，可以写几次；格式： {' / '.join(FORMATS)} 。",
)  # fmt: skip
@click.option(
    "--export",
    "kept",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="文件夹",
    help="把新的登记册留在这里。",
)
@root_option
def compare(base: str | None, head: str | None, root: Path | None, **asked: object) -> None:
    """比较两份登记册，说清楚合并以后读者会看到什么变化、有什么问题、还要谁签。

    “原来的”和“新的”可以是文件夹，也可以是 git 的分支或提交编号；不写“新的”，就是手里的这一份。
    不切换分支，不跟随链接，不运行里面的任何东西。有错误时退出码是 1。

    例子：jinguo compare main --format markdown
    """
    if base is None:
        raise click.UsageError("请写和哪个分支比，例如 jinguo compare main")
    found_root = root or _root(required=head is None)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jinguo-compare-")))
        sys.exit(_compare(found_root, base, head, scratch, _Wishes(**asked)))  # type: ignore[arg-type]


def _root(*, required: bool) -> Path:
    """The register around us; two revisions need none, as in a bare copy of a repository."""
    try:
        return find_root(Path.cwd())
    except click.ClickException:
        if required:
            raise
        return Path.cwd()


@dataclass(frozen=True, slots=True)
class _Wishes:
    """Options as given."""

    shape: str
    author: str
    approved: str | None
    pictures_at: str
    limit: int
    html: Path | None
    patch: Path | None
    problems: tuple[tuple[str, Path], ...]
    kept: Path | None


def _compare(root: Path, base: str, head: str | None, scratch: Path, wishes: _Wishes) -> int:
    try:
        sides = _sides(root, base, head, scratch)
    except NoRevision as reason:
        raise click.ClickException(str(reason)) from None
    day = today()
    pair = Pair(side(sides.base, day, sides.refused[0]), side(sides.head, day, sides.refused[1]), day, sides.tip)
    approved = None if wishes.approved is None else [each for each in re.split(r"[,，\s]+", wishes.approved) if each]
    fixes, patch = corrections(pair, sides.place)
    asking = Asking(
        wishes.author, approved, sides.other, sides.behind, fixes, wishes.patch.name if wishes.patch else ""
    )
    summary, problems = composed(pair, asking)
    above = visible(sides.place)
    if wishes.html:
        _write(wishes.html, as_page(summary, sides.head))
    if wishes.patch and patch:
        _write(wishes.patch, patch)
    for form, path in wishes.problems:
        _write(path, FORMATS[form]([replace(each, path=f"{above}{each.path}") for each in problems]) + "\n")
    if wishes.kept:
        _keep(sides.head, wishes.kept)
    pictures_at = wishes.pictures_at and wishes.pictures_at + quote(sides.place, errors="surrogateescape")
    markdown = as_markdown(summary, limit=wishes.limit, pictures_at=pictures_at)
    shown = {"markdown": markdown, "json": as_json(summary), "text": as_text(summary)}
    click.echo(shown[wishes.shape], nl=False)
    return 1 if summary.wrong else 0


def _sides(root: Path, base: str, head: str | None, scratch: Path) -> _Sides:
    before, after = (_folder(root, each) for each in (base, head))
    if before is not None and after is not None:
        return _Sides(before, after)
    place = place_of(root)
    if before is not None:
        done = _exported(root, revision(root, str(head)), scratch / "head")
        return _Sides(before, scratch / "head", ([], done.refused), place=place)
    first = revision(root, base)
    if after is not None and after.resolve() != root.resolve():
        done = _exported(root, first, scratch / "base")
        return _Sides(scratch / "base", after, (done.refused, []), place=place)
    second = "HEAD" if after is not None else revision(root, str(head))
    forked = fork_of(root, first, second)
    old = _exported(root, forked, scratch / "base")
    tip = ruling(root, first, forked, _made(scratch / "tip"), (scratch / "base", old.ids))
    since = behind(root, first, forked)
    if after is not None:
        return _Sides(scratch / "base", after, (old.refused, []), (), tip, since, place)
    now = _exported(root, second, scratch / "head", (scratch / "base", old.ids))
    if not old.ids and not now.ids:
        raise NoRevision("这两个版本里没有登记册（teams/ 等文件夹）：请到登记册的文件夹里运行，或者用 --root 指明")
    refused = (standing(root, forked, second, old.refused), now.refused)
    other = other_files(root, forked, second)
    return _Sides(scratch / "base", scratch / "head", refused, other, tip, since, place)


def _exported(root: Path, commit: str, target: Path, before: tuple[Path, dict[str, str]] | None = None) -> Exported:
    done = export(root, commit, _made(target), before)
    attributes(root, commit, target)
    return done


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
