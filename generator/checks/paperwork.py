"""Rules G17 and G18: honours rest on a document, and pictures of licences and seals stay inside."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from generator.checks import surnames
from generator.checks.photos import photographs
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.honours import Honours
from generator.records.library import Entry

_NUMBER = re.compile(r"〔(?P<year>(?:19|20)\d\d)〕\s*(?P<place>[^\s，。；]{1,12}?)号")
_SEALS = surnames.words("""
    公章 印鉴 营业执照 法人证书 法人登记证书 登记证书 组织机构代码证 开户许可证 食品经营许可证 卫生许可证
    执业许可证 办学许可证
    许可证副本 执照副本 执照正本
""")
_FILE_NAMES = re.compile(
    r"公章|印鉴|盖章件|盖章版|盖章扫描|营业执照|执照(?:正本|副本|扫描)|法人证书|登记证书|许可证"
    r"|(?<![a-z])(?:gong-?_?zhang|ying-?_?ye-?_?zhi-?_?zhao|business[-_ ]?licen[cs]e|official[-_ ]?seal)(?![a-z])",
    re.IGNORECASE,
)
_NOT_SHOWN = re.compile(
    r"没有|没|未|不|遮|挡|盖住|打码|马赛克|看不|裁掉|抹去|讲|教|问|咨询|宣传|怎么|怎样|如何|办理|流程|申请|申办|代办"
)
_WORK = re.compile(
    r"^[^，。；！？]{0,6}(?:的?(?:办理|申办|申请|流程|手续|材料|知识|窗口|常识|咨询|样式|模型|道具|已|被|遮|打码|看不))"
)
_NEAR = 8


@rule("G17", "每一年的表彰都有表彰文件，文号、日期和年份对得上", "error", "本级妇联文件（年终评选表彰）")
def honours_have_a_document(this: Rule, facts: Facts) -> Iterator[Problem]:
    """That there is one at all is told while the file is read (F4)."""
    for entry in facts.library.honours.values():
        yield from _document(this, facts, entry)


def _document(this: Rule, facts: Facts, entry: Entry[Honours]) -> Iterator[Problem]:
    document, year = entry.fields.document, entry.fields.year
    number = _NUMBER.search(document.number.strip())
    if number is None:
        hint = "请照文件抄写，如 某妇字〔2025〕6号：六角括号、四位年份、号"
        yield this.at(entry, f"“{document.number[:30]}” 不是文号", hint, "document", "number")
    if document.on > facts.today:
        yield this.at(entry, f"成文日期 {document.on} 在将来", "文件印发以后再登记表彰", "document", "on")
    elif document.on.year not in {year, year + 1}:
        message = f"{year} 年的表彰，文件是 {document.on} 的"
        yield this.at(entry, message, "请核对年份和文件：一年的表彰在当年或者第二年发文", "document", "on")
    elif number is not None and int(number["year"]) != document.on.year:
        message = f"文号是 {number['year']} 年的，成文日期是 {document.on}"
        yield this.at(entry, message, "请照文件改对其中一个", "document", "number")


@rule("G18", "公开的图片里没有公章、证照（说明、图说、文件名）", "error", "登记惯例")
def no_seals_in_public(this: Rule, facts: Facts) -> Iterator[Problem]:
    words = facts.words(this.id, _SEALS)
    told: set[str] = set()
    for entry, photo, at in photographs(facts.library):
        for key, text in (("alt", photo.alt), ("caption", photo.caption or "")):
            word = _shown(text, words)
            if word:
                told.add(posixpath.join(entry.folder, photo.file))
                hint = "请换一张照片；只是提到、照片里没有的，请改写这句话"
                yield this.at(entry, f"照片里像是有“{word}”", hint, *at, key)
                break
    for path in facts.library.media:
        name = posixpath.basename(path)
        if path not in told and path.startswith(("activities/", "content/")) and _FILE_NAMES.search(name):
            message = "文件名说明这是公章或者证照"
            yield Problem(path, 1, 1, this.id, this.severity, message, "请把它移到登记册以外；不是的话，请换一个文件名")


def _shown(text: str, words: tuple[str, ...]) -> str:
    """The word that says what a picture shows, unless people in it only talk about it or it is covered."""
    for word in words:
        start = text.find(word)
        if start < 0:
            continue
        before, behind = text[max(0, start - _NEAR) : start], text[start + len(word) :]
        if not _NOT_SHOWN.search(before) and not _WORK.match(behind):
            return word
    return ""
