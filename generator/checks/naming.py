"""Where a Chinese text names a person, as far as plain code can be sure: shape of the name and what stands beside it.

Chinese has no capitals, and most surnames are ordinary words. So a name counts only in a frame that hardly anything
else fits: after somebody's role, before an age, beside a verb of speech. What is doubtful is no finding.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from generator.checks import surnames
from generator.checks.frames import AGE, AGE_BEFORE, BEGINS, FORMS, IN_A_ROW, PLACES, Shape, fits
from generator.checks.listed import SPACED, in_a_table, rolls
from generator.checks.roles import BYLINES, CHILDREN, OFFICES, ROLES

_ROLES = tuple(sorted({*ROLES, *OFFICES}, key=lambda each: (-len(each), each)))
_ACROSS = frozenset(surnames.words("儿童 孩童 女童 男童 学童 师傅 板娘"))
"""Words that begin before what looks like a surname: 留守儿童小强, 理发师傅."""
_HOW = re.compile(r"(.)\1地")
_MARKS = " *_“”\"‘’'"
_HAN = r"[\u4e00-\u9fff]"
_PSEUDONYM = re.compile(r"[（(]\s*(?:系)?(?:化名|均为化名|网名|艺名)")
_PSEUDONYMS = re.compile(rf"{_HAN}{{1,3}}(?=[（(]\s*(?:系|均为)?化名)")
_CLASS = "".join(sorted(surnames.GIVEN))
_START = re.compile(
    rf"(?:{'|'.join(surnames.COMPOUND)}|[{''.join(sorted(surnames.SURNAMES | surnames.AT_END))}])"
    rf"(?=[{_CLASS}]|[^\W{''.join(sorted(surnames.NEVER))}a-zA-Z0-9_][{_CLASS}])"
)
_CALLED = tuple(surnames.CALLED)
_UNIT = re.compile(
    r"(?:名师|名校长|劳模|创新|技能|大师|家庭|教育|巾帼|调解|律师|法官|爱心|志愿|服务|生态|种植|养殖|专业|手工|刺绣|苗绣)*"
    r"(?:合作社|工作室|工作站|热线|班组|书屋|书院|调解室|驿站|服务队|小队|工坊|农场|基金|绣坊|基地|诊所|理发店|烧饼店|饭店|品牌)"
)
"""Behind a name: the unit is called so, and the name is no longer only hers."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in a text."""

    start: int
    end: int
    text: str
    role: str = ""
    """What she is called before her name: ``居民``, ``书记``; empty where nothing is said."""
    age: int | None = None
    after: str = ""
    """The title behind the name, as in ``王秀兰主任``."""

    @property
    def surname(self) -> str:
        """All of the name that a report may repeat."""
        return self.text[:2] if self.text.startswith(surnames.COMPOUND) else self.text[:1]

    @property
    def veiled(self) -> str:
        """What a report says of her."""
        return f"姓{self.surname}，共 {len(self.text)} 字"

    @property
    def office(self) -> str:
        """The public office in which she is named, if any."""
        return self.role if self.role in OFFICES else self.after if self.after in OFFICES else ""

    @property
    def child(self) -> bool:
        """Whether she is under fourteen, or must be taken to be."""
        grown = 14
        if self.age is not None:
            return self.age < grown
        return self.role in CHILDREN or self.after == "小朋友"


def names(text: str, known: Collection[str] = frozenset(), *, alone: bool = False) -> list[Name]:
    """Every name of which the code is sure, from the left; people in ``known`` and figures of history are none.

    Args:
        text: plain text or Markdown.
        known: people of whom nothing is to be said.
        alone: take a name of full shape at the beginning of a clause for one as well, whatever follows.
    """
    if SPACED.search(text):
        return _unspaced(text, known, alone=alone)
    found: list[Name] = []
    listed = dict(rolls(text)) if "、" in text else {}
    for match in _START.finditer(text):
        start = match.start()
        if found and start < found[-1].end:
            continue
        after_surname = match.end()
        follows = bool(found) and text[found[-1].end : start] in {"、", "和", "与", "，"}
        name = _at(text, start, after_surname, follows=follows, alone=alone)
        if start in listed and (name is None or name.end != listed[start]):
            name = named_at(text, start, listed[start])
        if name is not None and not _is_public(text, name, known):
            found.append(replace(name, role=found[-1].role) if follows and not name.role else name)
    return found


def _unspaced(text: str, known: Collection[str], *, alone: bool) -> list[Name]:
    """The names of a text in which some are spaced out; places are those of the text as it was written."""
    dropped = {
        at for match in SPACED.finditer(text) for at in range(match.start(), match.end()) if text[at] in " \u3000"
    }
    places = [at for at in range(len(text)) if at not in dropped]
    closed = "".join(text[at] for at in places)
    found = names(closed, known, alone=alone)
    return [replace(each, start=places[each.start], end=places[each.end - 1] + 1) for each in found]


def named_at(text: str, start: int, end: int) -> Name:
    """The person whose name is known to stand between two characters, with what she is called there."""
    left = text[max(0, start - 14) : start].rstrip(_MARKS)
    role = next(each for each in _ROLES if left.endswith(each)) if left.endswith(_ROLES) else ""
    return _named(text, start, end, role, left, text[end : end + 14].lstrip(_MARKS))


def pseudonyms(text: str) -> Iterator[tuple[int, int]]:
    """Names that the text itself calls 化名."""
    for match in _PSEUDONYMS.finditer(text):
        yield match.span()


def _is_public(text: str, name: Name, known: Collection[str]) -> bool:
    """Whether it is somebody known; 刘秀英 is no emperor."""
    for size in (2, 3, 4):
        begins = text[name.start : name.start + size]
        if begins in known:
            return True
        if begins in surnames.FIGURES and not (name.text[size:] and set(name.text[size:]) <= surnames.GIVEN):
            return True
    return False


def _at(text: str, start: int, given: int, *, follows: bool, alone: bool) -> Name | None:
    """The name that begins at ``start``, its given name at ``given``, if the frame is sure."""
    words = BEGINS.get(text[start], ())
    if text.startswith(words, start) or text.startswith(_CALLED, given):
        return None
    left = text[max(0, start - 14) : start].rstrip(_MARKS)
    role = next(each for each in _ROLES if left.endswith(each)) if left.endswith(_ROLES) else ""
    if (left.endswith(BYLINES) and not role) or text[start - 1 : start + 1] in _ACROSS:
        return None
    for size in (2, 1):
        end = given + size
        letters = text[given:end]
        if len(letters) < size or any(letter in surnames.NEVER for letter in letters) or not letters.isalpha():
            continue
        if size > 1 and (text.startswith(BEGINS.get(letters[-1], ()), end - 1) or _HOW.match(text, given)):
            continue  # 欧阳红高兴地说, 石磊磊地堆着
        if size == 1 and (letters in surnames.CALLED_SHORT or letters not in surnames.GIVEN):
            continue
        sure = all(letter in surnames.GIVEN for letter in letters)
        right = text[end : end + 14].lstrip(_MARKS)
        if _PSEUDONYM.match(right) or (size + given - start > 2 and _UNIT.match(right)):  # noqa: PLR2004
            return None
        whole = sure and len(letters) + given - start > 2  # noqa: PLR2004 - 王秀兰, 欧阳红; 王芳 is short
        shape = Shape(text[start], sure=sure, whole=whole, certain=letters[-1] in surnames.CERTAIN)
        opens = alone and (shape.plain or _short(shape, right)) and (bool(role) or _is_free(left))
        opens = opens or (shape.plain and in_a_table(text, start, end))
        listed = follows and sure and (whole or bool(IN_A_ROW.match(right)))
        if opens or listed or fits(shape, left, role, right):
            return _named(text, start, end, role, left, right)
    return None


def _is_free(left: str) -> bool:
    """Whether a word may begin here."""
    return not left[-1:].isalpha() or left[-1] == "的"


def _short(shape: Shape, right: str) -> bool:
    """Whether a name of two characters may stand alone: no place, and no word of its own."""
    return shape.sure and shape.surname not in surnames.DOUBTFUL | surnames.AT_END and right[:1] not in set(PLACES)


def _named(text: str, start: int, end: int, role: str, left: str, right: str) -> Name:
    before, behind = AGE_BEFORE.search(left), AGE.match(right)
    years = before[1] if before else behind[1] if behind else None
    after = next((each for each in (*FORMS, *OFFICES) if right.startswith(each)), "")
    return Name(start, end, text[start:end], role, int(years) if years else None, after)
