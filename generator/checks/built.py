"""Rules that the built site is held to: declared here, because the list is one; enforced where their title says.

``publish/links.py`` and ``publish/leaks.py`` read every build as a stranger would; the tests read the templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.passages import written
from generator.checks.registry import Facts, Rule, declare, rule
from generator.problems import Problem

_HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+\S", re.MULTILINE)
_FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\1[`~]*[ \t]*$", re.MULTILINE | re.DOTALL)

declare("G9", "生成的网站没有打不开的链接，没有缺少的文件（生成时检查）", "error", "国办秘函〔2019〕19号（链接不可用）")
declare(
    "G10",
    "网站不从别处加载脚本、字体、图片，没有访问统计（生成时检查）",
    "error",
    "个人信息保护法第三十六条、第三十八条",
)
declare("G12", "每篇稿件的网页写明 ArticleTitle、PubDate、ContentSource（模板保证）", "warning", "政府网站发展指引")
declare("G13", "公开的网站里没有名册里的内容，没有个人信息（生成时检查）", "error", "个人信息保护法第二十五条")
declare("G14", "导出时身份证号和电话默认打码，每次导出留记录（内部命令）", "error", "个人信息保护法第五十一条")


@rule(
    "G11",
    "网页符合无障碍要求：语言、标题、对比度、键盘、行距、放大（模板保证）；正文的小标题不跳级",
    "warning",
    "GB/T 37668—2019；无障碍环境建设法第三十二条",
)
def headings_are_in_order(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Who listens to a page goes from heading to heading; the title of the page is the first of them."""
    for entry in written(facts):
        body = entry.document.body
        if "#" not in body:
            continue
        shown = _FENCED.sub(lambda each: re.sub(r"[^\n]", " ", each[0]), body)
        above = 1
        for match in _HEADING.finditer(shown):
            level = max(2, len(match["marks"]))
            if level > above + 1:
                line = entry.document.body_line + shown.count("\n", 0, match.start())
                message = f"小标题跳级：{'#' * level} 上面没有 {'#' * (level - 1)}"
                hint = f"请改成 {'#' * (above + 1)}（两个 # 是正文里最大的小标题）"
                yield Problem(entry.path, line, 1, this.id, this.severity, message, hint)
                break
            above = level
