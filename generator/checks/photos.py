"""Rules about photographs beside their records: they exist, they can be read, and none lies there unused."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from generator.checks.films import FILM_SUFFIXES
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem, Severity, did_you_mean
from generator.records.files import ORIGINALS, PHOTO_SUFFIXES
from generator.records.illustrations import illustrations
from generator.records.kinds import Photo
from generator.records.library import Entry, Library
from generator.records.marks import KeyPath


def photographs(library: Library) -> Iterator[tuple[Entry[Any], Photo, KeyPath]]:
    """Every photograph that a record names, with the record and the place of its entry."""
    for kind in ("activities", "projects", "communities"):
        for entry in getattr(library, kind).values():
            for number, photo in enumerate(entry.fields.photos):
                yield entry, photo, ("photos", number)
    for volunteer in library.volunteers.values():
        if volunteer.fields.portrait:
            yield volunteer, volunteer.fields.portrait, ("portrait",)


def photo_path(entry: Entry[Any], photo: Photo) -> str:
    """Path of a photograph relative to the register's root; only for names that ``F9`` accepts."""
    return f"{entry.folder}/{photo.file}"


_HAN = re.compile(r"[\u3400-\u9fff]")


def called(photo: Photo, at: KeyPath, what: str = "") -> str:
    """What a report says of a photograph: a Chinese file name may well hold the name of whom it shows."""
    if not _HAN.search(photo.file):
        return f"照片 “{photo.file[:60]}” {what}".rstrip()
    return f"第 {int(at[1]) + 1} 张照片{what}" if len(at) > 1 else f"肖像照片{what}"


def is_plain_name(name: str) -> bool:
    """Whether a photo's file name stays in its record's folder and is printable."""
    return not ({"/", "\\", "\0"} & set(name)) and not name.startswith(".") and name.isprintable()


@rule("F8", "照片能打开（JPEG、PNG、WebP、HEIC）", "error", "格式")
def photos_can_be_opened(this: Rule, facts: Facts) -> Iterator[Problem]:
    media = set(facts.library.media)
    for entry, photo, at in photographs(facts.library):
        path = photo_path(entry, photo)
        reason = facts.seen.get(path) if is_plain_name(photo.file) else None
        if path in media and not path.lower().endswith(tuple(PHOTO_SUFFIXES)):
            reason = "这个文件不是照片（按后缀看）"
        if isinstance(reason, str):
            yield this.at(entry, reason, "请换一张照片", *at, "file")


@rule("F9", "照片和记录放在一起，文件名写对", "error", "格式")
def photos_exist(this: Rule, facts: Facts) -> Iterator[Problem]:
    media: dict[str, set[str]] = defaultdict(set)
    for path in facts.library.media:
        folder, _, name = path.rpartition("/")
        media[folder].add(name)
    named: set[str] = set()
    for entry, photo, at in photographs(facts.library):
        if not is_plain_name(photo.file):
            message = "照片文件名不能带路径、不能以点开头"
            yield this.at(entry, message, "请把照片放在同一个文件夹，只写文件名，例如 01.jpg", *at, "file")
            continue
        path = photo_path(entry, photo)
        if photo.file not in media[entry.folder]:
            tellable = [each for each in media[entry.folder] if not _HAN.search(each)]
            hint = did_you_mean(photo.file, tellable) or f"请把照片放进 {entry.folder}/"
            yield this.at(entry, f"没有找到{called(photo, at)}", hint, *at, "file")
        elif path in named:
            yield this.at(entry, called(photo, at, "写了两次"), "请只留一次", *at, "file")
        named.add(path)


@rule("F10", "文件夹里的照片都写进了 photos", "warning", "格式")
def no_forgotten_photos(this: Rule, facts: Facts) -> Iterator[Problem]:
    named = {photo_path(entry, photo) for entry, photo, _ in photographs(facts.library)}
    named |= illustrations(facts.library).keys()
    unknown = {  # a record that could not be read may well name its photographs
        f"activities/{address}" if kind == "activities" else f"content/{kind}/{address}"
        for kind, address in facts.library.broken
    }
    for path in facts.library.media:
        if path in named or path.rpartition("/")[0] in unknown or path.lower().endswith(tuple(ORIGINALS)):
            continue
        if path.lower().endswith(FILM_SUFFIXES):
            message = "这是视频或动画，不是照片，网站上不会出现"
            hint = "请移到登记册以外；放到视频平台上的，在正文里写链接，旁边附文字稿"
        elif not path.lower().endswith(tuple(PHOTO_SUFFIXES)):
            message, hint = (
                "这不是照片，网站上不会出现",
                "文字写进记录，名册和表格登记到密封表；这个文件请移到登记册以外",
            )
        elif path.startswith(("activities/", "content/projects/", "content/volunteers/", "content/communities/")):
            message, hint = "这个文件没有写进 photos，网站上不会出现", "请写进 photos，或者删掉"
        else:
            message, hint = "这里不放照片和附件，网站上不会出现", "请移到活动或项目的文件夹，或者删掉"
        yield Problem(path, 1, 1, this.id, this.severity, message, hint)


@rule("P15", "名册、登记表、同意书的原件不放进登记册", "error", "个人信息保护法第五十一条、第三十六条")
def no_originals(this: Rule, facts: Facts) -> Iterator[Problem]:
    for path in facts.library.media:
        if path.lower().endswith(tuple(ORIGINALS)):
            message = "表格、文档和压缩包不能放进登记册（里面可能有个人信息，进了 git 历史就收不回来）"
            hint = "请移到登记册以外；名册登记到密封表，报道写成 report.md"
            yield Problem(path, 1, 1, this.id, this.severity, message, hint)


@rule("I4", "每张照片写明 people：照片里的人", "error", "民法典第一千零一十九条；妇女权益保障法第二十八条")
def people_are_stated(this: Rule, facts: Facts) -> Iterator[Problem]:
    """A portrait says whose it is by its page; every other photograph has to say."""
    for entry, photo, at in photographs(facts.library):
        if photo.people is None and at[0] == "photos":
            message = called(photo, at, "没有写 people")
            hint = "没有人写 none，远景人群写 crowd，认得出的人写同意书编号，例如 [c-年份-编号]"
            yield this.at(entry, message, hint, *at, severity=unfinished(entry))


def unfinished(entry: Entry[Any]) -> Severity | None:
    """The level of what a draft may still lack: no more than a reminder, for nobody sees it; None for all others."""
    return "warning" if getattr(entry.fields, "status", "") == "draft" else None
