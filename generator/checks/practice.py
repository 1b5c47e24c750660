"""Rule A23: a practice or a project tells which problem, what was done, what came of it, and in which numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.library import Entry

_PARTS = {
    "问题": re.compile(
        "问题|难题|难处|困难|困境|痛点|短板|矛盾|起因|缘起|由来|背景|需求|为什么|原来|从前|过去|以前|之前|没人|没有人|没地方|缺"
        "|不足|不便|不敢|不会|不知道|难|愁|堵|怕|挑战|最初|起初|起步|现状|烦恼|苦恼|顾虑|盼"
    ),
    "做法": re.compile(
        "做法|办法|方法|举措|措施|怎么做|怎样做|我们做|步骤|流程|机制|模式|实践|过程|探索|行动|分工|规矩|制度|第一步|首先|一是"
        "|于是|为此|开展|组织|建立|设立|推行|实施|采取|每周|每月|每天|每次|轮流|结对|上门"
    ),
    "成效": re.compile(
        "成效|效果|成果|结果|变化|收获|成绩|反响|受益|影响|如今|现在|目前|至今|以来|已经|已有|累计|共[^同享建]|提高|增加|减少|下降"
        "|改善|解决|满意|后来|从此|不再|说明了什么"
    ),
}
"""Words of a heading or of the text that show each part; generous, since writers head their parts as they like."""
_FIGURE = re.compile(
    r"\d|[一二三四五六七八九十百千两几]+(?:人|户|次|场|个|名|家|份|件|支|条|天|年|月|元|小时|分钟|公里|斤|棵|亩|只)"
)
_DATA, _RESULT = "数据", "成效"


@rule("A23", "品牌项目和经验做法写清四件事：问题、做法、成效、数据", "warning", "登记惯例（典型材料的写法）")
def told_as_problem_method_result(this: Rule, facts: Facts) -> Iterator[Problem]:
    library = facts.library
    for project in library.projects.values():
        yield from _lacking(this, project, numbers=bool(project.fields.data))
    for story in library.activities.values():
        if story.fields.kind == "practice" and story.fields.status != "draft":
            yield from _lacking(this, story, numbers=False)


def _lacking(this: Rule, entry: Entry[Any], *, numbers: bool) -> Iterator[Problem]:
    body = entry.document.body
    text = f"{getattr(entry.fields, 'summary', '') or ''}\n{body}"
    lacking = [part for part, shown in _PARTS.items() if not shown.search(text)]
    if numbers and _RESULT in lacking:
        lacking.remove(_RESULT)  # its numbers tell
    if not numbers and not _FIGURE.search(text):
        lacking.append(_DATA)
    if lacking:
        hint = "请补上，可以用小标题：## 问题、## 做法、## 成效、## 数据"
        if entry.path.startswith("content/"):
            hint = "请补上，可以用小标题：## 问题、## 做法、## 成效；数字写进 data，注明出处"
        message = f"没有写到{'、'.join(lacking)}"
        yield Problem(entry.path, entry.document.body_line, 1, this.id, this.severity, message, hint)
