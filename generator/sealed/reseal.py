"""One sheet sealed anew: each line goes to the readers of now, with its own stamp and in its own place.

Lines are resealed one for one and not folded into the present row. Somebody may be correcting one value on another
branch at this very time; a folded row would bear the newest stamp and take her correction, which is older, back when
the branches merge. So the history stays unless it is asked away. Doubles that a merge of two rotations leaves behind
say the same at the same time and go.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from generator.problems import Problem
from generator.records.recipients import reader_count
from generator.records.sheets import Sheet, SheetRow, parse_sheet
from generator.sealed.age import Identities
from generator.sealed.forked import forked
from generator.sealed.readers import RULE, is_current
from generator.sealed.sheets import OpenedRow, Value, Version, open_sheet, seal_row

FOLDABLE = frozenset({"roster.sealed", "contact.sealed"})
"""Sheets that say how things are; the others say what happened, and lose nothing by request either."""
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class OpenedLine:
    """A line with what it says, in the words of the place where it lies now."""

    row: SheetRow
    version: Version = field(repr=False)
    moved: bool = False
    """It is bound to another place, or names a team by an old address, and must be sealed anew in any case."""

    @property
    def content(self) -> tuple[datetime, bool, str]:
        """Two lines with the same content are one."""
        values = json.dumps(dict(self.version.values), sort_keys=True)
        return self.version.sealed, self.version.part, values


@dataclass(frozen=True, slots=True)
class Opening:
    """All of a sheet that opened, by row id and oldest first, and what is in the way."""

    rows: Mapping[str, tuple[OpenedLine, ...]] = field(repr=False)
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Renewal:
    """What becomes of the lines of a sheet."""

    lines: dict[int, list[str]] = field(default_factory=dict)
    """Number of a line → what stands there instead; nothing where it goes. Lines not named here stay."""
    expected: dict[str, tuple[Mapping[str, Value], tuple[str, ...]]] = field(default_factory=dict, repr=False)
    """Rows that were sealed anew: what they must say, and to whom."""
    resealed: int = 0
    current: int = 0
    """Lines that were sealed to the readers of now already."""
    dropped: int = 0
    """Doubles and, by request, lines of the past."""
    apart: int = 0
    """Rows whose past was to go and stays, because two people seem to share the number."""


def opening(sheet: Sheet, identities: Identities, moved: tuple[str, str] | None, now: datetime | None) -> Opening:
    """Open every line of a sheet, also those bound to the place where its folder was before it was renamed."""
    here = open_sheet(sheet, identities, now)
    problems = list(here.problems)
    found = [(row.row_id, version, False) for row in here.rows for version in row.versions]
    was = _before(sheet.path, moved)
    strange = {problem.line for problem in problems if problem.rule == "S4"}
    if was and strange:
        rest = tuple(row for row in sheet.live if row.line in strange)
        there = open_sheet(replace(sheet, path=was, rows=rest, problems=(), malformed=0), identities, now)
        found += [(row.row_id, version, True) for row in there.rows for version in row.versions]
        problems = [problem for problem in problems if problem.rule != "S4"]
        problems += [replace(problem, path=sheet.path) for problem in there.problems]
    by_line = {row.line: row for row in sheet.live}
    rows: dict[str, list[OpenedLine]] = {}
    for row_id, version, elsewhere in found:
        values = _renamed(version.values, moved)
        line = OpenedLine(by_line[version.line], replace(version, values=values), elsewhere or values != version.values)
        rows.setdefault(row_id, []).append(line)
    ordered = {row_id: tuple(sorted(lines, key=_age)) for row_id, lines in rows.items()}
    return Opening(ordered, tuple(sorted(problems)))


def present(lines: Sequence[OpenedLine]) -> dict[str, Value]:
    """What a row says now, as opening the sheet tells."""
    newest = lines[-1].version
    if not newest.part:
        return dict(newest.values)
    values: dict[str, Value] = {}
    for line in lines:
        values = {**values, **line.version.values} if line.version.part else dict(line.version.values)
    return {key: value for key, value in values.items() if value not in ("", [])}


def renew_row(
    made: Renewal, sheet: str, row_id: str, lines: Sequence[OpenedLine], keys: Sequence[str], *, fold: bool
) -> None:
    """Seal the lines of a row to just these keys; those that are stay to the byte.

    Raises:
        ValueError: with more readers it has become too long.
    """
    best: dict[tuple[datetime, bool, str], OpenedLine] = {}
    for line in lines:  # the last of equal lines counts for the order, one that can stay for the bytes
        other = best.pop(line.content, None)
        better = other is not None and _stays(other, keys) and not _stays(line, keys)
        best[line.content] = other if other is not None and better else line
    kept = list(best.values())
    gone = {line.row.line for line in lines} - {line.row.line for line in kept}
    made.lines |= {number: [] for number in gone}
    made.dropped += len(gone)
    two = fold and _are_two(row_id, kept)
    made.apart += two
    if fold and not two and _has_past(kept):
        made.lines |= {line.row.line: [] for line in kept}
        made.lines[kept[-1].row.line] = _folded(sheet, row_id, kept, keys)
        made.dropped += len(kept) - 1
        made.resealed += 1
    elif all(_stays(line, keys) for line in kept) and kept == sorted(kept, key=_age):
        made.current += len(kept)
        return
    else:
        _one_for_one(made, sheet, row_id, kept, keys)
    made.expected[row_id] = present(kept), tuple(keys)


def fault_of(sheet: str, text: str, made: Renewal, identities: Identities, now: datetime | None) -> Problem | None:
    """Read a new sheet as a stranger to its making would; None when all of it says what it must to whom it must."""
    read = parse_sheet(sheet, text)
    opened = {row.row_id: row for row in open_sheet(read, identities, now).rows}
    tokens: dict[str, list[SheetRow]] = {}
    for each in read.live:
        tokens.setdefault(each.row_id, []).append(each)
    bad = {problem.line for problem in read.problems}
    for row_id, (values, keys) in made.expected.items():
        lines = tokens.get(row_id, [])
        good = bool(lines) and all(reader_count(line.token) == len(set(keys)) for line in lines)
        if good and set(identities.public) & set(keys):
            row = opened.get(row_id)
            good = row is not None and row.values == values and len(row.versions) == len(lines)
        if not good:
            bad.add(lines[0].line if lines else 1)
    if not bad:
        return None
    return Problem(
        sheet, min(bad), 1, RULE, "error", "重新密封以后核对没有通过", "请再运行一次；还不行就请告诉维护人员"
    )


def _one_for_one(made: Renewal, sheet: str, row_id: str, lines: Sequence[OpenedLine], keys: Sequence[str]) -> None:
    """Of two lines with one stamp the later one wins by its token, which is new now: it gets a later stamp."""
    last: datetime | None = None
    for line in lines:
        stamp = line.version.sealed
        if last is not None and stamp <= last:
            stamp = last + _TICK
        last = stamp
        if _stays(line, keys) and stamp == line.version.sealed:
            made.current += 1
            continue
        sealed = seal_row(sheet, row_id, line.version.values, keys, stamp, part=line.version.part)
        made.lines[line.row.line] = [sealed]
        made.resealed += 1


def _folded(sheet: str, row_id: str, lines: Sequence[OpenedLine], keys: Sequence[str]) -> list[str]:
    """The present row alone, behind an empty line that keeps the day on which she was added."""
    first, newest = lines[0].version.sealed, lines[-1].version.sealed
    made = [seal_row(sheet, row_id, present(lines), keys, newest)]
    return [seal_row(sheet, row_id, {}, keys, first, part=True), *made] if first < newest else made


def _has_past(lines: Sequence[OpenedLine]) -> bool:
    """Whether it says more than what is so now and since when it was listed."""
    past = [line.version for line in lines[:-1]]
    return lines[-1].version.part or len(past) > 1 or any(each.values or not each.part for each in past)


def _are_two(row_id: str, lines: Sequence[OpenedLine]) -> bool:
    """Whether two people were given one number on two branches: what looks like the past of one is the other."""
    newest, versions = lines[-1].version, tuple(line.version for line in lines)
    return bool(forked(OpenedRow(row_id, newest.line, newest.sealed, newest.values, versions)))


def _stays(line: OpenedLine, keys: Sequence[str]) -> bool:
    return not line.moved and is_current(line.row.token, line.version.readers, keys)


def _age(line: OpenedLine) -> tuple[datetime, str]:
    return line.version.sealed, line.row.token


def _before(path: str, moved: tuple[str, str] | None) -> str:
    """Where a sheet lay before its folder was renamed; empty when it lay here."""
    if moved is None or not path.startswith(f"{moved[1]}/"):
        return ""
    return moved[0] + path.removeprefix(moved[1])


def _renamed(values: Mapping[str, Value], moved: tuple[str, str] | None) -> Mapping[str, Value]:
    """A service record names the person's team by its address, which has changed with the folder."""
    team = values.get("team")
    if moved is None or not isinstance(team, str) or not moved[0].startswith("teams/"):
        return values
    old, new = (each.removeprefix("teams/") for each in moved)
    if team != old and not team.startswith(f"{old}/"):
        return values
    return {**values, "team": new + team.removeprefix(old)}
