"""A part of rule S9: lists of recipients bear the mark of those to whom the sheets under them are sealed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.registry import Facts, Rule
from generator.problems import Problem
from generator.records.recipients import outdated_marks

_MESSAGE = "收件名单改过，还没有换钥匙：原来的行仍按旧名单密封"
_HINT = "请持钥匙的人运行 jinguo key rotate --identity 钥匙文件"


def lists_since_changed(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Each list in which a key was put, taken off or replaced since; a list without a mark tells nothing."""
    for path, mark in outdated_marks(facts.library.recipients):
        yield Problem(path, mark.line, 1, this.id, this.severity, _MESSAGE, _HINT)
