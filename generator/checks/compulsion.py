"""Rule A12: nobody is made to volunteer, nobody pays for it, nothing is sold in its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.clauses import denied, said
from generator.checks.passages import Passage, unnamed, written
from generator.checks.quotations import quoted_or_titled
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
_MANY = r"(?:\d+|[一二两三四五六七八九十百几]+)"
_FEE = r"(?:活动费|工本费|服装费|资料费|场地费|材料费|报名费|餐费|午餐费|伙食费|车费)"
_MADE = re.compile(
    rf"(?:每一?个|各)(?:单位|支?队伍|小队|分队|村|社区|支部|部门|科室)(?:都|均|要)?(?:必须|须|务必|至少要?|不得少于)"
    rf"(?:选?派|出|抽调?|组织|动员)?[^，。；！？\n]{{0,4}}?{_MANY}(?:名|个)?人(?!才|代表|参赛|选手)"
    rf"|每[户家](?:必须|须|至少)出{_MANY}(?:名|个)?人|(?:必须|务必)完成{_MANY}(?:人|名|人次)[^，。；！？\n]{{0,4}}(?:任务|指标)"
    r"|完不成(?:任务|指标)?的[^，。；！？\n]{0,6}(?:不评优|不能评|扣|通报|罚)"
    r"|(?:人人|一律|全体|都|必须)[^。；！？\n]{0,8}不(?:准|许)请假|一律(?:要|须|得)参加"
    r"|不(?:来|参加|到)(?:活动)?的[^。；！？\n]{0,14}?(?:扣除?|罚[扫款站钱])"
)
"""Numbers that somebody has to send, and what becomes of whoever stays away."""
_CHARGED = re.compile(
    rf"(?:每[人户家位]|参加者|参加的人|参加人员|报名者|学员)[^，。；！？\n]{{0,4}}?(?:收取?|交纳?|缴纳?|付)[^，。；！？\n]{{0,6}}?{_FEE}"
    rf"|(?:参加者|参加的人|参加人员|报名者|学员)(?:都)?(?:需要?|须|要|得)自[付费理]{_FEE}"
    rf"|(?:经费|费用|开支|{_FEE})(?:都)?(?:按人头|平均)摊|按人头摊[到派给]"
    r"|会员价[^，。；！？\n]{0,2}\d|(?:购买|消费|买)满\d+元?[^，。；！？\n]{0,2}[送减赠返]|立减\d+"
    r"|扫描[^，。；！？\n]{0,6}二维码(?:付款)?(?:下单|购买|抢购)|扫码(?:付款|支付)[^，。；！？\n]{0,4}(?:立减|优惠|打折|享)"
)
"""Prices and fees that a list of words does not hold."""
_LEARNING = re.compile(r"[^，。；！？\n]{0,12}?(?:培训|体检|急救|演练|考核|安全(?:教育|课|交底|技术|学习|知识|提示))")
"""What the law itself asks of volunteers before they begin."""
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
    r"|起诉|学会|学着|讲(?!座(?:结束|之?后))|教|提醒|问|担心"
    r"|以为|怀疑|以前|从前|那时候|年轻时|补贴|报销|承担|垫|免|经费|由[^，。]{1,12}出|捐|全部用于|出嫁|彩礼|超市|商场|政策|明码"
)


@rule(
    "A12",
    "志愿服务自愿、无偿：不写必须参加、摊派、硬性任务，不写收费、报名费、扫码下单",
    "warning",
    "志愿服务条例第三条、第二十一条、第二十五条",
)
def services_are_free(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Words that are denied, quoted, or said of somebody else's prices are no fault."""
    allowed = facts.allowed(this.id)
    forced, every = facts.words(this.id, _FORCED), facts.words(this.id, (*_FORCED, *_PAID))
    more = frozenset(every) - {*_FORCED, *_PAID}
    for entry in written(facts, ("activities", "projects", "communities", "teams", "pages")):
        for passage in unnamed(entry):
            found = list(_in(this, passage, every, {*forced, *more} - {*_PAID})) or _told(this, passage, allowed)
            yield from found


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


def _told(this: Rule, passage: Passage, allowed: frozenset[str]) -> Iterator[Problem]:
    """The first of the turns of phrase in a text."""
    text = passage.text
    for pattern, what, why in (
        (_MADE, "像是强迫参加", "志愿服务出于自愿，请改写"),
        (_CHARGED, "像是收费或者卖东西", "志愿服务不收钱、不营利，请改写；说的是别人收费就写清是谁"),
    ):
        for match in pattern.finditer(text):
            free = any(word in match[0] for word in allowed)
            strict = pattern is _MADE or "摊" in match[0]
            if not free and _meant(text, match.start(), match[0], strict=strict):
                yield passage.problem(this.id, match.start(), f"“{match[0][:20]}”{what}", why)
                return


def _meant(text: str, start: int, word: str, *, strict: bool) -> bool:
    if denied(text, start) or quoted_or_titled(text, start):
        return False
    end = start + len(word)
    if _NO_GOOD.match(text, end) or (word.endswith("参加") and _LEARNING.match(text, end)):
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
