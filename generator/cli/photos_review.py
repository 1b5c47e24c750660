"""``jinguo photos review``: all photographs of an activity on one private sheet, and the tick when they were seen."""

from __future__ import annotations

import re
from pathlib import Path

import click

from generator.checks.run import check
from generator.cli.named_photos import Named, named, of_record
from generator.cli.register import find_root, root_option
from generator.cli.wording import Command
from generator.clock import today
from generator.console import Console, Terminal
from generator.faults import words_of
from generator.photos import masters
from generator.photos.eyes import Sightless
from generator.photos.faces import Finder, finder
from generator.photos.formats import Unreadable
from generator.records.changes import UnchangedError, change, with_photo, writing
from generator.records.library import load
from generator.review.gather import Desk, sheet
from generator.review.paper import html
from generator.sealed.folder import private_folder
from generator.sealed.refused import Refused
from generator.swap import swap, sweep

_PRIVATE = 0o600


@click.command("review", cls=Command, options_metavar="[选项]", short_help="做一张照片核对表，或者核对完打勾。")
@click.argument("record", metavar="[活动]", required=False)
@click.option("--all", "everything", is_flag=True, help="登记册里的全部照片。")
@click.option("--tick", is_flag=True, help="已经逐张看过：给这个活动的照片都写上 checked: true。")
@root_option
def review(record: str | None, root: Path | None, *, everything: bool, tick: bool) -> None:
    """把一个活动的照片排在一张网页上：找到几张脸、同意书是否有效、有什么问题，一眼看完。

    核对表放在 private/ 里，只有自己能看，不要外传。看完没有问题，再运行一次，加上 --tick 打勾。

    例子：jinguo photos review activities/2026/0305-xinhua-leifeng
    """
    if everything == bool(record):
        raise click.UsageError("写一个活动的文件夹，或者写 --all" if not record else "活动和 --all 只写一个")
    if everything and tick:
        raise click.UsageError("--tick 要一个活动一个活动地打，不能和 --all 一起用")
    found_root = root or find_root(Path.cwd())
    console = Terminal()
    eyes, blind = _eyes(found_root, console)
    if tick:
        library, _ = load(found_root)
        _tick(found_root, of_record(library, record or ""), eyes, console)
    else:
        _write(found_root, record, eyes, blind, console)


def _eyes(root: Path, console: Console) -> tuple[Finder | None, str]:
    try:
        return finder(root), ""
    except Sightless as reason:
        return None, _blind(reason, console)


def _blind(reason: Sightless, console: Console) -> str:
    console.warn(f"提醒：{reason.message}。这一次没有程序找过脸和二维码")
    return reason.message


def _write(root: Path, record: str | None, eyes: Finder | None, blind: str, console: Console) -> None:
    library, _ = load(root)
    photos = of_record(library, record) if record else list(named(library))
    if not photos:
        raise click.ClickException("登记册里还没有照片")
    faces: dict[str, int] = {}
    try:
        faces = eyes.count({each.path: root / each.path for each in photos}, console) if eyes else {}
    except Sightless as reason:
        eyes, blind = None, _blind(reason, console)
    library, problems = check(root, today(), console=console, faces=faces)
    title = "全部照片" if record is None else _title(photos)
    desk = Desk(library, problems, today(), eyes, blind)
    view = sheet(desk, title, [(each.entry, each.photo, each.at) for each in photos], console)
    name = f"照片核对-{'全部' if record is None else _address(photos[0])}.html"
    try:
        folder = private_folder(root, root / "private", [name])
    except Refused as reason:
        raise click.ClickException(str(reason)) from None
    data = html(view).encode()
    try:
        with writing(root):
            sweep(folder / name)
            swap(folder / name, data, _PRIVATE)
    except OSError as error:
        raise click.ClickException(f"{folder / name} 写不进去（{words_of(error)}），没有核对表") from None
    console.say(f"{view.summary}\n核对表：{folder / name}（用浏览器打开，不要外传，看完删掉）")


def _title(photos: list[Named]) -> str:
    fields = photos[0].entry.fields
    return str(getattr(fields, "title", "") or getattr(fields, "name", "") or photos[0].entry.address)


def _address(photo: Named) -> str:
    """Part of a file name that every system takes."""
    entry = photo.entry
    kind = "" if entry.path.startswith("activities/") else f"{Path(entry.path).parent.name}-"
    return re.sub(r"[^\w-]+", "-", f"{kind}{entry.address}").strip("-")


def _tick(root: Path, photos: list[Named], eyes: Finder | None, console: Console) -> None:
    """Write what a person has seen; a photograph with a code in it wants a hand of its own."""
    record, seen = photos[0].entry.path, []
    for each in photos:
        if each.photo.checked:
            continue
        codes: tuple[str, ...] = ()
        try:
            codes = _codes(root / each.path, eyes)
        except Sightless as reason:
            eyes = None
            _blind(reason, console)
        if codes:
            console.warn(f"{each.path}：照片里有{'、'.join(codes)}，没有打勾。看清楚不要紧的，请自己写 checked: true")
            continue
        seen.append(each.photo.file)

    def ticked(text: str) -> str:
        for file in seen:
            text = with_photo(record, text, file, "checked", value=True)
        return text

    try:
        change(root, {record: ticked})
    except UnchangedError as error:
        message = f"{error.reason}：一个勾也没有打。请再运行一次，或者自己在每张照片下面写 checked: true"
        raise click.ClickException(message) from None
    console.say(f"{record}：给 {len(seen)} 张照片打了勾（checked: true）")


def _codes(path: Path, eyes: Finder | None) -> tuple[str, ...]:
    try:
        return eyes.find(masters.read(path)).codes if eyes else ()
    except Unreadable as reason:
        return (f"打不开的内容（{reason}）",)
