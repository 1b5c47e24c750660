"""``jinguo hooks staged`` and ``jinguo hooks message``: what git asks before a commit."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from generator.cli.register import find_root, root_option
from generator.cli.wording import Command
from generator.console import harmless
from generator.drafts.entering import PROGRAM, entering, in_message, public_addresses
from generator.drafts.staged import UnreadError, at_index, committed, leaving, messages, staged
from generator.problems import Problem, errors

_REFUSED = "没有提交：上面的内容进了 git 历史就收不回来。改好以后，再 git add、git commit 一次。"

_NOT_PUSHED = "没有推送：上面的内容已经在本机的提交里，推送出去就收不回来。请先找管登记册的同志把它从提交里去掉。"


@click.command("staged", cls=Command, options_metavar="[选项]", short_help="查要提交的文件（git 在提交以前运行）。")
@click.option("--all", "everything", is_flag=True, help="查仓库里已有的全部文件，不只是这次要提交的。")
@root_option
def staged_files(root: Path | None, *, everything: bool) -> None:
    """查已经 git add、还没有提交的内容：个人信息、私钥、照片里的附带信息、名册和 Office 文件。

    看的是要提交的内容，不是文件夹里现在的样子。有错误时退出码是 1。

    例子：jinguo hooks staged
    """
    found_root = root or find_root(Path.cwd())
    try:
        files = staged(found_root, everything=everything)
    except UnreadError:
        raise click.ClickException("这里不是 git 仓库，或者 git 读不出来，没有检查") from None
    federation = at_index(found_root, "teams/federation.yml") or b""
    public = public_addresses(federation.decode("utf-8", "replace"))
    _say(entering(files, public=public, program=_holds_the_program(found_root)))


@click.command("message", cls=Command, options_metavar="[选项]", short_help="查提交说明（git 在提交以前运行）。")
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def message(file: Path) -> None:
    """查一份提交说明里有没有身份证号、手机号、微信号、私钥。

    例子：jinguo hooks message .git/COMMIT_EDITMSG
    """
    _say(in_message(file.read_bytes().decode("utf-8", "replace")))


@click.command("pushed", cls=Command, options_metavar="[选项]", short_help="查要推送的提交（git 在推送以前运行）。")
@click.argument("remote", nargs=-1, metavar="[远端]…")
@root_option
def pushed(root: Path | None, remote: tuple[str, ...]) -> None:
    """查要推送、远端还没有的提交：合并、变基、拣选进来的内容，git 不在提交以前问，推送以前补查。

    git 把要推送的分支从标准输入告诉它；有错误时退出码是 1。

    例子：jinguo hooks pushed
    """
    del remote  # git tells its name and address; every new commit is looked at, wherever it goes
    found_root = root or find_root(Path.cwd())
    try:
        commits = leaving(found_root, sys.stdin.read())
        files, said = committed(found_root, commits), messages(found_root, commits)
    except UnreadError:
        raise click.ClickException("git 读不出要推送的提交，没有检查，没有推送") from None
    federation = at_index(found_root, "teams/federation.yml") or b""
    public = public_addresses(federation.decode("utf-8", "replace"))
    problems = entering(files, public=public, program=_holds_the_program(found_root))
    _say([*problems, *(each for text in said for each in in_message(text))], _NOT_PUSHED)


def _say(problems: Iterable[Problem], refused: str = _REFUSED) -> None:
    listed = list(problems)
    for problem in listed:
        click.echo(harmless(f"{problem}"), err=True)
    if errors(listed):
        click.echo(refused, err=True)
        sys.exit(1)


def _holds_the_program(root: Path) -> bool:
    return all((root / folder).is_dir() for folder in PROGRAM[:1]) and (root / "pyproject.toml").is_file()
