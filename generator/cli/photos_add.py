"""``jinguo photos add``: photos from a phone into a record, clean, small, upright, named."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath

import click

from generator.checks.privacy import discreet, masked
from generator.cli.photo_targets import Stub, Target, as_target, find_target, move, unfinished
from generator.cli.register import find_root, quiet_option, root_option
from generator.cli.wording import Command
from generator.console import Terminal
from generator.photos.batch import Refusal, expand, shown, weight
from generator.photos.eyes import Sightless
from generator.photos.faces import finder, suggest_focus
from generator.photos.formats import Unreadable
from generator.photos.intake import Sorted, compared, look, take
from generator.problems import Problem
from generator.records.changes import UnchangedError, change
from generator.records.files import PHOTO_SUFFIXES

_NUMBER = re.compile(r"[0-9]{1,3}")
"""Names of ours; a longer number may be a day or a telephone, and must not be counted on."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What becomes of a batch."""

    sorted: list[Sorted]
    names: dict[str, str]
    """Digest of a photo → its new file name, in order; only those that are put in."""
    stubs: dict[str, Stub]
    """File name → what is known of it; only what the record does not name yet."""


@click.command("add", cls=Command, options_metavar="[选项]", short_help="把照片放进一场活动：摆正、洗净、缩小、起名。")
@click.argument("activity", metavar="活动")
@click.argument("files", metavar="文件或文件夹…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="只看会怎样，什么也不写。")
@quiet_option
@root_option
def add(activity: str, files: tuple[Path, ...], root: Path | None, *, dry_run: bool, quiet: bool) -> None:
    """把照片放进一场活动（项目、社区、志愿者也行），并在它的 photos 里各写一行，等您填写。

    可以给照片、文件夹、zip 压缩包。每张都摆正、洗净、缩到 2560 像素以内，按拍摄先后起名 01.jpg、02.jpg……
    您手里的原件不动。有哪一张放不进来，会说明原因，其余的照常放。

    例子：jinguo photos add activities/2026/0305-xinhua-leifeng ~/手机照片
    """
    if not files:
        example = f"先写活动，再写照片或者照片的文件夹，例如 jinguo photos add {_quoted(activity)} ~/手机照片"
        raise click.UsageError(f"没有写照片在哪里。{example}")
    console = Terminal(quiet=quiet)
    found_root = (root or find_root(Path.cwd())).resolve()
    target = find_target(found_root, activity)
    given, refused = expand(files)
    if not given and not refused:
        raise click.ClickException("里面没有照片，请检查文件夹")
    if target.is_portrait and (target.named or len(given) > 1):
        reason = f"已经有肖像 {target.named[0]}" if target.named else "肖像只要一张"
        raise click.ClickException(f"{target.path} {reason}，没有放进去")
    with unfinished(found_root) as folder:
        taken, unreadable = take(given, folder, console)
        there = _there(target.folder)
        target = find_target(found_root, target.path)  # she may have gone on writing meanwhile
        planned = _plan(target, compared(taken, look(there, console)), [path.name for path in there])
        if not dry_run:
            _place(target, planned)
    _tell(planned, console)
    _tell_originals(found_root, files, console)
    refused += unreadable
    _tell_refused(refused, console)
    console.say(_count(planned, refused, dry_run=dry_run))
    if planned.stubs and not dry_run:
        _tell_how_to_go_on(target, planned, console)
    sys.exit(1 if refused else 0)


def _there(folder: Path) -> list[Path]:
    """Photos that lie beside the record already."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in PHOTO_SUFFIXES)


def _plan(target: Target, found: list[Sorted], there: Sequence[str]) -> _Plan:
    """New names for new photos; a photo that lies there unnamed, as after a killed run, gets its line now."""
    taken = {PurePosixPath(name).stem for name in (*there, *target.named)}
    number = max((int(stem) for stem in taken if _NUMBER.fullmatch(stem)), default=0)
    names: dict[str, str] = {}
    stubs: dict[str, Stub] = {}
    for each in found:
        if each.same is None:
            number = next(each for each in count(number + 1) if f"{each:02}" not in taken)
            names[each.taken.digest] = "portrait.jpg" if target.is_portrait else f"{number:02}.jpg"
            cover = {} if target.named or stubs else _focus(target.root, each.taken.path)
            stubs[names[each.taken.digest]] = {**_claimed(each), **cover}
        elif each.same.name in there and each.same.name not in target.named:
            stubs.setdefault(each.same.name, _claimed(each))
    return _Plan(found, names, stubs)


def _claimed(each: Sorted) -> Stub:
    return {"ai": True} if each.taken.claims.ai else {}


def _focus(root: Path, master: Path) -> Stub:
    """Where the faces of a record's first photo are, which stands for it in every crop; where a program can look."""
    try:
        found = finder(root).find(master.read_bytes())
    except (Sightless, Unreadable):
        return {}
    boxes = [(face.x, face.y, face.width, face.height) for face in found.faces]
    point = suggest_focus(boxes, (found.width, found.height))
    return {"focus": list(point)} if point else {}


def _place(target: Target, planned: _Plan) -> None:
    """Photos first, then the record as it stands by now: a run killed in between can be repeated.

    Raises:
        click.ClickException: somebody else has put photos in meanwhile, or the record cannot be written.
    """
    new = {planned.names[each.taken.digest]: each.taken.path for each in planned.sorted if each.same is None}

    def edited(text: str) -> str:
        fresh = as_target(target.root, target.path, text)
        here = {path.name for path in _there(target.folder)} & set(new) | set(fresh.named) & set(planned.stubs)
        if here or (fresh.is_portrait and fresh.named):
            name = min(here, default=fresh.named[0] if fresh.named else "")
            raise click.ClickException(f"{target.folder / name} 已经有了，没有覆盖，请再运行一次")
        return fresh.with_photos(text, planned.stubs)

    def put() -> None:
        target.folder.mkdir(exist_ok=True)
        for name, path in new.items():
            move(path, target.folder / name)

    try:
        change(target.root, {target.path: edited}, put if new else None)
    except UnchangedError as error:
        left = "照片已经放好，只是记录里还没有写；好了以后再运行一次同样的命令，会补写" if new and error.late else ""
        raise click.ClickException(f"{error.reason}。{left or '请再运行一次'}") from None


def _tell(planned: _Plan, console: Terminal) -> None:
    """A line for each photo: what it is called now, what it weighs, what is odd about it."""
    for each in planned.sorted:
        taken, name = each.taken, _safe(each.taken.name)
        if each.same is not None:
            new = planned.names.get(each.same.digest)
            known = f"{_safe(each.same.name)}（{new}）" if new else f"已有的 {_safe(each.same.name)} "
            written = f"，给 {_safe(each.same.name)} 补写了一行" if each.same.name in planned.stubs else ""
            console.say(f"重复：{name} 和 {known}是同一张，没有再放{written}")
            continue
        line = f"{planned.names[taken.digest]} ← {name}：{weight(taken.before)} → {weight(taken.after)}"
        console.say("，".join([line, *_oddities(each, planned)]))


def _oddities(each: Sorted, planned: _Plan) -> Iterator[str]:
    """What she may want to look at again."""
    taken = each.taken
    if each.near is not None:
        name = planned.names.get(each.near.digest) or _safe(each.near.name)
        yield f"像是 {name} 的连拍或副本，留一张就够了"
    if taken.blurred:
        yield "有点糊"
    if taken.dark:
        yield "偏暗"
    if taken.small:
        yield f"偏小（{taken.width}×{taken.height}）"
    if taken.claims.ai:
        yield "自带人工智能生成的标识，已写上 ai: true"


def _tell_originals(root: Path, files: Iterable[Path], console: Terminal) -> None:
    """Originals in the register's own folders are hers, so they stay; git must not have them all the same."""
    for path in files:
        full = path.resolve()
        if (
            full.exists()
            and full.is_relative_to(root)
            and full.relative_to(root).parts[:1]
            in {
                ("activities",),
                ("content",),
                ("teams",),
            }
        ):
            console.warn(f"{_safe(path.name)} 在登记册里面，原件带着拍摄信息，请移到登记册以外再提交")


def _tell_refused(refused: Iterable[Refusal], console: Terminal) -> None:
    for each in refused:
        problem = Problem(each.name, 1, 1, "F8", "error", each.reason, "这一张没有放进去，其余的照常")
        console.warn(str(discreet(problem)))


def _tell_how_to_go_on(target: Target, planned: _Plan, console: Terminal) -> None:
    """An entry with everything that it needs, to copy: nobody knows the keys by heart."""
    said = "alt: 社区广场上坐满了听课的居民, caption: 每周六上午都有一堂手机课, people: crowd, credit: 摄影 某某"
    if target.is_portrait:
        said = "alt: 她在社区服务台前微笑, credit: 摄影 某某"
    name = min(planned.stubs)
    console.say(f"请在 {target.path} 里把新的照片写全，照这个样子（值里不用半角逗号）：")
    console.say(f"{'portrait:' if target.is_portrait else '  -'} {{file: {name}, {said}}}")
    if not target.is_portrait:
        console.say("alt 说画面，caption 说画面以外的；people：没有人 none，远景人群 crowd，认得出的写 [同意书编号]")
    console.say("再运行：")
    console.say(f"jinguo check {_quoted(target.path)}")


def _count(planned: _Plan, refused: Sequence[Refusal], *, dry_run: bool) -> str:
    same = sum(each.same is not None for each in planned.sorted)
    parts = [f"{'会放进' if dry_run else '放进'} {len(planned.names)} 张"]
    parts += [f"重复 {same} 张"] if same else []
    parts += [f"没有放进 {len(refused)} 个"] if refused else []
    return "，".join(parts) + ("（--dry-run：什么也没有写）" if dry_run else "")


def _safe(name: str) -> str:
    return masked(shown(name))


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path
