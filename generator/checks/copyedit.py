"""Copy edits that are safe to make: punctuation, blanks and digits of one Chinese text, as small replacements.

AutoCorrect, a linter for Chinese copy, proposes; what is kept of its proposals is decided here, one kind of edit at a
time, because a wrong correction does more harm than a missed one. Official copy puts no blank between Han and Latin
letters or digits, so its rules about such blanks are off. What it does not know (brackets, quotation marks, dots) is
added. Links, addresses, code, HTML and file names are never touched.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import autocorrect_py

from generator.checks.closing_up import closed_up
from generator.checks.quotations import HAN, Spans, untouchable

_OFF, _ON = 0, 1
_CONFIG = {
    "rules": {
        "space-word": _OFF,
        "space-punctuation": _OFF,
        "space-bracket": _OFF,
        "space-backticks": _OFF,
        "space-dash": _OFF,
        "space-dollar": _OFF,
        "fullwidth": _ON,
        "halfwidth-word": _ON,
        "halfwidth-punctuation": _OFF,
        "no-space-fullwidth": _ON,
        "no-space-fullwidth-quote": _ON,
        "spellcheck": _OFF,
    },
    "context": {"codeblock": _OFF},
}
_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_MARKS = "，。；：！？、（）《》“”‘’【】"
_SIGN = re.compile(
    rf"[{HAN}”’）》】][,;:!?.(]|[,;:!?(][{HAN}“‘（《]|[０-９Ａ-Ｚａ-ｚ]| [{_MARKS}]|[{_MARKS}] |\)"
    rf'|"|。。|，，|、、|；；|：：|[{HAN}]--[{HAN}]|[{HAN}”’）》】] +[,;!?]|[0-9] +[{HAN}]'
)
"""What has none of these has nothing to mend; most texts have not."""
_BEGINS = re.compile(r"[ \t]*(?:[-*+>#|:]+|\d{1,3}[.)])?[ \t]*\Z")
"""What may stand before the text of a line in Markdown."""
_MARKUP = "*_|#>~`+-\\[]<"
_NUMERALS = "〇零一二三四五六七八九十百千万两几"
_BEHIND_HAN = re.compile(rf"(?<=[{HAN}”’）》】])(?P<mark>[,;:])(?=[{HAN}0-9A-Za-z“‘（《])")
_BRACKETS = re.compile(r"(?P<open>[(（])(?P<inside>[^()（）\[\]<>{}\n]{1,80})(?P<close>[)）])")
_STRAIGHT = re.compile(r'"([^"\n]{1,200})"')
_REPEATED = re.compile(r"(，，+|、、+|；；+|：：+|(?<!。)。。(?!。))")
_DOTS = re.compile(rf"。。。+|(?<=[{HAN}”’）》，！？])\.\.\.+(?![\w./])")
_DASHES = re.compile(rf"(?<=[{HAN}”’）》])--(?=[{HAN}“‘（《])")
_WIDER = 0xFEE0
"""How far a full-width letter or digit is from its usual form."""
_FAR = 40
"""Characters among which the neighbour of a row of blanks is looked for."""
_SAME = 3
"""Characters alike behind a difference: it is over."""
_STEPS = sorted(((gone, come) for gone in range(9) for come in range(9) if gone or come), key=sum)
_LONGEST = 5_000
"""Characters of a line; a longer one is no paragraph that anybody wrote."""
_ROUNDS = 3
"""One edit may make room for another; more rounds were never needed."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a text to be replaced."""

    start: int
    stop: int
    new: str


def suggested(text: str) -> list[Edit]:
    """The safe copy edits of one text, Markdown or plain, from the left; none of a text that needs none.

    Made once, they leave nothing to suggest.
    """
    if not _SIGN.search(text) or max(map(len, text.split("\n"))) > _LONGEST:
        return []
    return edits(text, _mended(text))


def for_a_value(text: str, source: str) -> list[Edit]:
    """The safe copy edits of the value of a key; ``source`` is the text of its file.

    Lines that YAML has folded into one leave a blank behind each, which nobody has typed.
    """
    made = suggested(text)
    if made and text not in source:
        single = (one for each in made for one in _singly(text, each.start, each.stop, each.new))
        made = [each for each in single if text[each.start : each.stop].strip(" ") not in ("", each.new)]
    return made


def applied(text: str, made: list[Edit]) -> str:
    """A text with edits made in it."""
    parts: list[str] = []
    done = 0
    for each in sorted(made, key=lambda one: one.start):
        parts += [text[done : each.start], each.new]
        done = each.stop
    return "".join([*parts, text[done:]])


def edits(old: str, new: str) -> list[Edit]:
    """The smallest replacements that make one text of another that has as many lines."""
    found: list[Edit] = []
    start = 0
    for before, after in zip(old.split("\n"), new.split("\n"), strict=True):
        if before != after:
            found += [Edit(start + first, start + last, words) for first, last, words in _changes(before, after)]
        start += len(before) + 1
    return found


def _changes(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """Where two lines differ: places in the first, text of the second.

    They hardly do, so looking a few characters ahead finds where they meet again, in a time that grows with the line.
    """
    here = there = 0
    while here < len(before) or there < len(after):
        if before[here : here + 1] == after[there : there + 1]:
            here, there = here + 1, there + 1
            continue
        gone, come = next(
            (
                (gone, come)
                for gone, come in _STEPS
                if _meet(before[here + gone :][:_SAME], after[there + come :][:_SAME], even=gone == come)
            ),
            (len(before) - here, len(after) - there),
        )
        yield here, here + gone, after[there : there + come]
        here, there = here + gone, there + come


def _meet(before: str, after: str, *, even: bool) -> bool:
    """Whether a difference is over: after a replacement one character alike says so, after a shift it takes more."""
    return before[:1] == after[:1] if even else before == after


def _mended(text: str) -> str:
    for _ in range(_ROUNDS):
        before = text
        for mend in (closed_up, _by_linter, _wide_marks, _brackets, _quotes, _dots):
            text = mend(text, untouchable(text))
        if text == before:
            break
    return text


@functools.cache
def _configured() -> None:
    """The linter keeps its settings for the whole process."""
    autocorrect_py.load_config(json.dumps(_CONFIG))  # type: ignore[attr-defined]  # its stub forgot it


def _by_linter(text: str, kept: Spans) -> str:
    """What AutoCorrect proposes, without whatever is not one of three kinds of edit."""
    _configured()
    proposed = str(autocorrect_py.format_for(text, "markdown")).split("\n")
    lines = text.split("\n")
    if len(proposed) != len(lines):
        return text
    made: list[Edit] = []
    start = 0
    for before, after in zip(lines, proposed, strict=True):
        for first, last, new in _changes(before, after) if before != after else ():
            made += [each for each in _singly(text, start + first, start + last, new) if not kept.touch(each.start)]
        start += len(before) + 1
    return applied(text, [each for each in made if _is_safe(text, each)])


def _singly(text: str, start: int, stop: int, new: str) -> Iterator[Edit]:
    """A replacement of several characters one by one, blanks that go apart from marks that change."""
    old = text[start:stop]
    if len(old) == len(new):
        yield from (Edit(start + place, start + place + 1, new[place]) for place in range(len(old)))
    elif old.strip(" ") and len(old.replace(" ", "")) == len(new):
        left = iter(new)
        for place, char in enumerate(old):
            yield Edit(start + place, start + place + 1, "" if char == " " else next(left))
    else:
        yield Edit(start, stop, new)


def _is_safe(text: str, edit: Edit) -> bool:
    old, left, right = (
        text[edit.start : edit.stop],
        text[max(0, edit.start - 1) : edit.start],
        text[edit.stop : edit.stop + 1],
    )
    if old and not old.strip(" ") and not edit.new:
        return _may_close_up(text, edit, left, right)
    if _WIDE.get(old) == edit.new:
        return _is_chinese_mark(old, left, right)
    is_wide = len(old) == 1 and "\uff10" <= old <= "\uff5a" and old.isalnum()
    return is_wide and edit.new == chr(ord(old) - _WIDER)


def _may_close_up(text: str, edit: Edit, left: str, right: str) -> bool:
    """A blank beside a full-width mark goes, except where Markdown needs it."""
    if not left or not right or "\n" in (left, right) or left in _MARKUP or right in _MARKUP:
        return False
    begins = text.rfind("\n", 0, edit.start) + 1
    if _BEGINS.fullmatch(text, begins, edit.start):
        return False
    left = text[max(0, edit.start - _FAR) : edit.start].rstrip(" ")[-1:]
    right = text[edit.stop : edit.stop + _FAR].lstrip(" ")[:1]
    return left in _MARKS or right in _MARKS or left in _WIDE or right in _WIDE


def _is_chinese_mark(mark: str, left: str, right: str) -> bool:
    """Whether a half-width mark stands in Chinese, not in a number, an abbreviation or a foreign name."""
    behind = _is_han(left) or left in "”’）》】"
    if mark == ".":
        return behind and (not right or right in ' \n”’）"')
    if mark == ":" and left in _NUMERALS and right in _NUMERALS and left and right:
        return False
    return behind or (_is_han(right) and left.isascii() and left.isalnum())


def _wide_marks(text: str, kept: Spans) -> str:
    """A comma or colon behind Han and before a digit, which the linter leaves alone."""

    def wide(match: re.Match[str]) -> str:
        left, right = text[match.start() - 1], text[match.end()]
        if kept.touch(match.start()) or not _is_chinese_mark(match["mark"], left, right):
            return match["mark"]
        return _WIDE[match["mark"]]

    return _BEHIND_HAN.sub(wide, text)


def _brackets(text: str, kept: Spans) -> str:
    """Half-width brackets around Chinese, and pairs of which one is half-width."""

    def wide(match: re.Match[str]) -> str:
        mixed = (match["open"] == "(") != (match["close"] == ")")
        left = text[max(0, match.start() - 1) : match.start()]
        chinese = any(map(_is_han, match["inside"])) and (not left or not left.isascii() or not left.isalnum())
        plain = match["open"] == "（" and match["close"] == "）"
        if plain or left == "]" or kept.touch(match.start()) or kept.touch(match.end() - 1):
            return match[0]
        return f"（{match['inside']}）" if mixed or chinese else match[0]

    return _BRACKETS.sub(wide, text)


def _quotes(text: str, kept: Spans) -> str:
    """Straight quotation marks around Chinese, where a line has them in pairs."""
    if '"' not in text:
        return text
    lines, start = [], 0
    for line in text.split("\n"):
        places = [start + place for place, char in enumerate(line) if char == '"']
        even = len(places) % 2 == 0 and not any(map(kept.touch, places))
        pairs = _STRAIGHT.findall(line)
        if places and even and len(pairs) * 2 == len(places) and all(any(map(_is_han, each)) for each in pairs):
            lines.append(_STRAIGHT.sub(r"“\1”", line))
        else:
            lines.append(line)
        start += len(line) + 1
    return "\n".join(lines)


def _dots(text: str, kept: Spans) -> str:
    """Marks typed twice, dots instead of ``……``, hyphens instead of ``——``."""

    def by(new: str) -> functools.partial[str]:
        return functools.partial(_unless_kept, kept, new)

    text = _REPEATED.sub(lambda match: match[0] if kept.touch(match.start()) else match[0][0], text)
    kept = untouchable(text)
    text = _DOTS.sub(by("……"), text)
    kept = untouchable(text)
    return _DASHES.sub(by("——"), text)


def _unless_kept(kept: Spans, new: str, match: re.Match[str]) -> str:
    return match[0] if kept.touch(match.start()) else new


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
