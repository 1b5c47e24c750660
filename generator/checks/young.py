"""Rule A11: where volunteers are under eighteen, somebody says that their guardians agreed or came along."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks import surnames
from generator.checks.clauses import denied
from generator.checks.passages import Passage, unnamed, written
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem

_YOUNG = (
    "小志愿者", "少年志愿者", "少儿志愿者", "儿童志愿者", "未成年志愿者", "未成年人志愿者", "中学生志愿者",
    "小学生志愿者", "初中生志愿者", "高中生志愿者",
    "初中志愿者", "少先队员志愿者", "红领巾志愿者",
)  # fmt: skip
_ADULT = 18
_HAN = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_AGE = re.compile(
    r"(?P<before>(?<![\d.至到~—-])\d{1,2}|(?<![一二三四五六七八九十])[一二三四五六七八九]"
    r"|(?<![一二三四五六七八九十])十[一二三四五六七]?)\s*周?岁的?"
    r"(?:[^，。；、：的给为向和与帮送教陪\n]{0,6}的?)?志愿者"
    rf"|志愿者(?:小(?![队组分区])[\u4e00-\u9fff]{{1,2}}|[{''.join(sorted(surnames.SURNAMES))}][\u4e00-\u9fff]{{1,2}})?"
    r"(?:[（(，,]\s*(?:[男女][，,]\s*)?)?(?:(?:今年|现年|年仅|年龄)?(?:只有|才|刚满|刚|还不到|不到)?)"
    r"\s*(?P<after>(?<![\d.至到~—-])\d{1,2})\s*周?岁(?!多?的?(?:[男女小幼老大]|孩|娃|儿童|宝|以|至|到|的))"
)
_PUPIL = re.compile(
    r"(?:小学生|初中生|高中生|中学生)(?:小[\u4e00-\u9fff]|们)?(?:也|都|利用[^，。；]{0,4}|来|跟着[^，。；的]{0,6}|一起)*"
    r"(?:当(?:起|了|上)?(?:了)?[^，。；]{0,4}志愿者(?![的])|穿(?:上|着|起)(?:了)?(?:小?红马甲|志愿服))"
)
"""Who does what a volunteer does; a pupil whose mother does is another."""
_LIMIT = re.compile(
    r"年满|未满|不满|[\d一二三四五六七八九十]周?岁(?:以|至|到|及)|须满|应满|[至到~—-]\s*\d{1,2}\s*周?岁"
)
_ELDERS = "父母|爸爸|妈妈|爸妈|爷爷|奶奶|外公|外婆|姥姥|姥爷|父亲|母亲|家长"
_GUARDED = re.compile(
    rf"监护人|亲子|母女|母子|父女|父子|大手[拉牵]小手|(?:{_ELDERS})们?[^，。；\n]{{0,5}}(?:陪|带|领着|一起|一同|一道"
    rf"|同意|签|跟着|同行|点头)"
    rf"|(?:跟着|陪着|带着|拉着|[由有经和跟与在])[^，。；\n]{{0,4}}(?:{_ELDERS})们?(?:的?(?:陪|带|同意|许可)|一起|一同"
    rf"|一道|来|参加|报名|[，。])"
)
_BIGGEST = re.compile(r"最$")
_NEW_TEAM = re.compile(r"故事会|绘本|动画|歌曲|话剧")
_BORN = 4


@rule(
    "A11",
    "有不满十八周岁的志愿者，写明监护人同意或者陪同（minor_volunteers）",
    "error",
    "民法典第十九条、第二十条；未成年人保护法；志愿服务条例第十五条；地方志愿服务条例",
)
def minors_are_accompanied(this: Rule, facts: Facts) -> Iterator[Problem]:
    """A text that itself tells of parents beside them is enough; one line for each story."""
    young = facts.words(this.id, _YOUNG)
    for story in written(facts, ("activities",)):
        if not story.lacks("minor_volunteers"):
            continue
        texts = unnamed(story)
        place = next((found for each in texts if (found := _young(each, young)) is not None), None)
        if place is None or any(_GUARDED.search(each.text) for each in texts):
            continue
        passage, start = place
        message = "写到不满十八周岁的志愿者，没有写监护人同意或者陪同"
        hint = "监护人都同意了写 minor_volunteers: consented，有监护人陪同写 accompanied；还没有的先去征得同意"
        yield passage.problem(this.id, start, message, hint)


def _young(passage: Passage, words: tuple[str, ...]) -> tuple[Passage, int] | None:
    text = passage.text
    if "志愿者" not in text and "马甲" not in text:
        return None
    for word in words:
        for match in re.finditer(re.escape(word), text):
            start = match.start()
            if not (_BIGGEST.search(text[:start]) or denied(text, start) or _NEW_TEAM.match(text, match.end())):
                return passage, start
    pupil = _PUPIL.search(text)
    if pupil:
        return passage, pupil.start()
    for match in _AGE.finditer(text) if "岁" in text else ():
        around = text[max(0, match.start() - _BORN) : match.end() + _BORN]
        if _years(match["before"] or match["after"]) < _ADULT and not _LIMIT.search(around):
            return passage, match.start()
    return None


def _years(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    return (10 if "十" in text else 0) * (_HAN.get(tens, 1)) + _HAN.get(ones, 0)
