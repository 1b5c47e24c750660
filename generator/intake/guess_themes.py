"""What a story is about: brand, project, campaign, categories, by the federation's own words and everyday ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.intake.guess import LIKELY, LOOSE, SURE, Guess, Known, Understood
from generator.records import calendar
from generator.records.campaigns import Campaign

_SPEAK_FOR = """
空巢 独居 孤寡 老人 敬老 慰问 困难家庭 困难妇女 留守 结对 残疾 送温暖 慰问品 理发 包饺子 > 困 爱心 关爱 帮扶 生活照料
法律 普法 维权 妇女权益保障法 反家庭暴力 反家暴 宪法 律师 调解 民法典 咨询台 法治 婚姻家庭 > 维权 法律 普法
义诊 量血压 测血糖 两癌 健康讲座 医保 体检 急救 健康知识 > 义诊 卫生保健 健康咨询
文明礼仪 文明交通 文明劝导 文明城市 移风易俗 文明新风 斑马线 婚俗 > 文明
环境整治 清扫 捡拾 垃圾 卫生死角 小广告 人居环境 植树 护绿 环保 护河 > 环境 护绿 文明
家庭教育 家长 家风 亲子 育儿 家教 家长课堂 阅读 > 家庭教育 家教 家长
禁毒 毒品 防艾 艾滋 > 禁毒
创业 就业 招聘 电商 直播带货 技能培训 岗位 求职 巧媳妇 手工编织 > 创业 就业
科技 农技 种植技术 剪枝 果树 大棚 养殖技术 > 科技
文艺 演出 广场舞 宣讲 理论宣讲 戏曲 合唱 春联 > 文化
"""
_TOPICS = [tuple(tuple(part.split()) for part in line.split(">")) for line in _SPEAK_FOR.strip().splitlines()]
"""Everyday words → parts of names and contents of brands and categories that they speak for."""
_ENDINGS = re.compile(r"(?:国际|世界|全国|中国)|(?:纪念日|宣传周|宣传月|行动日|节|日|周|月)$")
_NEAR = 15
"""Days."""
_TITLE_WEIGHT = 3


def guess_themes(known: Known, understood: Understood) -> None:
    """Put ``project``, ``campaign``, ``brand`` and ``categories``."""
    _project(known, understood)
    _campaign(known, understood)
    hits = _topics(understood)
    _brand(known, understood, hits)
    _categories(known, understood, hits)


def _topics(understood: Understood) -> Counter[tuple[str, ...]]:
    """How often the words of each topic stand in the text; a word of the title counts more."""
    story = understood.story
    body = "\n".join(each.text for each in story.blocks)
    found: Counter[tuple[str, ...]] = Counter()
    for words, means in _TOPICS:
        score = sum(min(body.count(word), 2) + _TITLE_WEIGHT * (word in story.title) for word in words)
        if score:
            found[means] += score
    return found


def _project(known: Known, understood: Understood) -> None:
    text = understood.story.text
    found = {address: each for address, each in known.library.projects.items() if _called(each.fields.title, text)}
    if len(found) == 1:
        address, entry = next(iter(found.items()))
        quoted = re.search(rf"[“《‘「]{re.escape(entry.fields.title)}[”》’」]", text)
        understood.put("project", Guess(address, SURE if quoted else LIKELY, entry.fields.title))
        if not quoted:
            understood.ask(50, f"这是品牌项目“{entry.fields.title}”的活动吗？")


def _called(title: str, text: str) -> bool:
    return len(title) > 3 and title in text  # noqa: PLR2004


def _brand(known: Known, understood: Understood, hits: Counter[tuple[str, ...]]) -> None:
    """Named in the text, that of the project, or the one that most words speak for."""
    text = understood.story.text
    named = [each.name for each in known.federation.brands if each.name in text]
    quoted = [
        name for name in named if re.search(rf"“{re.escape(name)}”|{re.escape(name)}(?:巾帼)?(?:志愿)?服务?品牌", text)
    ]
    if len(quoted) == 1:
        understood.put("brand", Guess(quoted[0], SURE, quoted[0]))
        return
    project = understood.guesses.get("project")
    if project is not None:
        brand = known.library.projects[str(project.value)].fields.brand
        understood.put("brand", Guess(brand, project.confidence, project.words))
        return
    scores = _scores(known, understood, hits)
    ranked = scores.most_common(2)
    if not ranked:
        first = known.federation.brands[0].name
        understood.put("brand", Guess(first, LOOSE))
        understood.ask(7, f"属于哪个品牌？来稿里看不出来，先写了“{first}”")
        return
    clear = len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]
    best = ranked[0][0]
    understood.put("brand", Guess(best, LIKELY if clear else LOOSE, "、".join(_words(understood, hits))))
    if not clear:
        understood.ask(12, f"品牌是“{best}”还是“{ranked[1][0]}”？")


def _scores(known: Known, understood: Understood, hits: Counter[tuple[str, ...]]) -> Counter[str]:
    text = understood.story.text
    scores: Counter[str] = Counter()
    for brand in known.federation.brands:
        said = [brand.name, *brand.contents]
        own = {part for each in brand.contents for part in re.split("[、，]", each) if len(part) > 3}  # noqa: PLR2004
        score = 2 * sum(part in text for part in {*own, brand.name})
        for means, often in hits.items():
            score += often if any(mean in each for mean in means for each in said) else 0
        if score:
            scores[brand.name] = score
    return scores


def _words(understood: Understood, hits: Counter[tuple[str, ...]]) -> list[str]:
    """A few words of the text that decided."""
    text = understood.story.text
    best = [means for means, _ in hits.most_common(1)]
    return [word for words, means in _TOPICS if means in best for word in words if word in text][:4]


def _categories(known: Known, understood: Understood, hits: Counter[tuple[str, ...]]) -> None:
    """At most two, each spoken for by several words."""
    enough, most = 3, 2
    listed: dict[str, int] = {}
    for category in known.federation.categories:
        score = sum(often for means, often in hits.items() if any(mean in category for mean in means))
        score += 3 * (f"巾帼{category}" in understood.story.text)
        if score >= enough and category != known.federation.other_category:
            listed[category] = score
    ranked = sorted(listed, key=lambda each: (-listed[each], each))
    best = [each for each in ranked if listed[each] * 2 >= listed[ranked[0]]][:most]
    if best:
        understood.put("categories", Guess(tuple(best), LIKELY, "、".join(_words(understood, hits))))


def _campaign(known: Known, understood: Understood) -> None:
    """A key date whose name stands in the text, not too far from the day of the activity."""
    dated = understood.guesses.get("date")
    if dated is None or not isinstance(dated.value, tuple):
        return
    first = dated.value[0]
    text, title = (re.sub('[“”"]', "", each) for each in (understood.story.text, understood.story.title))
    found = []
    for campaign in known.federation.campaigns:
        away = calendar.days_away(campaign, first, first)
        word = next((each for each in _called_so(campaign) if _says(text, each)), "")
        if away is not None and away[0] <= _NEAR and word:
            found.append((not _says(title, word), -len(word), away[0], campaign.id, word))
    if not found:
        return
    aside, _, _, best, word = min(found)
    sure = SURE if not aside and dated.confidence == SURE and len(found) == 1 else LIKELY
    understood.put("campaign", Guess(best, sure, word))
    if sure != SURE:
        name = next(each.name for each in known.federation.campaigns if each.id == best)
        understood.ask(40, f"这是“{name}”的活动吗？（来稿写到“{word}”）")


def _called_so(campaign: Campaign) -> Iterator[str]:
    """The names of a key date, from the longest to the shortest that still means it."""
    parts = [each for each in re.split(r"[（）()、/]|与|和(?=防)", campaign.name) if each]
    words = {*parts}
    for part in parts:
        bare = part
        for _ in range(2):
            bare = _ENDINGS.sub("", bare)
        words |= {bare} if len(bare) > 1 else set()
        words |= {"三八"} if "三八" in part and part.endswith("妇女节") else set()
    if campaign.on == "06-01":
        words |= {"六一"}
    yield from sorted((each for each in words if each not in _TOO_COMMON), key=lambda each: (-len(each), each))


_TOO_COMMON = frozenset(
    {
        "家庭",
        "儿童",
        "妇女",
        "志愿者",
        "禁毒",
        "科普",
        "国家安全教育",
        "爱国卫生",
        "植树",
        "宪法",
        "助残",
        "慈善",
        "母亲",
    }
)
"""What is left of a name and stands in many a story of another day."""


def _says(text: str, word: str) -> bool:
    return re.search(rf"{re.escape(word)}(?!红旗|精神)", text) is not None
