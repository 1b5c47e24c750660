"""Rules P13, P14, P16: an exemplary volunteer has agreed to her text, for the dead their kin; her number is hers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from generator.checks.passages import Passage, Story
from generator.checks.registry import Facts, Rule, declare, rule
from generator.problems import Problem
from generator.records.consent import is_live
from generator.records.kinds import Volunteer
from generator.records.library import Entry
from generator.records.sheets import ROSTER_SHEET

declare(
    "P14",
    "写到已去世的人，同意书由近亲属签署",
    "warning",
    "民法典第九百九十四条；英雄烈士保护法第二十二条",
)
_GONE_BEFORE = re.compile(r"(?:已故的?|烈士|逝者|(?:故去|去世|病逝|逝世|过世|离世|牺牲|殉职)的)[^，。；\n]{0,6}$")
_GONE_AFTER = re.compile(
    r"^(?:烈士|同志)?(?:生前|去世|病逝|逝世|牺牲|因病离世|离世|不幸离世|因公殉职|的遗像|的遗愿|的遗物)|^[（(][^）)]{0,12}(?:已故|病逝|牺牲)"
)
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?")


@rule(
    "P13",
    "优秀志愿者的同意书包含姓名和事迹（登肖像的包含肖像），本人核对过文稿（confirmed）",
    "error",
    "妇女权益保障法第二十八条；民法典第一千零二十五条",
)
def exemplary_volunteers(this: Rule, facts: Facts) -> Iterator[Problem]:
    for entry in facts.library.volunteers.values():
        yield from _scope(this, facts, entry)
        yield from _confirmed(this, facts, entry)


def _scope(this: Rule, facts: Facts, entry: Entry[Volunteer]) -> Iterator[Problem]:
    missing = not_covered(facts, entry)
    if missing:
        message = f"同意书 {entry.fields.consent} 没有同意公开{'、'.join(missing)}"
        hint = "请重新取得同意，scope 写全 [name, portrait, story]；不登肖像的删掉 portrait"
        yield this.at(entry, message, hint, "consent")


@rule("P16", "优秀志愿者的证号在她队伍的名册里，不是身份证号", "warning", "MZ/T 061-2015；平妇字〔2017〕22号 二（二）2")
def numbers_are_issued(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Which numbers a team has issued can be read without a key; whose they are cannot."""
    for entry in facts.library.volunteers.values():
        team = facts.library.team(entry.fields.team)
        if entry.fields.number is None or team is None:
            continue  # an unknown team is told by R1
        sheet = facts.library.sheets.get(f"{team.folder}/{ROSTER_SHEET}")
        if sheet is None or sheet.problems:
            continue  # nothing is known of its numbers, or not all
        if entry.fields.number not in {row.row_id for row in sheet.live}:
            message = "她队伍的名册里没有这个证号"
            hint = "请照 jinguo roster add 发给她的证号写；已经退队注销的请删掉 number"
            yield this.at(entry, message, hint, "number")


def not_covered(facts: Facts, entry: Entry[Volunteer]) -> list[str]:
    """What of a page its living consent never covered; of a dead consent rule P8 tells, and the page is left out."""
    consent = facts.library.consents.get(entry.fields.consent)
    if consent is None or not is_live(consent.fields, facts.today) or "web" not in consent.fields.channels:
        return []
    shown = {"name": "姓名", "story": "事迹", **({"portrait": "肖像"} if entry.fields.portrait else {})}
    return [word for scope, word in shown.items() if scope not in consent.fields.scope]


def _confirmed(this: Rule, facts: Facts, entry: Entry[Volunteer]) -> Iterator[Problem]:
    fields = entry.fields
    if entry.lacks("confirmed"):
        who = "近亲属" if fields.deceased else "本人"
        yield this.at(
            entry, f"没有写 confirmed：{who}核对文稿的日期", "请让她看过文稿，再写上日期，例如 confirmed: 2026-03-05"
        )
    elif fields.confirmed is not None and fields.confirmed > facts.today:
        yield this.at(entry, f"核对文稿的日期 {fields.confirmed} 在将来", "请检查日期", "confirmed")
    elif fields.confirmed is not None and fields.since and fields.confirmed.isoformat() < fields.since:
        message = f"核对文稿的日期 {fields.confirmed} 早于成为志愿者的时间 {fields.since}"
        yield this.at(entry, message, "请检查 confirmed 和 since", "confirmed")
    elif fields.confirmed is not None and not fields.deceased:
        told = _latest(entry.document.body, facts.today)
        if told is not None and told > fields.confirmed:
            message = f"正文写到 {told} 的事，核对文稿的日期 {fields.confirmed} 比它早"
            yield this.at(entry, message, "文稿改过的，请本人再看一遍，更新 confirmed", "confirmed", severity="warning")


def _latest(body: str, today: dt.date) -> dt.date | None:
    """The latest day in the past that a text tells of; later ones are plans."""
    days = []
    for year, month, day in _DATE.findall(body):
        try:
            days.append(dt.date(int(year), int(month), int(day or 1)))
        except ValueError:
            continue
    return max((each for each in days if each <= today), default=None)


def deceased(story: Story) -> Iterator[Problem]:
    """P14: names beside a word of death; and pages of the dead without their kin's consent."""
    for passage in story.passages:
        for name in passage.names:
            if name.text not in story.told and _gone(passage, name.start, name.end, name.role):
                story.told.add(name.text)
                if not any(consent.kin for consent in story.agreed(passage)):
                    message = f"这里像是写了一位已去世的人的姓名（{name.veiled}），没有近亲属的同意书"
                    hint = "请征得近亲属同意（同意书写 kin: true），编号写进 named；历史人物写进 public_names"
                    yield passage.problem("P14", name.start, message, hint)


def remembered(facts: Facts) -> Iterator[Problem]:
    """P14 on a volunteer's own page."""
    for entry in facts.library.volunteers.values():
        consent = facts.library.consents.get(entry.fields.consent)
        if entry.fields.deceased and consent is not None and not consent.fields.kin:
            message = f"本人已去世，同意书 {entry.fields.consent} 不是近亲属签署的"
            yield entry.document.problem(
                "P14", message, "请征得近亲属同意，在同意书里写 kin: true", at=("consent",), severity="warning"
            )
        elif not entry.fields.deceased and (at := _called_dead(entry)) is not None:
            passage = Passage(entry, entry.document.body, (), ())
            message = "正文像是说本人已去世，没有写 deceased: true"
            yield passage.problem("P14", at, message, "已去世的请写 deceased: true，同意书由近亲属签署")


def _called_dead(entry: Entry[Volunteer]) -> int | None:
    body, name = entry.document.body, entry.fields.name
    at = body.find(name)
    while at >= 0:
        if _gone(Passage(entry, body, (), ()), at, at + len(name), ""):
            return at
        at = body.find(name, at + 1)
    return None


def _gone(passage: Passage, start: int, end: int, role: str) -> bool:
    before, after = passage.text[max(0, start - 12) : start], passage.text[end : end + 16]
    return role in {"烈士", "已故"} or bool(_GONE_BEFORE.search(before)) or bool(_GONE_AFTER.match(after))
