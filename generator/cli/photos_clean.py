"""``jinguo photos clean``: photos of the register that reveal something are made anew, in their place."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import click

from generator.checks.photos import is_plain_name, photo_path, photographs
from generator.checks.privacy import discreet, masked
from generator.checks.run import look
from generator.cli.photo_targets import move, unfinished
from generator.cli.records_meant import places_meant, under
from generator.cli.register import find_root, quiet_option, root_option
from generator.cli.wording import Command
from generator.console import Terminal
from generator.faults import words_of
from generator.photos import masters
from generator.photos.batch import Given, Refusal, weight
from generator.photos.develop import Probed
from generator.photos.formats import Unreadable
from generator.photos.intake import Job, Taken, work
from generator.photos.master import MASTER, WHOLE
from generator.problems import Problem
from generator.records.changes import UnchangedError, change, places
from generator.records.edits import with_value
from generator.records.library import Library, load

_JPEG = (".jpg", ".jpeg")
_SPARE = 1.1
"""A master a little above the limit is not worth another loss of quality."""


@dataclass(frozen=True, slots=True)
class _Repair:
    """One photo of the register to be made anew."""

    path: str
    """Relative to the root."""
    probed: Probed
    records: tuple[str, ...]
    """Paths of all records that name it."""

    @property
    def new_path(self) -> str:
        """Masters are JPEG, and a name should not lie."""
        old = PurePosixPath(self.path)
        return self.path if old.suffix.lower() in _JPEG else old.with_suffix(".jpg").as_posix()


@click.command("clean", cls=Command, options_metavar="[选项]", short_help="洗净登记册里的照片（规则 I1）。")
@click.argument("paths", nargs=-1, metavar="[文件或文件夹]…", type=click.Path(path_type=Path))
@click.option("--shrink", is_flag=True, help="超过 2560 像素或 800 KB 的也缩小。")
@click.option("--dry-run", is_flag=True, help="只看会怎样，什么也不写。")
@quiet_option
@root_option
def clean(paths: tuple[Path, ...], root: Path | None, *, shrink: bool, dry_run: bool, quiet: bool) -> None:
    """把登记册里还带着拍摄地点、时间、机型的照片洗净，就地换掉；本来干净的不动。

    HEIC、PNG、WebP 洗净以后是 .jpg，记录里的 file 跟着改。不写文件或文件夹，就是整个登记册。

    例子：jinguo photos clean activities/2026
    """
    console = Terminal(quiet=quiet)
    found_root = (root or find_root(Path.cwd())).resolve()
    wanted = [place for path in paths for place in places_meant(found_root, str(path))]
    done, refused = clean_photos(found_root, wanted, console, shrink=shrink, dry_run=dry_run)
    _conclude(console, done, refused, dry_run=dry_run)
    sys.exit(1 if refused else 0)


def clean_photos(
    found_root: Path, wanted: Sequence[str], console: Terminal, *, shrink: bool = False, dry_run: bool = False
) -> tuple[int, int]:
    """Make clean what reveals something; says how many photos were done and how many were not.

    Args:
        found_root: of the register.
        wanted: files and folders of it; everything where empty.
        console: hears of each photo.
        shrink: whether photos that are too large are made smaller as well.
        dry_run: nothing is written.
    """
    library, _ = load(found_root)
    library.media = [path for path in library.media if not wanted or any(under(path, each) for each in wanted)]
    seen = look(library, console=console)
    refused = [Refusal(path, reason) for path, reason in seen.items() if isinstance(reason, str)]
    repairs = list(_repairs(library, seen, shrink=shrink))
    with unfinished(found_root) as folder:
        limits = MASTER if shrink else WHOLE
        given = (Given(found_root / each.path, each.path) for each in repairs)
        jobs = [Job(each, folder / f"{number:05}.jpg", limits) for number, each in enumerate(given)]
        done = 0
        for repair, made in zip(repairs, work(jobs, "洗净照片", console), strict=True):
            problem = made if isinstance(made, Refusal) else _put(found_root, repair, made, dry_run=dry_run)
            if problem is None and isinstance(made, Taken):
                done += 1
                _tell(repair, made, console)
            elif problem is not None:
                refused.append(problem)
    for each in refused:
        console.warn(str(discreet(Problem(each.name, 1, 1, "I1", "error", each.reason, "这一张没有动"))))
    return done, len(refused)


def _repairs(library: Library, seen: Mapping[str, Probed | str], *, shrink: bool) -> Iterable[_Repair]:
    records: dict[str, dict[str, None]] = {}
    for entry, photo, _ in photographs(library):
        if is_plain_name(photo.file):
            records.setdefault(photo_path(entry, photo), {})[entry.path] = None
    for path, probed in seen.items():
        if isinstance(probed, str):
            continue
        large = max(probed.width, probed.height) > MASTER.longest or probed.size > MASTER.heaviest * _SPARE
        if probed.reveals or (shrink and large):
            yield _Repair(path, probed, tuple(records.get(path, ())))


def _put(root: Path, repair: _Repair, made: Taken, *, dry_run: bool) -> Refusal | None:
    """Put the clean photo in its place, with its records in step; nothing is done unless all of it can be done."""
    old, new = root / repair.path, root / repair.new_path
    edits = {path: _edit(path, repair, ai=made.claims.ai) for path in repair.records}

    def put() -> None:
        if new != old and new.exists():
            raise UnchangedError(f"洗净以后应当叫 {new.name}，可是这个名字已经有了，请先改名")
        try:
            if masters.digest(masters.read(old)) != made.digest:
                raise UnchangedError("刚刚有人换过这张照片，请再运行一次")
        except Unreadable as reason:
            raise UnchangedError(reason.message) from None
        if dry_run:
            raise _TriedError
        move(made.path, new)

    try:
        change(root, edits, put)
        if new != old:
            old.unlink()
    except _TriedError:
        return None
    except UnchangedError as error:
        return Refusal(repair.path, _why(error, repair, made))
    except OSError as error:
        return Refusal(repair.path, f"洗净的 {new.name} 已经放好，旧的删不掉（{words_of(error)}），请自己删掉")
    return None


class _TriedError(Exception):
    """Everything could be done, and nothing shall be."""


def _why(error: UnchangedError, repair: _Repair, made: Taken) -> str:
    """What is done and what is left to do by hand."""
    if not error.late:
        return error.reason
    names = "、".join(repair.records)
    file = f"file: {PurePosixPath(repair.new_path).name}" if repair.new_path != repair.path else ""
    wanted = "、".join(each for each in (file, "ai: true" if made.claims.ai else "") if each)
    last = f"，再删掉旧的 {PurePosixPath(repair.path).name}" if file else ""
    return f"照片已经洗净放好，可是 {error.reason}；请在 {names} 里给这张照片写上 {wanted}{last}"


def _edit(path: str, repair: _Repair, *, ai: bool) -> Callable[[str], str]:
    """Every place of a record that names the photo says the new name, and that a machine made it."""
    old, new = PurePosixPath(repair.path).name, PurePosixPath(repair.new_path).name

    def edited(text: str) -> str:
        for at in places(path, text, old) if ai or new != old else ():
            text = with_value(text, (*at, "ai"), value=True) if ai else text
            text = with_value(text, (*at, "file"), new) if new != old else text
        return text

    return edited


def _tell(repair: _Repair, made: Taken, console: Terminal) -> None:
    parts = [f"{masked(repair.path)}：{weight(made.before)} → {weight(made.after)}"]
    parts += [f"去掉了{'、'.join(repair.probed.reveals)}"] if repair.probed.reveals else []
    parts += [f"改名 {PurePosixPath(repair.new_path).name}"] if repair.new_path != repair.path else []
    parts += ["自带人工智能生成的标识，已写上 ai: true"] if made.claims.ai else []
    console.say("，".join(parts))


def _conclude(console: Terminal, done: int, refused: int, *, dry_run: bool) -> None:
    if not done and not refused:
        console.say("照片都是干净的，没有要改的")
        return
    console.say(f"{'会洗净' if dry_run else '洗净'} {done} 张" + (f"，没有洗净 {refused} 张" if refused else ""))
    if done and not dry_run:
        console.say("以前提交过的照片，git 历史里还有原来的样子：要彻底清除，见手册“内部资料”一节")
