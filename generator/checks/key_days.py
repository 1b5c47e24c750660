"""Rules A18 and A19: a story of a key date is near that day, and the day's number is the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.checks.counting import number
from generator.checks.passages import Passage, unnamed, written
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records import calendar

_DAYS = 15
FIRST_YEARS: Mapping[str, int] = {
    r"三八|3[·.]?8|妇女节": 1911,
    r"学雷锋": 1964,
    r"国际志愿者": 1986,
}
"""Marks of days of the whole nation, and the year of the first of each: 2026 has the 116th, the 63rd and the 41st."""
_NUMERAL = r"[0-9０-９]{1,3}|[零〇一二三四五六七八九十百]{1,6}"
_QUOTES = "“”\"「」『』《》'‘’ "
_WRITTEN = (
    rf"[{_QUOTES}]*(?:(?:3月8日|3[·.]8|三八)[{_QUOTES}]*(?:国际)?(?:劳动)?妇女节|(?:国际)(?:劳动)?妇女节|三八节"
    rf"|(?:3月5日|3[·.]5)?[{_QUOTES}]*(?:全国|毛泽东等老一辈革命家)?[{_QUOTES}]*学雷锋[{_QUOTES}]*(?:纪念)?日"
    rf"|(?:12月5日|12[·.]5)?[{_QUOTES}]*国际志愿者[{_QUOTES}]*(?:服务)?日)"
)
_NEAR = 20
_OFFICIAL = 20
_OF_SOMEBODY = re.compile(
    r"以来|之后|后的?$|她|他|我|咱|俺|成立|组建|入队|加入|退休|队里|队上|本[市县区队村镇校]|全[市县区镇校村]|[社小]区里|连续|累计|举办|一起"
)
"""In the clause before: the number counts somebody's own days, not the days of the calendar."""
_AN_EVENT = re.compile(
    r"[”’」』]?(?:[^，。；！？\n]{0,6})(?:运动会|晚会|大赛|比赛|联欢|联谊|汇演|展演|文艺|趣味|沙龙|集市|义卖)"
)
"""Behind the day: the number counts what is held on it, 第三届三八节趣味运动会."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年|[-/.]\d)")
_RELATIVE = {"明年": 1, "来年": 1, "去年": -1, "上一年": -1, "前年": -2, "后年": 2}
_CLAUSE_ENDS = "，。；：！？,;!?\n"


@rule("A18", "属于重要节点的活动，在节点前后 15 天以内", "warning", "湘妇字〔2011〕9号（节日集中活动）；登记惯例")
def near_its_key_date(this: Rule, facts: Facts) -> Iterator[Problem]:
    federation = facts.library.federation
    known = {each.id: each for each in federation.fields.campaigns} if federation else {}
    limit = facts.limit(this.id, _DAYS)
    for entry in facts.library.activities.values():
        campaign = known.get(entry.fields.campaign or "")
        if campaign is None or not entry.fields.counts or "date" in entry.document.silent:
            continue
        away = calendar.days_away(campaign, entry.fields.date.first, entry.fields.date.last)
        if away is not None and away[0] > limit:
            days, day = away
            message = f"离“{campaign.name}”（{day.year}年{day.month}月{day.day}日）有 {days} 天，超过 {limit} 天"
            yield this.at(entry, message, "请核对日期；不是为这个节点办的活动，请删掉 campaign", "campaign")


@rule("A19", "“第几个三八国际妇女节、学雷锋纪念日、国际志愿者日”的数字写对", "error", "登记惯例（按首个年份推算）")
def numbered_right(this: Rule, facts: Facts) -> Iterator[Problem]:
    days = [(re.compile(mark), first) for mark, first in FIRST_YEARS.items()]
    forms = [_WRITTEN]
    for campaign in facts.library.federation.fields.campaigns if facts.library.federation else ():
        if campaign.since is not None:
            name = re.escape(re.split("[（(]", campaign.name)[0])
            days.insert(0, (re.compile(name), campaign.since))
            forms.append(rf"[{_QUOTES}]*{name}")
    pattern = re.compile(rf"第\s*({_NUMERAL})\s*([个届次])\s*({'|'.join(forms)})")
    for entry in written(facts):
        for passage in unnamed(entry):
            if "第" in passage.text:
                yield from _misnumbered(this, passage, pattern, days)


def _misnumbered(
    this: Rule, passage: Passage, pattern: re.Pattern[str], days: list[tuple[re.Pattern[str], int]]
) -> Iterator[Problem]:
    for match in pattern.finditer(passage.text):
        said = number(match[1])
        first = next((year for mark, year in days if mark.search(match[3])), None)
        if said is None or first is None or said <= 1 or _is_somebodys(passage.text, match, said):
            continue
        years = _years(passage, match)
        right = [year - first + 1 for year in years]
        if right and said not in right:
            name = re.sub(f"[{_QUOTES}]", "", match[3])
            message = f"{years[0]}年的{name}是第 {right[0]} 个，这里写的是第 {said} 个"
            yield passage.problem(this.id, match.start(), message, f"请改成“第{right[0]}个”，或者核对年份")


def _is_somebodys(text: str, match: re.Match[str], said: int) -> bool:
    """Whether the number counts the days that somebody has lived through, or what is held on them."""
    if (match[2] == "届" or said < _OFFICIAL) and _AN_EVENT.match(text, match.end()):
        return True
    clause = re.split(f"[{_CLAUSE_ENDS}]", text[max(0, match.start() - _NEAR) : match.start()])[-1]
    return said < _OFFICIAL and (clause.endswith("的") or _OF_SOMEBODY.search(clause) is not None)


def _years(passage: Passage, match: re.Match[str]) -> list[int]:
    """The years that may be meant: those said in the sentence, else the year of the activity."""
    sentences = passage.sentences()
    at = match.start()
    sentence = next((text for start, text in sentences if start <= at < start + len(text)), passage.text)
    said = [int(each) for each in _YEAR.findall(sentence)]
    if said:
        return list(dict.fromkeys(said))
    span = getattr(passage.entry.fields, "date", None)
    if span is None:
        return []
    steps = [step for word, step in _RELATIVE.items() if word in sentence]
    own = list(dict.fromkeys((span.first.year, span.last.year)))
    return own + [year + step for year in own for step in steps]
