"""Rule A10: a notice that recruits volunteers says what is risky about it and whom to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.clauses import denied
from generator.checks.passages import Passage, unnamed, written
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem

_WHO = r"(?:志愿|队员|义工|帮手|陪诊员|护河员|宣传员|调解员|讲解员|组员)"
_RECRUITS = re.compile(
    rf"(?:招募|招收|征集|诚招|急招|招)[^，。；\n]{{0,16}}{_WHO}|{_WHO}[^，。；\n]{{0,10}}(?:招募|报名|征集)"
    r"|(?:诚邀|欢迎|邀请|期待)[^。；\n]{0,20}(?:加入|成为)[^。；\n]{0,12}(?:志愿|我们|队伍|小队)"
)
_OVER = re.compile(
    r"招募(?:工作|活动|报名)?(?:已|圆满|顺利|全部)*(?:结束|完成|截止|满额)|名单公示|入选名单|招募结果|不再招募"
    r"|停止招募|暂停招募"
)
_RISKS = (
    "风险", "危险", "安全", "保险", "注意事项", "身体条件", "身体状况", "身体健康", "健康状况", "隐患", "防护", "防暑",
    "溺水", "体力", "摔", "受伤",
)  # fmt: skip
_CONTACT = re.compile(
    r"联系(?:单位|部门|电话|人|方式|地址|地点|处)|(?:咨询|报名|服务|值班|办公)(?:单位|电话|热线|地点|地址|处|点|邮箱"
    r"|窗口|部门)|邮箱|电话[：:0-9]|热线"
    r"|\d{3,4}[-－]\d{7,8}|12338|(?:联系|咨询|询问|告诉|告知|交到|交给|找|到|向|请到|前往)[^，。；\n]{0,24}(?:妇联"
    r"|妇女之家|居委会|村委会|社区|办公室"
    r"|服务中心|党群|分队|小队|总队|妇委会|大厅|工作站|服务站|志愿服务站|驿站)"
)


@rule("A10", "招募志愿者的通知写明风险和联系的单位", "error", "志愿服务条例第十二条")
def recruiting_is_honest(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Only where ``kind`` is ``notice``: a report that tells of a recruitment recruits nobody."""
    for story in written(facts, ("activities",)):
        if story.fields.kind != "notice":
            continue
        texts = [each for each in unnamed(story) if not each.at or each.at in {("title",), ("summary",)}]
        place = _recruits(texts)
        if place is None:
            continue
        whole = "\n".join(each.text for each in texts)
        lacks = []
        if not any(word in whole for word in facts.words(this.id, _RISKS)):
            lacks.append("有什么风险")
        if not _CONTACT.search(whole):
            lacks.append("联系的单位")
        if lacks:
            passage, start = place
            message = f"招募志愿者的通知没有写{'，也没有写'.join(lacks)}"
            hint = "请写明可能的风险（没有人身危险也写一句）和安全安排，写明报名、咨询找哪个单位"
            yield passage.problem(this.id, start, message, hint)


def _recruits(texts: list[Passage]) -> tuple[Passage, int] | None:
    """The first place that recruits; None as well where the text says that it is over."""
    if any(_OVER.search(each.text) for each in texts):
        return None
    for passage in sorted(texts, key=lambda each: bool(each.at)):  # the body first: there it has to be mended
        for match in _RECRUITS.finditer(passage.text):
            if not denied(passage.text, match.start()):
                return passage, match.start()
    return None
