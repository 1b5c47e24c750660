"""What a rule is, and the list of all of them; ``jinguo rules`` and the handbook print this list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.photos.develop import Probed
from generator.problems import Problem, Severity
from generator.records.library import Entry, Library
from generator.records.marks import KeyPath
from generator.records.rule_settings import RuleSetting


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
    release: bool = False
    """Whether the site is about to be published: what a register still being set up may lack is then an error."""

    def words(self, rule_id: str, usual: Iterable[str]) -> tuple[str, ...]:
        """A rule's word list as this federation has it: the usual words, without some, and with some more."""
        setting = self._setting(rule_id)
        allowed = set(setting.allow) if setting else set()
        more = setting.words if setting else ()
        return tuple(word for word in dict.fromkeys([*usual, *more]) if word not in allowed)

    def allowed(self, rule_id: str) -> frozenset[str]:
        """Words that this federation lets pass under a rule."""
        setting = self._setting(rule_id)
        return frozenset(setting.allow) if setting else frozenset()

    def limit(self, rule_id: str, usual: int) -> int:
        """A rule's number (days, characters) as this federation has it."""
        setting = self._setting(rule_id)
        return usual if setting is None or setting.limit is None else setting.limit

    def _setting(self, rule_id: str) -> RuleSetting | None:
        rules = self.library.federation.fields.rules if self.library.federation else ()
        return next((each for each in rules if each.id == rule_id), None)


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
    # Below: told only by commands that open sheets or read tables; declared here because the list is one.
    ("S3", "手里的钥匙打得开这一行，内容没有损坏（内部命令）", "error", "密封"),
    ("S4", "密封的行在原来的位置，没有被搬动（内部命令）", "error", "密封"),
    ("S5", "密封的内容读得懂（内部命令）", "error", "密封"),
    ("S6", "密封的每一项都有自己的列，不过长（内部命令）", "warning", "密封"),
    ("S7", "名册和联系方式旁边有队伍（内部命令）", "warning", "密封"),
    ("S8", "密封的时间不在将来（内部命令）", "error", "密封"),
    ("S12", "服务、培训、表彰的每一行都找得到人，没有先退队（内部命令）", "warning", "民政部令第67号 第七条"),
    (
        "A16",
        "表彰写明名称、日期和授予单位；培训写明名称、日期、时长和组织单位（内部命令）",
        "error",
        "民政部令第67号 第九条",
    ),
    ("G15", "统计表、年报的合计等于各单位之和（内部命令）", "error", "平妇字〔2017〕22号 四3"),
    ("G16", "到统计表截止日，各单位都有登记（内部命令）", "warning", "平妇字〔2017〕22号 四3"),
    # Told only of a pull request, which alone can be signed.
    ("G2", "报道有编辑、审核、签发三人各签一审，队伍资料、页面和设置有两人签（合并请求）", "error", "三审三校"),
    ("G3", "投稿的账号属于这支队伍所在的县（市、区）或上级（合并请求）", "warning", "本级妇联文件（登记备案）"),
    ("H1", "交来的表打得开、认得出，里面有人（内部命令）", "error", "登记惯例"),
    ("H2", "交来的表列名都认得、不重复、不缺少（内部命令）", "error", "登记惯例"),
    ("H3", "交来的表每一格都写对了（内部命令）", "error", "登记惯例"),
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
