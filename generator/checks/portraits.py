"""Rules I5, I6 and I7: crowds that are none, children, and other people's homes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.photos import photo_path, photographs
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.consent import at_home, guarded, may_show, named_in, shows_minors
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
    library = facts.library
    for entry, photo, at in photographs(library):
        if shows_minors(library, entry, photo):
            words = about_protected_children(library, entry, photo)
            if words:
                message = f"这里说到“{words}”，照片里的未成年人却没有打码"
                hint = "请给脸打码，写 blurred: true、people: none；监护人同意也不能露脸，网站不显示这张照片"
                yield this.at(entry, message, hint, *at, "minors")
            elif not guarded(library, entry, photo):
                message = "照片里有未成年人，people 里没有监护人签署的同意书"
                hint = (
                    "请写监护人同意书的编号（同意书里 guardian: true）；打了码写 blurred: true、people: none；"
                    "认不出是谁的远景写 minors: false"
                )
                yield this.at(entry, message, hint, *at, "minors")
        if photo.blurred and named_in(photo) and (shows_minors(library, entry, photo) or not photo.minors):
            message = "脸已经打码（blurred: true），又写了是谁的同意书"
            hint = "打码以后认不出的人不写编号，people 写 none；还认得出的，请把 blurred 去掉"
            yield this.at(entry, message, hint, *at, "blurred", severity="warning")


@rule("I7", "在别人家里拍的照片有住户本人的同意", "error", "民法典第一千零三十三条第二项")
def householders_agreed(this: Rule, facts: Facts) -> Iterator[Problem]:
    """A consent that has ended is a reminder only: an error would keep the photograph on the web until it is mended."""
    library = facts.library
    for entry, photo, at in photographs(library):
        if not at_home(photo):
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
