"""Who is named or shown in what a proposal changes, and under which consent; names stay where they are sealed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from generator.proposal.pair import Pair
from generator.proposal.parts import Section, code, said
from generator.proposal.readers import CALLED, titled
from generator.records.consent import is_live, named_in
from generator.records.honours import Honours
from generator.records.kinds import Consent
from generator.records.library import Entry, Library

_SCOPES = {"name": "姓名", "portrait": "肖像", "story": "事迹", "home": "住所"}


def people(pair: Pair) -> Section:
    """Consents that the changed records rest on, and consents that the proposal itself adds or changes."""
    section = Section("写到和拍到的人")
    for kind, address, entry, old in pair.touched:
        before = _consents(old) if old else set()
        now = _consents(entry)
        if not now and not before:
            continue
        if now or before - now:
            section.add(said(f"{CALLED[kind]} "), titled(pair, entry), said(" "), code(address or "teams"))
        for each in sorted(now):
            fresh = "（新写到）" if each not in before else ""
            section.add(code(each), said(f"：{state(pair.head.library, each, pair.today)}{fresh}"), inner=True)
        for each in sorted(before - now):
            section.add(code(each), said("：不再写到"), inner=True)
    _changed_consents(section, pair)
    return section


def state(library: Library, consent_id: str, today: dt.date) -> str:
    """Scope and whether it is live."""
    entry = library.consents.get(consent_id)
    if entry is None:
        return "没有登记这份同意书"
    consent = entry.fields
    scope = "、".join(_SCOPES[each] for each in consent.scope)
    by = "，监护人签" if consent.guardian else ""
    return f"{scope}{by}，{_live(consent, today)}"


def _live(consent: Consent, today: dt.date) -> str:
    if consent.withdrawn is not None:
        return "已经撤回"
    if not is_live(consent, today):
        return "不在有效期内"
    return "有效" if consent.expires is None else f"有效，到 {consent.expires}"


def _consents(entry: Entry[Any]) -> set[str]:
    """Every consent that a record names."""
    fields = entry.fields
    found = set(getattr(fields, "named", ()) or ())
    leader = getattr(fields, "leader", None)
    found |= {each for each in (getattr(fields, "consent", None), leader and leader.consent) if each}
    portrait = getattr(fields, "portrait", None)
    for photo in (*(getattr(fields, "photos", ()) or ()), *((portrait,) if portrait else ())):
        found |= {*named_in(photo), *({photo.householder} if photo.householder else ())}
    if isinstance(fields, Honours):
        found |= {each.consent for award in fields.awards for each in award.recipients if each.consent}
    return found


def _changed_consents(section: Section, pair: Pair) -> None:
    before, after = pair.base.library.consents, pair.head.library.consents
    for each in sorted(before.keys() | after.keys()):
        if each not in after:
            section.add(said("同意书 "), code(each), said("：删掉了登记（撤回要写 withdrawn，不要删）"))
        elif each not in before or before[each].fields != after[each].fields:
            what = "改为" if each in before else "新登记"
            section.add(said("同意书 "), code(each), said(f"：{what} {state(pair.head.library, each, pair.today)}"))
