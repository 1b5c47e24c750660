"""Before a draft goes into git: who is ill, disabled, poor, beaten or a child is not named in it.

Rules tell of such names where a story is published; a draft's first commit is history for ever, so here the given name
goes at once. It is better to veil one name too many: the letter itself stays in private, and one question says where.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from generator.checks import surnames
from generator.checks.addresses import ADDRESS
from generator.checks.naming import Name, named_at, names
from generator.checks.roles import CHILDREN, OFFICES, PROFESSIONS
from generator.checks.vulnerable import PROTECTED
from generator.intake.delivered import Block
from generator.records.library import Library
from generator.records.names import people
from generator.records.protected import CHILDREN_IN_NEED

_STATE = re.compile(
    "癌|肿瘤|白血病|尿毒症|脑梗|脑瘫|脑出血|脑溢血|心脏病|糖尿病|高血压|肾衰|肝硬化|肝炎|结核|红斑狼疮|帕金森|阿尔茨海默|痴呆|骨折"
    "|精神(?:病|障碍|分裂|疾病|残疾)|抑郁|躁郁|自闭症|孤独症|癫痫|艾滋|HIV|梅毒|重病|大病|绝症|患病|患有|身患|罹患|确诊|病重|住院|手术"
    "|瘫痪|卧床|偏瘫|中风|残疾|残障|失明|聋哑|截肢|智障|失能|失智|小儿麻痹|植物人|透析|化疗"
    "|家暴|家庭暴力|殴打|毒打|虐待|性侵|强奸|猥亵|拐卖|受害|被害|人身安全保护令|离婚|离异|丧偶|失独|单亲|守寡|去世|病逝|早逝|身亡|车祸|出走"
    "|矫正|刑满|服刑|刑释|判刑|吸毒|戒毒|涉毒|上访|受援人|当事人|涉案"
    "|贫困|困难|低保|特困|五保|贫寒|拮据|负债|欠债|受助|救助对象|帮扶对象|监测户|脱贫户|建档立卡|没有(?:任何)?(?:收入|经济来源)"
)
"""Wider than the rules: what they must not nag about may still be asked here."""
_GOODS = re.compile(r"慰问[金品]|救助[金款]|补助|[助资]学?金|善款|捐款|爱心款|大米|面粉|食用油|米面|棉被|轮椅|元|物资")
_AID = re.compile(r"慰问|救助|资助|捐|善款|送[去上来到]|看望|受助|领到|收到")
_VISITED = re.compile(
    r"(?:看望|慰问|走访|资助|救助|来到|走进|送到|交到|给|为)了?"
    rf"(?P<name>[{''.join(sorted(surnames.SURNAMES))}][{''.join(sorted(surnames.GIVEN))}]{{2}})"
    r"(?=一?家|的?[家手]|[，、]|送|捐)"
)
_YOUNG = re.compile(r"岁|年级|小记者|小主持|[儿童孩娃]|同学|小朋友|[学女男]生|孤|少年|少女|姑娘|幼")
_CHILD_BEFORE = re.compile(r"(?:儿童|女童|男童|孤儿|孩子|小朋友|同学)\Z")
_SENTENCE = re.compile(r"[^。！？!?；\n]+[。！？!?；]*[”’」]?")
_SHE = re.compile(r"[“\"]?(?:她|他|老人|孩子)")
_HELPERS = frozenset({"志愿者", "队长", "副队长", "领队", "队员", "负责人", "巾帼志愿者", "志愿服务队队长"})
_HELPS = re.compile(
    r"[给帮替教讲陪护为向对与和]|照顾|照料|看望|慰问|走访|资助|宣传|介绍|服务|结对|了解|得知|关心|关爱|组织|带|说|表示|告诉"
)
_HURT = (
    "残疾人", "贫困户", "困难户", "低保户", "特困户", "五保户", "脱贫户", "监测户", "矫正人员", "矫正对象",
    "服刑人员", "戒毒人员", "刑满释放人员", "患者", "病人", "感染者", "受害人", "受害者", "受助人", "救助对象",
    "帮扶对象", "当事人", "受援人",
)  # fmt: skip
_WHO = ("妇女", "母亲", "女子", "儿童", "女童", "男童", "孤儿", "学生", "孩子", "老人")
_CALLED = re.compile(
    rf"(?P<who>{'|'.join((*_HURT, *_WHO))})"
    rf"(?P<name>(?:{'|'.join(surnames.COMPOUND)}|[{''.join(sorted(surnames.SURNAMES))}])"
    r"(?!某)[\u4e00-\u9fff]{1,2}?)(?=[患感得在因被的是有送领收，。、；：（(）\s]|今年|确诊|家|一家|受|遭|说|和|$)"
)
"""Behind a word that says what somebody is, nearly anything with a surname is her name."""
_FORM = re.compile(r"[大二三老小]?(?:大?[娘妈爷叔婶伯嫂姐哥]|奶奶|爷爷|阿姨|婆婆|女士|先生|老师|医生|老太|老汉|某+)\Z")
"""张大娘 is no name that anybody could be found by."""
_DOOR = re.compile(rf"(?:{ADDRESS.pattern})(?:\s*(?:{ADDRESS.pattern}|[东西中]户|[0-9０-９]{{1,4}}\s*号?))*")
_PUBLIC = re.compile(
    r"(?:楼)?(?:的)?(?:[一二三四五六七八九十\d]{1,2}楼)?(?:会议|办公|活动|服务|妇女之家|教室|图书|多功能|[楼门]?[下前口](?!住)|广场|之间|院内)"
)
_LIVED = re.compile(
    r"住|家里|家中|家门|的家|(?<!点)地址|上门|入户|敲开|(?:奶奶|爷爷|大娘|大妈|大爷|大叔|大姐|阿姨|婆婆|老人)家"
)
_OFFICE = re.compile(
    r"(?:办事处|政府|大厦|中心|学校|医院|公司|法院|小学|中学|妇联)[\u4e00-\u9fff]{0,4}\Z|活动地点|办公地址|报名地点"
)
_AROUND = 40
_GIVES = re.compile(
    r"(?:大姐|阿姨|女士|老师)?[，,]?(?:主动|也|还|又|常年|坚持|一直|带头)*"
    r"(?:[给为向帮替捐]|照料|照顾|看望|慰问|走访|资助|教)"
)
_NO_DOOR = "（已删去门牌号）"
_LONGEST = 18


@dataclass(slots=True)
class Veil:
    """Names that do not go into a draft, and where they stood."""

    names: dict[str, str] = field(default_factory=dict)
    """Name as written → what stands for it."""
    places: list[str] = field(default_factory=list)
    """Paragraphs, in words of the veiled text."""
    doors: int = 0

    def __call__(self, text: str) -> str:
        """A text without these names and without numbers of doors."""
        for name, veiled in self.names.items():
            text = text.replace(name, veiled)
        return _DOOR.sub(self._door, text) if ADDRESS.search(text) else text

    def _door(self, match: re.Match[str]) -> str:
        text = match.string
        before = re.split(r"[。；！？\n]", text[max(0, match.start() - _AROUND) : match.start()])[-1]
        behind = re.split(r"[。；！？\n]", text[match.end() : match.end() + _AROUND])[0]
        dwelling = _LIVED.search(before) or _LIVED.search(behind) or len(ADDRESS.findall(match[0])) > 1
        if not dwelling or _PUBLIC.match(text, match.end()) or _OFFICE.search(before):
            return match[0]
        self.doors += 1
        return _NO_DOOR

    @property
    def question(self) -> str:
        """One for all of it; empty where nothing was taken out."""
        if not self.names:
            return ""
        where = "、".join(self.places)
        return (
            f"{where}写到生病、残疾、困难、家庭变故这类情况或者孩子，人名已经写成“{next(iter(self.names.values()))}”这样："
            "改得对吗？有同意书、经审核要写真名的，请照原件补上"
        )


def veil_of(texts: Sequence[tuple[str, str]], library: Library) -> Veil:
    """What to take out of a story.

    Args:
        texts: what each text is called in Chinese, and the text.
        library: knows who may be named.
    """
    veil = Veil()
    known = _known(library)
    for called, text in texts:
        meant = [*_children(text, known), *_protected(text, known)]
        for name in meant:
            veiled = name.surname + "某" * max(1, min(2, len(name.text) - len(name.surname)))
            for written in (text[name.start : name.end], name.text):
                veil.names.setdefault(written, veiled)
        if meant and called not in veil.places:
            veil.places.append(called)
    veil.names = dict(sorted(veil.names.items(), key=lambda each: -len(each[0])))
    return veil


def paragraphs_of(blocks: Sequence[Block]) -> list[tuple[str, str]]:
    """The paragraphs of a story with the number by which somebody finds them."""
    texts = [each.text for each in blocks if each.text.strip()]
    return [(f"正文第 {number} 段", text) for number, text in enumerate(texts, start=1)]


def lists_of_people(blocks: Sequence[Block]) -> list[list[Block]]:
    """Tables of names, and rows of names pasted as lines under 姓名, with the line that announces them."""
    found: list[list[Block]] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        end = at + 1
        if block.kind == "table" and _heads(block.text.split("\n")[0]):
            found.append([block])
        elif block.text and _heads(block.text.split("\n")[0]):
            while end < len(blocks) and _row(blocks[end].text):
                end += 1
            before = (
                [blocks[at - 1]] if at and re.search(r"(?:名单|名册|花名册|情况表)[:：]?$", blocks[at - 1].text) else []
            )
            found.append([*before, *blocks[at:end]])
        at = end
    return found


def _heads(line: str) -> bool:
    """``姓名 电话 病情``: a heading, no sentence."""
    cells = re.split(r"[\s\u3000|｜]+", re.sub(r"姓[ \u3000]+名", "姓名", line.strip()))
    longest = 8
    return len(cells) > 1 and any("姓名" in each for each in cells) and all(len(each) <= longest for each in cells)


def _row(line: str) -> bool:
    cells = re.split(r"[\s\u3000|｜]+", line.strip())
    longest = 20
    return len(cells) > 1 and all(len(each) <= longest for each in cells) and not re.search(r"[。！？]", line)


def _known(library: Library) -> frozenset[str]:
    """Those who have agreed to be named, or hold office; and places, which look like names."""
    facts = library.facts
    agreed = {name for name, consent in people(library) if consent in library.consents}
    places = {each.name for each in facts.divisions}.union(*(each.townships for each in facts.divisions))
    bare = {re.sub(r"(?:自治县|街道办事处|街道|新区|[县市区乡镇旗])\Z", "", each) for each in places}
    official = {each.name for each in facts.public_names} | {each.name for each in facts.officials}
    return frozenset(agreed | official | {each for each in places | bare if len(each) > 1})


def _protected(text: str, known: Collection[str]) -> Iterator[Name]:
    """Named in one sentence with her state, or before a sentence that tells of “her”."""
    if not _states(text):
        return
    sentences, sure = list(_SENTENCE.finditer(text)), names(text, known)
    for number, match in enumerate(sentences):
        behind = sentences[number + 1][0] if number + 1 < len(sentences) else ""
        hers = bool(_SHE.match(behind.strip())) and _states(behind)
        if not (_states(match[0]) or hers):
            continue
        for name in _all_names(sure, match, known):
            after = text[name.end : match.end()]
            gives = _GIVES.match(after) and not _states(text[match.start() : name.start])
            if gives and not hers:
                continue
            if not _helps(name, after) or (hers and not _is_helper(name)):
                yield name


def _children(text: str, known: Collection[str]) -> Iterator[Name]:
    """Every child, whatever is said of her."""
    near = 8
    if not _YOUNG.search(text):
        return
    sure = names(text, known)
    for match in _SENTENCE.finditer(text):
        in_need = CHILDREN_IN_NEED.search(match[0]) is not None
        for name in _all_names(sure, match, known):
            before = text[max(match.start(), name.start - near) : name.start]
            around = before + text[name.start : name.end + near]
            child = name.child or name.role in CHILDREN or _CHILD_BEFORE.search(before)
            if child or (in_need and CHILDREN_IN_NEED.search(around) and not _is_helper(name)):
                yield name


def _states(text: str) -> bool:
    helped = _GOODS.search(text) is not None and _AID.search(text) is not None
    return helped or _STATE.search(text) is not None or PROTECTED.search(text) is not None


def _all_names(sure: Sequence[Name], match: re.Match[str], known: Collection[str]) -> list[Name]:
    """The names in a sentence, also those of which only the words around make nearly sure."""
    text, (begin, end) = match.string, match.span()
    found = {each.start: each for each in sure if begin <= each.start < end}
    for each in names(match[0], known, alone=True):
        found.setdefault(each.start + begin, named_at(text, each.start + begin, each.end + begin))
    for said in _CALLED.finditer(match[0]):
        start, stop = (said.start("name") + begin, said.end("name") + begin)
        whole = said["name"]
        taken = any(each.start < stop and start < each.end and each.end >= stop for each in found.values())
        usual = said["who"] in _HURT or any(each in surnames.GIVEN for each in whole[1:])
        odd = whole in known or whole.startswith(surnames.WORDS) or whole[0] in surnames.DOUBTFUL or not usual
        if not (taken or odd):
            found[start] = named_at(text, start, stop)
    for said in _VISITED.finditer(match[0]):
        start, whole = said.start("name") + begin, said["name"]
        if not (whole in known or whole.startswith(surnames.WORDS) or whole[0] in surnames.DOUBTFUL):
            found.setdefault(start, named_at(text, start, start + len(whole)))
    return [
        each
        for each in found.values()
        if not _FORM.search(each.text[len(each.surname) :]) and not text[each.start - 1 : each.start].isdigit()
    ]


def _is_helper(name: Name) -> bool:
    return name.role in _HELPERS or name.role in PROFESSIONS or name.role in OFFICES or name.after in OFFICES


def _helps(name: Name, after: str) -> bool:
    """A volunteer is named beside those whom she helps; what is said right behind her name is said of herself."""
    if not _is_helper(name):
        return False
    state = _STATE.search(after)
    if state is None:
        return True
    between = after[: state.start()]
    return len(between) > _LONGEST or _HELPS.search(between) is not None
