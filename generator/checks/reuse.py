"""Rule A20: a story is told once, and what comes from elsewhere says from where.

A pair of stories is found by the clauses that they share, each clause remembered with the first few stories that have
it; only then are the two texts compared, by their runs of three characters.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from generator.checks.passages import Passage, unnamed, written
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.kinds import Activity
from generator.records.library import Entry

_PERCENT = 80
_SHORTEST = 100
"""Characters; the few words of a short notice are anybody's."""
_CLAUSE = re.compile(r"[\u3400-\u9fffA-Za-z0-9]{6,}")
_KEPT = 8
"""Stories remembered for a clause: what a hundred stories say alike is a slogan."""
_LONGEST = 24
"""Clauses by which a story is found again."""
_TRIED = 2
_LIKELY = 0.4
"""Share of what is remembered of another story that makes it worth comparing."""
_NOT_A_SIGN = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]+")

_NOWHERE = (
    r"(?:网络|互联网|网上|因特网|百度|搜狐|今日头条|头条|抖音|快手|小红书|微博|朋友圈|微信群|公众号)"
    r"(?!安全|公司|科技|信息|技术|文明|教育|电视|[“《「:：])"
)
_FROM = r"(?:来源|来自|源自|选自|摘自|转自|转载自|取自)(?:于|自)?\s*[:：]?\s*"
_OPENS = r"(?:^|(?<=[（(【\[\n。，,；;]))[ \t*]*(?:部分|本文|文中|以上)?"
_TAKEN = re.compile(
    rf"{_OPENS}(?:(?:文章|图文|图片|文字|素材|内容|资料|稿件|本文|照片|视频)(?:均|都|皆)?{_FROM}"
    rf"|(?:图源|文源|转载|{_FROM})\s*[:：]?\s*){_NOWHERE}(?:整理|收集|下载|截图)?\s*(?=[）)】\]\n。，,；;*]|$)"
)
_COPIED = re.compile(r"(?:本文|此文|该文|文章)(?:系|为|属|是)?转载(?!自|于|[:：])|[（(【\[]\s*转载\s*[】\]）)]")
_VAGUE = re.compile(
    r"(?:转载|转|摘|选|取)自(?:于)?(?:网上的?)?(?:某(?:一个|个)?|(?:一个|别的|其他|别人的?)(?:的)?)"
    r"(?:微信)?(?:公众号|网站|平台|账号|朋友圈|微信群|博客)(?!“|《|「)"
)
"""An account or a site that is not called by its name."""
_SOURCE = re.compile(
    r"(?:转载自|转自|原载|原刊|摘自|选自|来源)(?:于|自)?\s*[:：]?\s*[《“]?[\u3400-\u9fffA-Za-z]{2,}|https?://"
)
_ASK = "请写明出处：作者、刊登的媒体、日期和网址，并且取得许可"


@rule("A20", "稿件不重复别的稿件八成以上（提醒）；转载的写明出处", "error", "著作权法第十条、第二十四条")
def told_once(this: Rule, facts: Facts) -> Iterator[Problem]:
    share = facts.limit(this.id, _PERCENT)
    for later, earlier, found in _repeated(facts, share):
        message = f"正文有 {found}% 和另一篇稿件相同：{earlier.path}"
        hint = "同一场活动只写一篇；不同的活动请写出各自的人和事"
        yield Problem(later.path, later.document.body_line, 1, this.id, "warning", message, hint)
    for entry in written(facts, ("activities", "projects", "volunteers", "communities")):
        for passage in unnamed(entry):
            yield from _taken(this, passage)


def _repeated(facts: Facts, share: int) -> Iterator[tuple[Entry[Activity], Entry[Activity], int]]:
    """Each story that repeats an earlier one, that one, and how many of a hundred characters."""
    told = [each for each in facts.library.activities.values() if each.fields.status != "draft"]
    told = [each for each in told if each.fields.kind != "notice" and len(each.document.body) >= _SHORTEST]
    told.sort(key=_order)
    having: defaultdict[str, list[int]] = defaultdict(list)
    sizes: list[int] = []
    for at, entry in enumerate(told):
        clauses = set(_CLAUSE.findall(entry.document.body))
        shared: Counter[int] = Counter()
        for clause in clauses:
            for other in having.get(clause, ()):
                shared[other] += len(clause)
        size = sum(map(len, clauses))
        likely = [(-count, other) for other, count in shared.items() if count >= _LIKELY * min(size, sizes[other])]
        best = max(((_likeness(entry, told[other]), -other) for _, other in sorted(likely)[:_TRIED]), default=(0, 0))
        if best[0] >= share:
            yield entry, told[-best[1]], best[0]
        sizes.append(_remember(having, clauses, at))


def _remember(having: defaultdict[str, list[int]], clauses: set[str], at: int) -> int:
    """Remember a story by its longest clauses; how many characters these have."""
    longest = sorted(clauses, key=lambda clause: (-len(clause), clause))[:_LONGEST]
    for clause in longest:
        if len(having[clause]) < _KEPT:
            having[clause].append(at)
    return sum(map(len, longest))


def _order(entry: Entry[Activity]) -> tuple[dt.date, str]:
    return entry.fields.date.first, entry.path


def _likeness(later: Entry[Activity], earlier: Entry[Activity]) -> int:
    """How many of a hundred runs of three characters of the later text stand in the earlier one."""
    own, other = _runs(later.document.body), _runs(earlier.document.body)
    return 100 * len(own & other) // max(1, len(own))


def _runs(text: str) -> set[str]:
    plain = _NOT_A_SIGN.sub("", text)
    return {plain[at : at + 3] for at in range(len(plain) - 2)}


def _taken(this: Rule, passage: Passage) -> Iterator[Problem]:
    text = passage.text
    if not any(word in text for word in ("转载", "来源", "来自", "源自", "转自", "摘自", "选自", "取自", "图源")):
        return
    for match in _TAKEN.finditer(text):
        yield passage.problem(this.id, match.start(), "写的是从网上来的，没有写明出处", _ASK)
    for match in _VAGUE.finditer(text):
        yield passage.problem(this.id, match.start(), "转载的稿件没有写明出处", _ASK)
    for start, paragraph in passage.paragraphs():
        for match in _COPIED.finditer(paragraph):
            if not _SOURCE.search(text):
                yield passage.problem(this.id, start + match.start(), "转载的稿件没有写明出处", _ASK)
