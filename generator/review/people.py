"""Who is in a photograph by what the record says, and whether their consents hold today."""

from __future__ import annotations

import datetime as dt
from typing import Any

from generator.records.consent import Scope, is_live, named_in
from generator.records.kinds import Consent, Photo, Volunteer
from generator.records.library import Entry, Library
from generator.review.views import Person

_SCOPES: dict[Scope, str] = {"portrait": "肖像", "home": "在家里拍照", "name": "姓名", "story": "事迹"}


def persons(library: Library, entry: Entry[Any], photo: Photo, today: dt.date) -> tuple[Person, ...]:
    """Everyone whose consent a photograph needs, the householder last."""
    own = entry.fields.consent if isinstance(entry.fields, Volunteer) else None
    asked: dict[tuple[str, Scope], str] = {(own, "portrait"): "本人"} if own else {}
    for consent in named_in(photo):
        asked.setdefault((consent, "portrait"), "照片里的人")
    if photo.householder:
        asked[photo.householder, "home"] = "住户"
    return tuple(
        Person(consent, role, *_state(library, consent, scope, today)) for (consent, scope), role in asked.items()
    )


def said(photo: Photo) -> str:
    """What ``people`` says."""
    if photo.people is None:
        return "没有写"
    words = {"none": "没有认得出的人（none）", "crowd": "远景人群（crowd）"}
    plain = [words[each] for each in photo.people if each in words]
    consents = len(photo.people) - len(plain)
    return "、".join([*plain, f"写了 {consents} 份同意书"] if consents else plain)


def _state(library: Library, consent_id: str, scope: Scope, today: dt.date) -> tuple[str, bool]:
    found = library.consents.get(consent_id)
    if found is None:
        return "找不到这份同意书", False
    consent = found.fields
    by = "（监护人签署）" if consent.guardian else ""
    why = _ended(consent, today) or _narrow(consent, scope)
    if why or not is_live(consent, today):
        return f"{why or '无效'}{by}", False
    until = f"，到 {consent.expires} 为止" if consent.expires else ""
    return f"有效{until}{by}", True


def _ended(consent: Consent, today: dt.date) -> str:
    if consent.withdrawn is not None:
        return f"{consent.withdrawn} 已撤回"
    if consent.expires is not None and consent.expires < today:
        return f"{consent.expires} 已到期"
    return f"{consent.given} 才开始" if consent.given > today else ""


def _narrow(consent: Consent, scope: Scope) -> str:
    if scope not in consent.scope:
        return f"范围不含{_SCOPES[scope]}"
    return "" if "web" in consent.channels else "渠道不含网站"
