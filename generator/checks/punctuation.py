"""Rule W9: Chinese punctuation in Chinese text, each mark with its partner; ``jinguo fix`` makes the edits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.copyedit import Edit, for_a_value, suggested
from generator.checks.passages import Passage, unnamed, written
from generator.checks.quotations import untouchable
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem

_PAIRS = {"》": "《", "”": "“", "’": "‘", "）": "（", "】": "【", "」": "「", "〉": "〈"}
_OPEN = {opening: closing for closing, opening in _PAIRS.items()}
_ANY = re.compile(f"[{''.join(_PAIRS)}{''.join(_OPEN)}]")
_COUNTED = re.compile(r"(?:^|[\s，。；：、])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z①-⑳])\Z")
"""``1）`` and ``一）`` count without an opening bracket."""
_QUOTES = "“‘「"
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*(?:\n|[-*+>|#]|\d+[.)]))[^\n]+)*")
"""Lines that Markdown joins; each item of a list and row of a table is one by itself."""
_FEW = 3
_HINT = "请改成中文标点；也可以用 jinguo fix 自动改"


@rule("W9", "中文用中文标点（全角），《》“”（）成对", "warning", "GB/T 15834-2011")
def marks_are_chinese_and_in_pairs(this: Rule, facts: Facts) -> Iterator[Problem]:
    for entry in written(facts):
        for passage in unnamed(entry):
            yield from _half_width(this, passage, facts.library.texts.get(entry.path, ""))
            for start, mark in unpaired(passage.text):
                partner = _OPEN.get(mark) or _PAIRS[mark]
                message = f"“{mark}” 没有配对" if mark not in "“”" else f"引号 {mark} 没有配对"
                yield passage.problem(this.id, start, message, f"请补上 {partner}，或者删掉 {mark}")


def _half_width(this: Rule, passage: Passage, source: str) -> Iterator[Problem]:
    """One problem for each line of a text."""
    made = for_a_value(passage.text, source) if passage.at else suggested(passage.text)
    lines: dict[int, list[Edit]] = {}
    line = done = 0
    for edit in made:
        line, done = line + passage.text.count("\n", done, edit.start), edit.start
        lines.setdefault(line, []).append(edit)
    for own in lines.values():
        shown = "、".join(dict.fromkeys(_shown(passage.text, each) for each in own[:_FEW]))
        more = f"等 {len(own)} 处" if len(own) > _FEW else ""
        yield passage.problem(this.id, own[0].start, f"标点或空格不规范：{shown}{more}", _HINT)


def _shown(text: str, edit: Edit) -> str:
    """The edit with one character on each side: enough to find it, too little to repeat a name or a number."""
    if any(map(str.isalnum, text[edit.start : edit.stop])):
        return "全角的字母、数字改成半角"
    left, right = (
        text[max(0, edit.start - 1) : edit.start].strip("\n0123456789"),
        text[edit.stop :][:1].strip("\n0123456789"),
    )
    old = text[edit.start : edit.stop]
    return f"“{left}{old}{right}” → “{left}{edit.new}{right}”"


def unpaired(text: str) -> list[tuple[int, str]]:
    """Marks without their partner in the same paragraph, from the left.

    A quotation of several paragraphs begins each with a mark and ends the last only.
    """
    if not _ANY.search(text):
        return []
    kept = untouchable(text)
    found: list[tuple[int, str]] = []
    paragraphs = list(_PARAGRAPH.finditer(text))
    for number, match in enumerate(paragraphs):
        waiting, alone = _left_in(match[0], match.start())
        following = paragraphs[number + 1][0].lstrip() if number + 1 < len(paragraphs) else ""
        if waiting and waiting[0][1] in _QUOTES and following.startswith(waiting[0][1]):
            waiting = waiting[1:]
        found += [each for each in sorted([*waiting, *alone]) if not kept.touch(each[0])]
    return found


def _left_in(paragraph: str, start: int) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Marks that are never closed, and marks that close nothing."""
    waiting: list[tuple[int, str]] = []
    alone: list[tuple[int, str]] = []
    for match in _ANY.finditer(paragraph):
        mark, place = match[0], match.start()
        if mark in _OPEN:
            waiting.append((start + place, mark))
        elif waiting and waiting[-1][1] == _PAIRS[mark]:
            waiting.pop()
        elif not _stands_alone(paragraph, place, mark):
            opener = next((each for each in reversed(waiting) if each[1] == _PAIRS[mark]), None)
            if opener is not None:
                waiting.remove(opener)
            else:
                alone.append((start + place, mark))
    return waiting, alone


def _stands_alone(line: str, place: int, mark: str) -> bool:
    """``1）``, a face of marks, an apostrophe."""
    left, right = line[:place], line[place + 1 : place + 2]
    if mark == "）":
        return bool(_COUNTED.search(left)) or left[-1:] in tuple("：:；;^")
    return (
        mark == "’"
        and left[-1:].isascii()
        and left[-1:].isalnum()
        and (not right or not "\u4e00" <= right[0] <= "\u9fff")
    )
