"""The keys that a command is given: identity files, and how the passphrase of a locked one comes in."""

from __future__ import annotations

import contextlib
import stat
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from generator.console import harmless
from generator.faults import words_of
from generator.sealed.age import Identities, IdentityError
from generator.sealed.identities import key_files, key_ring

if sys.platform != "win32":
    import resource

_OPTION = "--passphrase-file"
_META = "generator.cli.keyring"
_MAX_FILE = 64 * 1024


def passphrase_file_option(command: click.decorators.FC) -> click.decorators.FC:
    """``--passphrase-file``: where a passphrase stands; kept aside in the context, where ``keys_of`` finds it."""
    return click.option(
        _OPTION,
        metavar="文件",
        type=click.Path(exists=True, dir_okay=False, allow_dash=True),
        callback=_remember,
        expose_value=False,
        help="从文件读钥匙的口令，一行一个；写 - 从标准输入读。不写就当场问，不显示。",
    )(command)


def identity_option(command: click.decorators.FC) -> click.decorators.FC:
    """``--identity`` and ``--passphrase-file``: age identity files and what opens them, never their contents."""
    return click.option(
        "--identity",
        "identities",
        multiple=True,
        metavar="文件",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="钥匙文件（age identity），可以写几次。",
    )(passphrase_file_option(command))


def keys_of(paths: Sequence[Path]) -> Identities:
    """The keys of identity files, their passphrases asked for where they have one.

    Raises:
        click.ClickException: one cannot be used.
    """
    _leave_no_core()
    try:
        files = key_files(paths)
        locked = [file.path for file in files if file.locked]
        said = _from_file(locked) if locked else {}
        return key_ring(files, lambda path: said[path] if path in said else _asked(path))
    except IdentityError as error:
        raise click.ClickException(str(error)) from None


def given_passphrase() -> str | None:
    """The first line of ``--passphrase-file``; None when the option was not given."""
    lines = _lines()
    if lines == []:
        raise click.ClickException(f"{_OPTION} 里没有口令：第一行应当是口令")
    return lines[0] if lines else None


def at_terminal() -> bool:
    """Whether somebody sits there who can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def secrets_are_seen() -> bool:
    """Whether what is told there goes to somebody's eyes, and not into a file or to another program."""
    return sys.stderr is not None and sys.stderr.isatty()


def hidden(question: str) -> str:
    """Ask for a secret without showing it; an empty answer is an answer."""
    _leave_no_core()
    asked = harmless(question).replace("\n", "\\n")
    answer: str = click.prompt(asked, hide_input=True, default="", show_default=False, err=True)
    return answer


def _leave_no_core() -> None:
    """A program that dies with keys in its memory must not leave that memory on the disk."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _remember(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    del parameter
    context.meta[_META] = value


def _from_file(locked: Sequence[Path]) -> dict[Path, str]:
    """Passphrases by file: one for all, or a line each in the order of the locked files."""
    lines = _lines()
    if lines is None:
        return {}
    if len(lines) == 1:
        lines *= len(locked)
    if len(lines) != len(locked):
        message = f"{_OPTION} 里有 {len(lines)} 个口令，带口令的钥匙有 {len(locked)} 个：写一个，或者每个钥匙写一行"
        raise click.ClickException(message)
    return dict(zip(locked, lines, strict=True))


def _lines() -> list[str] | None:
    """What the file of passphrases says, without empty lines at its end."""
    context = click.get_current_context(silent=True)
    name = context.meta.get(_META) if context is not None else None
    if name is None:
        return None
    try:
        if name != "-" and Path(name).stat().st_mode & (stat.S_IRGRP | stat.S_IROTH) and sys.platform != "win32":
            click.echo(harmless(f"注意：{name} 别人也能读，请运行 chmod 600，用完删掉"), err=True)
        with click.open_file(name, "rb") as stream:
            text = stream.read(_MAX_FILE).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.ClickException(f"{_OPTION} 的文件不是 UTF-8 编码") from None
    except OSError as error:
        raise click.ClickException(f"{_OPTION} 的文件读不出来：{words_of(error)}") from None
    return text.rstrip("\r\n").replace("\r\n", "\n").split("\n") if text.strip() else []


def _asked(path: Path) -> str:
    if not at_terminal():
        message = f"{path} 带有口令，这里没有终端，没法问"
        raise click.ClickException(f"{message} —— 请在终端里运行，或者加 {_OPTION} 文件")
    return hidden(f"{path} 的口令")
