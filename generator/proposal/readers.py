"""What readers of the site would see change: pages, their texts and facts, and the figures."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from generator.pages.cards import amount
from generator.pages.figures import headline
from generator.pages.published import Published
from generator.pages.sources import PageSource
from generator.pages.tallies import tally
from generator.proposal.pair import FEDERATION, Pair
from generator.proposal.parts import ARROW, Section, Span, code, gone, new, quoted, said
from generator.proposal.sides import KINDS, Side
from generator.proposal.texts import changed, words
from generator.proposal.veil import WITHHELD
from generator.records.fields import Fields
from generator.records.library import Entry

_TITLE = 60
"""Characters of a title that are shown."""
_PLACES = 30
"""Of one text that are shown; a rewritten story is read in the preview."""
_ELSEWHERE = frozenset({"photos", "portrait", "waive", "named", "consent", "status", "checked"})
"""Keys that have a section of their own, or that no reader sees."""
CALLED = {
    "activities": "活动", "projects": "项目", "volunteers": "志愿者", "communities": "阵地", "teams": "队伍",
    "brands": "品牌", "honours": "表彰", "pages": "页面",
}  # fmt: skip


def pages(pair: Pair) -> Section:
    """Pages that appear, change and go."""
    base, head, section = pair.base, pair.head, Section("网页")
    if base.shown is None or head.shown is None:
        return section  # of one of both nothing can be said; that nothing is left would be wrong
    for address in sorted(head.pages.keys() - base.pages.keys()):
        page = head.pages[address]
        section.add(said("新增 "), _title(pair, page), said(" "), code(address))
        if page.origin and page.description and not pair.is_withheld(page.origin):
            section.add(quoted(page.description, 120), inner=True)
    unreadable = head.library.broken
    broken = {entry.path for kind, name in unreadable if (entry := _entry(head, kind, name))}
    for address in sorted(base.pages.keys() - head.pages.keys()):
        page = base.pages[address]
        why = said("（记录有错误，改好以后才看得出）" if page.origin in broken else "")
        section.add(said("不再有 "), _title(pair, page), said(" "), code(address), why)
    both = sorted(base.pages.keys() & head.pages.keys())
    altered = [address for address in both if base.pages[address] != head.pages[address]]
    if altered:
        section.note = f"另有 {len(altered)} 个原有网页的内容跟着变（正文、列表、合计）。"
    return section


def _title(pair: Pair, page: PageSource) -> Span:
    return said(f"（{WITHHELD}）") if pair.is_withheld(page.origin) else quoted(f"《{page.title}》", _TITLE)


def _entry(head: Side, kind: str, name: str) -> Entry[Any] | None:
    entries: Mapping[str, Entry[Any]] = getattr(head.library, kind, {})
    return entries.get(name) if isinstance(entries, dict) else None


def texts(pair: Pair) -> Section:
    """Titles, summaries, texts and facts of records that were published before and still are."""
    base, head, section = pair.base, pair.head, Section("改动的文字和事实")
    for kind in KINDS:
        before, after = base.public(kind), head.public(kind)
        for address in sorted(before.keys() & after.keys()):
            told = list(differences(before[address], after[address], pair))
            if told:
                section.add(said(f"{CALLED[kind]} "), titled(pair, after[address]), said(" "), code(address or "teams"))
            for spans in told:
                section.add(*spans, inner=True)
    if _federation(base) != _federation(head):
        section.add(said("本会的设置 "), code(FEDERATION))
        secret = pair.is_withheld(FEDERATION)
        for spans in [(said(WITHHELD),)] if secret else _facts(_federation(base), _federation(head), pair.veil):
            section.add(*spans, inner=True)
    return section


def titled(pair: Pair, entry: Entry[Any]) -> Span:
    """What a record is called on the site."""
    if pair.is_withheld(entry.path):
        return said(f"（{WITHHELD}）")
    fields = entry.fields
    name = next((str(value) for key in ("title", "name", "year") if (value := getattr(fields, key, None))), "")
    return quoted(f"《{name or entry.address}》", _TITLE)


def _federation(side: Side) -> Fields | None:
    return side.shown.federation if side.shown else None


def differences(before: Entry[Any], after: Entry[Any], pair: Pair) -> Iterator[tuple[Span, ...]]:
    """A line for each fact and each place of the text in which a record differs."""
    veil = pair.veil
    if pair.is_withheld(after.path):
        if before.fields != after.fields or before.document.body != after.document.body:
            yield (said(WITHHELD),)
        return
    yield from _facts(before.fields, after.fields, veil)
    told = changed(veil(before.document.body), veil(after.document.body))
    for spans in islice(told, _PLACES):
        yield said("正文："), *spans
    if next(told, None) is not None:
        yield (said("正文：还有别的改动，请看预览"),)


def _facts(before: Fields | None, after: Fields | None, veil: Callable[[str], str]) -> Iterator[tuple[Span, ...]]:
    if before is None or after is None:
        return
    for key, info in type(after).model_fields.items():
        old, now = getattr(before, key, None), getattr(after, key, None)
        if key in _ELSEWHERE or old == now:
            continue
        yield said(f"{_label(key, info.description)}："), *_values(old, now, veil)


def _values(old: Any, now: Any, veil: Callable[[str], str]) -> tuple[Span, ...]:
    if isinstance(old, str) and isinstance(now, str):
        return words(veil(old), veil(now))
    if isinstance(old, tuple) and isinstance(now, tuple):
        went, came = tuple(each for each in old if each not in now), tuple(each for each in now if each not in old)
        old, now = (went, came) if went or came else (old, now)
    spans = [make(written(each), 160) for make, each in ((gone, old), (new, now)) if each not in (None, ())]
    return (spans[0], said(ARROW), spans[1]) if len(spans) > 1 else tuple(spans)


def _label(key: str, description: str | None) -> str:
    """What the handbook calls a key."""
    return re.split("[（：，]", description or key)[0]


def written(value: Any) -> str:
    """A value as a person would write it."""
    if isinstance(value, Fields):
        model = type(value).model_fields
        told = [(key, each) for key, each in value if each is not None and each != ()]
        return "，".join(f"{_label(key, model[key].description)} {written(each)}" for key, each in told)
    if isinstance(value, tuple | list | frozenset):
        return ("；" if any(isinstance(each, Fields) for each in value) else "、").join(map(written, value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return amount(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


def figures(pair: Pair) -> Section:
    """Figures of the site that move, made by what makes the site's own."""
    base, head, section = pair.base, pair.head, Section("数据变化")
    if base.shown is None or head.shown is None:
        return section
    old = dict(_numbers(base.shown))
    for label, value in _numbers(head.shown):
        if old.get(label) != value:
            section.add(said(f"{label}："), gone(old.get(label, "无")), said(ARROW), new(value))
    return section


def _numbers(shown: Published) -> Iterator[tuple[str, str]]:
    for figure in headline(shown)[:3]:
        yield f"{figure.text}（{figure.unit}）", figure.value
    told = tally(shown.stories)
    yield "参加志愿者（人次）", amount(told.volunteers)
    yield "服务时长（小时）", amount(told.hours)
    yield "服务对象（人次）", amount(told.served)
