"""What reviewers have to know besides what readers see: problems, exceptions, sealed rows, records that wait."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.checks.privacy import masked
from generator.checks.registry import RULES
from generator.problems import Problem, visible
from generator.proposal.pair import Pair
from generator.proposal.parts import Section, code, quoted, said
from generator.proposal.veil import WITHHELD
from generator.records.files import SHEET_SUFFIX
from generator.records.library import Library

_NOT_USED = (
    "这次提交还改了程序、模板、流程或设置。检查和预览没有用这些文件，用的是合并以前的程序；请管程序的人逐个看过再合并。"
)
_QUOTING = ("A", "W")
"""Families of rules whose messages show the words that they mean, with those beside them."""
_QUOTED = re.compile(r"“[^”]*”")
MARK = {"error": "❌ 错误", "warning": "⚠️ 提醒"}


@dataclass(frozen=True, slots=True)
class Fixable:
    """One file that a program can put right in part."""

    path: str
    places: int
    what: tuple[str, ...]
    """What would be put right, in Chinese."""
    ready: bool
    """Whether the patch holds it: not where the lines hold what must not be repeated."""


@dataclass(frozen=True, slots=True)
class Found:
    """The problems of a proposal by whose they are."""

    fresh: list[Problem]
    """Errors first, as in the other lists."""
    old: list[Problem]
    """In files that the proposal touches."""
    """These are judged with it: whoever touches a file puts it right."""
    elsewhere: list[Problem]
    """Told, but nobody's fault here."""

    @property
    def own(self) -> list[Problem]:
        """What decides whether the proposal is good."""
        return [*self.fresh, *self.old]

    @property
    def all(self) -> list[Problem]:
        """What concerns the proposal most comes first: platforms mark only some."""
        return [*self.fresh, *self.old, *self.elsewhere]


def problems(pair: Pair, more: Iterable[Problem] = ()) -> Found:
    """New ones, then old ones of files that the proposal touches, then the others."""
    known = Counter(_what(each) for each in pair.base.problems)
    found = Found([], [], [])
    paths = {name for path in pair.texts | pair.media for name in (path, masked(path), masked(visible(path)))}
    for each in sorted({*pair.head.problems, *more}, key=lambda each: (each.severity != "error", each)):
        if not known[_what(each)]:
            found.fresh.append(each)
            continue
        known[_what(each)] -= 1
        (found.old if each.path in paths else found.elsewhere).append(each)
    return found


def listed(pair: Pair, title: str, found: Iterable[Problem]) -> Section:
    """Problems, each with its place and what to do."""
    section = Section(title)
    for each in (discreet_in(pair, each) for each in found):
        section.add(
            said(f"{MARK[each.severity]} {each.rule} "), code(f"{each.path}:{each.line}"),
            said("："), quoted(each.message),
        )  # fmt: skip
        if each.hint:
            section.add(said("怎么改："), quoted(each.hint), inner=True)
    return section


def discreet_in(pair: Pair, problem: Problem) -> Problem:
    """A problem without what it quotes of a text that must disappear."""
    if not problem.rule.startswith(_QUOTING) or not pair.is_withheld(problem.path):
        return problem
    return replace(problem, message=_QUOTED.sub("“…”", problem.message), hint=_QUOTED.sub("“…”", problem.hint))


def _what(problem: Problem) -> tuple[str, str, str]:
    """A problem is the same on another line."""
    return problem.path, problem.rule, problem.message


def waived(pair: Pair) -> Section:
    """What reviewers let pass, with reason and name."""
    section = Section("审核同意放行的")
    for each in pair.head.waived:
        reason = said(WITHHELD) if pair.is_withheld(each.problem.path) else quoted(each.reason)
        section.add(
            said(f"{each.problem.rule} "), code(each.problem.path), said("："),
            quoted(discreet_in(pair, each.problem).message),
            said("；理由："), reason, said("；同意的人："), quoted(each.by),
        )  # fmt: skip
    return section


def sealed(pair: Pair) -> Section:
    """How many lines of sealed sheets came and went, and nothing else of them."""
    section = Section("密封资料")
    before, after = pair.base.library.texts, pair.head.library.texts
    for path in sorted(path for path in before.keys() | after.keys() if path.endswith(SHEET_SUFFIX)):
        came, went = _lines(before.get(path, "")), _lines(after.get(path, ""))
        if came != went:
            counts = f"：增加 {(went - came).total()} 行，减少 {(came - went).total()} 行"
            section.add(code(path), said(counts))
    return section


def _lines(text: str) -> Counter[str]:
    return Counter(line for line in text.split("\n") if line.strip())


def fixable(files: Iterable[Fixable], patch: str) -> Section:
    """What ``jinguo fix`` would put right of it, and the patch that does so."""
    section = Section("可以自动改的")
    listed = list(files)
    for each in listed:
        left_out = "（不在补丁里，请自己运行 jinguo fix）" if patch and not each.ready else ""
        section.add(code(each.path), said(f"：{each.places} 处（{'、'.join(each.what)}）{left_out}"))
    if listed:
        section.note = f"jinguo fix 可以自动改 {sum(each.places for each in listed)} 处。"
        ready = patch and any(each.ready for each in listed)
        section.note += f"补丁在附件 {patch} 里，在这份投稿的分支上用 git apply {patch} 就改好。" if ready else ""
    return section


def undocumented(pair: Pair) -> Iterator[Problem]:
    """The other half of G17: who was honoured does not change while the document stays as it was."""
    before = pair.base.library.honours
    for address, entry in pair.head.library.honours.items():
        old = before.get(address)
        if old and old.fields.document == entry.fields.document and old.fields.awards != entry.fields.awards:
            message = "表彰名单改了，依据的表彰文件没有改"
            hint = "请核对名单与文件一致；有补充或者更正的文件，请写进 document；只是改错字，请在合并请求里说明"
            yield RULES["G17"].at(entry, message, hint, "awards", severity="warning")


def programs(paths: Iterable[str], ruling: Library) -> Section:
    """Files outside of the register: they were not used, and a maintainer has to look at them."""
    section = Section("登记册以外的文件")
    for path in paths:
        section.add(code(path))
    if section.lines:
        section.note = _NOT_USED
        keepers = ruling.federation.fields.maintainers if ruling.federation else ()
        if keepers:
            section.add(said("管程序的人："), code("、".join(each.removeprefix("@") for each in keepers)))
    return section


def ordered(sections: Iterable[Section]) -> Iterator[Section]:
    """Those that have something to say."""
    return (section for section in sections if section.lines or section.note)
