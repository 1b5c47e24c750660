"""How a text changed, in few words: the sentences that differ, and in each the words that do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from generator.proposal.parts import Span, gone, new, quoted

_SENTENCE = re.compile(r"[^。！？!?；\n]*[。！？!?；\n]+|[^。！？!?；\n]+")
_MOST_SENTENCES = 400
_LONGEST = 400
"""Characters of a sentence whose words are compared."""
_AROUND = 8
"""Characters before and behind a change that tell where it is."""
_ALIKE = 0.5


def changed(old: str, new_text: str) -> Iterator[tuple[Span, ...]]:
    """A line for each place in which two texts differ."""
    if old == new_text:
        return
    before, after = _sentences(old), _sentences(new_text)
    if len(before) > _MOST_SENTENCES or len(after) > _MOST_SENTENCES:
        yield (quoted(f"全文从 {len(old)} 字变为 {len(new_text)} 字"),)
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, start, stop in matcher.get_opcodes():
        if tag != "equal":
            yield from _place(before[first:last], after[start:stop])


def _place(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Span, ...]]:
    if len(before) == len(after):
        for one, other in zip(before, after, strict=True):
            yield words(one, other)
        return
    if before:
        yield (gone("".join(before), 160),)
    if after:
        yield (new("".join(after), 160),)


def words(old: str, new_text: str) -> tuple[Span, ...]:
    """One sentence or value with what went and what came."""
    if max(len(old), len(new_text)) > _LONGEST:
        return gone(old, 120), new(new_text, 120)
    matcher = SequenceMatcher(None, old, new_text, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return gone(old, 160), new(new_text, 160)
    spans: list[Span] = []
    codes = matcher.get_opcodes()
    for number, (tag, first, last, start, stop) in enumerate(codes):
        if tag == "equal":
            spans.append(quoted(_context(old[first:last], first=number == 0, last=number == len(codes) - 1)))
            continue
        if last > first:
            spans.append(gone(old[first:last]))
        if stop > start:
            spans.append(new(new_text[start:stop]))
    return tuple(spans)


def _context(text: str, *, first: bool, last: bool) -> str:
    if first:
        return text if len(text) <= _AROUND else f"…{text[-_AROUND:]}"
    if last:
        return text if len(text) <= _AROUND else f"{text[:_AROUND]}…"
    return text if len(text) <= 2 * _AROUND + 1 else f"{text[:_AROUND]}…{text[-_AROUND:]}"


def _sentences(text: str) -> list[str]:
    return [each.strip() for each in _SENTENCE.findall(text) if each.strip()]
