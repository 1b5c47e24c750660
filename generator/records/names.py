"""Names of people whose consent is not live, and where they stand in texts, however they are spaced or marked up."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.records.consent import may_show
from generator.records.kinds import Volunteer
from generator.records.library import Entry, Library
from generator.records.marks import KeyPath

MASK = "某某"
"""Stands where a name stood."""
_GAP = r"(?:[\s\u00ad\u200b-\u200d\u2060\ufeff*_~`]|<[^<>\n]{1,80}>){0,6}"
"""What may stand between two characters of a name and leave it a name: blanks of lists, marks of Markdown, tags."""
_GAP_OF_WORDS = r"\s+"
_MARKS = re.compile(r"<[^<>\n]{1,80}>|[*_~`]+")
_DOTS = "·•・‧∙⋅"
_CODED = re.compile(r"&#(?:x([0-9a-f]{3,5})|([0-9]{4,6}));", re.IGNORECASE)
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
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
_KINDS = ("teams", "activities", "brands", "projects", "volunteers", "communities", "honours", "pages")
_REFERENCES = """
brand project campaign categories other_category teams team division township kind status consent people file honour
level unit_kind householder volunteer community named scope channels service_times id code date since focus brands with
"""
_NO_TEXT = frozenset(_REFERENCES.split())
"""Keys of records that hold a word of the federation's or an address, which nothing may change."""


@dataclass(frozen=True)
class Hidden:
    """Names that may not be shown, found as whole names: never inside a longer word that the register knows."""

    names: Mapping[str, str]
    """Name without blanks → the consent that no longer covers it."""
    known: frozenset[str] = frozenset()
    """Other people's names and the federation's own words."""
    _pattern: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        longer = {word for word in self.known if any(name in word for name in self.names) and word not in self.names}
        ways = {**{word: re.escape(word) for word in longer}, **{name: _spelt(name) for name in self.names}}
        ordered = sorted(ways, key=lambda each: (-len(each), each))
        # Asked first, the heads of all names spare nearly every place of a text some hundred names.
        heads = "".join(re.escape(head) for head in sorted({each[0] for each in ways}))
        one = f"(?=[{heads}])(?:{'|'.join(ways[each] for each in ordered)})" if ways else r"(?!)"
        object.__setattr__(self, "_pattern", re.compile(one, re.IGNORECASE))

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
            and (_HAN.search(name) or " " in name)
        )

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Beginning, end and name of every place where a person is named."""
        if not self.names:
            return
        by_case = {name.casefold(): name for name in self.names}
        for match in self._pattern.finditer(text):
            name = by_case.get(compact(_MARKS.sub("", match[0])).casefold())
            if name is not None and (not self._is_a_word(name) or _of_a_person(text, *match.span())):
                yield match.start(), match.end(), name

    def masked(self, text: str) -> str:
        """The text without the names; the same object where none stands in it."""
        if not self.names:
            return text
        plain = _CODED.sub(_character, text) if "&#" in text else text
        places = list(self.found(plain))
        if not places:
            return text
        parts, at = [], 0
        for start, end, _ in places:
            parts += [plain[at:start], MASK, *_MARKS.findall(plain[start:end])]
            at = end
        return "".join([*parts, plain[at:]])

    def _is_a_word(self, name: str) -> bool:
        return name in _ORDINARY or name in self.known


def compact(name: str) -> str:
    """A name without the blanks that lists set between its characters, dots written in one way."""
    letters = re.sub(f"[{_DOTS}]", "·", re.split("[（(]", name)[0])
    joined = re.sub(r"[\s\u200b-\u200d\ufeff]+", "", letters)
    return joined if _HAN.search(joined) else " ".join(letters.split())


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


def hidden(library: Library, today: dt.date) -> Hidden:
    """Everybody whose name may not be shown on a day, unless somebody of the same name may."""
    alive: set[str] = set()
    dead: dict[str, str] = {}
    for written, consent in people(library):
        name = compact(written)
        if len(name) < _SHORTEST or re.search(r"[某×*]", name):
            continue  # a stand-in already, and as such in many texts
        if may_show(library, consent, "name", today):
            alive.add(name)
        else:
            dead[name] = consent
    names = {name: consent for name, consent in dead.items() if name not in alive}
    return Hidden(names, frozenset(alive | _vocabulary(library)))


def nowhere(library: Library, names: Hidden) -> frozenset[str]:
    """Names that no file of a site may hold: those that mean a person wherever they stand, and are not let pass."""
    allowed = {each.text for each in library.federation.fields.leak_allow} if library.federation else set()
    return names.certain - allowed


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a record writes a name."""

    path: str
    line: int
    column: int
    """Both 1-based."""
    name: str
    where: str
    """In Chinese: the text, or the key."""


def mentions(library: Library, names: Hidden) -> Iterator[Mention]:
    """Where other records write names: each once in a text and once at a key."""
    entries: list[Entry[Any]] = [library.federation] if library.federation else []
    entries += [entry for kind in _KINDS for entry in getattr(library, kind).values()]
    for entry in entries:
        own = {("name",), ("leader", "name")}
        if isinstance(entry.fields, Volunteer) and compact(entry.fields.name) in names.names:
            continue  # her own page, which is not shown
        for at, text in _texts(entry.document.values, ()):
            if at in own or (at[:1] == ("awards",) and at[-1] == "name"):
                continue  # left out by its own consent
            for name in dict.fromkeys(name for _, _, name in names.found(text)):
                yield Mention(entry.path, *entry.document.place(*at), name, f"{_key(at)} 里")
        yield from _in_body(entry, names)


def _in_body(entry: Entry[Any], names: Hidden) -> Iterator[Mention]:
    told, body = set(), entry.document.body
    for start, _, name in names.found(body):
        if name not in told:
            told.add(name)
            line = entry.document.body_line + body.count("\n", 0, start)
            yield Mention(entry.path, line, start - body.rfind("\n", 0, start), name, "正文里")


def _key(at: KeyPath) -> str:
    return next((str(step) for step in reversed(at) if isinstance(step, str)), "")


def is_free(key: str) -> bool:
    """Whether a key of a record holds words of its writer, not an address or a word of the federation's."""
    return key not in _NO_TEXT


def _texts(value: Any, at: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            if is_free(str(key)):
                yield from _texts(each, (*at, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _texts(each, (*at, number))


def _vocabulary(library: Library) -> set[str]:
    """Words that readers choose by and pages are built on."""
    if library.federation is None:
        return set()
    facts = library.federation.fields
    places = {word for each in facts.divisions for word in (each.name, each.label, *each.townships)}
    listed = {*facts.categories, *facts.honours, *facts.service_times, *facts.served_groups, *facts.sources}
    lines: list[Any] = [*facts.brands, *facts.campaigns, *facts.levels, *facts.unit_kinds]
    named = {each.name for each in lines}
    return {facts.name, facts.short, facts.place} | places | listed | named


def _spelt(name: str) -> str:
    """An expression for every way in which a name may be written."""
    if not _HAN.search(name):
        # Neither within a word nor in a tag, an address or a key.
        return rf"(?<![a-z0-9</_.#-]){_GAP_OF_WORDS.join(map(re.escape, name.split()))}(?![a-z0-9>/_=@:-])"
    return _GAP.join(f"[{_DOTS}.]" if letter == "·" else re.escape(letter) for letter in name)


def _of_a_person(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 4) : start], text[end : end + 4]
    alone = not _LETTER.match(before[-1:]) and not _LETTER.match(after[:1])
    return alone or bool(_AFTER.match(after)) or bool(_BEFORE.search(before))


def _character(reference: re.Match[str]) -> str:
    letter = chr(min(int(reference[1], 16) if reference[1] else int(reference[2]), 0x10FFFF))
    return letter if _HAN.match(letter) else reference[0]
