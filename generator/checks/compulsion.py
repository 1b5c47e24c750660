"""Rule A12: nobody is made to volunteer, nobody pays for it, nothing is sold in its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.clauses import denied, quoted, said
from generator.checks.passages import Passage, unnamed, written
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem

_FORCED = (
    "必须参加", "强制参加", "一律参加", "务必全员参加", "摊派", "硬性任务", "硬性指标", "不得请假", "不参加的通报",
    "不参加就扣",
)  # fmt: skip
_PAID = (
    "收费",
    "报名费",
    "活动费用",
    "须交费",
    "需交费",
    "参加费",
    "材料费",
    "服务费",
    "收取费用",
    "扫码下单",
    "优惠价",
    "促销",
    "团购价",
    "抢购",
    "招商加盟",
    "付费参加",
    "有偿服务",
)
_NOT_OURS = re.compile(
    r"(?:停车|物业|医疗|高速|公路|路桥|水电|电|水|气|燃气|暖|教育|学校|培训机构|中介|违规|乱|价格|银行|公园|景区|殡葬"
    r"|幼儿园|托管班?|另|按[^，。]{0,3}|门诊|医保|手机|电信"
    r"|别处|外面|别人|市场|市面上|店里|月嫂|家政|物流|搬家|检测|鉴定|诉讼|律师|公证|医院|公司|企业|平时|以前|过去"
    r"|原来|从前"
    r"|退还|退|商家|机构)的?$"
)
_NO_GOOD = re.compile(
    r"(?:可|就|也|都|是)?(?:没意思|没意义|不行|不好|不对|不可取|行不通|的?(?:老办法|那一套|做法|想法))"
)
_NOT_HERE = re.compile(
    r"^(?:站|员|处|亭|口|岗|项目|公示|政策|票据|窗口|系统|高|贵|低|合理|透明|不合理|乱象|陷阱|纠纷|骗)"
)
_TOPIC = re.compile(
    r"骗|诈|套路|陷阱|案例|辨|识别|防范|投诉|维权|咨询|电商|直播|带货|网店|开店|摊|商户|顾客|客户|订单|创业|纠纷|合同"
    r"|起诉|学会|学着|讲|教|提醒|问|担心"
    r"|以为|怀疑|补贴|报销|承担|垫|免|经费|由[^，。]{1,12}出|捐|全部用于|出嫁|彩礼|超市|商场|政策|明码"
)


@rule(
    "A12",
    "志愿服务自愿、无偿：不写必须参加、摊派、硬性任务，不写收费、报名费、扫码下单",
    "warning",
    "志愿服务条例第三条、第二十一条、第二十五条",
)
def services_are_free(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Words that are denied, quoted, or said of somebody else's prices are no fault."""
    forced, every = facts.words(this.id, _FORCED), facts.words(this.id, (*_FORCED, *_PAID))
    more = frozenset(every) - {*_FORCED, *_PAID}
    for entry in written(facts, ("activities", "projects", "communities", "teams", "pages")):
        for passage in unnamed(entry):
            yield from _in(this, passage, every, {*forced, *more} - {*_PAID})


def _in(this: Rule, passage: Passage, every: tuple[str, ...], forced: set[str]) -> Iterator[Problem]:
    for start, word in said(passage.text, every):
        if _meant(passage.text, start, word, strict=word in forced):
            force = word in _FORCED
            what = "像是强迫参加" if force else "像是收费或者卖东西"
            why = "志愿服务出于自愿，请改写" if force else "志愿服务不收钱、不营利，请改写；说的是别人收费就写清是谁"
            if word not in {*_FORCED, *_PAID}:
                what, why = "是本级不用的词", "请改写"
            yield passage.problem(this.id, start, f"“{word}”{what}", why)
            return  # one line for each text


def _meant(text: str, start: int, word: str, *, strict: bool) -> bool:
    if denied(text, start) or quoted(text, start):
        return False
    end = start + len(word)
    if _NO_GOOD.match(text, end):
        return False
    if text[end : end + 1] == "不" or text[end : end + 2] in {"吗？", "吗，"}:
        return False  # 收费不？
    if strict:
        return True
    before = re.split(r"[，。；：！？\n]", text[max(0, start - 12) : start])[-1]
    if _NOT_OURS.search(before) or _NOT_HERE.match(text[end : end + 4]):
        return False
    begin = max(text.rfind(mark, 0, start) for mark in "。！？；\n") + 1
    ends = [at for mark in "。！？；\n" if (at := text.find(mark, end)) >= 0]
    return _TOPIC.search(text[begin : min(ends, default=len(text))]) is None
