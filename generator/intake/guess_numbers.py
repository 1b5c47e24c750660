"""How many took part and were served; a number of “余” and “多” is a question, never a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.intake.guess import LIKELY, SURE, Guess, Known, Understood

_HAN = {each: number for number, each in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_N = r"(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6}|[一二两三四五六七八九十百]{1,6})"
_MORE = r"(?P<more>\s*(?:余|多|来|几|左右|以上)?\s*)"
_KIND = r"(?:巾帼|女|妇女|青年|党员|社区|机关|妇联|执委|文明|爱心|法律|医疗|心理|普法|家庭教育|大学生|干部和|名)*"
_HELPERS = re.compile(
    rf"{_N}{_MORE}(?:名|位|个|人次|人)(?P<unit>)?{_KIND}(?:志愿者|志愿服务者|志愿服务队员|队员|志愿服务队成员)"
    rf"|(?:志愿者|队员)(?:们)?(?:共|共计|一共|总共|合计)?\s*"
    rf"{_N.replace('<n>', '<n2>')}{_MORE.replace('<more>', '<more2>')}(?:名|人|位)(?!次)"
)
_HELPERS_BAD = re.compile(
    r"(?:每[组队个村户]?|各|其中|又|另有|另外|累计|先后|现有|共有|拥有|注册|登记|发展(?:了)?|招募(?:了)?|壮大到|已有|由"
    r"|新增|一[对组队])\s*(?:\S{0,2})$"
)
_FEW = 5
"""So few 队员 are some of them, as in 两名队员留下来收拾."""
_ABOUT = re.compile(r"(?:近|约|大约|约有|超过?|逾|将近|上|数|不少于|至少)\s*$")
_VERB = (
    r"服务|惠及|受益|接待|帮助|慰问|看望|走访|救助|义诊|陪伴|陪|为|给|带领|组织|吸引|共有|解答|资助|探望|辅导|关爱"
    r"|免费为"
)
_SERVED = re.compile(
    rf"(?P<verb>{_VERB})(?:了|过|辖区(?:内)?|本村|该村|社区(?:内)?|全镇|附近|现场|\s)*(?:的)?\s*"
    rf"(?P<about>近|约|大约|超过?|逾|将近)?\s*{_N}{_MORE}"
    r"(?P<unit>名|位|人次|人|户|家|个|对)(?:的)?(?P<group>[\u4e00-\u9fff]{0,12})"
)
_PEOPLE = re.compile(
    r"老人|老年人|妇女|群众|居民|村民|儿童|孩子|学生|家长|市民|商户|残疾人|姐妹|家庭|环卫工人?|母亲|女性|职工|小朋友|女工"
    r"|未成年人|病人|患者|乡亲"
)
_PEOPLE_WORDS = _PEOPLE.pattern
_SERVED_AFTER = re.compile(
    rf"(?P<verb>{_VERB}|培训|惠及)(?:了|过|辖区|现场|全镇|本村|各类|周边|广大)*(?P<group>[\u4e00-\u9fff]{{0,6}}?(?:{_PEOPLE_WORDS}))(?:共|共计|达|约计|总计)?\s*"
    rf"(?P<about>近|约|大约|超过?|逾|将近)?\s*{_N}{_MORE}(?P<unit>人次|名|位|人|户)"
)
"""服务群众120人: the people before their number."""
_CAME = re.compile(
    rf"(?P<about>近|约|大约|超过?|逾|将近)?\s*{_N}{_MORE}(?P<unit>名|位|个|余名)(?P<group>[\u4e00-\u9fff]{{0,6}}?(?:{_PEOPLE_WORDS}))"
    r"(?=(?:们)?(?:积极|踊跃|现场|前来|一起|一同|共同|到场)?(?:参加|参与|听课|聆听|听讲|到场|受益|受惠|观看|前来|报名|过|度过|接受|领到|咨询|体验))"
    rf"|(?:和|与|同|陪)(?P<about2>近|约)?\s*{_N.replace('<n>', '<n2>')}{_MORE.replace('<more>', '<more2>')}"
    r"(?P<unit2>名|位|个)"
    rf"(?P<group2>[\u4e00-\u9fff]{{0,6}}?(?:{_PEOPLE_WORDS}))"
)
"""50名家长参加, 和80余名小朋友一起."""
_NO_VERB_FOR = re.compile(r"志愿者|队员|干部|医生|律师|老师|专家|工作人员|代表")
_HOURS = re.compile(
    r"(?:(?:志愿服务|服务)(?:总)?(?:时长|时间|工时)(?:共|共计|累计|合计|达到?|为|约)*|(?:累计|合计|总计|共计|共)(?:志愿)?服务(?:了|达)?)\s*"
    r"(?P<n>\d{1,5}(?:\.\d)?)\s*(?:个)?(?P<more>多|余)?\s*(?:个)?小时"
)
_GROUPS = (
    ("空巢老人", ("空巢", "独居老人", "独居")), ("孤寡老人", ("孤寡", "五保", "特困老人")),
    ("留守", ("留守", "流动儿童")), ("困难妇女", ("困难妇女", "困难家庭", "单亲")), ("进城务工", ("务工", "打工")),
    ("商户", ("商户", "商家", "摊主")), ("未成年人", ("儿童", "孩子", "学生", "小朋友", "未成年")),
    ("市民", ("市民", "行人", "司机")), ("城乡妇女", ("妇女", "姐妹", "女性", "女工")),
    ("群众", ("群众", "居民", "村民", "乡亲", "老人", "老年人", "家长", "患者", "病人", "职工", "环卫工")),
)  # fmt: skip
"""Part of a served group's name → words that mean it, the narrower first."""


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of people in the text."""

    value: int
    words: str
    about: bool
    at: int
    group: str = ""


def guess_numbers(known: Known, understood: Understood) -> None:
    """Put ``volunteers``, ``served`` and ``hours``, or ask."""
    text = "\n".join(understood.story.paragraphs)
    _volunteers(text, understood)
    _served(text, known, understood)
    hours = {match["n"]: match for match in _HOURS.finditer(text)}
    if len(hours) == 1:
        match = next(iter(hours.values()))
        if match["more"]:
            understood.ask(45, f"服务总时长是多少小时？来稿只说“{match[0]}”")
        else:
            understood.put("hours", Guess(float(match["n"]), LIKELY, match[0]))
            understood.ask(46, f"服务总时长（人数×小时）是 {match['n']} 小时吗？（从“{match[0]}”看出来的）")


def _volunteers(text: str, understood: Understood) -> None:
    found = list(_counted(text))
    exact = {each.value for each in found if not each.about}
    if not found:
        understood.ask(35, "来了多少名志愿者？没有读出准数")
    elif not exact:
        understood.ask(34, f"来了多少名志愿者？来稿只说“{found[0].words}”，请补准数")
    elif len(exact) == 1:
        best = next(each for each in found if not each.about)
        sure = SURE if len(found) == 1 and best.at < len(understood.story.lead) + 1 else LIKELY
        understood.put("volunteers", Guess(best.value, sure, best.words))
    else:
        listed = "、".join(f"“{each.words}”" for each in found if not each.about)
        understood.ask(33, f"志愿者一共多少名？来稿里有几个数：{listed}")


def _counted(text: str) -> Iterable[_Number]:
    for match in _HELPERS.finditer(text):
        before = text[max(0, match.start() - 8) : match.start()]
        if _HELPERS_BAD.search(before):
            continue
        number = _value(match["n"] or match["n2"])
        more = (match["more"] or match["more2"] or "").strip()
        if number and "人次" not in match[0]:
            about = bool(more) or bool(_ABOUT.search(before)) or (number < _FEW and "志愿" not in match[0])
            yield _Number(number, match[0], about, match.start())


def _served(text: str, known: Known, understood: Understood) -> None:
    found = [each for match in _SERVED.finditer(text) if (each := _one_served(match, understood)) is not None]
    seen = {each.at for each in found}
    found += [each for match in _SERVED_AFTER.finditer(text) if (each := _after(match, understood)) is not None]
    found += [each for each in map(_came, _CAME.finditer(text)) if each is not None and each.at not in seen and
              not any(each.words in other.words for other in found)]  # fmt: skip
    exact = [each for each in found if not each.about]
    if len({each.value for each in exact}) == 1:
        best = exact[0]
        group = _group(best.group, known)
        if group:
            understood.put("served", Guess((best.value, group), LIKELY, best.words))
            understood.ask(48, f"服务了 {best.value} 人、服务对象写“{group}”，对吗？（从“{best.words}”看出来的）")
            return
    if found:
        listed = "、".join(dict.fromkeys(f"“{each.words}”" for each in found[:4]))
        understood.ask(36, f"一共服务了多少人、是些什么人？来稿里有：{listed}")
    else:
        understood.ask(37, "服务了多少人、是些什么人？没有读出准数")


def _one_served(match: re.Match[str], understood: Understood) -> _Number | None:
    """A number of people whom something was done for; households and visits are asked for."""
    group, unit = match["group"], match["unit"]
    if _NO_VERB_FOR.match(group) or not (_PEOPLE.search(group) or unit in {"人", "人次", "户"}):
        return None
    number = _value(match["n"])
    if number is None or (match["verb"] in {"组织", "带领", "共有"} and not _PEOPLE.search(group)):
        return None
    words = match[0][: match.start("group") - match.start()] + _until_people(group)
    if unit in {"人次", "户", "家", "对"} or (unit == "个" and "家庭" in group):
        understood.ask(47, f"“{words}”是多少人？登记要写人数，不写户数和人次")
        return _Number(number, words, about=True, at=match.start(), group=group)
    return _Number(number, words, bool(match["more"].strip() or match["about"]), match.start(), _until_people(group))


def _after(match: re.Match[str], understood: Understood) -> _Number | None:
    number = _value(match["n"])
    if number is None or _NO_VERB_FOR.match(match["group"]):
        return None
    if match["unit"] in {"人次", "户"}:
        understood.ask(47, f"“{match[0]}”是多少人？登记要写人数，不写户数和人次")
        return _Number(number, match[0], about=True, at=match.start(), group=match["group"])
    return _Number(number, match[0], bool(match["more"].strip() or match["about"]), match.start(), match["group"])


def _came(match: re.Match[str]) -> _Number | None:
    """Those who came to what was held for them."""
    number = _value(match["n"] or match["n2"])
    group = match["group"] or match["group2"] or ""
    if number is None or _NO_VERB_FOR.search(group):
        return None
    about = bool((match["more"] or match["more2"] or "").strip() or match["about"] or match["about2"])
    return _Number(number, match[0], about, match.start(), group)


def _until_people(group: str) -> str:
    match = _PEOPLE.search(group)
    return group[: match.end()] if match else ""


def _group(said: str, known: Known) -> str:
    """The federation's word for those who were served."""
    listed = known.federation.served_groups
    if not listed:
        return said
    exact = next((each for each in listed if said and said.endswith(each)), "")
    if exact and len(said) > 1:
        return exact
    for part, words in _GROUPS:
        if any(word in said for word in words):
            return next((each for each in listed if part in each), "")
    return next((each for each in listed if each == "群众"), "") if not said else ""


def _value(text: str) -> int | None:
    """18, 1,200 or 二十三 as a number."""
    plain = text.replace(",", "")
    if plain.isdigit():
        return int(plain) or None
    total = current = 0
    for char in plain:
        if char in "十百":
            total += (current or 1) * (10 if char == "十" else 100)
            current = 0
        else:
            current = _HAN[char]
    return total + current or None
