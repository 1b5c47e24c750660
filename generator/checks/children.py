"""Rules P9 and P10: children are named under a guardian's consent only, children in hardship never."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks import surnames
from generator.checks.naming import Name, pseudonyms
from generator.checks.passages import Passage, Story
from generator.checks.registry import Facts, declare
from generator.checks.roles import PROFESSIONS
from generator.problems import Problem, Severity
from generator.records.protected import CHILDREN_IN_NEED

declare(
    "P9",
    "写到不满十四周岁孩子的姓名，要有监护人签的同意书；姓名、学校、村镇不一起出现",
    "error",
    "个人信息保护法第二十八条、第三十一条；未成年人保护法第四条",
)
declare(
    "P10",
    "不写留守、困境、受助儿童的姓名、学校和村子，有同意书也不写",
    "error",
    "未成年人保护法第四条、第四十九条；国发〔2016〕13号",
)

_ONE_OF_THEM = re.compile(
    rf"小(?![学队组区家屋课书镇朋桌手])[{''.join(sorted(surnames.GIVEN))}](?=[，。（(说和的])|某[，。、某说的]"
    rf"|(?<![0-9十百几])[一两二三四五1-5]\s*[名位个][^，。；]{{0,4}}(?:{CHILDREN_IN_NEED.pattern}|儿童|孩子|学生|女童|男童)"
    r"|(?<![0-9至到—~-])(?:[1-9]|1[0-7])\s*周?岁(?!以|至|到)|姐弟|兄妹|姐妹俩|兄弟俩"
)
_GIVEN = f"[{''.join(sorted(surnames.GIVEN))}]"
_NICKNAME = re.compile(rf"(?:小|阿){_GIVEN}{{1,2}}(?=[，。、；：说和的（(]|今年|告诉|家)")
_SCHOOL = re.compile(
    r"(?P<its>[\u4e00-\u9fff]{2,10}?)(?:第[一二三四五六七八九十]+)?(?:小学|幼儿园|中学|学校)(?!生|毕业|时|以|文化|老师|教师)"
)
_NO_SCHOOL = re.compile(
    r"(?:乡村|农村|城区|山区|山村|一所|这所|那所|两所|全县|全市|全区|辖区|各中|各|家长|特殊|在读|就读|上了|放学|所在|附近|希望|村里|镇上的?|几所|多所|读|上|中|念|到|去|来|进|送|接|回|从|的|为|在)$"
)
_VILLAGE = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[县区市镇乡道在自到住是于]))(?P<its>[\u4e00-\u9fff]{1,3})村(?![民里口级委头医干镇小])"
)
_NO_VILLAGE = re.compile(r"(?:[乡山农各全本同邻该几一两三四五个到在的]|自然|行政|重点|示范)$")
_NEXT_TO, _GROWN = 8, 18
_PET = "".join("豆婷彤乐萌丽娜倩妞涵轩萱琪欣佳莹蕊毛壮浩阳洋宁贝晶玲珊雯朵苗依瑶聪鹏辉虎磊凯诺思悦玥菲娟燕妮丫果糖明杰")
_DOUBLED = re.compile(
    rf"(?:(?<=[，。；、：“叫的子童])|(?<![^\n]))(?P<pet>[{_PET}])(?P=pet)"
    r"(?=跟|最|今年|在[^，。]{0,8}(?:上学|读|念|小学|幼儿园)|的[妈爸奶爷姑家手头脸作]|说|[和，。]|读|上[^，。]{0,2}年级|是|住|被|洗了|由|才)"
)
"""豆豆, 婷婷: what a child is called at home; 明明 is a word of its own as well."""
_LEFT_ALONE = re.compile(
    r"(?:父母|爸妈|爸爸|妈妈|父亲|母亲)[^，。；\n]{0,6}(?:离异|离婚|外出|在外|务工|打工|服刑|去世|病逝|离世|改嫁|走了|坐牢)|代理妈妈|结对的?(?:帮扶)?的?孩子"
)
_AWAY = (
    "离异", "离婚", "外出", "在外", "务工", "打工", "服刑", "去世", "病逝", "离世", "改嫁", "走了", "坐牢",
    "代理妈妈", "结对",
)  # fmt: skip
_GROWS_UP = re.compile(
    r"由(?:爷爷|奶奶|姥姥|姥爷|外公|外婆|姑姑|叔叔|舅舅)[^，。；]{0,3}(?:带大|抚养|照顾|照看)|跟着?(?:爷爷|奶奶|姥姥|外婆|姑姑)|年级|幼儿园|书包|奖状|辍学"
)
_PUPIL = re.compile("年级|幼儿园|书包|奖状")
_OF_THEM = re.compile(r"(?:受助|受资助|被资助|留守|困境)的$")
_OF_THEM_ANYWHERE = re.compile("受助的|资助的|留守的|困境的")


def hardship(story: Story) -> Iterator[Problem]:
    """P10: whoever can be recognised among children in hardship."""
    for passage in story.passages:
        away = any(sign in passage.text for sign in _AWAY)
        if (away and _LEFT_ALONE.search(passage.text)) or _OF_THEM_ANYWHERE.search(passage.text):
            yield from _left_alone(story, passage)
        if CHILDREN_IN_NEED.search(passage.text):
            for begin, paragraph in passage.paragraphs():
                if CHILDREN_IN_NEED.search(paragraph):
                    yield from _names(story, passage, begin, paragraph)
            for begin, sentence in passage.sentences():
                if CHILDREN_IN_NEED.search(sentence):
                    yield from _whereabouts(passage, begin, sentence)


def _left_alone(story: Story, passage: Passage) -> Iterator[Problem]:
    """Names of children of whom a sentence says that nobody is there for them, though not in the words of the law."""
    for begin, sentence in passage.sentences():
        said = _LEFT_ALONE.search(sentence)
        if said:
            pet = next((each for each in _DOUBLED.finditer(sentence) if _is_a_name(sentence, each)), None)
            if pet:
                message = "这里像是写了留守、困境或受助孩子的小名"
                hint = "请写成 “一个孩子”；不是真名的也不建议用化名"
                yield passage.problem("P10", begin + pet.start(), message, hint, "warning")
                yield from _whereabouts(passage, begin, sentence)
        if not _GROWS_UP.search(sentence):
            continue
        end = begin + len(sentence)
        for name in [*passage.named_between(begin, end), *(passage.alone_between(begin, end) if said else ())]:
            left = sentence[: name.start - begin]
            if name.role in PROFESSIONS or (name.age or 0) >= _GROWN or name.text in story.told:
                continue
            if _OF_THEM.search(left) and _PUPIL.search(sentence) and name.after in {"", "小朋友", "同学"}:
                story.told.add(name.text)
                yield _named(passage, name)
            elif said and said.end() <= len(left) <= said.end() + _NEXT_TO:
                yield _named(passage, name, "warning")  # a grown woman tells of her childhood as well


def _is_a_name(sentence: str, pet: re.Match[str]) -> bool:
    return pet["pet"] != "明" or sentence[pet.start() - 1 : pet.start()] in set("的叫子童")


def _named(passage: Passage, name: Name, severity: Severity | None = None) -> Problem:
    message = f"这里像是写了留守、困境或受助孩子的姓名（{name.veiled}）"
    return passage.problem("P10", name.start, message, "请删掉姓名，写成 “一个孩子”；有同意书也不写", severity)


def _names(story: Story, passage: Passage, begin: int, paragraph: str) -> Iterator[Problem]:
    end = begin + len(paragraph)
    for name in [*passage.named_between(begin, end), *passage.alone_between(begin, end)]:
        before = passage.text[max(begin, name.start - _NEXT_TO) : name.start].split("。")[-1]
        after = passage.text[name.end : name.end + _NEXT_TO].split("。")[0]
        meant = name.child or CHILDREN_IN_NEED.search(before) or CHILDREN_IN_NEED.search(after)
        if meant and name.role not in PROFESSIONS and name.text not in story.told:
            story.told.add(name.text)
            yield _named(passage, name)
    hidden = [*pseudonyms(paragraph)]
    for start, _ in hidden[:1]:
        message = "写留守、困境、受助的孩子用了化名"
        yield passage.problem("P10", begin + start, message, "建议写成 “一个孩子”，不用化名", "warning")
    if hidden:
        return
    for match in CHILDREN_IN_NEED.finditer(paragraph):
        nick = _NICKNAME.match(paragraph, match.end())
        if nick:
            message = "这里像是写了留守、困境或受助孩子的小名"
            hint = "请写成 “一个孩子”；不是真名的也不建议用化名"
            yield passage.problem("P10", begin + nick.start(), message, hint, "warning")


def _whereabouts(passage: Passage, begin: int, sentence: str) -> Iterator[Problem]:
    """A school or a village beside one child or a few of them; a whole group is not recognised by its school."""
    if not (_ONE_OF_THEM.search(sentence) or _DOUBLED.search(sentence) or [*pseudonyms(sentence)]):
        return
    for what, at in (("学校", _school(sentence)), ("村子", _village(sentence))):
        if at is not None:
            message = f"这里写了留守、困境或受助孩子的{what}"
            yield passage.problem("P10", begin + at, message, f"请删掉{what}的名称，只写到县（市、区）；有同意书也不写")


def _school(text: str) -> int | None:
    for match in _SCHOOL.finditer(text):
        if not _NO_SCHOOL.search(match["its"]):
            return match.start()
    return None


def _village(text: str) -> int | None:
    for match in _VILLAGE.finditer(text):
        if not _NO_VILLAGE.search(match["its"]):
            return match.start()
    return None


def minors(story: Story, facts: Facts) -> Iterator[Problem]:
    """P9: children named without a guardian's consent, or so that they can be found."""
    listed = [(passage, name) for passage in story.passages for name in passage.names if name.child]
    listed = [each for each in listed if each[1].text not in story.told]
    lacking = story.uncovered(listed, lambda consent: consent.guardian)
    for passage, name in listed:
        if name.text in story.told:
            continue
        story.told.add(name.text)
        if name.text in lacking:
            yield _without_consent(passage, name)
        elif _findable(story, facts):
            message = f"同一篇里有孩子的姓名（{name.veiled}）、学校和村镇，认得出是谁"
            yield passage.problem("P9", name.start, message, "请删掉学校或者姓名；有监护人同意也不能三样一起写")


def _without_consent(passage: Passage, name: Name) -> Problem:
    message = f"这里像是写了一个孩子的姓名（{name.veiled}），没有监护人签的同意书"
    hint = "请写成 “一个孩子”；确实要写的，请监护人签同意书（guardian: true），编号写进 named"
    return passage.problem("P9", name.start, message, hint)


def _findable(story: Story, facts: Facts) -> bool:
    whole = "\n".join(passage.text for passage in story.passages)
    federation = facts.library.federation
    townships = [each for division in federation.fields.divisions for each in division.townships] if federation else []
    place = getattr(story.entry.fields, "place", None) or getattr(story.entry.fields, "township", None)
    near = place is not None or _village(whole) is not None or any(each in whole for each in townships)
    return near and _school(whole) is not None
