"""Whose consent the live site still rests on: what has ended since it was built, and what ends soon; never whose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from generator.mirrors.admission.dead import CONSENTS, lost
from generator.mirrors.inspection.fault import Fault
from generator.records.consent import is_live
from generator.records.library import load_only

SOON = 30
_WHERE = "同意"
_TAKE_DOWN = "请马上重新生成、发布；再照 jinguo withdraw 列的清单处理转载和印刷品"
_RENEW = "请联系本人续签；不续的，到期那天要重新生成、发布"


def faults_of_consents(root: Path, commit: str, today: dt.date) -> Iterator[Fault]:
    """What the register says today, against what the live release was built from.

    Args:
        root: of the register, as it is now.
        commit: that the live release was built from; empty where that is not known.
        today: consents are live on a day.
    """
    library, _ = load_only(root, [CONSENTS])
    gone = lost(root, commit, library, today) if commit else None
    if gone is None:
        told = f"这里没有提交 {commit[:12]}" if commit else "线上这一版没有记下提交"
        hint = "请取全历史（git fetch），或者从提交过的版本重新发布"
        yield Fault(_WHERE, f"{told}，没有核对同意", hint, "error" if commit else "warning")
    for each in sorted(gone or ()):
        entry = library.consents.get(each)
        why = "读不出来，或者已经不在登记册里" if entry is None else "缩小了范围"
        if entry is not None and not is_live(entry.fields, today):
            why = "已经撤回" if entry.fields.withdrawn else "已经到期"
        yield Fault(each, f"这份同意{why}，线上这一版是照它生成的", _TAKE_DOWN)
    for each, entry in sorted(library.consents.items()):
        ends = entry.fields.expires
        if ends and is_live(entry.fields, today) and (ends - today).days <= SOON:
            yield Fault(each, f"这份同意 {ends} 到期，还有 {(ends - today).days} 天", _RENEW, "warning")
