"""Rotation: every row is sealed anew to those who may read it now; all sheets, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from generator.console import Console
from generator.problems import ContentError, Problem
from generator.records.sheets import Sheet
from generator.sealed.age import Identities
from generator.sealed.gather import all_sheets, read_sheet
from generator.sealed.readers import RULE, Readers
from generator.sealed.refused import Refused
from generator.sealed.reseal import FOLDABLE, Opening, Renewal, fault_of, opening, present, renew_row
from generator.sealed.teams import chosen
from generator.sealed.writing import rewrite

_MOVABLE = ("teams", "activities")


class NotWhole(Refused):
    """Some rows cannot be sealed anew, so none is; each has a Problem."""

    def __init__(self, problems: Sequence[Problem], opened: int) -> None:
        self.problems = tuple(sorted(problems))
        self.opened = opened
        """Lines that did open."""
        super().__init__(f"有 {len(self.problems)} 处不能换，所以一行也没有换")


@dataclass(frozen=True, slots=True)
class RotationRequest:
    """What is asked for."""

    team: str = ""
    """Address or name of a team: only its sheets, those below it, and the service records of their people."""
    moved: tuple[str, str] | None = None
    """A folder that was renamed: its old and its new path. Rows bound to the old one are bound to the new one."""
    fold: bool = False
    """Keep of rosters and contacts what they say now and nothing of what they said before."""


@dataclass(slots=True)
class Rotation:
    """What is to be written, and what came of it."""

    sheets: dict[str, bytes] = field(default_factory=dict, repr=False)
    before: dict[str, bytes] = field(default_factory=dict, repr=False)
    """What they held when they were read."""
    resealed: int = 0
    current: int = 0
    dropped: int = 0
    """Doubles and lines of the past."""
    apart: int = 0
    """Numbers under which two people seem to stand; their past stays in any case."""
    leftover: int = 0
    """Lines of deleted people that a merge had brought back."""
    closed: int = 0
    """Lines of service records that did not open and are probably other teams'; only with ``team``."""
    locked_out: list[str] = field(default_factory=list)
    """Sheets that the keys at hand will not open any more."""


@dataclass(frozen=True, slots=True)
class _Job:
    root: Path
    readers: Readers
    identities: Identities
    request: RotationRequest
    folder: str
    """Only below it; empty for the whole register."""
    now: datetime | None


def plan(
    root: Path,
    readers: Readers,
    identities: Identities,
    request: RotationRequest,
    console: Console,
    now: datetime | None = None,
) -> Rotation:
    """Open and seal anew in memory; nothing is written.

    Raises:
        NotWhole: rows that do not open, lists of recipients that cannot be used.
        Refused: no such team, or a folder that was not renamed.
    """
    folder = chosen(readers.teams, [request.team])[0].folder if request.team else ""
    _refuse_moved(root, request.moved)
    job = _Job(root, readers, identities, request, folder, now)
    done, problems, opened = Rotation(), list[Problem](), 0
    paths = list(_sheets(root, folder))
    for number, path in enumerate(paths, start=1):
        try:
            opened += _renew(job, path, done)
        except NotWhole as error:
            problems += error.problems
            opened += error.opened
        console.progress("重新密封", number, len(paths))
    if problems:
        # a list that cannot be used is told once, not for every sheet below it
        raise NotWhole(list(dict.fromkeys(problems)), opened)
    return done


def carry_out(root: Path, rotation: Rotation) -> None:
    """Put the new sheets in the place of the old ones.

    Raises:
        Refused: somebody changed one meanwhile, or it cannot be written.
    """
    if rotation.sheets:
        rewrite(root, rotation.sheets, rotation.before)


def _sheets(root: Path, folder: str) -> Iterator[str]:
    for path in all_sheets(root):
        if not folder or path.startswith((f"{folder}/", "activities/")):
            yield path


def _renew(job: _Job, path: str, done: Rotation) -> int:
    """One sheet; says how many lines opened."""
    before = _bytes(job.root, path)
    sheet = read_sheet(job.root, path)
    opened = opening(sheet, job.identities, job.request.moved, job.now)
    count = sum(len(lines) for lines in opened.rows.values())
    problems = list(opened.problems)
    made, hindrances = _renewal(job, path, opened)
    if job.folder and path.startswith("activities/"):
        done.closed += max(len({(row.row_id, row.token) for row in sheet.live}) - count, 0)
        problems = [problem for problem in problems if problem.rule != "S3"] if made.lines else []
    if problems or hindrances:
        raise NotWhole([*problems, *hindrances], count)
    if not opened.problems:
        made.lines |= {row.line: [] for row in sheet.leftover}
        done.leftover += len(sheet.leftover)
    if made.lines:
        _keep(job, sheet, before, made, done, count)
    done.resealed += made.resealed
    done.current += made.current
    done.dropped += made.dropped
    done.apart += made.apart
    return count


def _renewal(job: _Job, path: str, opened: Opening) -> tuple[Renewal, list[Problem]]:
    """The new lines of a sheet, and what hinders them."""
    made, problems = Renewal(), list[Problem]()
    fold = job.request.fold and PurePosixPath(path).name in FOLDABLE
    for row_id, lines in opened.rows.items():
        place = job.readers.place(path, present(lines))
        if job.folder and not f"{place}/".startswith(f"{job.folder}/"):
            continue
        try:
            renew_row(made, path, row_id, lines, job.readers.keys(place), fold=fold)
        except ContentError as error:
            problems += error.problems
        except ValueError:
            message = "收件人多了以后这一行太长，封不下"
            problems.append(Problem(path, lines[-1].row.line, 1, RULE, "error", message, "请先把备注缩短"))
    return made, problems


def _keep(job: _Job, sheet: Sheet, before: bytes, made: Renewal, done: Rotation, count: int) -> None:
    """The new sheet, once it has been read back."""
    old = before.replace(b"\r\n", b"\n").replace(b"\r", b"\n").decode().removesuffix("\n").split("\n")
    new = [text for number, line in enumerate(old, start=1) for text in made.lines.get(number, [line])]
    after = "".join(f"{line}\n" for line in new)
    fault = fault_of(sheet.path, after, made, job.identities, job.now)
    if fault is not None:
        raise NotWhole([fault], count)
    own = set(job.identities.public)
    if any(not own & set(keys) for _, keys in made.expected.values()):
        done.locked_out.append(sheet.path)
    done.sheets[sheet.path] = after.encode()
    done.before[sheet.path] = before


def _bytes(root: Path, path: str) -> bytes:
    try:
        return (root / path).read_bytes()
    except OSError as error:
        raise NotWhole(
            [Problem(path, 1, 1, "F1", "error", f"文件读不出来：{error.strerror}", "请检查文件权限")], 0
        ) from None


def _refuse_moved(root: Path, moved: tuple[str, str] | None) -> None:
    """A folder that is still there was copied, and copies of rows are just what the binding is against."""
    if moved is None:
        return
    for each in moved:
        parts = PurePosixPath(each).parts
        if not parts or parts[0] not in _MOVABLE or len(parts) < 2 or {"..", "."} & set(parts):  # noqa: PLR2004
            raise Refused(f"“{each}” 不是登记册里的文件夹 —— 请写成 teams/旧名=teams/新名")
    old, new = moved
    if (root / old).exists():
        raise Refused(f"{old} 还在，不是改名 —— 复制来的行不会换绑；请先用 git mv 改名")
    if not (root / new).is_dir():
        raise Refused(f"没有 {new} 这个文件夹 —— 请先用 git mv {old} {new} 改名")
