"""What a chart shows, said in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from generator.pages.cards import amount
from generator.pages.charts import Item

_NAMED = 3
"""Names in a sentence; more equals are counted instead."""


def most(items: Sequence[Item], told: str, alone: str, nothing: str) -> str:
    """Who has most, or the only one that has any, or that nobody has.

    ``told`` and ``alone`` are sentences with ``{who}`` and ``{value}``; in ``told`` ``{each}`` is 各 where several
    have as much as each other.
    """
    highest = max((item.value for item in items), default=0)
    if highest <= 0:
        return nothing
    first = [item.name for item in items if item.value == highest]
    only = len(first) == 1 and not any(item.value for item in items if item.name != first[0])
    who = "、".join(first[:_NAMED]) + (f"等 {len(first)} 个" if len(first) > _NAMED else "")
    each = "各 " if len(first) > 1 else ""
    return (alone if only else told).format(who=who, value=amount(highest), each=each)
