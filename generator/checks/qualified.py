"""Rule A9: whoever offers a service that takes a qualification says who has it, or which unit sent her."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.clauses import denied, quoted
from generator.checks.passages import Passage, unnamed, written
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
            if not any(service in each.text for each in texts):
                continue
            who, words = _SERVICES.get(service, ("有资质的人或者合作单位", ()))
            found = _offered(texts, service)
            if found is not None and not _has_one(facts.library, story, texts, (*words, *_ANYBODY)):
                passage, start = found
                message = f"写了{service}，没有写明谁有资质"
                hint = f"请写明是谁来做的，例如{who}；只是宣传、咨询窗口的，换一个说法"
                yield passage.problem(this.id, start, message, hint)


def _offered(texts: tuple[Passage, ...], service: str) -> tuple[Passage, int] | None:
    """The first place that says that the service was given: a title says so by naming it."""
    pattern = re.compile(rf"{_OFFERS}[^，。；！？\n]{{0,{_WINDOW}}}?{re.escape(service)}")
    for passage in texts:
        if passage.at and passage.at not in {("title",), ("summary",)}:
            continue  # what a picture shows is not what was done
        for match in re.finditer(re.escape(service), passage.text):
            start = match.start()
            before = re.split(r"[，。；！？\n]", passage.text[max(0, start - _WINDOW) : start])[-1]
            behind = passage.text[match.end() : match.end() + 3]
            if denied(passage.text, start) or quoted(passage.text, start) or _NOT_NOW.search(before + behind):
                continue
            if passage.at == ("title",) or behind.startswith(_AT_WORK) or pattern.search(f"{before}{service}"):
                return passage, start
    return None


def _has_one(library: Library, story: Entry[Activity], texts: tuple[Passage, ...], words: tuple[str, ...]) -> bool:
    said = [each.text for each in texts]
    said.append(story.fields.credits.source)
    for written_name in story.fields.teams:
        team = library.team(written_name)
        if team is not None:
            said += [team.fields.name, team.fields.unit]
    return any(word in text for text in said for word in words)
