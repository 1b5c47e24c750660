"""What stands around a word: a word that denies it, a word of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CLAUSE = re.compile(r"[，。；：！？、,;:!?…—（）()\n]")
_DENIES = re.compile(
    r"不(?![但仅光只少断同久厌畏久])|没|無|无(?![偿私微障])|未(?!成年|来)|免(?!费)|零(?![距星售基碎食钱])|别(?![墅的人样])|勿|莫|非(?![常遗])|拒"
    r"|谢绝|禁止|严禁|杜绝|防止|警惕|反对|取消|停止|谁也|哪有|一分|制止|抵制|避开"
)
_WINDOW = 10


def denied(text: str, start: int, window: int = _WINDOW) -> bool:
    """Whether a word right before a place, in the same clause, says that it is not so."""
    return _DENIES.search(_CLAUSE.split(text[max(0, start - window) : start])[-1]) is not None


def said(text: str, words: Iterable[str]) -> list[tuple[int, str]]:
    """Where a text says one of the words, the longest of those that begin at a place, from the left."""
    listed = [word for word in words if word in text]
    if not listed:
        return []
    pattern = re.compile("|".join(re.escape(word) for word in sorted(listed, key=lambda word: (-len(word), word))))
    return [(match.start(), match[0]) for match in pattern.finditer(text)]
