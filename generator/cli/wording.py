"""Click in Chinese: headings, usage lines and mistakes on the command line."""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from generator.console import harmless
from generator.faults import TRACE, traced, words_of
from generator.problems import did_you_mean

_PACKAGE = Path(__file__).resolve().parents[1]
_LAST_PLACES = 6
_RANGE = re.compile(r"(\s*\[)(?:-?\d+<=?)?x(?:[<>]=?-?\d+)?(; required)?\]$")
"""What click writes behind the help of a number that has limits; the help says them where somebody needs them."""


def _needed(found: re.Match[str]) -> str:
    return f"{found[1]}required]" if found[2] else ""


class _Chinese(click.Command):
    """Writes its help with Chinese headings."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """``用法： jinguo check [选项] …``."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法： ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options with their help."""
        options = (each for each in self.get_params(ctx) if isinstance(each, click.Option))
        found = [record for each in options if (record := each.get_help_record(ctx)) is not None]
        records = [(names, _RANGE.sub(_needed, said).replace("[required]", "（必须写）")) for names, said in found]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help`` that says so in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明。"
        return option


class Command(_Chinese):
    """One command."""


class Group(_Chinese, click.Group):
    """A command with commands below it."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Commands with their short help."""
        listed = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, each.get_short_help_str(limit=80)) for name, each in listed if each and not each.hidden]
        if rows:
            with formatter.section("命令"):
                formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; an unknown one is answered with the nearest."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            names = self.list_commands(ctx)
            hint = did_you_mean(args[0], names) or f"可以用：{'、'.join(names)}"
            raise click.UsageError(f"没有 “{args[0]}” 这个命令。{hint}", ctx)
        return super().resolve_command(ctx, args)


class LazyGroup(Group):
    """A group that imports a command when somebody calls it: most of them need a small part of the program."""

    def __init__(self, *given: Any, lazy: Mapping[str, str], **more: Any) -> None:
        """``lazy``: name of a command → ``module:attribute`` below ``generator.cli``."""
        super().__init__(*given, **more)
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All of them; nothing is imported yet."""
        return sorted({*self._lazy, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One command, imported the first time."""
        if cmd_name in self._lazy and cmd_name not in self.commands:
            module, _, attribute = self._lazy[cmd_name].partition(":")
            self.add_command(getattr(import_module(f"generator.cli.{module}"), attribute), cmd_name)
        return super().get_command(ctx, cmd_name)


def run(group: click.Group, arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its status; mistakes are said in Chinese on standard error."""
    try:
        status: Any = group.main(args=arguments, standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        sys.exit(2)
    except click.Abort:
        click.echo("已取消。", err=True)
        sys.exit(130)
    except click.UsageError as error:
        click.echo(harmless(f"错误：{_said(error)}"), err=True)
        if error.ctx is not None:
            click.echo(f"用 {error.ctx.command_path} --help 查看用法。", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        click.echo(harmless(f"错误：{error.message}"), err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        place = f"（{error.filename}）" if error.filename else ""
        click.echo(harmless(f"错误：文件读写失败：{words_of(error)}{place}"), err=True)
        sys.exit(1)
    except Exception as error:
        if traced():
            raise
        click.echo(_accident(error), err=True)
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)


def _accident(error: Exception) -> str:
    """A mistake of ours: what kind and where, but never its text, which may quote what somebody keeps sealed."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [Path(frame.filename) for frame in frames]
    places = [
        f"{path.relative_to(_PACKAGE.parent).as_posix()}:{frame.lineno}"
        for path, frame in zip(ours, frames, strict=True)
        if path.is_relative_to(_PACKAGE)
    ]
    return (
        f"错误：程序出了意外（{type(error).__name__}），在 {' → '.join(places[-_LAST_PLACES:]) or '程序以外'}。"
        f"请把这一行发给管程序的同志；里面没有登记的内容。（开发时设 {TRACE}=1 显示全部，只对虚构的资料这样做）"
    )


def _name(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    metavar = error.param.metavar if error.param is not None and hasattr(error.param, "metavar") else None
    return str(metavar or error.param_hint or "参数")


def _said(error: click.UsageError) -> str:
    told: list[tuple[type[click.UsageError], Callable[[Any], str]]] = [
        (click.NoSuchOption, lambda each: f"没有 “{each.option_name}” 这个选项。{_nearest(each)}"),
        (click.MissingParameter, lambda each: f"缺少 {_name(each)}。"),
        (click.BadParameter, lambda each: f"{_name(each)} 的值不对：{_reason(each)}"),
        (click.BadOptionUsage, lambda each: f"{each.option_name} 后面缺少内容，或者多了内容。"),
    ]
    for kind, say in told:
        if isinstance(error, kind):
            return say(error)
    if error.message.startswith("Got unexpected extra argument"):
        return f"多了参数：{error.message.partition('(')[2].rstrip(')')}"
    return error.message


def _nearest(error: click.NoSuchOption) -> str:
    return f"是不是 “{error.possibilities[0]}”？" if error.possibilities else ""


_REASONS = (
    ("does not exist", "没有这个文件或文件夹。"),
    ("is a directory", "这是文件夹，应当是文件。"),
    ("is a file", "这是文件，应当是文件夹。"),
    ("is not readable", "没有权限读取。"),
    ("is not a valid integer", "应当是整数。"),
    ("is not in the range", "超出范围。"),
)


def _reason(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return f"可以写：{'、'.join(str(each) for each in kind.choices)}。"
    return next((said for sign, said in _REASONS if sign in error.message), error.message)
