"""A draft as a whole: its state of the work, and the corrections that a machine can make."""

from __future__ import annotations

import datetime as dt

from generator.admin import drafts, normal, words
from generator.admin.examine import lacking
from generator.admin.saving import Desk, RefusedError, keep, message_of
from generator.admin.windows import STALE
from generator.drafts.branches import read_at
from generator.drafts.fixes import mended


def mend(desk: Desk, work: tuple[str, str], window: str = "") -> list[str]:
    """Commit the corrections of a draft that cannot change its meaning; what was put right, in Chinese.

    Raises:
        RefusedError: there is no such draft, or another window has saved it.
    """
    with desk.lock:
        known = drafts.draft(desk.root, *work)
        if known is None or not known.path:
            raise RefusedError("没有找到这份草稿，请刷新页面", 404)
        tip = drafts.tip(desk.root, known.branch)
        if desk.windows.is_stale(window, known.branch, tip):
            raise RefusedError(STALE, 409)
        old = (read_at(desk.root, tip, known.path) or b"").decode("utf-8", "replace")
        new, what, _ = mended(known.path, old)
        if new != old:
            drafts.note(desk.root, known, new.encode("utf-8"), message_of(known.path, known.status))
            desk.windows.give(window, known.branch, drafts.tip(desk.root, known.branch))
        return list(what)


def move(desk: Desk, work: tuple[str, str], status: str, today: dt.date, window: str = "") -> None:
    """Change the state of the work; a story says the same of itself, and goes to the reviewers only if it may.

    Args:
        desk: the register.
        work: collection and slug.
        status: of Decap's workflow.
        today: the rules know what day it is.
        window: which open page asks.

    Raises:
        RefusedError: there is no such draft, or the rules find errors in it.
    """
    if status not in drafts.STATUSES:
        raise RefusedError("没有这种状态")
    with desk.lock:
        known = drafts.draft(desk.root, *work)
        if known is None:
            raise RefusedError("没有找到这份草稿，请刷新页面", 404)
        if desk.windows.is_stale(window, known.branch, drafts.tip(desk.root, known.branch)):
            raise RefusedError(STALE, 409)
        old = (read_at(desk.root, f"refs/heads/{known.branch}", known.path) or b"").decode("utf-8")
        if status != "draft":
            wrong = [each for each in lacking(desk.root, known, today) if each.severity == "error"]
            if wrong:
                told = [words.told(known.collection, old, each, known.path) for each in wrong]
                said = "；".join(dict.fromkeys(each.sentence for each in told[:5]))
                raise RefusedError(f"还不能送审，先改好这 {len(wrong)} 处：{said}")
        record = normal.typed(known.collection, known.path, old)
        keep(record, old, status)
        drafts.note(desk.root, known, record.text(old).encode("utf-8"), message_of(known.path, status))
        desk.windows.give(window, known.branch, drafts.tip(desk.root, known.branch))
