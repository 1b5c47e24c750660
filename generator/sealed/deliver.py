"""Clear text leaves the sealed side here alone: into a private folder, with a reason for full values, and logged."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from generator.faults import words_of
from generator.sealed.folder import private_folder, write_all
from generator.sealed.passwords import FEWEST, with_password
from generator.sealed.refused import Refused

LOG = "exports.log"
_OFFICE = (".xlsx", ".docx")


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asks for."""

    what: str
    """名册, 登记表, 统计表 …; goes to the log."""
    out: Path
    """The folder asked for."""
    full: bool = False
    """Phones, id numbers, WeChat ids and birthdays in full."""
    reason: str = ""
    """Why in full; goes to the log."""
    sample: bool = False
    """The register is a demonstration, and everything made from it says so."""
    password: str | None = field(default=None, repr=False)
    """For Office files; never written anywhere."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a delivery holds, for the log: never a value."""

    teams: tuple[str, ...] = ()
    """Addresses."""
    columns: tuple[str, ...] = ()
    """Headings."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Such as ``rows`` and ``unreadable``."""
    people: bool = True
    """Whether anybody is named in it: such files have to come back when she leaves, figures need not."""


def prepare(root: Path, order: Order, names: Iterable[str]) -> Path:
    """The folder for files of these names, proven private before anything is opened.

    Raises:
        Refused: full values without a reason, a short password, or a folder where clear text may not lie.
    """
    demand_reason(order.reason, full=order.full)
    listed = list(names)
    if order.password is not None and len(order.password) < FEWEST:
        raise Refused(f"口令太短，至少要 {FEWEST} 个字符")
    if order.password is not None and not any(name.endswith(_OFFICE) for name in listed):
        raise Refused("口令只能加在 Excel 和 Word 文件上")
    return private_folder(root, order.out, (*listed, LOG))


def demand_reason(reason: str, *, full: bool) -> None:
    """Nobody gets everything without saying why.

    Raises:
        Refused: full values without a reason.
    """
    if full and not reason.strip():
        raise Refused("导出完整的手机号和证件号码要写明理由 —— 请加上 --reason，理由会记入导出记录")


def deliver(
    folder: Path, files: Mapping[str, bytes], order: Order, contents: Contents, now: datetime | None = None
) -> tuple[Path, ...]:
    """Write the files and note it; with a password only what can carry one is written.

    Raises:
        Refused: they cannot be written.
    """
    if order.password is not None:
        files = {name: with_password(data, order.password) for name, data in files.items() if name.endswith(_OFFICE)}
    line = _log_line(order, contents, list(files), now or datetime.now(UTC))
    try:
        return tuple(write_all(folder, files, LOG, line))
    except OSError as error:
        raise Refused(f"写不进 {folder}：{words_of(error, '写入失败')} —— 如果文件正开着，请先关闭") from None


def _log_line(order: Order, contents: Contents, files: list[str], now: datetime) -> str:
    """Who, when, what, which teams, which columns, how many rows; never a value."""
    return json.dumps(
        {
            "time": now.astimezone(UTC).isoformat(timespec="seconds"),
            "user": _user(),
            "what": order.what,
            "files": files,
            "teams": list(contents.teams),
            "columns": list(contents.columns),
            "people": contents.people,
            "values": "full" if order.full else "masked",
            "reason": order.reason.strip(),
            "password": order.password is not None,
            **contents.counts,
        },
        ensure_ascii=False,
    )


def _user() -> str:
    """Name and number of the account; the name may come from the environment, the number may not."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        name = "?"
    return f"{name} ({os.getuid()})" if os.name == "posix" else name
