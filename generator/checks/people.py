"""Rule P8: what a consent no longer covers is left out of the site, and the records that still name it are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.checks.exemplary import not_covered
from generator.checks.photos import photographs
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.consent import Scope, may_show
from generator.records.fields import Channel
from generator.records.library import Entry
from generator.records.mentions import mentions
from generator.records.names import Hidden, hidden


@rule(
    "P8",
    "优秀志愿者、获表彰者、照片里认得出的人的同意书有效；失效的人网站自动不显示",
    "warning",
    "个人信息保护法第十五条、第四十七条",
)
def people_without_live_consent(this: Rule, facts: Facts) -> Iterator[Problem]:
    yield from _future(this, facts)
    yield from _volunteers(this, facts)
    yield from _portrayed(this, facts)
    yield from _honoured(this, facts)
    yield from _still_named(this, facts)
    yield from _told(this, facts)


def _still_named(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Names whose consent no longer covers them, in other records; the site says “某某”, and no report repeats them."""
    names = hidden(facts.library, facts.today)
    names = Hidden({name: each for name, each in names.names.items() if each in facts.library.consents}, names.known)
    for mention in mentions(facts.library, names) if names.names else ():
        message = f"{mention.where}还有同意书 {names.names[mention.name]} 的本人姓名，同意已经失效"
        better = "请把名称改得不含姓名，引用它的地方一起改" if mention.listed else "请改成 “一位志愿者” 这样的写法"
        hint = f"网站上已换成“某某”；{better}"
        yield Problem(mention.path, mention.line, mention.column, this.id, this.severity, message, hint)


def _told(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Texts that name somebody under a consent id alone: her name is sealed, so no program can take it out."""
    library = facts.library
    for kind in ("activities", "projects", "communities"):
        for entry in getattr(library, kind).values():
            for number, consent in enumerate(entry.fields.named):
                channel = _refused(facts, entry, consent, "name")
                if channel:
                    message = f"同意书 {consent} 不包含（或不再包含）在{_CALLED[channel]}公开姓名，正文里写着本人的真名"
                    hint = f"{_WHOLE[channel]}；请把姓名改成 “一位志愿者” 这样的写法，再从 named 里删掉这个编号"
                    yield this.at(entry, message, hint, "named", number)


_CALLED: Mapping[Channel, str] = {"web": "网站", "wechat": "微信公众号"}
_WHOLE: Mapping[Channel, str] = {
    "web": "网站已不显示整篇",
    "wechat": "公众号文章做不出来，不发公众号就从 channels 里去掉 wechat",
}
_PHOTO: Mapping[Channel, str] = {"web": "网站不显示这张照片", "wechat": "公众号文章不放这张照片"}


def _refused(facts: Facts, entry: Entry[Any], consent: str, scope: Scope) -> Channel | None:
    """The first channel of a record over which somebody may not be shown; a consent is for one or another."""
    library = facts.library
    if consent not in library.consents:
        return None  # R1 tells
    channels: Iterable[Channel] = getattr(entry.fields, "channels", ("web",))
    refused = (each for each in channels if not may_show(library, consent, scope, facts.today, each))
    return next(refused, None)


@rule("A3", "活动日期是真实的日期，结束不早于开始；已刊登的活动不在将来", "error", "格式")
def selected_stories_have_happened(this: Rule, facts: Facts) -> Iterator[Problem]:
    for story in facts.library.activities.values():
        if story.fields.status == "selected" and story.fields.date.first > facts.today:
            message = f"活动日期 {story.fields.date.first} 在将来，网站到那天才显示"
            yield this.at(story, message, "请检查日期", "date", severity="warning")


_HINT = "网站已不显示；重新取得同意，或者先改写别处写到本人的地方（表彰、领队、别的文章），再删掉这条记录"


def _future(this: Rule, facts: Facts) -> Iterator[Problem]:
    """A day that has not come is a slip of the pen. No error: that would keep her online until it is mended."""
    for address, consent in facts.library.consents.items():
        for key, label in (("given", "同意日期"), ("withdrawn", "撤回日期")):
            day = getattr(consent.fields, key)
            if day is not None and day > facts.today:
                yield this.at(consent, f"{label} {day} 在将来", "请检查日期", address, key)


def _volunteers(this: Rule, facts: Facts) -> Iterator[Problem]:
    library, today = facts.library, facts.today
    for volunteer in library.volunteers.values():
        consent = volunteer.fields.consent
        if consent not in library.consents or not_covered(facts, volunteer):
            continue  # R1 or P13 tells
        if not (may_show(library, consent, "name", today) and may_show(library, consent, "story", today)):
            message = f"同意书 {consent} 不包含（或不再包含）在网站公开姓名和事迹"
            yield this.at(volunteer, message, _HINT, "consent")
        elif volunteer.fields.portrait and not may_show(library, consent, "portrait", today):
            message = f"同意书 {consent} 不包含（或不再包含）在网站公开肖像"
            yield this.at(volunteer, message, "网站不显示肖像；请删掉 portrait，或者重新取得同意", "portrait")


def _portrayed(this: Rule, facts: Facts) -> Iterator[Problem]:
    library = facts.library
    for entry, photo, at in photographs(library):
        for number, consent in enumerate(photo.people or ()):
            if at == ("portrait",) and consent == entry.fields.consent:
                continue  # told at the consent of the volunteer herself
            channel = _refused(facts, entry, consent, "portrait")
            if channel:
                message = f"同意书 {consent} 不包含（或不再包含）在{_CALLED[channel]}公开肖像"
                yield this.at(entry, message, f"{_PHOTO[channel]}；请换一张，或者重新取得同意", *at, "people", number)


def _honoured(this: Rule, facts: Facts) -> Iterator[Problem]:
    library = facts.library
    for year in library.honours.values():
        for number, award in enumerate(year.fields.awards):
            for index, person in enumerate(award.recipients):
                if person.consent in library.consents and not may_show(library, person.consent, "name", facts.today):
                    at = ("awards", number, "recipients", index, "consent")
                    yield this.at(year, f"同意书 {person.consent} 不包含（或不再包含）在网站公开姓名", _HINT, *at)
