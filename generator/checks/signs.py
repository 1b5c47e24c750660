"""Rules I9 and I12: signs that others own stay out of our pictures, and the volunteers' own is to be seen in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.checks.photos import photographs
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem

_MARK = "标志|标识|徽标|徽章|胸章|臂章|袖章|袖标|臂标|旗帜|旗子|旗|图案|图样|符号|记号|标记|字样"
_FLAGS = "国旗|国徽|党旗|党徽|团旗|团徽|军旗|会旗|会徽|妇联会徽|志愿服务标识|志愿服务标志|志愿者标识|心手标"
_SPOILT = "改过|改动过|改色|改了颜色|变形|变色|涂改|篡改|倒挂|倒置|倒着挂|破损|污损|褪色|残缺|撕破|卡通"
_NOT_THERE = re.compile(
    r"(?:没有|没用|不用|不挂|不戴|不得|不能|不许|禁止|禁用|换下|换掉|摘下|摘掉|去掉|代替|更换|替换|遮住|盖住)[^,。;]{0,6}\Z"
)
_WITH = "印着|印有|画着|绣着|贴着|别着|戴着|佩戴|挂着|带着|带有|标着|涂着"
_APART = re.compile(r"[\s“”\"'‘’]")

_SIGNS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "红十字标志",
        re.compile(
            rf"红十字的?(?:{_MARK})|(?:{_WITH})(?:一个|大大的|醒目的|鲜红的)?红十字(?!会|绣|救护|精神|知识|应急|博爱)"
            r"|红色的?十字(?!绣|路|架|花|军)|[大小]红十字(?!会|绣|救护)"
        ),
        "红十字标志只有红十字会等可以用：请换一张照片，义诊用自己的标识；红十字会的人来了，写成“红十字会的救护员”",
    ),
    (
        "国徽",
        re.compile(r"国徽(?!法|知识|的?(?:含义|来历|故事|意义))"),
        "妇联的网站不能用国徽：请换一张，或者裁掉国徽以后改写说明",
    ),
    (
        "改动过的旗帜或徽标",
        re.compile(
            rf"(?:{_SPOILT})了?的?(?:{_FLAGS})(?!贴画|贴纸|贴|剪纸|手抄报|涂色|绘本)|(?:{_FLAGS})(?:被|已经|已|有些)?(?:{_SPOILT})"
        ),
        "国旗、党旗、会徽和志愿服务标识要用标准的样子，破损、褪色、改过的不上网：请换一张照片",
    ),
)
"""What must not be seen, the words that say that it is, and what to do. The usual flag in its usual form is fine."""
_IN_A_TITLE = re.compile(rf"国徽的?(?:{_MARK})|红十字|{_SPOILT}")
"""A title speaks of many things; only these words in it speak of what can be seen."""
SET = 3
"""Photographs from which on they are a set that shows the whole activity; one or two are details."""


def forbidden_sign(text: str) -> tuple[str, str] | None:
    """The sign that a text says can be seen, with what to do about it."""
    plain = _APART.sub("", unicodedata.normalize("NFKC", text))
    for sign, words, hint in _SIGNS:
        for found in words.finditer(plain):
            if not _NOT_THERE.search(plain[: found.start()]):
                return sign, hint
    return None


@rule(
    "I9",
    "照片里没有红十字标志、国徽，没有改动过的旗帜和徽标",
    "error",
    "红十字标志使用办法第三条；国徽法第七条、第十三条；国旗法第十九条",
)
def no_signs_of_others(this: Rule, facts: Facts) -> Iterator[Problem]:
    titled: set[str] = set()
    for entry, photo, at in photographs(facts.library):
        for key, text in (("alt", photo.alt), ("caption", photo.caption or "")):
            found = forbidden_sign(text)
            if found:
                yield this.at(entry, f"{key} 说画面里有{found[0]}", found[1], *at, key)
        title = getattr(entry.fields, "title", "")
        found = forbidden_sign(title) if _IN_A_TITLE.search(title) else None
        if found and entry.path not in titled:
            titled.add(entry.path)
            yield this.at(entry, f"标题说这里有{found[0]}", found[1], "title")


@rule("I12", "一组活动照片里看得到巾帼志愿者的标识：队旗、马甲、徽章", "warning", "本级妇联文件（统一使用标识）")
def volunteers_show_their_sign(this: Rule, facts: Facts) -> Iterator[Problem]:
    """One line a story, for reports of three photographs and more; which words count stands in federation.yml."""
    insignia = facts.library.federation.fields.insignia if facts.library.federation else ()
    for story in facts.library.activities.values():
        fields = story.fields
        if fields.status != "selected" or fields.kind != "report" or len(fields.photos) < SET or not insignia:
            continue
        said = "\n".join(f"{photo.alt}\n{photo.caption or ''}" for photo in fields.photos)
        if not any(word in said for word in insignia):
            message = f"{len(fields.photos)} 张照片的说明都没有提到巾帼志愿者的标识"
            hint = f"画面里有的，请在 alt 里说出来（{'、'.join(insignia[:4])}……）；没有的，请换上一张看得到的"
            yield this.at(story, message, hint, "photos")
