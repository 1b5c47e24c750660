"""Rules I2 and I3: what is said under a photograph, to those who do not see it, and about who took it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from generator.checks.photos import photographs, unfinished
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.kinds import Photo
from generator.records.library import Entry, Library
from generator.records.marks import KeyPath
from generator.records.stubs import ALT_STUB

_SAYS_NOTHING = re.compile(
    r"(?:(?:活动|现场|工作|新闻|微信|手机|网络|志愿服务|本次|资料)*"
    r"(?:照片|图片|图像|相片|照|图|插图|配图|合影|截图|截屏|头图|封面|封面图|说明|画面|画面说明|图说|无|暂无|未命名|无标题|待定))?"
    r"第?[0-9一二三四五六七八九十]*[张幅]?"
    r"|(?:img|image|dsc|dscn|dscf|pxl|mvimg|pic|pict|picture|photo|screenshot|mmexport|wx|wechat|camera|vid|untitled"
    r"|none|null|alt|todo|tbd|x+)[a-z]?[0-9]*(?:wa[0-9]+|edited|copy)?(?:jpe?g|png|heic|heif|webp)?"
)
_UNWRITTEN = "待填写"
_BEYOND = "请写一句画面以外的话"
_SAY = "请写谁在哪里做什么，让看不见照片的人也知道"


def _plain(text: str) -> str:
    """Letters, digits and Han characters only: what is left when nothing is said is empty."""
    return "".join(each for each in unicodedata.normalize("NFKC", text).lower() if each.isalnum())


def _is_unwritten(text: str) -> bool:
    return _plain(text).startswith((_UNWRITTEN, _plain(ALT_STUB)))


def _wrong_with_alt(photo: Photo) -> str:
    """What keeps an alternative text from saying anything, in Chinese; empty where it says something."""
    plain = _plain(photo.alt)
    if _is_unwritten(photo.alt):
        return "画面说明 alt 还没有填写"
    if plain in {_plain(photo.file), _plain(photo.file.rpartition(".")[0])} - {""}:
        return "画面说明 alt 只是文件名"
    if _SAYS_NOTHING.fullmatch(plain):
        return "画面说明 alt 没有说画面"
    return ""


@rule("I2", "每张照片有画面说明 alt 和图说 caption，两句不一样", "error", "GB/T 37668—2019（替代文本）")
def photos_are_described(this: Rule, facts: Facts) -> Iterator[Problem]:
    """The page of a volunteer says everything under her portrait, so that needs no caption."""
    for entry, photo, at in photographs(facts.library):
        wrong = _wrong_with_alt(photo)
        if wrong:
            yield this.at(entry, wrong, _SAY, *at, "alt", severity=unfinished(entry))
        if photo.caption is None:
            if at[0] == "photos":
                hint = "请用一句话写画面以外的：为什么拍，前后发生了什么"
                yield this.at(entry, "照片没有图说 caption", hint, *at, severity="warning")
        elif _is_unwritten(photo.caption):
            yield this.at(entry, "图说 caption 还没有填写", _BEYOND, *at, "caption", severity=unfinished(entry))
        elif _plain(photo.caption) == _plain(photo.alt):
            hint = "alt 说画面，caption 说画面以外的，读屏的人才不会听两遍同样的话"
            yield this.at(entry, "图说 caption 和画面说明 alt 一样", hint, *at, "caption", severity="warning")


@rule("I3", "每张照片写明是谁拍的或从哪里来", "warning", "著作权法第十条（署名权）")
def photos_are_credited(this: Rule, facts: Facts) -> Iterator[Problem]:
    """One line a record: who took one photograph has mostly taken all of them."""
    for entry, missing in _uncredited(facts.library):
        how_many = f"有 {len(missing)} 张照片" if len(missing) > 1 else "照片"
        hint = "请写 credit（摄影：某某，或来源单位）"
        if hasattr(entry.fields, "credits"):
            hint += "；都是一个人拍的，在 credits 里写一次 photo 就够"
        yield this.at(entry, f"{how_many}没有写明是谁拍的", hint, *missing[0])


def _uncredited(library: Library) -> Iterator[tuple[Entry[Any], list[KeyPath]]]:
    """Records with the places of photographs that nobody is named for."""
    found: dict[str, tuple[Entry[Any], list[KeyPath]]] = {}
    for entry, photo, at in photographs(library):
        whole = getattr(entry.fields, "credits", None)
        credited = (whole and whole.photo) or "credits" in entry.document.silent
        if photo.credit is None and not credited:
            found.setdefault(entry.path, (entry, []))[1].append(at)
    yield from found.values()
