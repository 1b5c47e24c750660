"""Rule A17: who claims an honour of the nation, the province or the city says which document gave it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.checks import surnames
from generator.checks.passages import Passage, unnamed, written
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.library import Entry, Library

_GIVEN = (
    r"(?:荣获|获评|获得|获颁|获授|获选|获(?!奖|悉|知|益|救|赠|准|胜|取)|荣膺|喜获|喜摘|摘得|捧回|斩获|夺得|拿下|捧得|入选|当选"
    r"|评为|授予|命名为|表彰为|认定为|确定为|推选为)"
)
_LEVEL = (
    r"(?:全国|国家级|国家|中国|[\u4e00-\u9fff]{2,3}省(?!略|事|心|力|钱|下|时|去|得|悟|吃)|全省|省级|省"
    r"|[\u4e00-\u9fff]{2,3}市|全市|市级|市)(?!民|场|区|面|值|容|井|声|直机关|公众)"
)
_TITLES = surnames.words("""
    三八红旗手 三八红旗集体 巾帼文明岗 巾帼建功标兵 巾帼建功先进集体 最美家庭 五好家庭 五好文明家庭 文明家庭 文明单位
    文明村 文明社区 道德模范 身边好人 劳动模范 五一劳动奖章 五一巾帼标兵 五一巾帼奖状 先进集体 先进工作者 先进个人
    先进单位 优秀志愿者 优秀巾帼志愿者 最美志愿者 最美巾帼志愿者 优秀志愿服务组织 优秀志愿服务队 最佳志愿服务组织
    最佳志愿服务项目 优秀志愿服务项目 优秀巾帼志愿服务项目 示范社区 示范妇女之家 示范基地 示范岗 示范点 示范户 示范村
    示范队 示范项目 先进典型 标兵 优秀共产党员 优秀党务工作者 三八红旗手标兵 巾帼建功先进个人 巾帼建功示范岗
    文明校园 平安家庭 书香家庭 绿色家庭 廉洁家庭 和谐家庭 最美志愿服务社区 最美志愿服务村 优秀志愿服务社区
    青年文明号 工人先锋号 五一劳动奖状 五四奖章 好人榜 民族团结进步模范 脱贫攻坚楷模
""")
_PRIZE = r"(?:(?:特等|一等|二等|三等|金|银|铜|优秀|优胜)奖|第[一二三]名|[冠亚季]军)"
_SPAN = r"[^，。；！？\n《》]"
_WISHED = re.compile(
    r"力争|争取|争当|争创|争做|创建|希望|努力|目标|拟|推荐|候选|申报|申请|没有|没|未|不|梦想|如果|若|有望|冲刺"
    r"|标准|条件|怎样|如何|可以|可|能"
)
_OF_OTHERS = re.compile(
    r"讲述|讲起|讲了|宣讲|学习|重温|分享了|观看|影片|电影|同名|先烈|烈士|嘉宾|邀请|走进|来到|走访|参观|请来|聘请"
)
_DOCUMENT = re.compile(
    r"〔\d{4}〕|[\[［【(（]\d{4}[\]］】)）]\s*\d+\s*号|《[^》\n]*(?:决定|通报|通知|公告|名单|公示|文件)[^》\n]*》|https?://|\]\([^()\s]+\)"
)
_ASK = "请写明表彰文件的名称和文号（如 〔2025〕6号）或者链接；本级妇联的表彰登记到 content/honours"


@rule("A17", "写到全国、省、市的荣誉，写明表彰文件或链接", "warning", "登记惯例")
def honours_rest_on_documents(this: Rule, facts: Facts) -> Iterator[Problem]:
    titles = sorted(facts.words(this.id, _TITLES), key=lambda each: (-len(each), each))
    noun = "|".join(map(re.escape, titles))
    claim = re.compile(
        rf"(?P<given>{_GIVEN}){_SPAN}{{0,12}}?(?P<what>{_LEVEL}{_SPAN}{{0,16}}?(?:(?P<title>{noun})"
        rf"|(?:志愿|巾帼){_SPAN}{{0,12}}?{_PRIZE})|国家级{_SPAN}{{0,8}}?{_PRIZE})"
        rf"|被(?:全国|(?:[\u4e00-\u9fff]{{2,3}})?[省市])(?:妇联|文明委|文明办|总工会|委|政府|人民政府|民政厅|民政局|团委)"
        rf"{_SPAN}{{0,16}}?(?:授予|评为|命名为|表彰为){_SPAN}{{0,12}}?(?P<called>{noun})"
    )
    are = re.compile(
        rf"(?P<given>{_WE_ARE})(?P<what>(?:全国|国家级|[\u4e00-\u9fff]{{2,3}}省|全省|省级|省|全市|市级|市)"
        rf"(?P<title>{noun}))(?P<called>)"
    )
    alone = re.compile(rf"(?P<given>)(?P<what>{_LEVEL}{_SPAN}{{0,8}}?(?P<title>{noun}))(?P<called>)")
    for entry in written(facts):
        passages = unnamed(entry)
        if any(_DOCUMENT.search(passage.text) for passage in passages):
            continue
        for passage in passages:
            if any(word in passage.text for word in _SIGNS):
                yield from _claims(this, facts.library, passage, claim)
            elif "是" in passage.text and are.search(passage.text):
                yield from _claims(this, facts.library, passage, are)
            elif passage.at == ("headline",):
                yield from _claims(this, facts.library, passage, alone)
    yield from _listed(this, facts.library)


_WE_ARE = r"(?<=[队社村位集目])[区体伍]?(?:已经|早已|还|也|就|可)?是"
"""A team, a village or a unit is something; of a person who is something, others tell."""
_SIGNS = (
    "获",
    "评为",
    "授予",
    "入选",
    "当选",
    "摘得",
    "捧回",
    "捧得",
    "夺得",
    "拿下",
    "命名",
    "表彰为",
    "认定",
    "荣膺",
    "推选",
)


def _listed(this: Rule, library: Library) -> Iterator[Problem]:
    """What a volunteer's page lists is in the honours of a year, or says its document."""
    if _honours_are_unclear(library):
        return
    for entry in library.volunteers.values():
        for number, honour in enumerate(entry.fields.honours):
            if not _DOCUMENT.search(honour) and not _was_given(library, entry, honour):
                message = f"表彰里没有登记“{honour[:30]}”"
                yield this.at(entry, message, _ASK, "honours", number)


def _honours_are_unclear(library: Library) -> bool:
    """Whether some honour or recipient could not be read or is not known: that is told there, once."""
    if any(kind == "honours" for kind, _ in library.broken):
        return True
    known = library.federation.fields.honours if library.federation else ()
    awards = [award for year in library.honours.values() for award in year.fields.awards]
    slugs = {each.volunteer for award in awards for each in award.recipients if each.volunteer is not None}
    return any(award.honour not in known for award in awards) or not slugs <= library.volunteers.keys()


def _was_given(library: Library, entry: Entry[Any], honour: str) -> bool:
    slug = entry.path.removesuffix(".md").rpartition("/")[2]
    if not slug.isascii():
        return True  # rule R2 tells: nothing can name such a page
    return any(
        award.honour in honour and any(each.volunteer == slug for each in award.recipients)
        for year in library.honours.values()
        for award in year.fields.awards
    )


def _claims(this: Rule, library: Library, passage: Passage, claim: re.Pattern[str]) -> Iterator[Problem]:
    for start, sentence in passage.sentences():
        match = claim.search(sentence)
        if match is None:
            continue
        before, behind = sentence[: match.start()], sentence[match.end() :]
        clause = re.split("[，；：]", before)[-1]
        if _is_in_passing(clause, behind) or _tells_of(sentence, _figures(library)):
            continue
        title = match["title"] or match["called"] or ""
        if title and _is_registered(library, title):
            continue
        what = re.sub('[“”"「」 ]', "", match["what"] or match[0])
        yield passage.problem(this.id, start + match.start(), f"写到“{what[:30]}”，没有写明依据", _ASK)
        return


def _is_in_passing(clause: str, behind: str) -> bool:
    """Whether nobody claims: it is wished for, belongs to somebody in a lecture, or only describes a place."""
    if _WISHED.search(clause[-6:]) or _OF_OTHERS.search(clause):
        return True
    return (
        re.match(r"[”’」\"]?(?:等)?(?:荣誉)?(?:称号|奖项)?(?:的|评选|推荐|候选|申报|标准|条件|创建)", behind)
        is not None
    )


def _tells_of(sentence: str, figures: frozenset[str]) -> bool:
    """Whether somebody of history is meant; an honour may be called after one."""
    plain = sentence.replace("学雷锋", "")
    return any(each in plain for each in figures)


def _figures(library: Library) -> frozenset[str]:
    federation = library.federation
    own = {each.name for each in federation.fields.public_names} if federation else set()
    return frozenset(surnames.FIGURES | own)


def _is_registered(library: Library, title: str) -> bool:
    """Whether a year of the register gives the honour."""
    given = {award.honour for year in library.honours.values() for award in year.fields.awards}
    return any(title in each or each in title for each in given)
