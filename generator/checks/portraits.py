"""Rules I5, I6 and I7: crowds that are none, children, and other people's homes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.checks.photos import photo_path, photographs, unfinished
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.consent import (
    at_home,
    guarded,
    may_show,
    named_in,
    recognised,
    shows_minors,
    unsaid_minors,
)
from generator.records.kinds import Photo
from generator.records.library import Entry
from generator.records.marks import KeyPath
from generator.records.protected import about_protected_children

MOST_FACES = 5
"""Up to so many people are not the public at large but somebody: each of them has to agree."""


@rule("I5", "crowd 只用于认不出是谁的人群：五个人以内不算人群", "warning", "民法典第一千零二十条第四项")
def crowds_are_crowds(this: Rule, facts: Facts) -> Iterator[Problem]:
    """A crowd so far away that no face is found is one."""
    for entry, photo, at in photographs(facts.library):
        faces = facts.faces.get(photo_path(entry, photo), 0)
        if photo.people == ("crowd",) and not photo.blurred and 1 <= faces <= MOST_FACES:
            message = f"people 写的是 crowd，照片里却只找到 {faces} 张看得清的脸"
            hint = "请写每个人的同意书编号；或者换一张远景，或者打码后写 blurred: true"
            yield this.at(entry, message, hint, *at, "people")


@rule(
    "I6",
    "未成年人的照片有监护人签署的同意书；留守、困境、受助儿童的脸一律打码",
    "error",
    "个人信息保护法第三十一条；未成年人保护法第七十二条；国发〔2016〕13号；国发〔2016〕36号",
)
def minors_are_guarded(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Of a guardian's consent that has ended rule P8 reminds: the site leaves the photograph out by itself."""
    library = facts.library
    for entry, photo, at in photographs(library):
        if shows_minors(library, entry, photo):
            yield from _shown_minors(this, facts, entry, photo, at)
        elif unsaid_minors(library, entry, photo):
            words, child = about_protected_children(library, entry, photo), unsaid_minors(library, entry, photo)
            message = f"这里说到“{words}”，照片的说明里有“{child}”，没有写 minors"
            hint = (
                "脸认得出的，请打码，写 minors: true、blurred: true、people: none；"
                "认不出孩子的（背影、远景、插画），请写 minors: false；不写的网站不显示"
            )
            yield this.at(entry, message, hint, *at, severity=unfinished(entry))
        yield from _badly_blurred(this, facts, entry, photo, at)


def _shown_minors(this: Rule, facts: Facts, entry: Entry[Any], photo: Photo, at: KeyPath) -> Iterator[Problem]:
    key = "people" if photo.minors is None else "minors"
    level = unfinished(entry) if photo.minors is None else None  # what is stated is no gap of a draft
    words = about_protected_children(facts.library, entry, photo)
    if words:
        message = f"这里说到“{words}”，照片里的未成年人却没有打码"
        hint = "请给脸打码，写 blurred: true、people: none；监护人同意也不能露脸，网站不显示这张照片"
        yield this.at(entry, message, hint, *at, key, severity=level)
    elif not guarded(facts.library, entry, photo):
        message = "照片里有未成年人，people 里的同意书却不都是监护人签署的"
        hint = (
            "请写监护人同意书的编号（同意书里 guardian: true）；打了码写 blurred: true、people: none；"
            "认不出是谁的远景写 minors: false"
        )
        yield this.at(entry, message, hint, *at, key, severity=level)


def _badly_blurred(this: Rule, facts: Facts, entry: Entry[Any], photo: Photo, at: KeyPath) -> Iterator[Problem]:
    if not photo.blurred:
        return
    minors = shows_minors(facts.library, entry, photo)
    if named_in(photo) and (minors or not photo.minors):
        message = "脸已经打码（blurred: true），又写了是谁的同意书"
        hint = "打码以后认不出的人不写编号，people 写 none；还认得出的，请把 blurred 去掉"
        yield this.at(entry, message, hint, *at, "blurred", severity="warning")
    faces = facts.faces.get(photo_path(entry, photo), 0)
    if (photo.minors or minors) and faces > len(recognised(entry, photo)):
        message = f"有未成年人，写了已经打码，程序还找到 {faces} 张脸"
        hint = "请打开照片看：孩子的脸还认得出的，再运行 jinguo photos blur；大人的脸请写她的同意书编号，或者也打码"
        yield this.at(entry, message, hint, *at, "blurred")


@rule("I7", "在别人家里拍的照片有住户本人的同意", "error", "民法典第一千零三十三条第二项")
def householders_agreed(this: Rule, facts: Facts) -> Iterator[Problem]:
    """A consent that has ended is a reminder only: an error would keep the photograph on the web until it is mended."""
    library = facts.library
    for entry, photo, at in photographs(library):
        if not at_home(photo):
            yield from _at_home_unsaid(this, entry, photo, at)
            continue
        consent = library.consents.get(photo.householder or "")
        if photo.householder is None:
            message = "在别人家里拍的照片，没有写住户本人的同意书"
            hint = "请写 householder: 同意书编号（同意书的 scope 里有 home）；没有取得同意就换一张，网站不显示"
            yield this.at(entry, message, hint, *at, "home")
        elif consent is not None and "home" not in consent.fields.scope:
            message = f"同意书 {photo.householder} 没有同意在家里拍照（scope 里没有 home）"
            hint = "请取得住户本人对这件事的同意，再在 scope 里加上 home；不同意就换一张，网站不显示"
            yield this.at(entry, message, hint, *at, "householder")
        elif consent is not None and not may_show(library, photo.householder, "home", facts.today):
            message = f"同意书 {photo.householder} 不包含（或不再包含）在网站公开家里的照片"
            hint = "网站不显示这张照片；请换一张，或者重新取得同意"
            yield this.at(entry, message, hint, *at, "householder", severity="warning")


_INDOORS = re.compile(
    r"(?:[人户某姐娘妈爷奶婆叔姨]|老人|居民|村民|困难户)的?家(?:里|中)|在家(?:里|中)"
    r"|炕头|炕上|床前|病床边|厨房里|卧室"
)
_NOT_A_HOME = re.compile(r"之家|食堂|敬老院|养老院|医院|病房|社区|活动室|课|中心|示范|样板")


def _at_home_unsaid(this: Rule, entry: Entry[Any], photo: Photo, at: KeyPath) -> Iterator[Problem]:
    """Words of a dwelling under a photograph of which nobody has said whether it was taken in one."""
    if "home" in photo.model_fields_set:
        return
    for key, text in (("alt", photo.alt), ("caption", photo.caption or "")):
        found = _INDOORS.search(text)
        if found and not _NOT_A_HOME.search(text):
            message = f"{key} 说到“{found[0]}”，没有写 home"
            hint = "在别人家里拍的，请写 home: true 和住户的同意书编号 householder；不是的，请写 home: false"
            yield this.at(entry, message, hint, *at, key, severity="warning")
            return
