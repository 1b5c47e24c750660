"""Rules A21 and A22: what a reader's patience and the official account can hold."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.counting import characters, units
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem, Severity
from generator.records.kinds import Activity
from generator.records.library import Entry

_TITLE, _DIGEST, _AUTHOR, _BODY = 32, 128, 16, 20_000
"""What the official account takes: characters of a title, a digest, an author's line and a whole text."""
_NEWS, _LONGER = 600, 2.5
"""字 of a report; a practice may be two and a half times as long."""


@rule(
    "A21",
    "标题不超过 32 字，摘要不超过 128 字，来源不超过 16 字，正文不到 20,000 个字符；发公众号的稿件是错误",
    "warning",
    "微信公众平台图文限制",
)
def fits_the_account(this: Rule, facts: Facts) -> Iterator[Problem]:
    """``limit`` of the federation is the length of a title; the others are the platform's."""
    title = facts.limit(this.id, _TITLE)
    for entry in facts.library.activities.values():
        fields = entry.fields
        if fields.status == "draft":
            continue
        severity: Severity = "error" if "wechat" in fields.channels else "warning"
        own = fields.article if severity == "error" else None
        too_long = (
            (("title",), "标题", (own and own.title) or fields.title, title),
            (("summary",), "摘要", (own and own.digest) or fields.summary or "", _DIGEST),
            (("credits", "source"), "来源", (own and own.author) or fields.credits.source, _AUTHOR),
        )
        why = "公众号放不下" if severity == "error" else "列表和分享时显示不全"
        for at, what, text, limit in too_long:
            if units(text) > limit:
                message = f"{what}有 {units(text)} 字，超过 {limit} 字，{why}"
                yield this.at(entry, message, f"请缩短到 {limit} 字以内", *at, severity=severity)
        if len(entry.document.body) >= _BODY:
            message = f"正文有 {len(entry.document.body)} 个字符，达到 {_BODY} 个，{why}"
            line = entry.document.body_line
            yield Problem(entry.path, line, 1, this.id, severity, message, "请分成几篇，或者把资料做成附件")


@rule("A22", "消息不超过 600 字，经验做法不超过 1500 字", "warning", "报送惯例（消息、特写的篇幅）")
def short_enough(this: Rule, facts: Facts) -> Iterator[Problem]:
    """A notice is as long as it must be."""
    limit = facts.limit(this.id, _NEWS)
    for entry in facts.library.activities.values():
        if entry.fields.status != "draft":
            yield from _longwinded(this, entry, limit)


def _longwinded(this: Rule, entry: Entry[Activity], limit: int) -> Iterator[Problem]:
    what, most = {"report": ("消息", limit), "practice": ("经验做法", int(limit * _LONGER))}.get(
        entry.fields.kind, ("", 0)
    )
    body = entry.document.body
    if not most or len(body) <= most:
        return
    count = characters(body)
    if count > most:
        message = f"{what}正文有 {count} 字，超过 {most} 字"
        hint = "请删去套话和重复的话；写经验做法的，kind 写 practice" if most == limit else "请删去套话和重复的话"
        yield Problem(entry.path, entry.document.body_line, 1, this.id, this.severity, message, hint)
