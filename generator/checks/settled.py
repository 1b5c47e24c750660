"""Rule R6, and what becomes of problems that a federation has settled or a reviewer has waived."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.checks.adjustable import ALLOWING, LIMITS, WORDS
from generator.checks.registry import RULES, Facts, Rule, rule
from generator.problems import Problem, did_you_mean
from generator.records.kinds import Credits
from generator.records.library import Entry, Library
from generator.records.rule_settings import RuleSetting, Waivers

FIRM = frozenset(
    """A2 A3 A13 G9 G10 G12 G13 G14 I1 I4 I6 I7 I11 P1 P3 P5 P8 P9 P10 P11 P13 P15 T1 T2 T3 T4 T5 T8 T10 T11 T12
    T13 T14 T15 T16 T20""".split()  # noqa: SIM905
)
"""Rules that nobody may switch off or waive: what they stop cannot be taken back, or the register rests on them."""
_FIRM_LETTERS = ("F", "R", "S", "H")
"""Families of rules that the program needs in order to read a register, a sheet or a table."""
_SEVERAL, _BLANK = re.compile(r"[、，,;；/／&]"), re.compile(r"\s+")
_WAIVING = ("teams", "activities", "projects", "volunteers", "communities", "pages")


@dataclass(frozen=True, slots=True)
class Waived:
    """One problem that a reviewer has let pass."""

    problem: Problem
    reason: str
    by: str


def is_firm(rule_id: str) -> bool:
    """Whether neither a federation nor a reviewer may make an exception to a rule."""
    return rule_id in FIRM or rule_id.startswith(_FIRM_LETTERS)


def settle(library: Library, problems: Iterable[Problem]) -> tuple[list[Problem], list[Waived]]:
    """What is left to say, at the level that the federation has set, and what a reviewer has let pass.

    A waiver for a rule that found nothing in its record is told as rule R6: its reason has gone.
    """
    settings = {each.id: each for each in _settings(library) if not is_firm(each.id)}
    waivers = {entry.path: entry for entry in _with_waivers(library)}
    left: list[Problem] = []
    waived: list[Waived] = []
    for problem in problems:
        entry = waivers.get(problem.path)
        reason = _waived(entry, problem.rule) if entry else None
        setting = settings.get(problem.rule)
        if setting is not None and setting.level == "off":
            continue
        if entry is not None and reason is not None:
            waived.append(Waived(problem, reason, entry.fields.waive.by))
        elif setting is not None and setting.level in ("error", "warning"):
            left.append(dataclasses.replace(problem, severity=setting.level))
        else:
            left.append(problem)
    used = {(each.problem.path, each.problem.rule) for each in waived}
    left += [each for entry in waivers.values() for each in _idle(entry, used)]
    return left, waived


def _waived(entry: Entry[Any], rule_id: str) -> str | None:
    waive: Waivers = entry.fields.waive
    if is_firm(rule_id) or (rule_id in NEEDS_CONSENT and not getattr(entry.fields, "named", ())):
        return None
    return waive.reasons.get(rule_id)


NEEDS_CONSENT = frozenset({"A14"})
"""Rules that a reviewer may waive only where the record lists the consent of who is named."""


def _settings(library: Library) -> tuple[RuleSetting, ...]:
    return library.federation.fields.rules if library.federation else ()


def _with_waivers(library: Library) -> Iterator[Entry[Any]]:
    for kind in _WAIVING:
        for entry in getattr(library, kind).values():
            if entry.fields.waive is not None:
                yield entry


def _idle(entry: Entry[Any], used: set[tuple[str, str]]) -> Iterator[Problem]:
    for rule_id in entry.fields.waive.reasons:
        if rule_id in RULES and not is_firm(rule_id) and (entry.path, rule_id) not in used:
            if rule_id in NEEDS_CONSENT and not getattr(entry.fields, "named", ()):
                hint = "请取得本人同意，把同意书编号写进 named"
                message = f"{rule_id} 要有本人的同意书才能放行"
                yield RULES["R6"].at(entry, message, hint, "waive", rule_id, severity="error")
            else:
                message = f"waive 放行了 {rule_id}，这里没有这个问题"
                yield RULES["R6"].at(entry, message, "请删掉这一条", "waive", rule_id, severity="warning")


@rule("R6", "调整和放行的规则存在，可以例外，由审核的人同意", "error", "三审三校")
def exceptions_are_real(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Settings of ``federation.yml`` and waivers of records name rules that exist and may be softened."""
    federation = facts.library.federation
    seen: set[str] = set()
    for number, setting in enumerate(_settings(facts.library)):
        if federation is None:
            break
        at = ("rules", number, "id")
        if setting.id not in RULES:
            yield this.at(federation, f"没有规则 {setting.id}", did_you_mean(setting.id, RULES) or _LIST, *at)
        elif setting.id in seen:
            yield this.at(federation, f"规则 {setting.id} 写了两次", "请合成一条", *at)
        elif setting.level is not None and is_firm(setting.id):
            yield this.at(federation, f"规则 {setting.id} 不能改级别", "这条规则没有例外，请删掉 level", *at)
        else:
            yield from _without_effect(this, federation, number, setting)
        seen.add(setting.id)
    for entry in _with_waivers(facts.library):
        yield from _waivers(this, entry)


def _without_effect(this: Rule, federation: Entry[Any], number: int, setting: RuleSetting) -> Iterator[Problem]:
    """Parts of a setting that its rule does not hear, and a number that would switch it off unseen."""
    if setting.limit is not None and setting.id not in LIMITS:
        hint = f"这条规则里没有能换的数，请删掉 limit；有数的是：{'、'.join(LIMITS)}"
        yield this.at(federation, f"规则 {setting.id} 不能写 limit", hint, "rules", number, "limit")
    elif setting.limit == 0:
        hint = f"请写大于 0 的数（不写是 {LIMITS[setting.id]}）；不想查这条规则，写 level: off"
        yield this.at(federation, f"规则 {setting.id} 的 limit 不能是 0", hint, "rules", number, "limit")
    for key, given, able in (("words", setting.words, WORDS), ("allow", setting.allow, ALLOWING)):
        if given and setting.id not in able:
            hint = f"这条规则没有能{'加' if key == 'words' else '减'}词的词表，请删掉 {key}"
            yield this.at(federation, f"规则 {setting.id} 不能写 {key}", hint, "rules", number, key)


def _waivers(this: Rule, entry: Entry[Any]) -> Iterator[Problem]:
    waive: Waivers = entry.fields.waive
    for rule_id in waive.reasons:
        at = ("waive", rule_id)
        if rule_id not in RULES:
            yield this.at(entry, f"没有规则 {rule_id}", did_you_mean(rule_id, RULES) or _LIST, *at)
        elif is_firm(rule_id):
            yield this.at(entry, f"规则 {rule_id} 不能放行", "这条规则没有例外：请改正文，再删掉这一条", *at)
    credits_ = getattr(entry.fields, "credits", None)
    if credits_ is not None and waive.by in {credits_.source, credits_.edit} - {credits_.review, credits_.issue}:
        yield this.at(entry, "放行的人是供稿或编辑的人", "要由审核或签发的人同意", "waive", "by")
    elif credits_ is not None and credits_.review and credits_.issue and not _signs(waive.by, credits_):
        hint = "by 要写这篇稿件 credits 里审核（review）或签发（issue）的人"
        yield this.at(entry, "放行的人不是这篇稿件的审核或签发", hint, "waive", "by")


def _signs(by: str, credits_: Credits) -> bool:
    """Whether one of those who have reviewed or issued a story is named: ``示例丙``, ``审核：示例丙``."""
    names = (_BLANK.sub("", each) for each in _SEVERAL.split(f"{credits_.review}、{credits_.issue}"))
    return any(name in _BLANK.sub("", by) for name in names if name)


_LIST = "请看 jinguo rules"
