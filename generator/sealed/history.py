"""What git knows of a register: when its last commit was, and which lines came into its sheets since a day.

Stamps inside of rows are claimed by whoever sealed them. The register's history is kept by everybody who has a copy,
so a line that came later than it says is seen there. Without git, or without its history, nothing can be told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from generator.clock import BEIJING, day_of
from generator.programs import git
from generator.sealed.refused import Refused
from generator.sealed.sheets import OpenedRow

_TICK = timedelta(microseconds=1)
_SHEETS = ":(glob)**/*.sealed"
_PATIENCE = 300.0
_DIFF = (
    "--text", "-U0", "--no-renames", "--no-color", "--no-ext-diff", "--no-textconv", "--relative",
    "--src-prefix=a/", "--dst-prefix=b/",
)  # fmt: skip
"""Just the lines that differ, whatever somebody has set for her own eyes."""


@dataclass(frozen=True, slots=True)
class Since:
    """What became of sheets since a day."""

    added: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Lines by the path of their sheet; sheets in which nothing came are not there."""
    removed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Lines that went, likewise: what was sealed anew stands here as it was."""


def later(now: datetime, row: OpenedRow) -> datetime:
    """A stamp that a correction needs to be the newest of a row, whatever clocks its other lines were sealed by."""
    return max(now, row.sealed + _TICK)


def refuse_slow_clock(root: Path, now: datetime) -> None:
    """That this computer's day is not before the register's last commit: its rows would lose to older ones in silence.

    Raises:
        Refused: it is, by more than a day.
    """
    said = git(root, "log", "-1", "--format=%ct")
    if said is None or said.status or not said.output.strip().isdigit():
        return
    last = day_of(datetime.fromtimestamp(int(said.output), UTC))
    if day_of(now) < last - timedelta(days=1):
        hint = "请先校准这台电脑的时钟；确实是那次提交的时间错了，就先提交一次别的改动"
        raise Refused(f"这台电脑的时钟是 {day_of(now)}，登记册最近一次提交却在 {last}，什么也没有写 —— {hint}")


def since(root: Path, day: date) -> Since | None:
    """Lines of sheets that are here now and were not before a day, and the other way round; None without history.

    One call of git tells it of all sheets, and one more which are not committed at all yet.
    """
    before = _state_before(root, day)
    if not before:
        return None
    told = git(root, "diff", *_DIFF, before, "--", _SHEETS, timeout=_PATIENCE)
    others = git(root, "ls-files", "--others", "-z", "--", _SHEETS)
    if told is None or told.status or others is None:
        return None
    added, removed = _lines(told.output)
    for path in filter(None, others.output.split("\0")):
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        added[path] = set(text.replace("\r\n", "\n").split("\n"))
    return Since(
        {path: frozenset(lines) for path, lines in added.items()},
        {path: tuple(sorted(lines)) for path, lines in removed.items()},
    )


def _state_before(root: Path, day: date) -> str:
    """What git calls the register as it was when a day began; empty where that cannot be known."""
    start = datetime.combine(day, time(), BEIJING).isoformat()
    found = git(root, "rev-list", "-1", "--first-parent", f"--before={start}", "HEAD")
    if found is None or found.status:
        return ""
    if found.output.strip():
        return found.output.strip()
    shallow = git(root, "rev-parse", "--is-shallow-repository")
    nothing = git(root, "hash-object", "-t", "tree", "--stdin")  # it began later: everything is new
    whole = shallow is not None and shallow.output.strip() == "false"
    return nothing.output.strip() if whole and nothing is not None else ""


def _lines(diff: str) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Added and removed lines by path; rows begin with their id, so no line of a sheet looks like a head."""
    added: dict[str, set[str]] = {}
    removed: dict[str, set[str]] = {}
    path, inside = "", False
    for line in diff.split("\n"):
        if line.startswith("diff --git "):
            inside = False
        elif line.startswith("@@ "):
            inside = True
        elif not inside and line.startswith(("--- a/", "+++ b/")):
            path = _name(line[6:])
        elif inside and line.startswith(("+", "-")):
            into = added if line[0] == "+" else removed
            into.setdefault(path, set()).add(line[1:].removesuffix("\r"))
    return added, removed


def _name(written: str) -> str:
    """A path in a head; git ends one with a space inside by a tab."""
    return written.removesuffix("\t")
