"""What a rule is, and the list of all of them; ``jinguo rules`` and the handbook print this list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.photos.develop import Probed
from generator.problems import Problem, Severity
from generator.records.library import Entry, Library
from generator.records.marks import KeyPath


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule may look at."""

    library: Library
    today: dt.date
    """The day on which the check runs; rules about age and expiry compare with it."""
    seen: Mapping[str, Probed | str] = field(default_factory=dict)
    """Every photo file by path: what it is and what it reveals, or in Chinese why it cannot be read."""
    faces: Mapping[str, int] = field(default_factory=dict)
    """How many faces a program found in a photo file, by path; empty where none has looked."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as a user sees it."""

    id: str
    title: str
    severity: Severity
    basis: str

    def at(
        self, entry: Entry[Any], message: str, hint: str, *at: str | int, severity: Severity | None = None
    ) -> Problem:
        """A breach of this rule at a key of a record."""
        place: KeyPath = at
        return entry.document.problem(self.id, message, hint, at=place, severity=severity or self.severity)


Check = Callable[[Rule, Facts], Iterator[Problem]]
RULES: dict[str, Rule] = {}
"""Every rule by id, in the order of the handbook."""
CHECKS: dict[str, Check] = {}
"""The functions; a rule that reading enforces (``F…``, ``R…``) has none."""


def _declare(*rules: tuple[str, str, Severity, str]) -> None:
    for rule_id, title, severity, basis in rules:
        RULES[rule_id] = Rule(rule_id, title, severity, basis)


_declare(
    ("F1", "文件读得出来：UTF-8 编码、不带 BOM、不空、不超大、不是链接", "error", "格式"),
    ("F2", "YAML 和信息块（front matter）写法正确", "error", "格式"),
    ("F3", "没有不认识的键", "error", "格式"),
    ("F4", "必填的键都写了", "error", "格式"),
    ("F5", "值的类型和写法正确（日期、整数、列表……）", "error", "格式"),
    ("F6", "同一个键只写一次", "error", "格式"),
    ("F7", "文件名和位置正确，有人读它", "error", "格式"),
    ("R1", "引用的队伍、项目、品牌、节点、同意书都存在", "error", "格式"),
    ("R2", "网址写法正确、不重复", "error", "格式"),
    ("R3", "同一件事写在两处时要一致（文件夹与日期、文件名与年份）", "error", "格式"),
    ("R5", "服务对象从名录里选", "warning", "格式"),
    ("S1", "密封表每行是“编号 sealed:v1:密文”，没有冲突标记", "error", "密封"),
    ("S2", "收件公钥写法正确、至少两把；正式登记册不用示例公钥", "error", "密封"),
)


def rule(rule_id: str, title: str, severity: Severity, basis: str) -> Callable[[Check], Check]:
    """Register a function as a rule.

    Args:
        rule_id: as in the handbook, e.g. ``T5``.
        title: what must be true, in Chinese.
        severity: ``error`` blocks a build.
        basis: the document or law behind it.
    """

    def register(check: Check) -> Check:
        RULES[rule_id] = Rule(rule_id, title, severity, basis)
        CHECKS[rule_id] = check
        return check

    return register


def declare(rule_id: str, title: str, severity: Severity, basis: str) -> Rule:
    """Register a rule that another function enforces together with its siblings."""
    _declare((rule_id, title, severity, basis))
    return RULES[rule_id]
