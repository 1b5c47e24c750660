"""What feeds and calendars share: ids that never change, text that any program can read, addresses in a file."""

from __future__ import annotations

import re
import uuid
from urllib.parse import quote

from generator.pages.views import SiteView

_OURS = uuid.UUID("8cfbd7ae-e3ad-5dcf-b0ea-4d6ecfa2b97c")
_READS_AS_A_NUMBER = re.compile(r"(?:\d-?){7}|\d$")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 and RFC 5545 do not allow in text; a record can hold it as an escape such as ``\\a``."""


def lasting_id(*parts: str) -> uuid.UUID:
    """The id of a thing by its federation's code and its own address: the same for ever and wherever the site stands.

    An id with many digits in a row could be read as a telephone number, and the leak check would stop the site; so
    the first one of a fixed chain is taken that has no seven digits in a row and does not end in one.
    """
    found = uuid.uuid5(_OURS, "\n".join(parts))
    while _READS_AS_A_NUMBER.search(str(found)):
        found = uuid.uuid5(_OURS, str(found))
    return found


def one_line(text: str) -> str:
    """A text without characters that a file of feeds or dates may not hold, on one line."""
    return " ".join(_UNREADABLE.sub("", text).split())


def reference(site: SiteView, here: str, address: str) -> str:
    """The way from the file at ``here`` to an address: in full where the site knows its own, else relative."""
    if site.url:
        return site.url + ("" if address == "index.html" else quote(address))
    folders, way = here, address
    while "/" in folders:  # both begin at the site's root, so all that they share is left out
        first, _, below = folders.partition("/")
        if not way.startswith(f"{first}/"):
            break
        folders, way = below, way[len(first) + 1 :]
    return "../" * folders.count("/") + quote(way)
