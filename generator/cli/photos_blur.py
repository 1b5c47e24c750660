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
from generator.photos.blur import BadBox, blurred, parse_box, size_of
from generator.photos.cache import IN_REGISTER, Cache
from generator.photos.covering import Uncovered, chosen, left
from generator.photos.eyes import Sightless
from generator.photos.faces import Finder, finder
from generator.photos.formats import Unreadable
from generator.photos.twins import Twin, twins
from generator.programs import run
from generator.records.changes import UnchangedError, change, replace, with_photo
from generator.records.library import Library, load


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
@click.option("--done", is_flag=True, help="我看过了，再没有认得出的人：在记录里写上 blurred: true。程序自己从来不写。")
@click.option("--dry-run", is_flag=True, help="只列出要遮的地方，不改照片。")
@root_option
def blur(
    record: str, files: tuple[str, ...], boxes: tuple[str, ...], numbers: tuple[int, ...], root: Path | None,
    *, faces: bool, done: bool, dry_run: bool,
) -> None:  # fmt: skip
    """把照片里的脸换成一片色块，登记册里的照片本身就改掉，不能复原。

    “活动”写文件夹，“照片”写文件名。每个框都会向外放大一圈，连头发和耳朵一起遮住。程序找脸会漏（侧脸、戴口罩、被挡住的），
    打完请看一遍，漏掉的用 --box 再打。看过、再没有认得出的人了，再运行一次，只加 --done。

    例子：jinguo photos blur activities/2026/0305-xinhua-leifeng 02.jpg --faces --box 10%,5%,8%,12%
    """
    if not (boxes or faces or numbers or done):
        raise click.UsageError("没有说遮哪里：写 --faces（程序找到的脸），或者 --box x,y,宽,高")
    found_root = root or find_root(Path.cwd())
    console = Terminal()
    library, _ = load(found_root)
    photos = of_files(found_root, of_record(library, record), files)
    if len(photos) > 1 and (boxes or numbers):
        raise click.UsageError("--box 和 --face 一次只能用于一张照片")
    wish = Wish(boxes, faces, numbers, done)
    if not (boxes or faces or numbers):
        sys.exit(0 if all(dry_run or _noted(found_root, each, console) for each in photos) else 1)
    eyes = _eyes(found_root, wish, console)
    works = [work for each in photos if (work := _prepared(found_root, each, wish, eyes, console)) is not None]
    if dry_run or not works:
        sys.exit(0 if works else 1)
    others = {path: found_root / path for path in library.media if path not in {work.named.path for work in works}}
    alike = twins({work.named.path: work.old for work in works}, others, console)
    noted = [_finish(library, work, alike[work.named.path], wish, eyes, console) for work in works]
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
        boxes += chosen(seen.faces if seen else (), wish.numbers, every=wish.faces)
        if not boxes:
            console.warn(f"{each.path}：程序没有找到脸，没有改。请看一遍照片，有脸就用 --box 框出来")
            return None
        new = blurred(old, boxes)
        more = left(eyes.find(new), boxes) if eyes else 0
    except (Unreadable, Sightless, BadBox, Uncovered) as reason:
        raise click.ClickException(f"{each.path}：{reason}。什么都没有改") from None
    for number, box in enumerate(boxes, start=1):
        console.say(f"{each.path}：第 {number} 处 {box.x},{box.y},{box.width},{box.height}")
    return Work(each, old, new, more)


def _finish(library: Library, work: Work, alike: list[Twin], wish: Wish, eyes: Finder | None, console: Console) -> bool:
    """Forget, change the file, forget, then the record; whether all of it could be done."""
    path, root, digest = work.named.path, library.root, masters.digest(work.old)
    # Another record may still need what was made of those bytes. Before the change: a crash must leave nothing behind.
    cache, gone = Cache(root / IN_REGISTER), [] if any(other.same for other in alike) else [digest]
    cache.forget(gone)
    try:
        replace(root, path, work.new, work.old)
    except UnchangedError as error:
        console.warn(f"{error.reason}：这张照片没有打码，请再运行一次")
        return False
    cache.forget(gone)  # once more, for a build may have been at work meanwhile
    if eyes is not None:
        eyes.forget(digest)
    console.say(f"{path}：已经打码，原来的画面在文件和缓存里都没有了")
    if work.left:
        console.warn(f"{path}：程序还看到 {work.left} 张没有遮的脸，请确认这些人都同意登照片")
    noted = _noted(root, work.named, console) if wish.done and not work.left else _unsaid(work, console)
    for other in alike:
        same = "同一张" if other.same else "很像的一张"
        console.warn(f"{other.name} 是{same}照片，没有打码，请一起处理")
    _remind(root, path, console)
    return noted


def _noted(root: Path, each: Named, console: Console) -> bool:
    """The reviewer's word goes into the record: rules about children rely on it."""
    record, file = each.entry.path, each.photo.file
    try:
        change(root, {record: lambda text: with_photo(record, text, file, "blurred", value=True)})
    except UnchangedError as error:
        console.warn(f"{error.reason}：blurred 没有写上，请在照片 {file} 下面自己写上 blurred: true")
        return False
    console.say(f"{record}：{file} 写上了 blurred: true")
    return True


def _unsaid(work: Work, console: Console) -> bool:
    """That no face was found proves nothing: only a person who has looked may call a photo blurred."""
    hint = "再没有认得出的人了，再运行一次，只加 --done"
    console.warn(f"{work.named.path}：记录里没有写 blurred: true。请看一遍，{hint}")
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
