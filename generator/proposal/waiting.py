"""Records that a proposal brings or changes and readers will not see yet: how they differ, and what they still lack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.checks.registry import Facts
from generator.drafts.missing import missing_of
from generator.pages.clean import excerpt
from generator.problems import Problem
from generator.proposal.findings import MARK, discreet_in
from generator.proposal.pair import Pair, Touched
from generator.proposal.parts import Section, Span, code, quoted, said
from generator.proposal.readers import CALLED, differences, titled
from generator.proposal.veil import WITHHELD
from generator.records.library import Entry

_STATUS = {"draft": "草稿", "submitted": "已投稿，等候选用"}
_BEGINNING = 120
_MOST_LACKING = 20
"""Of one story that are shown; its author has ``jinguo check`` for all of them."""
_MOST = 200
"""Stories of one proposal that are asked what they lack: nobody chooses from more at a time."""


def waiting(pair: Pair) -> Section:
    """Each with its status; of a story that is handed in, also what editors need to choose it."""
    section = Section("读者还看不到的")
    touched = list(_unseen(pair))
    lacking = _lacking(pair, [each.address for each in touched if _is_handed_in(each)])
    for each in touched:
        status = _STATUS.get(_status(each), "没有同意书，或者不在网站上发布")
        place = (said(f"{CALLED[each.kind]} "), titled(pair, each.entry), said(" "), code(each.entry.path))
        section.add(*place, said(f"：{status}"))
        if _is_handed_in(each):
            for spans in (*_told(pair, each), *_wanting(pair, lacking.get(each.address, []))):
                section.add(*spans, inner=True)
    return section


def _wanting(pair: Pair, lacking: list[Problem]) -> Iterator[tuple[Span, ...]]:
    for problem in (discreet_in(pair, each) for each in lacking[:_MOST_LACKING]):
        mark, hint = f"选用以前：{MARK[problem.severity]} {problem.rule} ", f"；怎么改：{problem.hint}"
        where = code(f"{problem.path}:{problem.line}")
        yield said(mark), where, said("："), quoted(problem.message), quoted(hint if problem.hint else "")
    if len(lacking) > _MOST_LACKING:
        yield (said(f"选用以前：还有别的 {len(lacking) - _MOST_LACKING} 个问题"),)


def _unseen(pair: Pair) -> Iterator[Touched]:
    head = pair.head
    shown = {kind: head.public(kind) for kind in CALLED}
    for each in pair.touched:
        is_seen = head.shown is None or each.address in shown[each.kind] or each.kind == "honours"
        if not is_seen and not each.entry.path.endswith("README.md"):
            yield each


def _status(each: Touched) -> str:
    return str(getattr(each.entry.fields, "status", ""))


def _is_handed_in(each: Touched) -> bool:
    """Of drafts nothing is told: they are still being written."""
    return each.kind == "activities" and _status(each) == "submitted"


def _told(pair: Pair, each: Touched) -> Iterator[tuple[Span, ...]]:
    if each.old is not None:
        yield from differences(each.old, each.entry, pair)
    elif pair.is_withheld(each.entry.path):
        yield (said(WITHHELD),)
    else:
        yield (quoted(_beginning(each.entry), _BEGINNING),)


def _beginning(entry: Entry[Any]) -> str:
    return str(entry.fields.summary or excerpt(entry.document.body, _BEGINNING))


def _lacking(pair: Pair, addresses: list[str]) -> dict[str, list[Problem]]:
    head = pair.head
    facts = Facts(head.library, pair.today, head.seen)
    return missing_of(facts, addresses[:_MOST], "selected", head.problems) if addresses else {}
