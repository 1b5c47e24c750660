"""What reviewers have to know besides what readers see: problems, exceptions, sealed rows, records that wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.problems import Problem
from generator.proposal.pair import Pair
from generator.proposal.parts import Section, code, quoted, said
from generator.proposal.readers import CALLED, titled
from generator.proposal.sides import Side
from generator.records.files import SHEET_SUFFIX

_STATUS = {"draft": "草稿", "submitted": "已投稿，等候选用"}
_NOT_USED = (
    "这次提交还改了程序、模板、流程或设置。检查和预览没有用这些文件，用的是合并以前的程序；请管程序的人逐个看过再合并。"
)
_MARK = {"error": "❌ 错误", "warning": "⚠️ 提醒"}


@dataclass(frozen=True, slots=True)
class Found:
    """The problems of a proposal by whose they are."""

    fresh: list[Problem]
    """Errors first, as in the other lists."""
    old: list[Problem]
    """In files that the proposal touches."""
    elsewhere: list[Problem]

    @property
    def all(self) -> list[Problem]:
        """What concerns the proposal most comes first: platforms mark only some."""
        return [*self.fresh, *self.old, *self.elsewhere]


def problems(pair: Pair, more: Iterable[Problem] = ()) -> Found:
    """New ones, then old ones of files that the proposal touches, then the others."""
    known = Counter(_what(each) for each in pair.base.problems)
    found = Found([], [], [])
    paths = pair.texts | pair.media
    for each in sorted({*pair.head.problems, *more}, key=lambda each: (each.severity != "error", each)):
        if not known[_what(each)]:
            found.fresh.append(each)
            continue
        known[_what(each)] -= 1
        (found.old if each.path in paths else found.elsewhere).append(each)
    return found


def listed(title: str, found: Iterable[Problem]) -> Section:
    """Problems, each with its place and what to do."""
    section = Section(title)
    for each in found:
        section.add(
            said(f"{_MARK[each.severity]} {each.rule} "), code(f"{each.path}:{each.line}"),
            said("："), quoted(each.message),
        )  # fmt: skip
        if each.hint:
            section.add(said("怎么改："), quoted(each.hint), inner=True)
    return section


def _what(problem: Problem) -> tuple[str, str, str]:
    """A problem is the same on another line."""
    return problem.path, problem.rule, problem.message


def waived(head: Side) -> Section:
    """What reviewers let pass, with reason and name."""
    section = Section("审核同意放行的")
    for each in head.waived:
        section.add(
            said(f"{each.problem.rule} "), code(each.problem.path), said("："), quoted(each.problem.message),
            said("；理由："), quoted(each.reason), said("；同意的人："), quoted(each.by),
        )  # fmt: skip
    return section


def waiting(pair: Pair) -> Section:
    """Records that the proposal brings or changes and readers will not see yet."""
    section = Section("读者还看不到的")
    head = pair.head
    shown = {kind: head.public(kind) for kind in CALLED}
    for kind, address, entry, _ in pair.touched:
        if head.shown is None or address in shown[kind] or kind == "honours" or entry.path.endswith("README.md"):
            continue
        status = _STATUS.get(getattr(entry.fields, "status", ""), "没有同意书，或者不在网站上发布")
        section.add(said(f"{CALLED[kind]} "), quoted(titled(entry)), said(" "), code(entry.path), said(f"：{status}"))
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


def programs(paths: Iterable[str]) -> Section:
    """Files outside of the register: they were not used, and a maintainer has to look at them."""
    section = Section("登记册以外的文件")
    for path in paths:
        section.add(code(path))
    if section.lines:
        section.note = _NOT_USED
    return section


def ordered(sections: Iterable[Section]) -> Iterator[Section]:
    """Those that have something to say."""
    return (section for section in sections if section.lines or section.note)
