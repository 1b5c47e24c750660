"""Rotation: every row is sealed anew to those who may read it now; all sheets, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from generator.console import Console
from generator.faults import words_of
from generator.problems import ContentError, Problem
from generator.records.sheets import Sheet
from generator.sealed.age import Identities
from generator.sealed.gather import all_sheets, read_sheet
from generator.sealed.list_marks import lists_of, marked
from generator.sealed.placing import Placing
from generator.sealed.readers import RULE, Readers
from generator.sealed.refused import Refused
from generator.sealed.reseal import FOLDABLE, OpenedLine, Opening, Renewal, fault_of, opening, renew_row
from generator.sealed.sheets import TooLongError
from generator.sealed.teams import chosen
from generator.sealed.writing import rewrite

_TOP = "teams"
_MOVABLE = (_TOP, "activities")


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
    drop_retired: bool = False
    """Take away the lines of rows that somebody retired: anybody can retire a row, so it must be asked for."""
    again: bool = False
    """Seal every line anew, also those whose mark says that they are sealed to the readers of now: it may lie."""


@dataclass(slots=True)
class Rotation:
    """What is to be written, and what came of it."""

    sheets: dict[str, bytes] = field(default_factory=dict, repr=False)
    before: dict[str, bytes] = field(default_factory=dict, repr=False)
    """What they held when they were read, the lists of recipients too."""
    lists: dict[str, bytes] = field(default_factory=dict)
    """All lists of recipients, those in the scope with the mark of now."""
    resealed: int = 0
    current: int = 0
    dropped: int = 0
    """Doubles and lines of the past."""
    apart: int = 0
    """Numbers under which two people seem to stand; their past stays in any case."""
    leftover: int = 0
    """Lines of deleted people that a merge had brought back, taken away."""
    retired: list[str] = field(default_factory=list)
    """Where rows of deleted people still lie, or lay: path and row id."""
    handed: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Rows that get the readers of another team, by its folder until now and its folder from now on."""
    doubted: dict[str, str] = field(default_factory=dict)
    """Rows that are sealed to the top team alone, by path and row id: why."""
    suspect: dict[str, str] = field(default_factory=dict)
    """Rows like them that keep the readers that they have, likewise."""
    closed: int = 0
    """Lines of service records that did not open and are probably other teams'; only with ``team``."""
    locked_out: list[str] = field(default_factory=list)
    """Sheets that the keys at hand will not open any more."""

    @property
    def marked(self) -> list[str]:
        """Lists whose mark is new."""
        return [path for path, data in self.lists.items() if data != self.before[path]]


@dataclass(frozen=True, slots=True)
class _Job:
    root: Path
    readers: Readers
    identities: Identities
    request: RotationRequest
    folder: str
    """Only below it; empty for the whole register."""
    now: datetime | None
    placing: Placing


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
    folder = scope(root, readers, request)
    lists = lists_of(root)  # before anything is sealed to them: whatever changes from now on is noticed in the end
    job = _Job(root, readers, identities, request, folder, now, Placing(readers))
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
    whole = not (done.closed and folder == _TOP)
    done.before |= lists
    done.lists = marked(lists, readers, folder) if whole else lists
    return done


def scope(root: Path, readers: Readers, request: RotationRequest) -> str:
    """The folder that a request is about, empty for the whole register; for this nothing is opened.

    Raises:
        Refused: no such team, or a folder that was not renamed.
    """
    folder = chosen(readers.teams, [request.team])[0].folder if request.team else ""
    _refuse_moved(root, request.moved)
    return folder


def carry_out(root: Path, rotation: Rotation) -> None:
    """Put the new sheets in the place of the old ones, and then the marks into the lists of recipients.

    Raises:
        Refused: somebody changed one or a list meanwhile, or it cannot be written.
    """
    if rotation.sheets or rotation.marked:
        rewrite(root, {**rotation.sheets, **rotation.lists}, rotation.before)


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
    made, hindrances = _renewal(job, path, opened, done)
    if job.folder and path.startswith("activities/"):
        done.closed += max(len({(row.row_id, row.token) for row in sheet.live}) - count, 0)
        problems = [problem for problem in problems if problem.rule != "S3"] if made.lines else []
    if problems or hindrances:
        raise NotWhole([*problems, *hindrances], count)
    if not opened.problems and f"{path}/".startswith(f"{job.folder}/" if job.folder else ""):
        done.retired += dict.fromkeys(f"{path} {row.row_id}" for row in sheet.leftover)
        gone = sheet.leftover if job.request.drop_retired else ()
        made.lines |= {row.line: [] for row in gone}
        done.leftover += len(gone)
    if made.lines:
        _keep(job, sheet, before, made, done, count)
    done.resealed += made.resealed
    done.current += made.current
    done.dropped += made.dropped
    done.apart += made.apart
    return count


def _renewal(job: _Job, path: str, opened: Opening, done: Rotation) -> tuple[Renewal, list[Problem]]:
    """The new lines of a sheet, and what hinders them."""
    made, problems = Renewal(), list[Problem]()
    for row_id, lines in opened.rows.items():
        try:
            _renew_row(job, path, row_id, lines, made, done)
        except ContentError as error:
            problems += error.problems
        except TooLongError:
            message = "收件人多了以后这一行太长，封不下"
            problems.append(Problem(path, lines[-1].row.line, 1, RULE, "error", message, "请先把备注缩短"))
        except ValueError:
            message = "这一行里有写不进密封表的字"
            problems.append(Problem(path, lines[-1].row.line, 1, RULE, "error", message, "请从 git 历史里恢复这一行"))
    return made, problems


def _renew_row(job: _Job, path: str, row_id: str, lines: Sequence[OpenedLine], made: Renewal, done: Rotation) -> None:
    """One row, to the readers of its proven place; one whose place is in doubt gets no reader that is new to it."""
    versions = [line.version for line in lines]
    placed = job.placing.of(path, versions, moved=any(line.moved for line in lines))
    if job.folder and not f"{placed.folder}/".startswith(f"{job.folder}/"):
        if placed.doubt:
            done.suspect[f"{path} {row_id}"] = placed.doubt
        return
    if placed.doubt and not job.request.again and job.placing.known(versions):
        made.current += len(lines)
        done.suspect[f"{path} {row_id}"] = placed.doubt
        return
    if job.request.again:
        lines = [replace(line, moved=True) for line in lines]
    count = made.resealed
    fold = job.request.fold and PurePosixPath(path).name in FOLDABLE
    renew_row(made, path, row_id, lines, job.readers.keys(placed.folder), fold=fold)
    if made.resealed > count and placed.doubt:
        done.doubted[f"{path} {row_id}"] = placed.doubt
    elif made.resealed > count and placed.before:
        done.handed[placed.before, placed.folder] += 1


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
            [Problem(path, 1, 1, "F1", "error", f"文件读不出来：{words_of(error)}", "请检查文件权限")], 0
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
