"""The whole summary of a proposal, from two registers to sections of lines that anyone may read."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from generator.checks.privacy import discreet
from generator.problems import Problem, count, errors
from generator.proposal import findings, readers, signing
from generator.proposal.findings import Fixable
from generator.proposal.pair import Pair
from generator.proposal.parts import Line, Section, Span, Summary, shortened
from generator.proposal.people import people
from generator.proposal.pictures import pictures
from generator.proposal.waiting import waiting


@dataclass(frozen=True, slots=True)
class Asking:
    """What is known of a proposal besides its two registers."""

    author: str = ""
    approved: Collection[str] | None = None
    """Accounts that have signed; None where nobody asked for them, so that G2 is no problem yet."""
    other: Sequence[str] = field(default=())
    """Paths outside the register that it changes."""
    behind: int = 0
    """Commits that have entered the branch where it wants to go since it set out."""
    fixes: Sequence[Fixable] = field(default=())
    """Files in which a program can put something right."""
    patch: str = ""
    """Name of the file that holds these corrections; empty where nobody asked for it."""


def composed(pair: Pair, asking: Asking) -> tuple[Summary, list[Problem]]:
    """The summary, and every problem of the proposal, what concerns it most first."""
    wanted = signing.asked(pair, asking.author, asking.approved or ())
    more = [*signing.strangers(pair, asking.author)]
    if asking.approved is not None:
        more += signing.unsigned(pair, wanted)
    more += findings.undocumented(pair)
    more = [discreet(each) for each in signing.levelled(pair, more)]
    found = findings.problems(pair, more)
    sections = findings.ordered(
        (
            findings.programs(asking.other, pair.ruling), findings.listed(pair, "新出现的问题", found.fresh),
            findings.fixable(asking.fixes, asking.patch), readers.pages(pair),
            readers.texts(pair), pictures(pair), people(pair), readers.figures(pair), findings.sealed(pair),
            waiting(pair), signing.signatures(pair, wanted), findings.waived(pair),
            findings.listed(pair, "这些文件里原有的问题", found.old),
            findings.listed(pair, "原来就有的错误（不是这次改的）", errors(found.elsewhere)),
        )
    )  # fmt: skip
    shown = tuple(dataclasses.replace(section, lines=_veiled(section.lines, pair.veil)) for section in sections)
    return Summary(
        "合并请求摘要", (*_lead(pair, found, shown), *_behind(asking)), shown, _is_wrong(pair, found)
    ), found.all


def _is_wrong(pair: Pair, found: findings.Found) -> bool:
    """Errors that were there before, in files that it leaves alone, stop nobody, unless they hide what it does."""
    return bool(errors(found.own)) or pair.head.shown is None


def _lead(pair: Pair, found: findings.Found, shown: tuple[Section, ...]) -> tuple[str, ...]:
    own, wrong = found.own, _is_wrong(pair, found)
    first = f"❌ 还不能合并：{count(own)}。" if wrong else f"✅ 检查通过：{count(own)}。"
    lines = [first + (f"其中这次新出现的 {len(found.fresh)} 个。" if own else "")]
    if found.elsewhere:
        stop = "；不改好就看不出这次改得对不对" if pair.head.shown is None else "，不影响合并"
        lines.append(f"别的文件里原来就有的：{count(found.elsewhere)}，不是这次改的{stop}。")
    if pair.head.shown is None:
        lines.append("登记册有错误，改好以后才看得出网站会怎样变。")
    elif not wrong and not any(section.title in {"网页", "改动的文字和事实", "照片", "数据变化"} for section in shown):
        lines.append("网站的内容不会变。")
    return tuple(lines)


def _behind(asking: Asking) -> tuple[str, ...]:
    if not asking.behind:
        return ()
    since = f"这份投稿开始以后，目标分支又有了 {asking.behind} 次提交，这里没有合进来看；"
    return (f"{since}谁可以签、规则的级别按目标分支现在的登记。",)


def _veiled(lines: Iterable[Line], veil: Callable[[str], str]) -> list[Line]:
    return [
        dataclasses.replace(
            line,
            spans=tuple(_span(each, veil) for each in line.spans),
            photo=line.photo if veil(line.photo) == line.photo else "",
        )
        for line in lines
    ]


def _span(span: Span, veil: Callable[[str], str]) -> Span:
    """First veiled, then cut: half a name or half a number is found by nobody."""
    text = span.text if span.kind == "said" else veil(span.text)
    return Span(span.kind, shortened(text, span.limit) if span.limit else text)
