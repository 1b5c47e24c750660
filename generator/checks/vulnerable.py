"""Rule P11: nobody can be recognised whom the law protects for what happened to her, or for an illness."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.checks.addresses import ADDRESS
from generator.checks.naming import Name, pseudonyms
from generator.checks.passages import Passage, Story
from generator.checks.registry import declare
from generator.checks.roles import OFFICES, PROFESSIONS
from generator.problems import Problem

declare(
    "P11",
    "不写艾滋病感染者、吸毒史、精神疾病患者、家暴受害人、涉案妇女儿童、调解和法援当事人的姓名、单位、住址；化名改成“张某”",
    "error",
    "艾滋病防治条例第三十九条；精神卫生法第四条；反家庭暴力法第五条；未成年人保护法第一百零三条；人民调解法第十五条；法律援助法第二十一条",
)

_ILL = "精神分裂症?|抑郁症|躁郁症|双相情感障碍|精神(?:疾病|病|障碍)|艾滋病|梅毒|HIV|产后抑郁"
PROTECTED = re.compile(
    rf"(?:患有?|患上|得了|罹患|确诊|诊断为|感染了?)[^。，；\n]{{0,6}}(?:{_ILL})"
    r"|(?:艾滋病(?:病毒)?|HIV(?:病毒)?)(?:感染者|病人|患者|阳性)|(?:精神(?:病|障碍|疾病|分裂症)|抑郁症)患者"
    r"|(?:曾经?|有过?|染上|因|从前|以前|过去)(?:多次)?(?:吸毒|涉毒|毒瘾|贩毒|吸过毒)|吸毒(?:史|人员|成瘾|多年)|(?:有|犯|得)(?:了|过)?精神病|申请(?:了|到)法律援助|申请(?:了|到)?法律援助的|戒毒(?:人员|学员)|强制戒毒|社区戒毒"
    r"|(?:家暴|家庭暴力|暴力|性侵|拐卖|强奸|猥亵)(?:的)?(?:受害|被害)(?:人|者|妇女)|受(?:家暴|家庭暴力|虐待)(?:的)?(?:妇女|女性|女子|者|人)"
    r"|(?:遭受?|遭到|遭遇|受到|受尽|忍受|饱受)[^。，；\n]{0,10}(?:家暴|家庭暴力|殴打|毒打|虐待|性侵|强奸|猥亵)|被[^。，；\n]{0,6}(?:家暴|殴打|毒打|虐待|拐卖|性侵|强奸|猥亵)"
    r"|(?:受援人|被害人|受害人|受害者|当事人|被拐(?:妇女|儿童)|涉案(?:妇女|儿童|未成年人))|申请(?:了|到)?人身安全保护令的"
    r"|受害(?:女孩|女童|男童|儿童|学生|少女)"
    r"|(?:与|和|跟)(?:丈夫|前夫|婆婆|妻子|前妻)(?:的)?(?:离婚|抚养|财产|赡养)?(?:官司|纠纷|诉讼)"
    r"|被(?:丈夫|前夫|男友|公公|婆婆|家人|老公)[^。，；\n]{0,4}(?:打(?:伤|骂|了|得|过|(?=[，。]))|家暴)|离婚案|离婚官司|(?:婆媳|夫妻|家庭|邻里)纠纷的双方"
)
_SIGNS = (
    "艾滋", "HIV", "抑郁", "躁郁", "双相", "精神", "毒", "暴", "受害", "被害", "当事人", "受援人", "殴打", "虐待",
    "拐", "梅毒", "性侵", "强奸", "猥亵", "涉案", "保护令",
    "官司", "纠纷", "诉讼", "打", "离婚", "法律援助",
)  # fmt: skip
"""Without one of them no text needs the slow search."""
_OF_HER = re.compile(
    r"来调解的(?:是|有|双方是)?|被拐[^，。；\n]{0,6}年的?|戒毒康复人员|社区矫正(?:对象|人员)|求助[者人]"
    r"|经过?[^，。；\n]{0,6}调解[，,](?=[^。；\n]{0,16}(?:达成|离婚|和好|和解))"
    r"|喝(?:了|多|醉)?了?酒就(?:打|动手|骂)(?:[^，。；\n]{0,4}，[^，。；\n]{0,6}[帮陪])?"
)
"""Right before the name of a party; who helps is named elsewhere in such a sentence."""
_WHAT_SHE_DID = re.compile(r"指派(?:了)?(?:公益|援助|法援|一名|一位)*律师|闹到了?(?:调解室|法院|法庭|派出所)")
"""Behind the name of a party; a lawyer is appointed *for* somebody."""
_PARTY_SIGNS = ("调解", "指派", "矫正", "康复人员", "求助", "被拐", "酒就")
_TEACHES = re.compile(
    r"讲座|宣讲|讲解|讲课|课堂|知识|普法|宣传|培训|说|告诉|表示|了解|知道|明白|懂得|介绍|讲|演|案例|如果|假如|怎么|如何|不替|不是当事人|不只是|保密|隐私|一位人民|咨询时"
)
_WORKS = re.compile(
    r"在[\u4e00-\u9fff]{2,14}?(?:公司|工厂|厂|医院|酒店|饭店|超市|小学|中学|幼儿园|商场)(?:里)?(?:上班|工作|打工|务工|教书|任教|当|做|任)"
    r"|在[\u4e00-\u9fff]{2,14}?(?:公司|工厂|厂|医院|酒店|学校|局)[\u4e00-\u9fff]{1,5}(?:科|部|处|室|车间|组)(?:上班|工作|打工|当|做)"
    r"|就读于[\u4e00-\u9fff]{2,14}?(?:中学|小学|高中|初中|学校|学院|幼儿园|[一二三四五六七八九十]中)"
    r"|[\u4e00-\u9fff]{2,12}?(?:公司|工厂|小学|中学|医院|超市)(?:的)?(?:职工|员工|工人|女工|教师|护士|保洁员|收银员)"
)
_FOR = re.compile(r"(?:为|给|向|帮助?|陪|对|教|看望|走访|服务|关爱|接待|援助)[^，。；\n]{0,6}$")
"""Right before whom the law protects: what stands before it is the workplace of those who help."""
_HOME = re.compile(r"(?:家住|住在|现住|租住)[^，。；\n]{0,12}(?:村|小区|社区|家属院|路|街|巷)")
_BESIDE, _WITHIN = 8, 12
_SURE = ("律师", "医生", "法官", "老师", "民警")


def protected(story: Story) -> Iterator[Problem]:
    """Names, workplaces and addresses beside a word that says why the law protects somebody."""
    for passage in story.passages:
        if any(sign in passage.text for sign in _PARTY_SIGNS):
            yield from _parties(story, passage)
        if any(sign in passage.text for sign in _SIGNS) and PROTECTED.search(passage.text):
            for begin, paragraph in passage.paragraphs():
                if PROTECTED.search(paragraph):
                    yield from _names(story, passage, begin, paragraph)
            for begin, sentence in passage.sentences():
                if PROTECTED.search(sentence) and not _TEACHES.search(sentence):
                    yield from _whereabouts(passage, begin, sentence)


def _names(story: Story, passage: Passage, begin: int, paragraph: str) -> Iterator[Problem]:
    teaches = _TEACHES.search(paragraph) is not None
    end = begin + len(paragraph)
    meant = [name for name in passage.named_between(begin, end) if not teaches or _is_meant(name, begin, paragraph)]
    meant += [name for name in passage.alone_between(begin, end) if _is_meant(name, begin, paragraph)]
    yield from _told_of(story, passage, meant)
    for start, _ in pseudonyms(paragraph):
        message = "这一段讲的是受法律特别保护的人，用了化名"
        yield passage.problem("P11", begin + start, message, "请改成 “张某”，不用化名", "warning")


def _parties(story: Story, passage: Passage) -> Iterator[Problem]:
    """Those who came to be reconciled or for help: the words are ordinary, so only who stands at them is meant."""
    for begin, sentence in passage.sentences():
        before, behind = [*_OF_HER.finditer(sentence)], [*_WHAT_SHE_DID.finditer(sentence)]
        if not before and not behind:
            continue
        end = begin + len(sentence)
        meant: list[Name] = []
        for name in [*passage.named_between(begin, end), *passage.alone_between(begin, end)]:
            start, stop = name.start - begin, name.end - begin
            gaps = [sentence[each.end() : start] for each in before if each.end() <= start]
            gaps += [sentence[stop : each.start()] for each in behind if _is_for(sentence, start, each)]
            if any(len(gap) <= _WITHIN and not re.search("[，。；]", gap) for gap in gaps):
                meant.append(name)
        yield from _told_of(story, passage, meant)


def _is_for(sentence: str, start: int, said: re.Match[str]) -> bool:
    """Whether a name before the words is that of whom they are said: 为陈某指派了律师."""
    return start < said.start() and (said[0].startswith("闹到") or sentence[start - 1 : start] in {"为", "给"})


def _told_of(story: Story, passage: Passage, meant: Iterable[Name]) -> Iterator[Problem]:
    for name in meant:
        if name.text in story.told or _helps(name):
            continue
        story.told.add(name.text)
        message = f"这一段讲的是受法律特别保护的人，写了姓名（{name.veiled}）"
        hint = f"请写成 “{name.surname}某”；有同意书也不在这样的段落里写真名"
        yield passage.problem("P11", name.start, message, hint)


def _helps(name: Name) -> bool:
    """Whether she is there for her profession or her office."""
    return name.role in PROFESSIONS or name.role in OFFICES or name.after in OFFICES or name.after in _SURE


def _is_meant(name: Name, begin: int, paragraph: str) -> bool:
    """In a lesson, only whoever stands right beside the word."""
    start, end = name.start - begin, name.end - begin
    for match in PROTECTED.finditer(paragraph):
        if (
            0 <= start - match.end() <= _BESIDE
            or 0 <= match.start() - end <= _BESIDE
            or match.start() < start < match.end()
        ):
            between = paragraph[min(match.end(), end) : max(start, match.start())]
            return not _TEACHES.search(between) and not re.search(r"[。！？；\n]", between)
    return False


def _whereabouts(passage: Passage, begin: int, sentence: str) -> Iterator[Problem]:
    for pattern, what in ((_WORKS, "工作单位"), (ADDRESS, "住址"), (_HOME, "住址")):
        match = pattern.search(sentence)
        if match and not (pattern is _WORKS and _is_a_helpers(sentence, match.end())):
            message = f"这一句讲的是受法律特别保护的人，写了{what}"
            yield passage.problem("P11", begin + match.start(), message, f"请删掉{what}，写成 “一位妇女”")
            return


def _is_a_helpers(sentence: str, end: int) -> bool:
    """市中心医院职工……为精神障碍患者的照护者办茶会."""
    return any(
        end <= match.start() and _FOR.search(sentence[end : match.start()]) for match in PROTECTED.finditer(sentence)
    )
