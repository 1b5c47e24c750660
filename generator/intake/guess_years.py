"""Which year a day without one belongs to: what the text says, then the letter, and the file only at last."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.intake.guess import Known, Story

_HALF = dt.timedelta(days=183)
_STALE = dt.timedelta(days=400)
"""After so long a document is hardly handed in: new ones are made from old ones, and keep their day."""
_SAID = re.compile(r"(?<!\d)(20\d\d)\s*年(?!度|级)")


@dataclass(frozen=True, slots=True)
class Reference:
    """The last day that can be meant, and why."""

    day: dt.date
    why: str = ""
    """Chinese; empty where the text or the letter dates itself."""


def reference(story: Story, known: Known, told: Iterable[dt.date]) -> Reference:
    """By a whole day in the text, the day of its signature, the number of the paper, the letter, the file's property.

    Args:
        story: with what its frame says.
        known: the day of today.
        told: days of something done that the text names with their year.
    """
    today = known.today
    sent, changed = story.piece.sent, story.piece.changed
    whole = sorted(each for each in told if each <= today)
    if whole and sent is None and story.signed is None:
        return Reference(min(whole[-1] + _HALF, today), f"年份按文中的 {whole[-1].year} 年")
    if story.signed is not None and story.signed <= today:
        return Reference(story.signed)
    if story.numbered is not None and story.numbered <= today.year:
        return Reference(_end(story.numbered, today), f"年份按文号里的 {story.numbered} 年")
    if sent is not None:
        return Reference(sent)
    if years := [int(each) for each in _SAID.findall(story.text) if int(each) <= today.year]:
        return Reference(_end(max(years), today), f"年份按文中写到的 {max(years)} 年")
    if changed is not None and dt.timedelta(0) <= today - changed <= _STALE:
        return Reference(min(changed + _HALF, today), f"年份按文件属性（{changed} 保存）")
    return Reference(today, "来稿没有写年份，按最近的这一天")


def _end(year: int, today: dt.date) -> dt.date:
    return min(dt.date(year, 12, 31), today)
