"""``jinguo hooks install``: small scripts in git's own folder that call the check before every commit and push."""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.register import find_root, root_option
from generator.cli.wording import Command
from generator.console import harmless
from generator.faults import words_of
from generator.programs import git

_MARK = "# jinguo hooks install"
"""By this line our own scripts are known again."""
_SCRIPTS = {"pre-commit": "staged", "pre-merge-commit": "staged", "commit-msg": "message", "pre-push": "pushed"}
_BODY = """\
#!/bin/sh
{mark}：提交、推送以前查个人信息。删掉这个文件就不查了。
for python in {python} python3 python py; do
  if command -v "$python" >/dev/null 2>&1 && "$python" -P -c 'import generator, click' >/dev/null 2>&1; then
    exec "$python" -P -m generator hooks {words}
  fi
done
echo '错误：找不到 jinguo 程序，没有检查，没有提交。请重新装好程序，再运行 jinguo hooks install。' >&2
exit 1
"""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where git looks for the hooks of a repository, and where the register lies in it."""

    folder: Path
    register: str
    """Relative to the top of the working tree, where hooks run."""


@click.command("install", cls=Command, options_metavar="[选项]", short_help="装好提交以前的检查。")
@root_option
def install(root: Path | None) -> None:
    """在 git 的 hooks 文件夹里写四个小脚本，每次提交、合并和推送以前运行检查。

    只管这一台电脑上的这一个仓库；别人写的脚本不改，会告诉怎样加进去。

    例子：jinguo hooks install
    """
    place = _place(root or find_root(Path.cwd()))
    others = []
    for name, command in _SCRIPTS.items():
        script = place.folder / name
        if os.path.lexists(script) and not _is_ours(script):
            others.append((script, command))
        else:
            _written(script, _text(command, place.register))
    for script, command in others:
        line = f"jinguo hooks {_words(command, place.register)} || exit 1"
        click.echo(harmless(f"{script} 是别人写的，没有改。请在里面加一行：{line}"), err=True)
    if others:
        sys.exit(1)
    click.echo("以后每次 git commit 以前都会查。现在就查一遍已有的文件：jinguo hooks staged --all")


def _place(root: Path) -> _Place:
    asked = git(root, "rev-parse", "--git-path", "hooks")
    if asked is None or asked.status != 0:
        raise click.ClickException("登记册不在 git 仓库里（或者没有装 git），装不上")
    folder = Path(os.path.abspath(root / asked.output.removesuffix("\n")))  # noqa: PTH100 - a link is the user's own
    common = git(root, "rev-parse", "--path-format=absolute", "--git-common-dir")
    top = git(root, "rev-parse", "--show-toplevel")
    prefix = git(root, "rev-parse", "--show-prefix")
    assert common is not None and top is not None and prefix is not None  # noqa: S101, PT018 - it answered just before
    own = [Path(each.output.removesuffix("\n")).resolve() for each in (common, top)]
    if not any(folder.resolve().is_relative_to(each) for each in own):
        raise click.ClickException(
            harmless(
                f"git 设了 core.hooksPath，脚本放在 {folder}，别的仓库也在用，所以没有写。"
                "请让管电脑的同志在那里的 pre-commit 里加上 jinguo hooks staged，"
                'commit-msg 里加上 jinguo hooks message "$1"'
            )
        )
    return _Place(folder, prefix.output.removesuffix("\n").rstrip("/") or ".")


def _is_ours(script: Path) -> bool:
    try:
        return not script.is_symlink() and _MARK in script.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def _words(command: str, register: str) -> str:
    if command == "message":
        return 'message "$1"'
    return command if register == "." else f"{command} --root {shlex.quote(register)}"


def _text(command: str, register: str) -> str:
    python = shlex.quote(sys.executable.replace("\\", "/"))
    return _BODY.format(mark=_MARK, python=python, words=_words(command, register))


def _written(script: Path, text: str) -> None:
    """With line ends that a shell reads, on Windows too."""
    before = script.read_bytes() if script.exists() else None
    try:
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_bytes(text.encode())
        script.chmod(0o755)
    except OSError as error:
        raise click.ClickException(harmless(f"{script} 写不进去：{words_of(error)}")) from None
    done = "写好了" if before is None else "已经是最新的" if before == text.encode() else "换成了新的"
    click.echo(harmless(f"{done}：{script}"))
