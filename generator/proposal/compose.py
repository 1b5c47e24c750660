"""The whole summary of a proposal, from two registers to sections of lines that anyone may read."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from generator.problems import Problem, count, errors
from generator.proposal import findings, readers, signing
from generator.proposal.pair import Pair
from generator.proposal.parts import Line, Section, Span, Summary
from generator.proposal.people import people
from generator.proposal.pictures import pictures


@dataclass(frozen=True, slots=True)
class Asking:
    """What is known of a proposal besides its two registers."""

    author: str = ""
    approved: Collection[str] | None = None
    """Accounts that have signed; None where nobody asked for them, so that G2 is no problem yet."""
    other: Sequence[str] = field(default=())
    """Paths outside the register that it changes."""


def composed(pair: Pair, asking: Asking) -> tuple[Summary, list[Problem]]:
    """The summary, and every problem of the proposal, what concerns it most first."""
    wanted = signing.asked(pair, asking.author, asking.approved or ())
    more = [*signing.strangers(pair, asking.author)]
    if asking.approved is not None:
        more += signing.unsigned(wanted)
    more = signing.levelled(pair, more)
    found = findings.problems(pair, more)
    sections = findings.ordered(
        (
            findings.programs(asking.other), findings.listed("新出现的问题", found.fresh), readers.pages(pair),
            readers.texts(pair), pictures(pair), people(pair), readers.figures(pair), findings.sealed(pair),
            findings.waiting(pair), signing.signatures(wanted, signing.signers_of(pair)), findings.waived(pair.head),
            findings.listed("这些文件里原有的问题", found.old),
        )
    )  # fmt: skip
    shown = tuple(dataclasses.replace(section, lines=_veiled(section.lines, pair.veil)) for section in sections)
    return Summary("合并请求摘要", _lead(pair, found, shown), shown, bool(errors(found.all))), found.all


def _lead(pair: Pair, found: findings.Found, shown: tuple[Section, ...]) -> tuple[str, ...]:
    told = found.all
    first = f"❌ 还不能合并：{count(told)}。" if errors(told) else f"✅ 检查通过：{count(told)}。"
    lines = [first + (f"其中这次新出现的 {len(found.fresh)} 个。" if told else "")]
    if pair.head.shown is None:
        lines.append("登记册有错误，改好以后才看得出网站会怎样变。")
    elif not errors(told) and not any(
        section.title in {"网页", "改动的文字和事实", "照片", "数据变化"} for section in shown
    ):
        lines.append("网站的内容不会变。")
    return tuple(lines)


def _veiled(lines: Iterable[Line], veil: Callable[[str], str]) -> list[Line]:
    return [
        dataclasses.replace(
            line,
            spans=tuple(Span(each.kind, each.text if each.kind == "said" else veil(each.text)) for each in line.spans),
        )
        for line in lines
    ]
