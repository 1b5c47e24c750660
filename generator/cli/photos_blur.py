"""``jinguo photos blur``: faces that nobody shall recognise, taken out of the master itself."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.named_photos import Named, of_files, of_record
from generator.cli.register import find_root, root_option
from generator.cli.wording import Command
from generator.console import Console, Terminal
from generator.photos import masters
from generator.photos.blur import BadBox, Box, blurred, parse_box, region, size_of
from generator.photos.cache import IN_REGISTER, Cache, key
from generator.photos.eyes import Sightless
from generator.photos.faces import Face, Finder, finder
from generator.photos.formats import Unreadable
from generator.photos.sizes import STANDARD
from generator.photos.twins import Twin, twins
from generator.programs import run
from generator.records.edits import UneditableError, with_value
from generator.records.library import Library, load
from generator.swap import swap, sweep


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of each photograph."""

    boxes: tuple[str, ...]
    """As typed."""
    faces: bool
    """Every face that the program finds."""
    numbers: tuple[int, ...]
    """Faces by their number on the review sheet."""
    done: bool
    """Somebody says that nobody can be recognised any more."""


@dataclass(frozen=True, slots=True)
class Work:
    """One photograph with its new bytes, nothing written yet."""

    named: Named
    old: bytes
    new: bytes
    left: int
    """Faces that the program still sees elsewhere."""
    done: bool
    """Whether the record may say that all faces are covered: rules about children rely on it."""


@click.command("blur", cls=Command, options_metavar="[选项]", short_help="给照片里的脸打码，不能复原。")
@click.argument("record", metavar="活动")
@click.argument("files", nargs=-1, required=True, metavar="照片…")
@click.option(
    "--box",
    "boxes",
    multiple=True,
    metavar="x,y,宽,高",
    help="要遮住的框，从左上角量起，单位像素或 %；可以写几次。",
)
@click.option("--faces", is_flag=True, help="遮住程序找到的每一张脸。")
@click.option(
    "--face",
    "numbers",
    multiple=True,
    type=click.IntRange(1),
    metavar="编号",
    help="只遮核对表上这个编号的脸；可以写几次。",
)
@click.option("--done", is_flag=True, help="我看过了，再没有认得出的人：在记录里写上 blurred: true。")
@click.option("--dry-run", is_flag=True, help="只列出要遮的地方，不改照片。")
@root_option
def blur(
    record: str, files: tuple[str, ...], boxes: tuple[str, ...], numbers: tuple[int, ...], root: Path | None,
    *, faces: bool, done: bool, dry_run: bool,
) -> None:  # fmt: skip
    """把照片里的脸换成一片色块，登记册里的照片本身就改掉，不能复原。

    “活动”写文件夹，“照片”写文件名。每个框都会向外放大一圈，连头发和耳朵一起遮住。程序找脸会漏（侧脸、戴口罩、被挡住的），
    打完请看一遍，漏掉的用 --box 再打。

    例子：jinguo photos blur activities/2026/0305-xinhua-leifeng 02.jpg --faces --box 10%,5%,8%,12%
    """
    if not (boxes or faces or numbers or done):
        raise click.UsageError("没有说遮哪里：写 --faces（程序找到的脸），或者 --box x,y,宽,高")
    found_root = root or find_root(Path.cwd())
    console = Terminal()
    library, _ = load(found_root)
    chosen = of_files(of_record(library, record), files)
    if len(chosen) > 1 and (boxes or numbers):
        raise click.UsageError("--box 和 --face 一次只能用于一张照片")
    wish = Wish(boxes, faces, numbers, done)
    if not (boxes or faces or numbers):
        sys.exit(0 if all(dry_run or _noted(found_root, each, console) for each in chosen) else 1)
    eyes = _eyes(found_root, wish, console)
    works = [work for each in chosen if (work := _prepared(found_root, each, wish, eyes, console)) is not None]
    if dry_run or not works:
        sys.exit(0 if works else 1)
    others = {path: found_root / path for path in library.media if path not in {work.named.path for work in works}}
    alike = twins({work.named.path: work.old for work in works}, others, console)
    noted = [_finish(library, work, alike[work.named.path], eyes, console) for work in works]
    sys.exit(0 if all(noted) else 1)


def _eyes(root: Path, wish: Wish, console: Console) -> Finder | None:
    """The finder of faces; without it, boxes can still be drawn by hand."""
    try:
        return finder(root)
    except Sightless as reason:
        if wish.faces or wish.numbers:
            raise click.ClickException(f"{reason.message}。没有它，可以用 --box 自己框") from None
        console.warn(f"提醒：{reason.message}。打码以后没有程序再看一遍，请自己看仔细")
        return None


def _prepared(root: Path, each: Named, wish: Wish, eyes: Finder | None, console: Console) -> Work | None:
    """Everything that can go wrong goes wrong here, before a single file is changed."""
    try:
        old = masters.read(root / each.path)
        seen = eyes.find(old) if eyes else None
        size = (seen.width, seen.height) if seen else size_of(old)
        boxes = [parse_box(text, size) for text in wish.boxes]
        boxes += [box_of(face) for _, face in _wanted(wish, seen.faces if seen else (), each.path)]
        if not boxes:
            console.warn(f"{each.path}：程序没有找到脸，没有改。请看一遍照片，有脸就用 --box 框出来")
            return None
        new = blurred(old, boxes)
        left = _left(new, boxes, eyes, each.path)
    except (Unreadable, Sightless, BadBox) as reason:
        raise click.ClickException(f"{each.path}：{reason}。什么都没有改") from None
    for number, box in enumerate(boxes, start=1):
        console.say(f"{each.path}：第 {number} 处 {box.x},{box.y},{box.width},{box.height}")
    # A box may lie on a code, and the program misses faces: only faces that were found and are gone prove anything.
    return Work(each, old, new, left, wish.done or (left == 0 and seen is not None and bool(seen.faces)))


def box_of(face: Face) -> Box:
    """The box of a face."""
    return Box(face.x, face.y, face.width, face.height)


def _wanted(wish: Wish, faces: tuple[Face, ...], path: str) -> list[tuple[int, Face]]:
    """The faces that shall go, with their numbers."""
    missing = [number for number in wish.numbers if number > len(faces)]
    if missing:
        raise click.ClickException(f"{path}：程序只找到 {len(faces)} 张脸，没有第 {missing[0]} 张。什么都没有改")
    return [each for each in enumerate(faces, start=1) if wish.faces or each[0] in wish.numbers]


def _left(new: bytes, boxes: list[Box], eyes: Finder | None, path: str) -> int:
    """How many faces are still to be seen beside the boxes.

    Raises:
        click.ClickException: one is still to be seen where it was covered.
    """
    if eyes is None:
        return 0
    seen = eyes.find(new)
    covered = [region(box, (seen.width, seen.height)) for box in boxes]
    if any(_within(face, each) for face in seen.faces for each in covered):
        message = f"{path}：打码以后程序还能在那里找到脸，没有保存。请用 --box 框得大一些"
        raise click.ClickException(message)
    return len(seen.faces)


def _within(face: Face, box: Box) -> bool:
    """Whether the middle of a face lies in a box."""
    across, down = face.x + face.width / 2, face.y + face.height / 2
    return box.x <= across <= box.x + box.width and box.y <= down <= box.y + box.height


def _finish(library: Library, work: Work, alike: list[Twin], eyes: Finder | None, console: Console) -> bool:
    """Change the file, then the record, then forget; whether the record could be changed, too."""
    path, root = work.named.path, library.root
    sweep(root / path)
    swap(root / path, work.new)
    noted = _noted(root, work.named, console) if work.done else _unproven(work, console)
    digest = masters.digest(work.old)
    if not any(other.same for other in alike):  # another record may still need what was made of those bytes
        Cache(root / IN_REGISTER).forget([key(digest, STANDARD)])
    if eyes is not None:
        eyes.forget(digest)
    console.say(f"{path}：已经打码，原来的画面在文件和缓存里都没有了")
    if work.left:
        console.warn(f"{path}：程序还看到 {work.left} 张没有遮的脸，请确认这些人都同意登照片")
    for other in alike:
        same = "同一张" if other.same else "很像的一张"
        console.warn(f"{other.name} 是{same}照片，没有打码，请一起处理")
    _remind(root, path, console)
    return noted


def _noted(root: Path, each: Named, console: Console) -> bool:
    record = root / each.entry.path
    try:
        text = record.read_bytes().decode()
        swap(record, with_value(text, (*each.at, "blurred"), value=True).encode())
    except (UneditableError, UnicodeDecodeError):
        console.warn(f"{each.entry.path}：请在照片 {each.photo.file} 下面自己写上 blurred: true")
        return False
    console.say(f"{each.entry.path}：{each.photo.file} 写上了 blurred: true")
    return True


def _unproven(work: Work, console: Console) -> bool:
    """The record does not call a photo blurred in which a face may be left."""
    hint = "再没有认得出的人了，再运行一次这条命令，只加 --done"
    console.warn(f"{work.named.path}：记录里还没有写 blurred: true。请看一遍，{hint}")
    return True


def _remind(root: Path, path: str, console: Console) -> None:
    """Where the old picture still is."""
    if (root / "site").exists():
        console.warn("site/ 里还是打码以前的照片：请运行 jinguo build，再发布")
    try:
        history = run(["git", "log", "-1", "--format=%h", "--", path], cwd=root)
    except OSError:
        return
    if history.status == 0 and history.output.strip():
        console.warn(f"git 历史里还有 {path} 打码以前的样子，拿到仓库的人看得到：要彻底清除，见手册“内部资料”")
