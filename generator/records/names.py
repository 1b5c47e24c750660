"""Names of people whose consent is not live, found in texts however they are spaced or marked up."""

from __future__ import annotations

import datetime as dt
import heapq
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from generator.records.consent import may_show
from generator.records.fields import ConsentChannel
from generator.records.library import Library
from generator.records.spelling import (
    HAN,
    beginnings,
    compact,
    in_words,
    letters_of,
    looks_like,
    openings_at,
    pieces,
    spelt_from,
)

__all__ = ["FIXED_FACTS", "MASK", "Hidden", "compact", "hidden", "is_free", "nowhere", "people"]

MASK = "某某"
"""Stands where a name stood."""
_LETTER = re.compile(r"\w")
_SHORTEST = 2
_SPOKEN = """
安康 安宁 安全 安心 安静 白天 白云 常年 常态 成功 成果 成长 程度 方便 方法 方向 方案 丰收 甘甜
高度 高峰 高兴 高原 关爱 关心 关怀 关于 广场 和睦 和平 和气 和谐 花园 花卉 华丽 黄河 黄金 吉祥
江河 江山 金秋 康复 乐观 乐意 黎明 路灯 路口 罗列 马路 马上 满意 毛巾 美丽 明白 明亮 明天 宁静
牛奶 平安 平等 平凡 平时 齐全 钱包 强大 任务 荣誉 沙发 尚未 盛夏 石头 时代 时候 时间 时刻 水利
水平 舒心 舒适 双手 田间 田野 童年 童心 万家 万事 万物 温和 温暖 温情 温馨 文化 文件 文明 文艺
向来 向前 向上 向往 项目 幸福 幸运 许多 阳光 杨柳 应对 应该 应急 应用 游园 有益 于是 元旦 乐园
云朵 张贴 章程 支持 钟点 周边 周到 周末 周年 周期 祝福 祝贺 庄稼 庄严 宗旨 左右
"""
_ORDINARY = frozenset(_SPOKEN.split())
"""Words of any report that are names as well; only beside a title or alone do they mean somebody."""
_TITLES = """
志愿者 队员 队长 副队长 组长 主席 副主席 主任 会长 书记 同志 姐妹 老师 医生 律师 大姐 阿姨 女士 奶奶 大娘 大妈
"""
_SPEAKS = "说 介绍 表示 告诉 一家 家里 本人 获得 荣获 等 姐 妹"
_BEFORE = re.compile(rf"(?:{'|'.join(_TITLES.split())}|叫)$")
_AFTER = re.compile(rf"^(?:{'|'.join((_TITLES + _SPEAKS).split())})")
_REFERENCES = """
brand project campaign categories other_category teams team division township kind status consent people file honour
level unit_kind householder volunteer community named scope channels service_times id code date since focus brands with
"""
_NO_TEXT = frozenset(_REFERENCES.split())
"""Keys of records that hold a word of the federation's or an address, which nothing may change."""
_FACTS = "short place code levels unit_kinds divisions categories other_category service_times served_groups stars"
FIXED_FACTS = frozenset(_FACTS.split()) | {"leak_allow", "id", "url", "colour"}
"""Keys of the federation's own facts on which pages and references are built."""


@dataclass(frozen=True)
class Hidden:
    """Names that may not be shown, found as whole names: never inside a longer word that the register knows."""

    names: Mapping[str, str]
    """Name without blanks → the consent that no longer covers it."""
    known: frozenset[str] = frozenset()
    """Other people's names and the federation's own words."""
    plain: bool = False
    """Whether texts are finished ones, in which tags set words apart and four blanks are no blank within a name."""
    _heads: re.Pattern[str] = field(init=False, repr=False)
    _by_opening: Mapping[str, list[str]] = field(init=False, repr=False)
    """First two letters, and those that look like them → names."""
    _in_words: re.Pattern[str] = field(init=False, repr=False)
    _words: tuple[str, ...] = field(init=False, repr=False)
    """Names in Latin letters, in the order of the expression's groups."""

    def __post_init__(self) -> None:
        han = [name for name in self.names if HAN.search(name) and len(letters_of(name)) >= _SHORTEST]
        by_opening: dict[str, list[str]] = {}
        for name in sorted(han):
            letters = letters_of(name)
            for opening in product(looks_like(letters[0]), looks_like(letters[1])):
                by_opening.setdefault("".join(opening), []).append(name)
        words = sorted((name for name in self.names if not HAN.search(name)), key=lambda each: (-len(each), each))
        one = "|".join(f"({in_words(name)})" for name in words) or r"(?!)"
        object.__setattr__(self, "_heads", beginnings(han))
        object.__setattr__(self, "_by_opening", by_opening)
        object.__setattr__(self, "_in_words", re.compile(one, re.IGNORECASE))
        object.__setattr__(self, "_words", tuple(words))

    @property
    def certain(self) -> frozenset[str]:
        """Those that mean a person wherever they stand: no common word, no part of a word that is shown.

        Nor a short name in letters, which stands in many a word of markup.
        """
        return frozenset(
            name
            for name in self.names
            if not self._is_a_word(name)
            and not any(name in word for word in self.known)
            and (HAN.search(name) or " " in name)
        )

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Beginning, end and name of every place where a person is named."""
        if not self.names:
            return
        last = 0
        for start, end, name in heapq.merge(self._in_han(text), self._in_latin(text)):
            if start >= last and self._means_somebody(text, start, end, name):
                last = end
                yield start, end, name

    def masked(self, text: str) -> str:
        """The text without the names; the same object where none stands in it."""
        while places := list(self.found(text)):
            parts, at = [], 0
            for start, end, _ in places:
                parts += [text[at:start], MASK, *pieces(text[start:end])]
                at = end
            text = "".join([*parts, text[at:]])  # a mark that is kept may hold a name itself
        return text

    def _in_han(self, text: str) -> Iterator[tuple[int, int, str]]:
        last = 0
        for match in self._heads.finditer(text):
            start = match.start()
            if start < last:
                continue
            openings = openings_at(text, start, plain=self.plain)
            likely = {name for opening in openings for name in self._by_opening.get(opening, ())}
            for name in sorted(likely, key=lambda each: (-len(letters_of(each)), each)):
                end = spelt_from(text, start, name, plain=self.plain)
                if end > 0 and not self._in_a_longer(text, start, name):
                    last = end
                    yield start, end, name
                    break

    def _in_latin(self, text: str) -> Iterator[tuple[int, int, str]]:
        for match in self._in_words.finditer(text) if self._words else ():
            yield match.start(), match.end(), self._words[(match.lastindex or 1) - 1]

    def _in_a_longer(self, text: str, start: int, name: str) -> bool:
        """Whether a word that the register knows stands there and holds the name."""
        return any(text.startswith(word, start - at) for word, at in self._longer.get(name, ()) if start >= at)

    @cached_property
    def _longer(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """Name → words that hold it, and where in them it begins."""
        longer: dict[str, list[tuple[str, int]]] = {}
        for word in self.known:
            for name in self.names:
                if len(word) > len(name) and name in word and word not in self.names:
                    longer.setdefault(name, []).append((word, word.index(name)))
        return {name: tuple(each) for name, each in longer.items()}

    def _means_somebody(self, text: str, start: int, end: int, name: str) -> bool:
        """A common word does beside a title or alone; so does, between words of a finished page, a short name apart."""
        apart = self.plain and len(name) == _SHORTEST and end - start > _SHORTEST
        return not (apart or self._is_a_word(name)) or _of_a_person(text, start, end)

    def _is_a_word(self, name: str) -> bool:
        return name in _ORDINARY or name in self.known


def people(library: Library) -> Iterator[tuple[str, str]]:
    """Name and consent of everybody whom the open side knows: volunteers, leaders, the honoured."""
    for volunteer in library.volunteers.values():
        yield volunteer.fields.name, volunteer.fields.consent
    for team in library.teams.values():
        if team.fields.leader and team.fields.leader.consent:
            yield team.fields.leader.name, team.fields.leader.consent
    for year in library.honours.values():
        for award in year.fields.awards:
            for each in award.recipients:
                if each.name and each.consent:
                    yield each.name, each.consent


def hidden(library: Library, today: dt.date, channel: ConsentChannel = "web") -> Hidden:
    """Everybody whose name a channel may not show on a day, unless somebody of the same name may be shown there."""
    alive: set[str] = set()
    dead: dict[str, str] = {}
    for written, consent in people(library):
        name = compact(written)
        if len(name) < _SHORTEST or re.search(r"[某×*]", name):
            continue  # a stand-in already, and as such in many texts
        if may_show(library, consent, "name", today, channel):
            alive.add(name)
        else:
            dead[name] = consent
    spoken_for = {letters_of(name) for name in alive}
    names = {name: consent for name, consent in dead.items() if letters_of(name) not in spoken_for}
    own = Hidden(names, frozenset(alive | _fixed_words(library)))
    # A prize or a workshop called after her tells her name: only a word that is the whole name is left to the others.
    return Hidden(
        names, own.known | {word for word in _listed_words(library) if word in names or not any(own.found(word))}
    )


def nowhere(library: Library, names: Hidden) -> frozenset[str]:
    """Names that no file of a site may hold: those that mean a person wherever they stand, and are not let pass."""
    allowed = {each.text for each in library.federation.fields.leak_allow} if library.federation else set()
    return names.certain - allowed


def is_free(key: str) -> bool:
    """Whether a key of a record holds words of its writer, not an address or a word of the federation's."""
    return key not in _NO_TEXT


def _fixed_words(library: Library) -> set[str]:
    """Words that pages are built on and that mean no person: places, categories, times, levels."""
    if library.federation is None:
        return set()
    facts = library.federation.fields
    places = {word for each in facts.divisions for word in (each.name, each.label, *each.townships)}
    kinds = {*(each.name for each in facts.levels), *(each.name for each in facts.unit_kinds)}
    return {
        facts.name, facts.short, facts.place, *places, *kinds, *facts.categories, *facts.service_times,
        *facts.served_groups,
    }  # fmt: skip


def _listed_words(library: Library) -> set[str]:
    """Words that readers choose by and that may be called after somebody."""
    if library.federation is None:
        return set()
    facts = library.federation.fields
    return {
        *facts.honours,
        *facts.sources,
        *(each.name for each in facts.brands),
        *(each.name for each in facts.campaigns),
    }


def _of_a_person(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 4) : start], text[end : end + 4]
    alone = not _LETTER.match(before[-1:]) and not _LETTER.match(after[:1])
    return alone or bool(_AFTER.match(after)) or bool(_BEFORE.search(before))
