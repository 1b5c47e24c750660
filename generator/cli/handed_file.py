"""A file that somebody hands in: one limit and one way to ask for its password, for every command that takes one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from generator.cli.keyring import at_terminal, hidden
from generator.faults import words_of
from generator.sealed.handed.opening import MAX_BYTES
from generator.sealed.handed.tables import HandedTable, PasswordNeededError, read_table

Read = Callable[[Mapping[str, Sequence[str]]], HandedTable]
"""The table of a file with some headings."""


def handed_in(
    file: Path, required: Sequence[str], sheet: str | None, understand: Callable[[Read], HandedTable], *,
    ask: bool = False,
) -> HandedTable:  # fmt: skip
    """The table of a file that somebody names; a locked one asks for its password, which is not shown.

    Args:
        file: which.
        required: keys of columns that it must have.
        sheet: which of several.
        understand: reads it, by these headings or others.
        ask: also where nobody sits at a terminal; the password then comes from standard input.

    Raises:
        click.ClickException: it cannot be read, or the password is wrong or cannot be asked for.
    """
    if file.exists() and not file.is_file():  # a pipe would be waited for
        raise click.ClickException(f"{file} 不是普通文件（管道、设备等）—— 请先存成表格文件")
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)  # ``read_table`` refuses what is longer
    except OSError as error:
        raise click.ClickException(f"{file} 读不出来：{words_of(error)}") from None

    def reading(password: str | None) -> Read:
        return lambda columns: read_table(
            file.name, data, columns, required=required, sheet=sheet, password=password
        )  # fmt: skip

    try:
        return understand(reading(None))
    except PasswordNeededError:
        if not (ask or at_terminal()):
            message = f"{file.name} 有打开口令，这里没有终端，没法问 —— 请在终端里运行"
            raise click.ClickException(message) from None
    password = hidden(f"{file.name} 有打开口令，请输入（不显示）")
    try:
        return understand(reading(password))
    except PasswordNeededError:
        raise click.ClickException(f"{file.name} 的口令不对，打不开") from None
