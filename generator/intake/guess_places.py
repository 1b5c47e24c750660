"""Where an activity was held: a township of federation.yml and, behind it, a spot that everybody may know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.intake.guess import LIKELY, LOOSE, SURE, Guess, Known, Understood
from generator.records.federation import Division

_AT = re.compile(r"(?:在|到|至|赴|走进|来到|走近|深入|前往|进驻|赶到|奔赴|位于)(?:[\u4e00-\u9fff]{2,6}?[市县区])?$")
_AND = re.compile(r"\s*(?:[、和及与]|以及)\s*")
_UNIT_BEHIND = re.compile(
    r"\s*(?:妇联|妇女联合会|党工委|党委|办事处|政府|总工会|团委|巾帼|司法所|派出所|卫生院|中心卫生院|民政所|文明办)"
)
_SPOTS = """
社区 村 广场 公园 小学 中学 学校 幼儿园 敬老院 养老院 福利院 日间照料中心 妇女之家 儿童之家 文化站 文化馆 图书馆 书屋
实践站 实践所 服务中心 活动中心 活动室 会议室 会议厅 礼堂 大集 集市 市场 超市 卫生院 医院 卫生室 车站 路口 基地 合作社
工坊 驿站 大院 党群服务中心 大讲堂 食堂
"""
_ANY_SPOT = "|".join(sorted(_SPOTS.split(), key=lambda each: (-len(each), each)))
_SPOT = re.compile(
    rf"(?:街道办事处|办事处|街道)?的?(?P<spot>[\u4e00-\u9fffA-Za-z0-9]{{0,12}}?(?:{_ANY_SPOT})"
    rf"(?:(?:新时代文明|党群|便民|文化|妇女|儿童|日间|文体|综合)?[\u4e00-\u9fff]{{0,5}}(?:{_ANY_SPOT}))?)"
)
_WENT = re.compile(
    rf"(?:在|走进|来到|走近|深入|前往|到)(?:辖区|本地)?(?P<spot>[\u4e00-\u9fffA-Za-z0-9]{{2,10}}?(?:{_ANY_SPOT})"
    rf"(?:(?:新时代文明|党群|便民|文化|妇女|儿童|日间|文体|综合)?[\u4e00-\u9fff]{{0,3}}(?:{_ANY_SPOT}))?)(?![生们家居民干主医工负书妇的党支委卫])"
)
_ANY = re.compile("辖区|附近|周边|当地|本地|沿街|田间|一些|多家|群众|老人|这")
"""Some school or other is no spot."""
_NO_SPOT = re.compile(
    r"开展|举办|[总分小]队|队员|请[来到]|[在\d]|组织|志愿|妇联|活动(?!室|中心)|进行|联合|为|的|号楼|单元|家中|家里|室(?<!活动室)(?<!会议室)(?<!卫生室)$"
    r"|各|全|多个|[一二三四五六七八九十\d]个"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A township that the text names."""

    division: Division
    township: str
    words: str
    start: int
    end: int
    at: bool
    """Something was done there, as the words before it say."""
    unit: bool
    """It is a unit's name: 任店镇妇联."""


def guess_place(known: Known, understood: Understood) -> None:
    """Put ``place`` (township, division) and ``place.spot``."""
    text = understood.story.text
    found = list(_named(text, known))
    told = [each for each in found if each.at] or [each for each in found if not each.unit] or found
    places = {(each.division.code, each.township) for each in told}
    if not told:
        _elsewhere(text, known, understood)
        return
    best = told[0]
    story = understood.story
    every = {(each.division.code, each.township) for each in found}
    sure = SURE if best.at and len(every) == 1 else LIKELY
    understood.put("place", Guess((best.division.code, best.township), sure, best.words))
    if len(places) > 1:
        others = "、".join(dict.fromkeys(each.township for each in told))
        understood.ask(15, f"地点写 {best.township} 对吗？来稿里写到几个乡镇（街道）：{others}")
    elif sure != SURE:
        understood.ask(25, f"活动是不是在{best.township}办的？（从“{best.words}”看出来的）")
    here = [each for each in told if each.township == best.township and each.start > len(story.title)]
    _spot(text, here, understood, alone=len(every) == 1)


def _named(text: str, known: Known) -> Iterator[_Found]:
    """Every township in reading order; names that several divisions have are settled by the text or the team."""
    table: dict[str, list[Division]] = {}
    for division in known.federation.divisions:
        for name in division.townships:
            table.setdefault(name, []).append(division)
            if name.endswith("街道"):
                table.setdefault(f"{name.removesuffix('街道')}办事处", []).append(division)
    if not table:
        return
    names = sorted(table, key=lambda each: (-len(each), each))
    last: _Found | None = None
    for match in re.finditer("|".join(map(re.escape, names)), text):
        settled = _settled(table[match[0]], text, match.start(), known)
        if settled is None:
            continue
        township = match[0] if match[0] in settled.townships else f"{match[0].removesuffix('办事处')}街道"
        before = text[max(0, match.start() - 12) : match.start()]
        behind = _UNIT_BEHIND.match(text, match.end()) is not None
        listed = last is not None and last.at and _AND.fullmatch(text, last.end, match.start()) is not None
        at = (_AT.search(before) is not None or listed) and not behind
        last = _Found(settled, township, match[0], match.start(), match.end(), at, behind)
        yield last


def _settled(divisions: list[Division], text: str, at: int, known: Known) -> Division | None:
    if len(divisions) == 1:
        return divisions[0]
    before = text[max(0, at - 8) : at]
    near = [each for each in divisions if each.name in before or each.label in before]
    near = near or [each for each in divisions if each.name in text or each.label in text]
    entry = known.library.teams.get(known.team) if known.team is not None else None
    near = near or [each for each in divisions if entry and entry.fields.division == each.code]
    return near[0] if len(near) == 1 else None


def _spot(text: str, found: list[_Found], understood: Understood, *, alone: bool) -> None:
    """Behind the township; else where somebody went, if only one township is told of. A title names no spot."""
    for each in sorted(found, key=lambda each: not each.at):
        match = _SPOT.match(text, each.end)
        spot = re.sub(r"^(?:一[处个家所]|某[个处]?|辖区内?的?)", "", match["spot"]) if match else ""
        if match and spot and not _NO_SPOT.search(spot):
            sure = SURE if each.at and alone and spot == match["spot"] else LIKELY
            understood.put("place.spot", Guess(spot, sure, text[each.start : match.end()]))
            return
    for match in _WENT.finditer(understood.story.lead) if alone else ():
        if not _NO_SPOT.search(match["spot"]) and not _ANY.match(match["spot"]):
            understood.put("place.spot", Guess(match["spot"], LIKELY, match[0]))
            return
    understood.ask(60, "活动在什么公共场所？（社区、广场、学校……；在人家里的不写）")


def _elsewhere(text: str, known: Known, understood: Understood) -> None:
    """No township is named: a community that the register knows, else the team's own township."""
    for each in known.library.communities.values():
        core = re.sub(r"(?:妇女之家|儿童之家|示范社区)$", "", each.fields.name)
        if len(core) > 2 and core in text:  # noqa: PLR2004
            understood.put("place", Guess((each.fields.division, each.fields.township), LIKELY, core))
            understood.ask(10, f"活动在{each.fields.township}吗？（来稿写的是{core}）")
            return
    teams = understood.value("teams")
    address = teams[0] if isinstance(teams, tuple) and teams else known.team
    entry = known.library.teams.get(str(address)) if address else None
    if entry is not None and entry.fields.township:
        understood.put("place", Guess((entry.fields.division, entry.fields.township), LOOSE))
        understood.ask(8, f"活动在哪个乡镇（街道）？来稿没有写，先写了队伍所在的{entry.fields.township}")
        return
    understood.ask(6, "活动在哪个乡镇（街道）、什么场所？来稿没有写")
