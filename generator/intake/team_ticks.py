"""Which boxes of a form are ticked: □ ☐ √ ☑ ■, before the words or behind them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

BOXES = "□☐〇○▢◻❏❑"
TICKS = "√✓✔☑☒■●▣◼Ⅴ✗✕"
MARK = re.compile(f"[{BOXES}{TICKS}]|\\[\\s*[√xXvV]?\\s*\\]|[（(]\\s*[√xXvV]?\\s*[）)]")
_LATE = re.compile(rf"\s*[（(]?[{TICKS}][）)]?(?P<blank>\s*)(?=[{BOXES}\[])")
_FOLLOWS = re.compile(rf"\s*[（(\[]?\s*[{TICKS}]\s*[）)\]]?")
_RIGHT = re.compile(rf"\s*[（(]?(?P<word>对|是)[）)]?(?=[\s、，。；{BOXES}]|$)")
_EMPTY = re.compile(r"\s*(?:\[\s*\]|[（(]\s*[）)])|[^\S\n]*[□☐](?=\s*$|\s*\n)")


@dataclass(frozen=True, slots=True)
class Ticked:
    """What somebody chose."""

    chosen: tuple[str, ...]
    other: str = ""
    """What stands behind 其他."""
    doubtful: bool = False
    """No mark stands where one is looked for, or it could belong to either neighbour."""
    meant: str = ""
    """Words such as 随时 that were taken for these choices."""


NOTHING = Ticked(())


@dataclass(frozen=True, slots=True)
class _Label:
    """One choice where it stands."""

    choice: str
    start: int
    end: int


def ticked(text: str, labels: Mapping[str, Sequence[str]], other: str = "") -> Ticked:
    """The choices of a cell.

    Args:
        text: of the cell.
        labels: choice → how it may be printed.
        other: the choice that has a line to write on.
    """
    found = _labels(text, labels)
    if not found:
        return Ticked((), doubtful=bool(text.strip()))
    if not MARK.search(text):
        named = tuple(each.choice for each in found)
        return Ticked(named, _other(text, found, other), doubtful=len(named) == len(labels))
    text, said_right = _words_for_ticks(text, found)
    bare = [] if said_right else _bare(text, found)
    if bare:
        many = len(bare) > len(labels) / 2  # nobody chooses that many
        return Ticked(tuple(each.choice for each in bare), _other(text, bare, other), doubtful=many)
    marks_first = MARK.search(text[: found[0].start]) is not None
    chosen, doubtful = (_before if marks_first else _behind)(text, found)
    chosen |= said_right
    said = _other(text, found, other)
    if said and other not in chosen and re.search(r"[\u4e00-\u9fff]", said):
        doubtful = True
    return Ticked(
        tuple(each.choice for each in found if each.choice in chosen), said if other in chosen else "", doubtful
    )


def _labels(text: str, labels: Mapping[str, Sequence[str]]) -> list[_Label]:
    """Every choice that stands in the text once, the longest spelling first."""
    spelled = sorted(
        ((word, choice) for choice, words in labels.items() for word in words), key=lambda each: -len(each[0])
    )
    found: list[_Label] = []
    for word, choice in spelled:
        loose = r"\s*".join(map(re.escape, word))
        for match in re.finditer(loose, text):
            clash = any(match.start() < each.end and each.start < match.end() for each in found)
            if not clash and all(each.choice != choice for each in found):
                found.append(_Label(choice, match.start(), match.end()))
    return sorted(found, key=lambda each: each.start)


def _words_for_ticks(text: str, found: Sequence[_Label]) -> tuple[str, set[str]]:
    """“□甲对”: who cannot type a tick writes 对; the text without them, every place as it was, and whose they are."""
    letters, chosen = list(text), set()
    for label in found:
        match = _RIGHT.match(text, label.end)
        if match:
            letters[match.start("word")] = " "
            chosen.add(label.choice)
    return "".join(letters), chosen


def _bare(text: str, found: Sequence[_Label]) -> list[_Label]:
    """Those that stand without a box where the rest has empty ones: only what was chosen has been typed."""
    if re.search(rf"[{TICKS}×✕]|\[\s*[xXvV]\s*\]|[（(]\s*[xXvV]\s*[）)]", text):
        return []
    boxed = []
    for number, label in enumerate(found):
        gap = text[found[number - 1].end if number else 0 : label.start]
        if re.search(rf"(?:[{BOXES}]|\[\s*\]|[（(]\s*[）)])\s*(?:巾帼)?$", gap) or _EMPTY.match(text, label.end):
            boxed.append(label)
    return [each for each in found if each not in boxed] if boxed else []


def _before(text: str, found: Sequence[_Label]) -> tuple[set[str], bool]:
    """Marks stand before their words; but who ticks by hand may put the tick behind, after an empty box before."""
    chosen: set[str] = set()
    doubtful = False
    for number, label in enumerate(found):
        gap = text[found[number - 1].end if number else 0 : label.start]
        late = _LATE.match(gap) if number else None
        if late:
            gap = gap[late.end() :]
            if late["blank"]:
                chosen.add(found[number - 1].choice)
            else:
                doubtful = True  # “A√□B”: whose tick it is only the writer knows
        if re.search(rf"[{TICKS}]|\[\s*[√xXvV]\s*\]|[（(]\s*[√xXvV]\s*[）)]", gap):
            chosen.add(label.choice)
    if _FOLLOWS.match(text, found[-1].end):
        chosen.add(found[-1].choice)
    return chosen, doubtful


def _behind(text: str, found: Sequence[_Label]) -> tuple[set[str], bool]:
    """Marks stand behind their words."""
    chosen = {each.choice for each in found if _FOLLOWS.match(text, each.end)}
    between = any(
        re.fullmatch(rf"\s+[{TICKS}]", text[one.end : other.start]) for one, other in pairwise(found)
    )  # “A√ B √C”: the tick leans on C
    return chosen, between


def _other(text: str, found: Sequence[_Label], other: str) -> str:
    """What somebody wrote on the line behind 其他."""
    label = next((each for each in found if each.choice == other), None)
    if label is None or not other:
        return ""
    following = [each.start for each in found if each.start > label.end]
    said = text[label.end : min(following, default=len(text))]
    return re.sub(rf"[\s_＿:：（）(){BOXES}{TICKS}]+", " ", said.split("\n")[0]).strip()
