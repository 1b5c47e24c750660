"""Whether a person may be shown: consent is data, and without live consent nobody is shown."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from generator.records.fields import ConsentChannel
from generator.records.kinds import Consent, Photo, Volunteer
from generator.records.library import Entry, Library
from generator.records.protected import about_protected_children, tells_of_children

Scope = Literal["name", "portrait", "story", "home"]


def is_live(consent: Consent, today: dt.date) -> bool:
    """Given by today, not expired, and never withdrawn: whatever day the withdrawal bears, it counts at once."""
    if consent.withdrawn is not None:
        return False
    return consent.given <= today and (consent.expires is None or today <= consent.expires)


def recognised(entry: Entry[Any], photo: Photo) -> tuple[str, ...]:
    """Consents of those who can be recognised in a photograph; a portrait is of the person whose page it is on."""
    return named_in(photo) or ((entry.fields.consent,) if isinstance(entry.fields, Volunteer) else ())


def named_in(photo: Photo) -> tuple[str, ...]:
    """Consents that a photograph names."""
    return tuple(each for each in photo.people or () if each not in {"none", "crowd"})


def guarded(library: Library, entry: Entry[Any], photo: Photo) -> bool:
    """Whether everyone in a photograph with minors is there under a guardian's signature.

    Where ``minors`` is not true, those without a guardian are taken for grown-ups who signed for themselves.
    """
    signed = [_by_guardian(library, each) for each in recognised(entry, photo)]
    return bool(signed) and (all(signed) if photo.minors else any(signed))


def shows_minors(library: Library, entry: Entry[Any], photo: Photo) -> bool:
    """Whether minors can be recognised: not when they are blurred, unless one of them is named all the same.

    Where a guardian signed there is a minor, whatever ``minors`` says.
    """
    named = any(_by_guardian(library, each) for each in recognised(entry, photo))
    return named or bool(photo.minors and not photo.blurred)


def unsaid_minors(library: Library, entry: Entry[Any], photo: Photo) -> str:
    """The words that tell of protected children in a photograph that does not say whether any can be recognised.

    ``minors: false`` is somebody's word that none can; what nobody has said counts as no.
    """
    if photo.minors is not None or photo.blurred:
        return ""
    words = tells_of_children(photo)
    return words if words and about_protected_children(library, entry, photo) else ""


def at_home(photo: Photo) -> bool:
    """Whether a photograph was taken in somebody's dwelling."""
    return photo.home or photo.householder is not None


def _by_guardian(library: Library, consent_id: str) -> bool:
    entry = library.consents.get(consent_id)
    return entry is not None and entry.fields.guardian


def may_show(
    library: Library, consent_id: str | None, scope: Scope, today: dt.date, channel: ConsentChannel = "web"
) -> bool:
    """Whether a channel may show a person's name, portrait or story under a consent id; each needs its own consent."""
    entry = library.consents.get(consent_id or "")
    if entry is None or not is_live(entry.fields, today):
        return False
    return scope in entry.fields.scope and channel in entry.fields.channels


def may_hang(
    library: Library, entry: Entry[Any], photo: Photo, today: dt.date, channel: ConsentChannel = "web"
) -> bool:
    """Whether a photograph of a record may go out over a channel; whatever is not said counts as no.

    Args:
        library: with the consents.
        entry: the record that names the photograph.
        photo: its entry there.
        today: consents are live on a day.
        channel: for which everybody in it must have agreed.
    """
    fields = entry.fields
    own = (fields.consent,) if isinstance(fields, Volunteer) else ()
    if photo.people is None and not own:
        return False
    if unsaid_minors(library, entry, photo):
        return False
    if shows_minors(library, entry, photo):
        protected = about_protected_children(library, entry, photo)
        if protected or not guarded(library, entry, photo):
            return False
    if at_home(photo) and not may_show(library, photo.householder, "home", today, channel):
        return False
    return all(may_show(library, each, "portrait", today, channel) for each in (*own, *recognised(entry, photo)))
