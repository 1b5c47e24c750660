"""Whether a person may be shown: consent is data, and without live consent nobody is shown."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from generator.records.kinds import Consent, Photo
from generator.records.library import Entry, Library

Scope = Literal["name", "portrait", "story", "home"]


def is_live(consent: Consent, today: dt.date) -> bool:
    """Given by today, not expired, and never withdrawn: whatever day the withdrawal bears, it counts at once."""
    if consent.withdrawn is not None:
        return False
    return consent.given <= today and (consent.expires is None or today <= consent.expires)


def guarded(library: Library, photo: Photo) -> bool:
    """Whether everyone in a photograph with minors is there under a guardian's signature."""
    consents = [library.consents.get(each) for each in photo.people or ()]
    return bool(consents) and all(entry is not None and entry.fields.guardian for entry in consents)


def may_show(library: Library, consent_id: str | None, scope: Scope, today: dt.date) -> bool:
    """Whether the web may show a person's name, portrait or story under a consent id."""
    entry = library.consents.get(consent_id or "")
    if entry is None or not is_live(entry.fields, today):
        return False
    return scope in entry.fields.scope and "web" in entry.fields.channels


def may_hang(library: Library, entry: Entry[Any], photo: Photo, today: dt.date) -> bool:
    """Whether a photograph of a record may be on the web: whoever can be recognised in it has agreed.

    Args:
        library: with the consents.
        entry: the record that names the photograph.
        photo: its entry there.
        today: consents are live on a day.
    """
    del entry
    if photo.minors and not guarded(library, photo):
        return False
    named = [each for each in photo.people or () if each not in {"none", "crowd"}]
    return all(may_show(library, consent, "portrait", today) for consent in named)
