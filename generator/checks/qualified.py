"""Rule A9: whoever offers a service that takes a qualification says who has it, or which unit sent her."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.clauses import denied
from generator.checks.passages import Passage, unnamed, written
from generator.checks.quotations import quoted_or_titled
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.kinds import Activity
from generator.records.library import Entry, Library

_ANYBODY = (
    "专家", "教授", "讲师", "专业人员", "专业人士", "专业老师", "专业教师", "专业团队", "专业机构", "持证", "资格证",
    "执业", "资质",
    "社工师", "社会工作师", "大学", "学院",
)  # fmt: skip
_SERVICES: dict[str, tuple[str, tuple[str, ...]]] = {
    "义诊": ("医生、护士或者医院", (
        "医生", "医师", "大夫", "护士", "医护", "医务", "药师", "药剂师", "技师", "医疗", "医院", "卫生院", "卫生室",
        "卫生站", "卫生服务",
        "诊所", "医馆", "中医", "村医", "疾控", "卫健", "卫生健康", "妇幼", "保健院", "红十字", "营养师", "康复师",
        "医学", "白大褂", "科室", "主任医",
    )),
    "法律援助": ("律师、法律援助中心或者司法所", (
        "律师", "律所", "法律工作者", "法律服务所", "法律援助中心", "法援中心", "法律援助机构", "法律援助工作站",
        "法律援助科", "司法所", "司法局",
        "司法行政", "公证", "法官", "法院", "法庭", "检察", "法律顾问", "法学", "12348", "法务",
    )),
    "心理咨询": ("心理咨询师或者专业机构", (
        "咨询师", "心理健康志愿", "心理志愿", "心理健康服务", "心理健康教育", "心理老师", "心理教师", "心理健康教师",
        "心理健康老师", "治疗师", "心理医生", "心理专家", "心理师",
        "精神科", "心理科", "心理协会",
        "心理学", "心理卫生", "心理健康中心", "心理服务中心", "心理咨询中心", "心理咨询机构", "心理辅导员", "指导师",
        "医院", "12355", "医生",
    )),
}  # fmt: skip
_OFFERS = r"(?:开展|提供|举办|组织|进行|举行|启动|免费|现场|公益|带来|送去|接受|开设|设立|设|做|办|来了?场?)"
_NOT_NOW = re.compile(
    r"下次|下回|以后|今后|计划|打算|希望|盼|想|将|准备|申请|可以|可到|怎样|如何|什么是|知识|条件|流程|指南|上次|上回"
    r"|上个?月|上周|上一|曾|[办做展织]过|往年|去年|前年|不比|像"
)
_FOR = (
    r"(?:[为给替](?:前来的|社区|村里的?|在场的?|广大|辖区|\d+多?名|\d+多?位)*(?:居民|老人|群众|村民|大家|街坊|姐妹|妇女|乡亲|市民|职工|老年人)们?"
    r"(?:免费|现场|一一|挨个|逐一)*)"
)
_DEEDS: dict[str, re.Pattern[str]] = {
    "义诊": re.compile(
        rf"{_FOR}(?:[测量]血压、)?(?:[测量]血糖|把脉|号脉|诊脉|看病|扎针|针灸|扎针灸|做针灸|拔罐|开药|开方)"
    ),
    "法律援助": re.compile(
        r"法律咨询[台处桌点][^。；！？\n]{0,24}?解答[^。；！？\n]{0,12}?(?:离婚|财产|抚养|继承|工伤|赔偿|拆迁)"
        r"|(?:志愿者|队员|姐妹)们?(?:当场|现场|免费|连夜)*[为替帮给](?:[她他]们?|[^，。；！？\n]{1,6})(?:当场|现场|免费)*"
        r"(?:写|写好|写完|起草|拟好|代写)了?(?:一份)?(?:民事)?(?:起诉状|诉状|起诉书|答辩状|离婚协议书?)"
    ),
    "心理咨询": re.compile(r"一对一(?:的)?(?:地)?心理(?:疏导|辅导|治疗)|(?:做|进行|开展)了?心理治疗"),
}
"""What such a service looks like where its name is not written."""
_AT_WORK = ("台", "桌", "摊位", "现场")
_WINDOW = 16


@rule(
    "A9",
    "义诊、法律援助、心理咨询写明有资质的人或者合作单位",
    "warning",
    "志愿服务条例第十六条",
)
def services_are_qualified(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Anybody named in the whole story counts, and so does a team whose unit is of the profession."""
    services = facts.words(this.id, _SERVICES)
    for story in written(facts, ("activities",)):
        texts = unnamed(story)
        for service in services:
            who, words = _SERVICES.get(service, ("有资质的人或者合作单位", ()))
            found = _offered(texts, service) or _done(texts, service)
            if found is not None and not _has_one(facts.library, story, texts, (*words, *_ANYBODY)):
                passage, start, what = found
                message = f"写了{what}，没有写明谁有资质"
                hint = f"请写明是谁来做的，例如{who}；只是宣传、咨询窗口的，换一个说法"
                yield passage.problem(this.id, start, message, hint)


def _done(texts: tuple[Passage, ...], service: str) -> tuple[Passage, int, str] | None:
    """The first place that tells of the service without calling it by its name."""
    pattern = _DEEDS.get(service)
    for passage in texts:
        if pattern is None or (passage.at and passage.at not in {("title",), ("summary",)}):
            continue
        for match in pattern.finditer(passage.text):
            start = match.start()
            before = re.split(r"[，。；！？\n]", passage.text[max(0, start - _WINDOW) : start])[-1]
            if denied(passage.text, start) or quoted_or_titled(passage.text, start):
                continue
            if not _NOT_NOW.search(before) and not _TAUGHT.search(before):
                return passage, start, f"“{match[0][:20]}”"
    return None


_TAUGHT = re.compile(r"教|学|练|帮[着忙]|陪|带着|联系|请")
"""Whoever accompanies somebody to a doctor, or learns, gives no such service."""


def _offered(texts: tuple[Passage, ...], service: str) -> tuple[Passage, int, str] | None:
    """The first place that says that the service was given: a title says so by naming it."""
    if not any(service in each.text for each in texts):
        return None
    pattern = re.compile(rf"{_OFFERS}[^，。；！？\n]{{0,{_WINDOW}}}?{re.escape(service)}")
    for passage in texts:
        if passage.at and passage.at not in {("title",), ("summary",)}:
            continue  # what a picture shows is not what was done
        for match in re.finditer(re.escape(service), passage.text):
            start = match.start()
            before = re.split(r"[，。；！？\n]", passage.text[max(0, start - _WINDOW) : start])[-1]
            behind = passage.text[match.end() : match.end() + 3]
            if denied(passage.text, start) or quoted_or_titled(passage.text, start) or _NOT_NOW.search(before + behind):
                continue
            if passage.at == ("title",) or behind.startswith(_AT_WORK) or pattern.search(f"{before}{service}"):
                return passage, start, service
    return None


def _has_one(library: Library, story: Entry[Activity], texts: tuple[Passage, ...], words: tuple[str, ...]) -> bool:
    said = [each.text for each in texts]
    said.append(story.fields.credits.source)
    for written_name in story.fields.teams:
        team = library.team(written_name)
        if team is not None:
            said += [team.fields.name, team.fields.unit]
    return any(word in text for text in said for word in words)
