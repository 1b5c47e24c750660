"""Rule A4: the day in the first sentence of a news story is the day of its activity.

Stories speak of earlier and later days all the time. So only a first sentence is read that begins with a day and says
that something was held then, and only if no text of the story says the right day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.passages import Passage, unnamed, written
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.fields import Span
from generator.records.kinds import Activity
from generator.records.library import Entry

_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_DAY = (
    r"(?:(?P<year>(?:19|20)\d\d)\s*年\s*)?(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]"
    r"(?:\s*(?:[至到、和—~～－-]+|以及)\s*(?:(?P<month2>\d{1,2})\s*月\s*)?(?P<day2>\d{1,2})\s*[日号])?"
)
_IN_WORDS = re.compile(
    r"(?<![一二三四五六七八九十])([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})(?=[日号])"
)
_NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九", 1)}
_ANY = re.compile(rf"(?<!农历)(?<!阴历)(?<!旧历)(?<!\d){_DAY}")
_WEEKDAY = re.compile(
    r"(?<!农历)(?<!阴历)(?<!\d)(?<!去年)(?<!前年)(?<!明年)(?<!上年)(?<!来年)(?<!次年)(?<!当年)(?<!那年)"
    r"(?:(?P<year>(?:19|20)\d\d)\s*年\s*)?(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]"
    r"[ 　]*[（(，,]?[ 　]*(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])(?!至|到|、|和|及|年)"
)
_LEAD = re.compile(
    rf"(?:^|(?<=[，,（(）)】 　*_“>])){_DAY}"
    r"(?:[ 　]*[（(，,]?[ 　]*(?:星期|周|礼拜)[一二三四五六日天][）)]?)?(?:清晨|早上|一早|上午|中午|下午|傍晚|晚上?"
    r"|当天|这天)?[）)]?[，,]"
)
_SENTENCE_ENDS = re.compile(r"[。！？!?\n]")
_WE = r"(?:队员|志愿者|姐妹|小队|分队)们?[^。！？]{0,16}?"
_HELD = re.compile(
    r"组织|开展|举办|举行|走进|联合|启动|主办|承办"
    rf"|{_WE}(?:来到|前往|走上|走访|陪|带着|提着|背着|[为给]|在[^，。！？]{{1,14}}(?:集合|支起|摆[开起好上]|碰头|忙开|排开|开课))"
)
_ANOTHER = re.compile(
    r"将|拟|计划|准备|报名|招募|发布|通知|筹备|接到|成立|组建|以来|至今|当时|那年|去年|首次|第一次|上一|曾|回访|印发"
    r"|部署"
)
_HEADING = re.compile(r"[ \t]*(?:#|!\[|<|\||[-*_]{3,}[ \t]*$)")
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class _Told:
    """The days that a text names in one place."""

    start: int
    first: dt.date
    last: dt.date


@rule("A4", "正文第一句写的活动日期、写出的星期与 date 一致", "warning", "登记惯例")
def days_agree(this: Rule, facts: Facts) -> Iterator[Problem]:
    for story in written(facts, ("activities",)):
        if story.fields.kind != "report":
            continue
        texts = [each for each in unnamed(story) if not each.at or each.at in {("title",), ("summary",)}]
        yield from _leads(this, story, texts)
        for passage in texts:
            yield from _weekdays(passage, story.fields.date)


def _leads(this: Rule, story: Entry[Activity], texts: list[Passage]) -> Iterator[Problem]:
    span = story.fields.date
    wrong = [(each, told) for each in texts if (told := _lead(each, span)) and not _within(told, span)]
    if not wrong:
        return
    for each in texts:
        found = (_told(match, span) for match in _ANY.finditer(_in_digits(each.text)))
        if any(told and _within(told, span) for told in found):
            return  # the story knows its day, and the other one is another
    passage, told = wrong[0]
    shown = f"{told.first.year}年{told.first.month}月{told.first.day}日"
    hint = "请核对是哪一天；写的是别的事，就把活动的日期也写出来"
    yield passage.problem(this.id, told.start, f"第一句写的是{shown}，date 是 {_shown(span)}", hint)


def _lead(passage: Passage, span: Span) -> _Told | None:
    """The day with which the first sentence of a text begins, if it says that something was held on it."""
    start = 0
    for line in passage.text.splitlines(keepends=True):
        if line.strip() and not _HEADING.match(line):
            break
        start += len(line)
    text = passage.text[start:].translate(_DIGITS)
    begin = len(text) - len(text.lstrip())
    sentence = _in_digits(_SENTENCE_ENDS.split(text[begin:], maxsplit=1)[0])
    match = _LEAD.search(sentence)
    if match is None or not _HELD.search(sentence, match.end()) or _ANOTHER.search(sentence):
        return None
    if len(_ANY.findall(sentence)) > 1:
        return None
    told = _told(match, span)
    return told and _Told(start + begin + told.start, told.first, told.last)


def _in_digits(text: str) -> str:
    """A text with its days in digits: 三月八日, １２月５日."""
    return _IN_WORDS.sub(lambda day: f"{_number(day[1])}月{_number(day[2])}", text.translate(_DIGITS))


def _number(numeral: str) -> int:
    """The value of a numeral up to ninety-nine; what is none is no day either."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _NUMERALS.get(numeral, 0)
    return 10 * _NUMERALS.get(tens, 0 if tens else 1) + _NUMERALS.get(ones, 0)


def _told(match: re.Match[str], span: Span) -> _Told | None:
    """The days of a match; a year that is not written is that of the activity."""
    start = match.start("year") if match["year"] else match.start("month")
    month, day = int(match["month"]), int(match["day"])
    month2, day2 = int(match["month2"] or month), int(match["day2"] or day)
    years = [int(match["year"])] if match["year"] else sorted({span.first.year, span.last.year})
    told = None
    for year in years:
        try:
            told = _Told(start, dt.date(year, month, day), dt.date(year, month2, day2))
        except ValueError:
            return None
        if _within(told, span):
            return told
    return told


def _within(told: _Told, span: Span) -> bool:
    return told.first <= span.last and told.last >= span.first


def _weekdays(passage: Passage, span: Span) -> Iterator[Problem]:
    """Days of this activity, or with their year, beside a weekday that was another."""
    if not any(sign in passage.text for sign in ("星期", "周", "礼拜")):
        return
    for match in _WEEKDAY.finditer(passage.text.translate(_DIGITS)):
        year = int(match["year"] or span.first.year)
        try:
            day = dt.date(year, int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        right = _WEEKDAYS[day.weekday()]
        if (match["year"] or span.first <= day <= span.last) and match["weekday"].replace("天", "日") != right:
            message = f"{day.year}年{day.month}月{day.day}日是星期{right}，这里写的是星期{match['weekday']}"
            yield passage.problem("A4", match.start(), message, "请核对日期和星期")


def _shown(span: Span) -> str:
    return str(span.first) if span.first == span.last else f"{span.first} 至 {span.last}"
