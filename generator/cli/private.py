"""What all private commands share: keys, where clear text goes, what is shown of it, and the register behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from generator.cli.keyring import at_terminal, identity_option, keys_of
from generator.console import Console
from generator.problems import errors
from generator.records.library import Library, load
from generator.sealed.age import Identities
from generator.sealed.deliver import Order, demand_reason
from generator.sealed.refused import Refused

Wrapper = Callable[[Any], Any]


def readable(root: Path, console: Console, *, sealed: bool = True) -> Library:
    """The register, as far as private commands need it whole; its sheets are left out where nobody counts rows.

    Raises:
        click.ClickException: its ``federation.yml`` cannot be read.
    """
    library, problems = load(root, sealed=sealed)
    if library.federation is None:
        for problem in errors(problems):
            console.warn(str(problem))
        raise click.ClickException("teams/federation.yml 读不出来，先运行 jinguo check")
    return library


def keys_at_hand(identities: tuple[Path, ...]) -> Identities:
    """The keys that ``--identity`` names.

    Raises:
        click.UsageError: none is named.
        click.ClickException: one cannot be used.
    """
    demand_key(identities)
    return keys_of(identities)


def demand_key(identities: tuple[Path, ...]) -> None:
    """That a key is named; nothing is asked for yet.

    Raises:
        click.UsageError: none is named.
    """
    if not identities:
        raise click.UsageError("请用 --identity 指明钥匙文件")


_KEY_AND_PLACE: tuple[Wrapper, ...] = (
    identity_option,
    click.option(
        "--out", type=click.Path(file_okay=False, path_type=Path), metavar="文件夹",
        help="放到哪个文件夹（默认登记册旁的 private）。",
    ),
)  # fmt: skip
_EVERYTHING: tuple[Wrapper, ...] = (
    click.option("--full", is_flag=True, help="显示完整的手机号和身份证号（要写理由）。"),
    click.option("--reason", metavar="文字", default="", help="为什么要完整的号码，会记入导出记录。"),
)
_LOCKED = click.option("--password", "locked", is_flag=True, help="给 Excel 和 Word 文件加口令（会问两遍，不显示）。")


def delivery_options(command: click.decorators.FC) -> click.decorators.FC:
    """``--identity --out --full --reason --password``: for every command that writes clear text."""
    return _with(command, (*_KEY_AND_PLACE, *_EVERYTHING, _LOCKED))


def figure_options(command: click.decorators.FC) -> click.decorators.FC:
    """``--identity --out --password``: for reports that hold figures only, where nothing has to be masked."""
    return _with(command, (*_KEY_AND_PLACE, _LOCKED))


def place_options(command: click.decorators.FC) -> click.decorators.FC:
    """``--identity --out``: for what holds nothing that could be masked, in a file that cannot carry a password."""
    return _with(command, _KEY_AND_PLACE)


def sheet_options(command: click.decorators.FC) -> click.decorators.FC:
    """``--identity --out --full --reason``: for sheets of a person in a file that cannot carry a password."""
    return _with(command, (*_KEY_AND_PLACE, *_EVERYTHING))


def _with(command: click.decorators.FC, options: Sequence[Wrapper]) -> click.decorators.FC:
    for option in reversed(options):
        command = option(command)
    return command


def order_of(what: str, root: Path, out: Path | None, reason: str, *, full: bool, locked: bool, sample: bool) -> Order:
    """An order as the options say it; a password is asked for, never taken from the command line.

    Whoever wants full values at a terminal is asked why, if the command does not say so.

    Raises:
        click.ClickException: full values without a reason, where nobody can be asked; said before anything else.
    """
    if full and not reason.strip() and at_terminal():
        reason = click.prompt("为什么要完整的号码（会记入导出记录）", err=True)
    try:
        demand_reason(reason, full=full)
    except Refused as error:
        raise click.ClickException(str(error)) from None
    target = Path.cwd() / out if out else root / "private"
    password = click.prompt("打开文件的口令", hide_input=True, confirmation_prompt="再输一遍") if locked else None
    return Order(what, target, full, reason, sample, password)
