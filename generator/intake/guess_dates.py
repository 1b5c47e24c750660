"""The day of an activity: 3月5日, 2026年3月5日上午, 3月5日至7日, 近日; the year comes from the text or the letter."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from generator.intake.guess import LIKELY, LOOSE, SURE, Confidence, Guess, Known, Story, Understood
from generator.intake.guess_years import reference

_NUMBER = r"\d{1,2}"
_DAY = re.compile(
    rf"(?:(?P<year>(?:20)?\d\d)\s*年\s*)?(?P<month>{_NUMBER})\s*月\s*(?P<day>{_NUMBER})\s*[日号]"
    rf"(?:\s*(?:至|到|—+|－|-|~|～|、|和)\s*(?:(?:20\d\d\s*年\s*)?(?P<month2>{_NUMBER})\s*月\s*)?(?P<day2>{_NUMBER})\s*[日号])?"
    rf"|(?P<year3>20\d\d)[./-](?P<month3>{_NUMBER})[./-](?P<day3>{_NUMBER})(?!\d)"
    rf"|(?P<month4>{_NUMBER})\s*月\s*(?P<day4>{_NUMBER})\s*(?:至|到|—+|－|-|~|～)\s*(?P<day5>{_NUMBER})\s*[日号]"
)
_NOT_AFTER = re.compile(
    r"\s*(?:是(?!.{0,6}周[一二三四五六日])|为(?:第|全国|国际|世界)|来临|即将|将至|到来|之际|前夕|前后|以来|起(?:施行|实施|正式)|前(?:[，,报]|完成)|成立"
    r"|印发|出生|通过|[^，。\s]{0,14}(?:来临|到来|将至|前夕|之际))"
)  # fmt: skip
_NOT_BEFORE = re.compile(
    r"(?:自|从|截至|截止到?|成立于|生于|早在|去年|上年|前年|下一?次|计划于?|拟于|定于|报名.{0,6}|将于|将在)\s*$"
)
_AHEAD = re.compile(r"(?:计划于?|拟于|定于|将于|将在|下一?次.{0,4})\s*$")
_SEVERAL = re.compile(r"为期|[连接]续.{0,3}[天日]|[两三四五六七八九十\d]天|次日|第二天")
"""It may have gone on for more than the day that is named."""
_CLAUSE = re.compile(r"(?:^|[。！？\n])[“\s　]*$")
_RELATIVE = re.compile(
    r"(?P<soon>近日|日前|近期|连日来|最近|这几天)|(?P<today>今天|今日)(?!的)|(?P<yesterday>昨天|昨日)|(?P<before>前天)"
)
_BACK = {"today": 0, "yesterday": 1, "before": 2}


@dataclass(frozen=True, slots=True)
class _Found:
    """A day, or several, that a text names."""

    first: dt.date
    last: dt.date
    words: str
    at: int
    whole: bool
    """With its year."""
    heads: bool
    """At the beginning of a sentence."""
    ahead: bool
    """Spoken of as something to come."""


def guess_date(known: Known, understood: Understood) -> None:
    """Put ``date``; the day is asked for wherever the text does not name one."""
    story = understood.story
    text = "\n".join(story.paragraphs) or story.text
    notice = understood.value("kind") == "notice"
    whole = (each.last for each in _all(text, known.today, ahead=notice) if each.whole and not each.ahead)
    until = reference(story, known, whole)
    found = _all(text, until.day, ahead=notice)
    picked = _picked(found, len(story.lead))
    if picked is None or _told_otherwise(text, story, picked, notice=notice):
        _without_a_day(text, story, known, understood)
        return
    dated = picked.whole or not until.why
    sure = _confidence(picked, found, until.day, text) if dated else LIKELY
    understood.put("date", Guess((picked.first, picked.last), sure, picked.words))
    if sure != SURE:
        why = "" if dated else f"；{until.why}"
        understood.ask(20, f"活动是不是 {_said(picked.first, picked.last)}？（从“{picked.words}”看出来的{why}）")


def _told_otherwise(text: str, story: Story, picked: _Found, *, notice: bool) -> bool:
    """Whether the story opens with 今天, and the day that it names later is another one."""
    relative = _RELATIVE.search(text)
    if notice or relative is None or (relative.lastgroup or "") not in _BACK or relative.start() > picked.at:
        return False
    opens = _CLAUSE.search(text[: relative.start()]) is not None
    return opens and (story.piece.sent or story.signed) is not None and (picked.ahead or not picked.heads)


def _without_a_day(text: str, story: Story, known: Known, understood: Understood) -> None:
    relative = _RELATIVE.search(text)
    letter = story.piece.sent or story.signed
    if relative and letter:
        name = relative.lastgroup or "soon"
        day = letter - dt.timedelta(days=_BACK.get(name, 0))
        understood.put("date", Guess((day, day), LIKELY if name in _BACK else LOOSE, relative[0]))
        said = "先写了收信那天" if name == "soon" else f"按收信那天算，先写了 {day}"
        understood.ask(5, f"活动是哪一天？来稿只说“{relative[0]}”，{said}")
        return
    until = reference(story, known, ())
    by_file = story.piece.changed if "属性" in until.why else None
    day = letter or by_file or known.today
    understood.put("date", Guess((day, day), LOOSE))
    put = "收信那天" if story.piece.sent else "落款" if letter else "文件属性里" if by_file else "今天"
    only = f"来稿只说“{relative[0]}”" if relative else "来稿里没有写"
    understood.ask(5, f"活动是哪一天？{only}，先写了{put}的日期")


def _said(first: dt.date, last: dt.date) -> str:
    return f"{first}" if first == last else f"{first} 到 {last}"


def _picked(found: list[_Found], lead: int) -> _Found | None:
    """Of the days that are told of, one in the first lines that begins a sentence, or the first."""
    real = [each for each in found if not each.ahead] or found
    near = [each for each in real if each.at <= lead + 40]
    first = next(iter(near or real), None)
    return next((each for each in near if each.heads), first)


def _confidence(picked: _Found, found: list[_Found], until: dt.date, text: str) -> Confidence:
    """Sure where the text opens with the day, and nothing else could be meant."""
    others = {(each.first, each.last) for each in found if not each.ahead} - {(picked.first, picked.last)}
    fresh = dt.timedelta(0) <= until - picked.last <= dt.timedelta(days=60)
    if picked.ahead or (picked.first == picked.last and _SEVERAL.search(text)):
        return LIKELY
    return SURE if picked.heads and fresh and not others else LIKELY


def _all(text: str, until: dt.date, *, ahead: bool) -> list[_Found]:
    """Every day that the text names as the day of something done."""
    listed = []
    for match in _DAY.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        coming = bool(_AHEAD.search(before))
        if _NOT_AFTER.match(text, match.end()) or (_NOT_BEFORE.search(before) and not (coming and ahead)):
            continue
        span = _span(match, until, ahead=ahead or coming)
        if span:
            whole = bool(match["year"] or match["year3"])
            heads = bool(_CLAUSE.search(text[: match.start()]))
            listed.append(_Found(*span, match[0], match.start(), whole, heads, coming))
    return listed


def _span(match: re.Match[str], until: dt.date, *, ahead: bool) -> tuple[dt.date, dt.date] | None:
    """First and last day; a day without its year is the last such day before the letter."""
    groups = match.groupdict()
    month, day = (int(groups[f"month{end}"] or 0) for end in ("", "2")), groups["day"]
    first_month, last_month = month
    if groups["month3"]:
        first_month, day = int(groups["month3"]), groups["day3"]
    if groups["month4"]:
        first_month, day = int(groups["month4"]), groups["day4"]
    year = groups["year"] or groups["year3"]
    full = int(year) if year and len(year) == 4 else 2000 + int(year) if year else 0  # noqa: PLR2004
    last_day = groups["day2"] or groups["day5"] or day
    first = _day(full or until.year, first_month, int(day or 0))
    if first and not full and first > until + dt.timedelta(days=90 if ahead else 0):
        full = until.year - 1
        first = _day(full, first_month, int(day or 0))
    last = _day(full or until.year, last_month or first_month, int(last_day or 0))
    if first is None or last is None or not dt.timedelta(0) <= last - first <= dt.timedelta(days=62):
        return (first, first) if first else None
    return first, last


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
