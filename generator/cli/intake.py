"""``jinguo intake``: letters, Word files, zips, folders and tables that people hand in → drafts on a branch."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from generator.checks.privacy import masked
from generator.cli.intake_told import counted, index, tell
from generator.cli.one_team import federation_of, rules_of, team_address
from generator.cli.photo_targets import unfinished
from generator.cli.register import find_root, quiet_option, root_option
from generator.cli.wording import Command
from generator.clock import today
from generator.console import Terminal
from generator.drafts.branches import BranchError
from generator.intake.drafts_batch import Batch, Desk, drafted
from generator.intake.drafts_prints import marked
from generator.intake.drafts_seen import HERE
from generator.intake.drafts_written import free_branch, in_folder, on_branch, refuse_branch, refuse_closed, waiting
from generator.intake.guess import Known
from generator.intake.kept import Original, discard, keep, note, originals, room, unknown, unknown_originals
from generator.intake.reading import read
from generator.programs import tracked_by_git
from generator.records.library import Library, load
from generator.sealed.refused import Refused


@click.command("intake", cls=Command, options_metavar="[选项]", short_help="把来信、Word 稿子、登记表变成草稿。")
@click.argument("files", metavar="文件或文件夹…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--branch", metavar="分支", default="", help="写到哪个分支（不写就新建 intake/日期-名称）。")
@click.option("--here", is_flag=True, help="直接写进工作文件夹，不用分支。")
@click.option("--team", metavar="队伍", default="", help="这些稿子是哪支队伍的（地址或者全称），写了就不猜。")
@click.option("--address", metavar="地址", default="", help="登记表上的新队伍放在哪里，如 xinhua/guangminglu-aixin。")
@click.option("--dry-run", is_flag=True, help="只看能看懂多少，什么也不写。")
@quiet_option
@root_option
def intake(
    files: tuple[Path, ...],
    branch: str,
    team: str,
    address: str,
    root: Path | None,
    *,
    here: bool,
    dry_run: bool,
    quiet: bool,
) -> None:
    """把来信（.eml）、Word 文件（.docx、.doc）、zip、文件夹、队伍表格变成登记册里的草稿。

    标题、日期、地点、队伍、人数、来源从文字里找，每一项都说明有多大把握；没有把握的列成问题，文字里没有的数字不会写。
    照片照样摆正、洗净、起名。电话、微信号不进草稿；登记表里的密封起来。原件放进 private/intake/，一份也不会少。

    例子：jinguo intake 来信.eml 活动信息.docx
    """
    if here and branch:
        raise click.UsageError("--here 和 --branch 只能写一个")
    console = Terminal(quiet=quiet)
    found_root = (root or find_root(Path.cwd())).resolve()
    rules = rules_of(found_root, federation_of(found_root))
    _refuse_early(found_root, branch, writes=not (here or dry_run))
    library, _ = load(found_root, sealed=False)
    named = team_address(found_root, team, library.facts) if team else None
    _warn_of_git(files, found_root, console)
    try:
        given = originals(files)
        delivery = read(files, console)
        with unfinished(found_root) as folder:
            waits = frozenset(waiting(found_root))
            desk = Desk(Known(library, today(), named), rules, folder, console, datetime.now(UTC), waits, address)
            batch = drafted(delivery, desk)
            tell(batch, library, console)
            if not dry_run:
                _put(batch, library, given, branch, console, here=here)
    except (Refused, BranchError) as error:
        raise click.ClickException(str(error)) from None
    _end(batch, console, dry_run=dry_run)


def _refuse_early(root: Path, branch: str, *, writes: bool) -> None:
    """What would stop the end stops the beginning."""
    try:
        if branch:
            refuse_branch(root, branch)
        if writes:
            refuse_closed(root)
    except Refused as error:
        raise click.ClickException(str(error)) from None


def _put(
    batch: Batch, library: Library, given: tuple[Original, ...], branch: str, console: Terminal, *, here: bool
) -> None:
    """Originals first: nothing is on a branch whose letter is lost; they stay too when nothing was made of them."""
    root = library.root
    if not batch.made and not unknown_originals(root, given) and not unknown(root, batch.kept):
        return
    folder = room(root, f"{today()}")
    name = "" if here or not batch.made else branch or free_branch(root, f"intake/{today()}-{_word(batch)}")
    heads = [f"{HERE if here else f'分支 {name}'} {marked(each)}" for each in batch.prints]
    closed = keep(folder, given, batch.kept, index(batch))
    if closed:
        console.warn(f"这些原件打不开，没有留下：{'、'.join(masked(each) for each in closed[:10])}")
    rest = "（除了上面打不开的）" if closed else ""
    console.say(
        f"原件{'和没有用上的' if batch.kept else ''}都在 {folder.relative_to(root).as_posix()}/{rest}（不进 git）"
    )
    if not batch.made:
        return
    if here:
        before = {path: library.texts[path] for path in batch.files if path in library.texts}
        in_folder(root, batch.files, batch.sealed, before)
        note(folder, heads)
        console.say(f"写好了：{counted(batch)}，在工作文件夹里，请核对以后提交")
        return
    try:
        commit = on_branch(root, name, batch.files, batch.sealed, _message(batch))
    except BaseException:
        discard(folder)
        raise
    note(folder, heads)
    console.say(f"写好了：{counted(batch)}，在分支 {name}（{commit[:8]}），您的文件夹没有动")
    console.say(f"去看看：git switch {name}，改好再运行 jinguo check")


def _message(batch: Batch) -> str:
    """What the commit says; titles have no personal data left in them."""
    lines = [f"收稿：{counted(batch)}", ""]
    lines += [f"activities/{each.address}" for each in batch.drafts]
    lines += [f"teams/{each.address}" for each in batch.teams if each.made]
    return "\n".join([*lines, "", *(marked(each) for each in batch.prints)]) + "\n"


def _word(batch: Batch) -> str:
    """What a new branch is called after its first record."""
    address = batch.drafts[0].address if batch.drafts else next(each.address for each in batch.teams if each.made)
    name = address.rpartition("/")[2] if batch.drafts else address.replace("/", "-")
    return name or "zongdui"


def _warn_of_git(originals: Iterable[Path], root: Path, console: Terminal) -> None:
    """A letter inside the repository is one ``git add`` away from everybody."""
    for path in originals:
        full = path.resolve()
        if full.is_relative_to(root) and tracked_by_git(full.parent, full):
            console.warn(f"注意：{path.name} 在 git 仓库里，而且没有被忽略 —— 请移到仓库以外，不要提交")


def _end(batch: Batch, console: Terminal, *, dry_run: bool) -> None:
    if dry_run:
        console.say(f"会写：{counted(batch) or '没有可写的'}（--dry-run：什么也没有写）")
    if not batch.made and not batch.seen:
        unchanged = [each for each in batch.teams if not each.new]
        if not unchanged:
            console.warn("没有读出可以写成草稿的内容，上面说了原因")
            sys.exit(1)
