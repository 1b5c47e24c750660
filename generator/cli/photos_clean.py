"""``jinguo photos clean``: photos of the register that reveal something are made anew, in their place."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import click

from generator.checks.photos import is_plain_name, photo_path, photographs
from generator.checks.privacy import discreet, masked
from generator.checks.run import look
from generator.cli.check import inside, under
from generator.cli.photo_targets import move, unfinished
from generator.cli.photos_add import size
from generator.cli.register import find_root, quiet_option, root_option
from generator.cli.wording import Command
from generator.console import Terminal
from generator.photos.batch import Given, Refusal
from generator.photos.develop import Probed
from generator.photos.intake import Job, Taken, work
from generator.photos.master import MASTER, WHOLE
from generator.problems import Problem
from generator.records.edits import UneditableError, with_value
from generator.records.library import Entry, Library, load
from generator.records.marks import KeyPath
from generator.swap import swap

_JPEG = (".jpg", ".jpeg")
_SPARE = 1.1
"""A master a little above the limit is not worth another loss of quality."""


@dataclass(frozen=True, slots=True)
class _Repair:
    """One photo of the register to be made anew."""

    path: str
    """Relative to the root."""
    probed: Probed
    named: tuple[Entry[Any], KeyPath] | None
    """The record that names it, and where."""

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
    wanted = [inside(path, found_root) for path in paths]
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
    _conclude(console, done, len(refused), dry_run=dry_run)
    sys.exit(1 if refused else 0)


def _repairs(library: Library, seen: Mapping[str, Probed | str], *, shrink: bool) -> Iterable[_Repair]:
    places = {
        photo_path(entry, photo): (entry, at) for entry, photo, at in photographs(library) if is_plain_name(photo.file)
    }
    for path, probed in seen.items():
        if isinstance(probed, str):
            continue
        large = max(probed.width, probed.height) > MASTER.longest or probed.size > MASTER.heaviest * _SPARE
        if probed.reveals or (shrink and large):
            yield _Repair(path, probed, places.get(path))


def _put(root: Path, repair: _Repair, made: Taken, *, dry_run: bool) -> Refusal | None:
    """Put the clean photo in its place, with its record in step; nothing is done unless all of it can be done."""
    old, new = root / repair.path, root / repair.new_path
    if new != old and new.exists():
        return Refusal(repair.path, f"洗净以后应当叫 {new.name}，可是这个名字已经有了，请先改名")
    text = None
    if repair.named is not None:
        entry, at = repair.named
        record = root / entry.path
        try:
            text = _changed(record, at, new.name if new != old else "", ai=made.claims.ai)
        except (UneditableError, UnicodeDecodeError):
            return Refusal(repair.path, f"{entry.path} 的写法程序不敢改，请先运行 jinguo check")
    if dry_run:
        return None
    move(made.path, new)
    if text is not None and repair.named is not None:
        swap(root / repair.named[0].path, text.encode())
    if new != old:
        old.unlink()
    return None


def _changed(record: Path, at: KeyPath, file: str, *, ai: bool) -> str | None:
    """The text of a record after the repair; None where it says the right thing already."""
    before = record.read_bytes().decode("utf-8")
    text = with_value(before, (*at, "file"), file) if file else before
    text = with_value(text, (*at, "ai"), value=True) if ai else text
    return None if text == before else text


def _tell(repair: _Repair, made: Taken, console: Terminal) -> None:
    parts = [f"{masked(repair.path)}：{size(made.before)} → {size(made.after)}"]
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
