"""Rules W7, W8 and W10: fixed terms, the federation's own list of sensitive words, and slogans quoted word for word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from generator.checks.copyedit import Edit
from generator.checks.passages import Passage, unnamed, written
from generator.checks.quotations import is_mentioned, quoted, titled, untouchable
from generator.checks.registry import Facts, Rule, rule
from generator.checks.written_numbers import Slip
from generator.problems import Problem
from generator.records.federation import Division

_AFTER = (
    "志愿|建功|英雄|力量|风采|先锋|文明|创业|红|心向党|行动|暖人心|服务|模范|宣讲|岗"
    "|不让须眉|维权|家政|科技|普法|阳光|夜校|大讲堂|调解"
)
"""What stands behind the word: 毛巾国产 is none of it."""
_MISTYPED = re.compile(rf"(?:巾[国掴蝈郭锅幅帽啯腘]|[中币金布市斤帛]帼)(?={_AFTER})")
_UNITED = re.compile(
    r"妇女(?:联会(?![议同])|连合会|联和会|联合委员会)|妇联合会(?=[，。、；：！？）”\s]|主席|副主席|组织|举办|开展|发出)"
    r"|(?<=[省市县区镇乡])妇连(?=组织|开展|主席|副主席|举办|干部|机关|的|[，。、；：])"
)
_NATIONAL = re.compile(r"(?<!中华)全国妇女联合会")
_DAY = re.compile(
    r"38(?=(?:国际)?(?:劳动)?妇女节|维权(?:周|月|服务))|3[·•]8[”’]?(?=(?:国际)?(?:劳动)?妇女节)|(?<![男仙])(?:女神|女王|女人)节"
    r"|(?<!个)国际劳动妇女节|国际[“‘]?三八[”’]?妇女节"
)
_THEN = re.compile(r"历史|由来|起源|设立|确立|定为|第一个|第一次|首次|最早|纪念|1[89]\d\d|一九")
"""Of earlier times the day is called as it was called then."""
_LAW = re.compile(r"志愿(?:者)?服务条例")
_OF_A_PLACE = re.compile(r"(?:省|市|州|自治区|特区)\Z")
_OF_THE_STATE = re.compile(r"《(?:中国|全国|中华人民共和国|国家)志愿者?服务条例》")
_SHORT_PLACE = 3
"""Characters of a place's name without its kind; two are too few to tell a slip from another place."""
_KINDS = ("自治区", "自治州", "自治县", "地区", "省", "市", "县", "区", "盟", "旗")
_KIND = re.compile(r"(?:自治区|自治州|自治县|街道筹备组|街道|地区|[省市县区盟旗镇乡])\Z")
_GROUPS = (
    "州洲舟 台苔抬 汝如茹 龙垄笼隆 宝保堡饱 丰峰锋枫 郏颊夹 舞午武伍 钢刚岗 湛站堪 卫魏 昆坤 阳杨扬 荆京晶 姚摇遥 焦蕉"
    " 岭领 尹引 枣早 庙苗 蟒莽 陵凌 寄计 赵照 桥侨 肖萧 石时 浏刘流 麓鹿录 垣园圆 沙砂 湘相香 潭谭 衡恒 岳月 郴彬 怀淮"
    " 娄楼 滨宾 河和 清青轻 新心 光广 平坪 安鞍 梁粮 良粱 张章 城诚 冢家 茨次 薛雪 堂棠 渣碴 尧遥 瓦洼 熊雄 让壤 应英"
)
_SAME_SOUND: dict[str, str] = {}
"""Characters of places that an input method or a tired eye takes for each other."""
for _group in _GROUPS.split():
    for _char in _group:
        _SAME_SOUND[_char] = _SAME_SOUND.get(_char, "") + _group.replace(_char, "")
_QUOTED = re.compile(r"“([^“”\n]{6,60})”")
_PLAIN = re.compile(r"[^\w]|_")
_ALIKE = 0.8
_LONG = 8
"""Characters; two shorter slogans may be alike by chance."""
_CALLED = re.compile(r"口号|标语|宗旨|誓词|理念")
_NEAR = 12
_FIRM_HINT = "终审（签发）的同志要看过：可以写就在这份记录的 waive 里写明理由，不可以写就改掉"


def mistyped(text: str) -> Iterator[Slip]:
    """巾帼 in wrong characters: nothing else can be meant."""
    for match in _MISTYPED.finditer(text):
        yield Slip(Edit(*match.span(), "巾帼"), "“巾帼” 写错了字")


def _passages(facts: Facts) -> Iterator[Passage]:
    for entry in written(facts):
        yield from unnamed(entry)


@rule("W7", "固定名称写对：巾帼、妇女联合会、本地地名、三八国际妇女节、《志愿服务条例》", "error", "本会惯例")
def names_are_right(this: Rule, facts: Facts) -> Iterator[Problem]:
    allowed = facts.allowed(this.id)
    place, near = _place(facts), _near(facts)
    for passage in _passages(facts):
        for start, word, message, hint, firm in (*_terms(passage.text, place), *_of_places(passage.text, near)):
            free = is_mentioned(passage.text, start, start + len(word)) or untouchable(passage.text).touch(start)
            if word not in allowed and not free:
                yield passage.problem(this.id, start, message, hint, this.severity if firm else "warning")


def _terms(text: str, place: str) -> Iterator[tuple[int, str, str, str, bool]]:
    """Place, word, message, hint, and whether it is surely wrong."""
    for slip in mistyped(text):
        word = text[slip.edit.start : slip.edit.stop]
        yield slip.edit.start, word, f"“{word}” 应当是 “巾帼”", "请改正；也可以用 jinguo fix", True
    if "妇" in text:
        for match in _UNITED.finditer(text):
            yield match.start(), match[0], f"“{match[0]}” 不是妇联的名称", "全称是“妇女联合会”，简称“妇联”", True
        for match in _NATIONAL.finditer(text):
            if not titled(text).touch(match.start()):
                yield (
                    match.start(),
                    match[0],
                    f"“{match[0]}” 少了“中华”",
                    "请写“中华全国妇女联合会”，或者“全国妇联”",
                    False,
                )
    for match in _DAY.finditer(text):
        if not quoted(text).touch(match.start()) and not (match[0][0] == "国" and _THEN.search(text)):
            message = f"“{match[0]}” 不是规范的名称"
            yield match.start(), match[0], message, "请写“三八国际妇女节”（可以简称“三八”妇女节）", False
    if "服务条例" in text:
        yield from _laws(text)
    yield from _places(text, place)


def _laws(text: str) -> Iterator[tuple[int, str, str, str, bool]]:
    """A province and a city have one of their own, whose name only they know."""
    for match in _OF_THE_STATE.finditer(text):
        yield match.start(), match[0], f"没有{match[0]}", "国务院的条例请写《志愿服务条例》", False
    titles, quotes = titled(text), quoted(text)
    for match in _LAW.finditer(text):
        title, local = titles.around(match.start()), _OF_A_PLACE.search(text[max(0, match.start() - 3) : match.start()])
        if "者" in match[0] and not (title and local) and not _OF_THE_STATE.match(text, title[0] if title else 0):
            hint = "请写《志愿服务条例》" + ("，地方的条例照它的原名写" if local else "")
            yield match.start(), match[0], "条例的名称里没有“者”字", hint, False
        elif not title and not quotes.touch(match.start()):
            hint = "请把条例的全名（连同地名）放进书名号" if local else f"请写《{match[0]}》"
            yield match.start(), match[0], f"“{match[0]}” 要加书名号", hint, False


def _place(facts: Facts) -> str:
    federation = facts.library.federation
    return federation.fields.place if federation else ""


def _places(text: str, place: str) -> Iterator[tuple[int, str, str, str, bool]]:
    pattern = _one_wrong(place)
    for match in pattern.finditer(text) if pattern else ():
        if match[0] != place:
            yield (
                match.start(),
                match[0],
                f"“{match[0]}” 像是 “{place}” 写错了字",
                f"请核对地名，本会的地名是 {place}",
                False,
            )


def _near(facts: Facts) -> tuple[re.Pattern[str], dict[str, str]]:
    """Names of the register's divisions and townships with one character of the same sound, and what they are."""
    federation = facts.library.federation
    divisions = federation.fields.divisions if federation else ()
    return _misheard(tuple(dict.fromkeys([*(each.name for each in divisions), *_townships(divisions)])))


def _townships(divisions: Iterable[Division]) -> Iterator[str]:
    return (name for each in divisions for name in each.townships)


@lru_cache(maxsize=8)
def _misheard(names: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    slips: dict[str, list[str]] = {}
    for name in names:
        bare = len(_KIND.sub("", name))
        for at, char in enumerate(name[:bare] if bare > 1 else ""):
            for other in _SAME_SOUND.get(char, ""):
                slips.setdefault(name[:at] + other + name[at + 1 :], []).append(name)
    meant = {slip: each[0] for slip, each in slips.items() if len(each) == 1 and slip not in names}
    return re.compile("|".join(map(re.escape, meant)) or r"(?!)"), meant


def _of_places(text: str, near: tuple[re.Pattern[str], dict[str, str]]) -> Iterator[tuple[int, str, str, str, bool]]:
    pattern, meant = near
    for match in pattern.finditer(text):
        message = f"“{match[0]}” 像是 “{meant[match[0]]}” 写错了字"
        yield match.start(), match[0], message, "请核对地名；确是别处的，用 allow 放行", False


@lru_cache(maxsize=8)
def _one_wrong(place: str) -> re.Pattern[str] | None:
    """The name of a place with one character of it exchanged."""
    kind = next((each for each in _KINDS if place.endswith(each)), "")
    bare = place.removesuffix(kind)
    if len(bare) < _SHORT_PLACE:
        return None
    forms = [
        rf"{re.escape(bare[:number])}(?!{re.escape(bare[number])})[\u4e00-\u9fff]{re.escape(bare[number + 1 :])}"
        for number in range(len(bare))
    ]
    return re.compile(rf"(?:{'|'.join(forms)}){re.escape(kind)}(?![场民区容集面井价])")


@rule("W8", "敏感词（本会自己的词表）要终审看过", "warning", "政府网站检查指标（国办秘函〔2019〕19号）")
def sensitive_words_are_seen(this: Rule, facts: Facts) -> Iterator[Problem]:
    words = facts.words(this.id, ())
    if not words:
        return
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    for passage in _passages(facts):
        for word, start in {
            match[0]: match.start() for match in reversed(list(pattern.finditer(passage.text)))
        }.items():
            yield passage.problem(this.id, start, f"“{word}” 在本会的敏感词表里", _FIRM_HINT)


@rule("W10", "引用口号要与 federation.yml 的 slogans 一字不差", "warning", "本级妇联文件（引用原文）")
def slogans_are_quoted_as_they_are(this: Rule, facts: Facts) -> Iterator[Problem]:
    federation = facts.library.federation
    slogans = {_bare(each.text): each.text for each in federation.fields.slogans} if federation else {}
    if federation is None or not slogans:
        return
    own = {_bare(each) for each in (*federation.fields.themes, *facts.allowed(this.id))}
    own |= {_bare(each.motto) for each in federation.fields.brands}
    for passage in _passages(facts):
        for match in _QUOTED.finditer(passage.text):
            meant = _meant(_bare(match[1]), slogans, own, called=_is_called(passage.text, match))
            if meant and not _has_it_whole(match[1], _bare(meant)):
                message = f"引用的口号与原文不一致：“{match[1]}” → “{meant}”"
                yield passage.problem(this.id, match.start(), message, "请照原文写；不是这个口号就换一种说法")


def _meant(said: str, slogans: dict[str, str], own: set[str], *, called: bool) -> str:
    """The slogan that somebody quotes in other words, or nothing."""
    if said in own:
        return ""
    for slogan, text in slogans.items():
        if len(slogan) < _LONG and not called:
            continue
        matcher = difflib.SequenceMatcher(None, slogan, said, autojunk=False)
        if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
            return text
    return ""


def _has_it_whole(said: str, slogan: str) -> bool:
    """Whether the slogan stands in a quotation, and nothing grows on to it: 讲文明，树新风尚 is not 讲文明树新风."""
    parts = [part for part in _PLAIN.split(said) if part]
    runs = {"".join(parts[first:last]) for first in range(len(parts)) for last in range(first + 1, len(parts) + 1)}
    return slogan in runs


def _is_called(text: str, match: re.Match[str]) -> bool:
    """Whether the words beside a quotation say that it is a slogan."""
    beside = text[max(0, match.start() - _NEAR) : match.start()] + text[match.end() : match.end() + _NEAR]
    return bool(_CALLED.search(beside))


def _bare(text: str) -> str:
    return _PLAIN.sub("", text)
